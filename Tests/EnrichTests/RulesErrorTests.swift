// Every message about a rules file, with the place that it points to.

import Enrich
import TestSupport
import Testing

struct RulesErrorTests {
  private static let cases: [(file: String, message: String)] = [
    (
      "{\n  rulez: [] }",
      "r.json5:2:3: unknown key 'rulez', expected one of categories, rules; did you mean 'rules'?"
    ),
    (
      "{ rules: [ { match: { kind: 'fee' }, set: { payeee: 'A' } } ] }",
      "r.json5:1:45: unknown key 'payeee', expected one of payee, category, tags, notes, "
        + "accounting_code, accounting_account, vat_code, include_in_spending, kind, transfer; did you mean 'payee'?"
    ),
    (
      "{ rules: [ { match: { zzz: 'fee' }, set: { payee: 'A' } } ] }",
      "r.json5:1:23: unknown key 'zzz', expected one of merchant, group, description, counterparty, "
        + "account, kind, amount, tags, category"
    ),
    (
      "{ rules: [ { match: {}, set: { payee: 'A' } } ] }",
      "r.json5:1:14: 'match' is empty and would match every row; give at least one condition"
    ),
    (
      "{ rules: [ { match: { kind: 'fee' }, set: {} } ] }",
      "r.json5:1:38: 'set' is empty and would change nothing; give at least one field"
    ),
    ("{ rules: [ { set: { payee: 'A' } } ] }", "r.json5:1:12: the rule has no 'match'"),
    ("{ rules: [ { match: { kind: 'fee' } } ] }", "r.json5:1:12: the rule has no 'set'"),
    ("{ rules: {} }", "r.json5:1:10: 'rules' must be a list in square brackets"),
    ("{ rules: [ 1 ] }", "r.json5:1:12: 'rules' must be an object in braces with match, set"),
    (
      "{ categories: [] }",
      "r.json5:1:15: 'categories' must be an object of category ids and their names"
    ),
    ("{ categories: { a: 1 } }", "r.json5:1:20: 'a' must be a text"),
    (
      "{ rules: [ { match: { merchant: ' ' }, set: { payee: 'A' } } ] }",
      "r.json5:1:33: 'merchant' is empty"
    ),
    (
      "{ rules: [ { match: { merchant: 1 }, set: { payee: 'A' } } ] }",
      "r.json5:1:33: 'merchant' must be a text, { contains: \"text\" } or { regex: \"expression\" }"
    ),
    (
      "{ rules: [ { match: { merchant: {} }, set: { payee: 'A' } } ] }",
      "r.json5:1:33: 'merchant' must be a text, { contains: \"text\" } or { regex: \"expression\" }"
    ),
    (
      "{ rules: [ { match: { kind: 'fees' }, set: { payee: 'A' } } ] }",
      "r.json5:1:29: unknown kind 'fees', expected one of card_payment, cash_withdrawal, bank_transfer, "
        + "direct_debit, standing_order, bacs_credit, monzo_to_monzo, pot_transfer, own_transfer, top_up, "
        + "interest, fee, refund, flex, loan, cheque, cash_deposit, reward, adjustment, card_check, other; "
        + "did you mean 'fee'?"
    ),
    (
      "{ rules: [ { match: { amount: 5 }, set: { payee: 'A' } } ] }",
      "r.json5:1:31: 'amount' must be an object such as { min: -50.00, max: -10.00 }"
    ),
    (
      "{ rules: [ { match: { amount: { min: 1e3 } }, set: { payee: 'A' } } ] }",
      "r.json5:1:38: '1e3' is not an amount; write it in major units, such as -12.50"
    ),
    (
      "{ rules: [ { match: { amount: { min: 0.00001 } }, set: { payee: 'A' } } ] }",
      "r.json5:1:38: '0.00001' is not an amount of any currency: it has more than 4 decimal places"
    ),
    (
      "{ rules: [ { match: { amount: { min: true } }, set: { payee: 'A' } } ] }",
      "r.json5:1:38: 'min' must be an amount in major units, such as -12.50"
    ),
    (
      "{ rules: [ { match: { amount: { min: -10, max: -50 } }, set: { payee: 'A' } } ] }",
      "r.json5:1:31: 'min' is greater than 'max', so no amount can match; money out is negative"
    ),
    (
      "{ rules: [ { match: { tags: [1] }, set: { payee: 'A' } } ] }",
      "r.json5:1:30: 'tags' must be a list of texts"
    ),
    (
      "{ rules: [ { match: { tags: ['#'] }, set: { payee: 'A' } } ] }",
      "r.json5:1:30: 'tags' is empty"
    ),
    (
      "{ rules: [ { match: { merchant: { regex: '(' } }, set: { payee: 'A' } } ] }",
      "r.json5:1:42: not a regular expression: expected ')'"
    ),
    (
      "{ rules: [ { match: { merchant: { regex: '(.{9}){999}' } }, set: { payee: 'A' } } ] }",
      "r.json5:1:42: the regular expression repeats too much: a text of 200 characters could take more than "
        + "1000000 steps; use smaller numbers in braces, or '*' in place of them"
    ),
    (
      "{ rules: [ { match: { merchant: { regex: '(a+)[$1]' } }, set: { payee: 'A' } } ] }"
        .replacing("[$1]", with: #"\\1"#),
      #"r.json5:1:42: '\1' is not supported in the regular expression of a rule; write it without"#
    ),
    (
      "{ rules: [ { match: { merchant: { regex: '\(String(repeating: "a", count: 201))' } }, set: {} } ] }",
      "r.json5:1:42: the regular expression has more than 200 characters"
    ),
    ("{ rules: [ ", "r.json5:1:12: expected a value, found the end of the file"),
  ]

  @Test(arguments: cases.indices)
  func `the message names place, error and what was expected`(index: Int) {
    let (file, message) = Self.cases[index]
    do {
      _ = try Rules(parsing: Array(file.utf8))
      Issue.record("no error for \(file)")
    } catch {
      #expect(error.text(file: "r.json5") == message)
    }
  }

  @Test(arguments: [
    #"(a+)\1"#, #"(?<x>a)\k<x>"#, "a++b", "(?>a+)b", "(?-i)a", "(?x) a b", #"a\Kb"#,
    "((.{50}){50}){50}",
    "(?=((.{30}){30}))a",
  ])
  func `a pattern that cannot be matched in one pass is refused`(pattern: String) {
    #expect(throws: RulesError.self) { try Rules(parsing: rule(pattern)) }
  }

  @Test(arguments: [
    "(ab)+", "a+b", "(a|b)", "(a+)?", "[*+]+x", #"\(a+\)+"#, "(a[(]b)+", "a{2,3}", "(a{2})b",
    "^TFL.*(CH|GOV)", #"\p{L}+"#, "(a+)+", "(a|aa)*", "a*b*c*d*", "(?:x*)*y", "a.*b.*c.*d",
    #"\bTFL\b"#,
    "(?=.*ab)a", "(?i)tfl", "[[:alpha:]]+", "a{x}",
  ])
  func `a pattern that can is accepted`(pattern: String) throws {
    #expect(try Rules(parsing: rule(pattern)).rules.count == 1)
  }

  private func rule(_ pattern: String) -> [UInt8] {
    let quoted = pattern.map { $0 == "\\" ? "\\\\" : "\($0)" }.joined()
    return Array(
      "{ rules: [ { match: { merchant: { regex: '\(quoted)' } }, set: { payee: 'A' } } ] }".utf8)
  }
}
