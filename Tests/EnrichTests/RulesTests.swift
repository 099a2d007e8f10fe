// The person's rules: what each condition asks, what each change does, and which rule wins.

import Enrich
import Model
import TestSupport
import Testing

struct RulesTests {
  private static let row = Row.make("tx_1") {
    $0.merchant = .make("merch_1", "Fernhill Deli", group: "grp_1")
    $0[.description] = "FERNHILL  DELI         LONDON        GBR"
    $0[.counterpartyName] = "Grace Fowler"
    $0[.counterpartyUserID] = "user_1"
    $0[.category] = "eating_out"
    $0[.notes] = "lunch #Work"
    $0[.metadata] = #"{"mcc":"5814"}"#
  }

  private func apply(_ file: String, to row: Row = RulesTests.row) throws -> (Row, RuleCounts) {
    let rules = try Rules(parsing: Array(file.utf8))
    var knowledge = Knowledge.empty
    knowledge.learn(row)
    var account = Account(id: "acc_1", type: "uk_retail")
    account.accountNumber = "11223344"
    knowledge.learn(.account(account))
    var enricher = Enricher(knowledge, rules: rules)
    return (enricher.enriched(row), enricher.ruleCounts)
  }

  private func matches(_ conditions: String) throws -> Bool {
    let (row, counts) = try apply(
      "{ rules: [ { match: { \(conditions) }, set: { payee: 'X' } } ] }")
    #expect((row[.payee] == "X") == (counts[rule: 1] == 1))
    return row[.payee] == "X"
  }

  @Test(arguments: [
    "merchant: 'fernhill deli'", "merchant: 'merch_1'", "merchant: { contains: 'HILL d' }",
    "group: 'grp_1'", "group: 'Fernhill Deli'",
    "description: 'fernhill deli london gbr'", "description: { regex: '^fern.*gbr$' }",
    "counterparty: 'GRACE FOWLER'", "counterparty: 'user_1'", "counterparty: { contains: 'fowl' }",
    "account: 'acc_1'", "account: 'uk_retail'", "account: '11223344'",
    "kind: 'card_payment'",
    "amount: { min: -2.50, max: -2.5 }", "amount: { max: '-1.00' }", "amount: { min: -3 }",
    "tags: ['work']", "tags: ['#Work']", "category: 'Eating_Out'",
    "merchant: 'Fernhill Deli', kind: 'card_payment', amount: { max: 0 }",
  ])
  func `the condition holds`(conditions: String) throws { #expect(try matches(conditions)) }

  @Test(arguments: [
    "merchant: 'Fernhill'", "merchant: { contains: 'hilldeli' }", "group: 'grp_2'",
    "description: { regex: '^DELI' }", "counterparty: 'Grace'", "account: 'acc_2'",
    "account: 'uk_business'", "kind: 'fee'", "amount: { min: -2.49 }", "amount: { max: -2.51 }",
    "amount: { min: 2, max: 3 }", "tags: ['work', 'home']", "category: 'eating out'",
    "merchant: 'Fernhill Deli', kind: 'fee'",
  ])
  func `the condition does not hold`(conditions: String) throws {
    #expect(try !matches(conditions))
  }

  @Test func `a rule sets payee, category, tags, notes and an accounting code`() throws {
    let (row, _) = try apply(
      """
      { rules: [ { match: { merchant: "Fernhill Deli" }, set: {
        payee: "The deli", category: "expenses", tags: ["client", "#Work"], notes: "with Ben #later",
        accounting_code: "7400" } } ] }
      """)
    #expect(row[.payee] == "The deli")
    #expect(row[.category] == "expenses")
    #expect(row.tags == ["Work", "client"])
    #expect(row[.notes] == "with Ben #later")
    #expect(row[.memo] == "with Ben #later")
    #expect(row[.metadata] == #"{"mcc":"5814","accounting_code":"7400"}"#)
    for field in [ProvenanceField.payee, .category, .tags, .notes, .memo, .accountingCode] {
      #expect(row[provenance: field] == .rule(1))
    }
    #expect(row[provenance: .merchant] == .merchant)
  }

  @Test func `a rule says account and VAT code of the user's accounting`() throws {
    let (row, _) = try apply(
      """
      { rules: [ { match: { merchant: "Fernhill Deli" }, set: {
        accounting_account: "Expenses:Meals", vat_code: "20%" } } ] }
      """)
    #expect(
      row[.metadata]
        == #"{"mcc":"5814","accounting_account":"Expenses:Meals","vat_code":"20%"}"#)
    #expect(row.decidingRule == 1)
  }

  @Test func `the first rule that matches wins and the others are not applied`() throws {
    let file = """
      { rules: [
        { match: { kind: "fee" }, set: { payee: "A" } },
        { match: { kind: "card_payment" }, set: { payee: "B" } },
        { match: { merchant: "Fernhill Deli" }, set: { category: "C" } },
      ] }
      """
    let (row, counts) = try apply(file)
    #expect(row[.payee] == "B")
    #expect(row[.category] == "eating_out")
    #expect(row[provenance: .payee] == .rule(2))
    #expect(counts.unused(of: try Rules(parsing: Array(file.utf8))) == [1, 3])
  }

  @Test func `counts of parts add up`() {
    var one = RuleCounts.empty
    one.add(rule: 1)
    var other = RuleCounts.empty
    other.add(rule: 3)
    other.add(rule: 3)
    var sum = one
    sum.merge(other)
    var back = other
    back.merge(one)
    #expect(sum == back)
    #expect([sum[rule: 1], sum[rule: 2], sum[rule: 3]] == [1, 0, 2])
  }

  @Test func `rules name own categories, and name them above what was learned`() throws {
    let row = Row.make("tx_1") { $0[.category] = "category_0000A" }
    let (named, _) = try apply(#"{ categories: { "category_0000A": "Bikes" } }"#, to: row)
    #expect(named[.category] == "Bikes")
    #expect(named[provenance: .category] == .bank)
    let (matched, _) = try apply(
      #"""
      { categories: { category_0000A: "Bikes", category_0000B: "Trains" },
        rules: [ { match: { category: "category_0000A" }, set: { category: "category_0000B" } } ] }
      """#, to: row)
    #expect(matched[.category] == "Trains")
  }

  @Test func `amounts are in the account's currency, whatever its places`() throws {
    let file =
      "{ rules: [ { match: { amount: { min: -150, max: -149.9 } }, set: { payee: 'X' } } ] }"
    var row = Row.make("tx_1")
    row.amount = Money(-150, try #require(Currency("JPY")))
    #expect(try apply(file, to: row).0[.payee] == "X")
    row.amount = Money(-150_000, try #require(Currency("KWD")))
    #expect(try apply(file, to: row).0[.payee] == "X")
    row.amount = Money(-150, .gbp)
    #expect(try apply(file, to: row).0[.payee] == nil)
  }

  @Test func `the name that a statement prints is matched as a merchant`() throws {
    let row = Row.make("tx_1") {
      $0.source = .statementCSV
      $0.kind = .bankTransfer
      $0[.payee] = "Teapot Ltd"
      $0[provenance: .payee] = .csv
    }
    let file = "{ rules: [ { match: { merchant: 'teapot ltd' }, set: { category: 'income' } } ] }"
    #expect(try apply(file, to: row).0[.category] == "income")
  }

  @Test func `a regular expression sees no more than 200 characters`() throws {
    let file = "{ rules: [ { match: { description: { regex: 'end$' } }, set: { payee: 'X' } } ] }"
    for (padding, payee) in [(197, "X"), (198, nil)] {
      let row = Row.make("tx_1") {
        $0.kind = .adjustment
        $0[.description] = String(repeating: "-", count: padding) + "end"
      }
      #expect(try (apply(file, to: row).0[.payee] == "X") == (payee != nil))
    }
  }

  @Test func `an empty file has no rules`() throws {
    #expect(try Rules(parsing: []) == .none)
    #expect(try Rules(parsing: Array("{}".utf8)) == .none)
  }
}
