// Records that are JSON and no rows: every message says what was found and what was expected.

import Model
import Normalize
import TestSupport
import Testing

@Suite struct RecordErrorTests {
  private static let id = "tx_00009RcxlTyAFbTZEzc0Ef"

  @Test(arguments: [
    Example(
      ["created": #""2024-04-31T10:00:00Z""#],
      "'created' is not an RFC 3339 time: '2024-04-31T10:00:00Z', "
        + "expected YYYY-MM-DDThh:mm:ss[.fff]Z"),
    Example(
      ["created": #""2024-04-30 at ten o'clock in the morning sharp""#],
      "'created' is not an RFC 3339 time: '2024-04-30 at ten o'clock in the morning…', "
        + "expected YYYY-MM-DDThh:mm:ss[.fff]Z"),
    Example(
      ["created": "1714521600"],
      "'created' is not an RFC 3339 time: 1714521600, expected YYYY-MM-DDThh:mm:ss[.fff]Z"),
    Example(["created": nil], "'created' is missing, expected YYYY-MM-DDThh:mm:ss[.fff]Z"),
    Example(["created": "null"], "'created' is missing, expected YYYY-MM-DDThh:mm:ss[.fff]Z"),
    Example(
      ["settled": #""soon""#],
      "'settled' is not an RFC 3339 time: 'soon', expected YYYY-MM-DDThh:mm:ss[.fff]Z"),
    Example(
      ["updated": #""soon""#],
      "'updated' is not an RFC 3339 time: 'soon', expected YYYY-MM-DDThh:mm:ss[.fff]Z"),
    Example(["amount": nil], "'amount' is missing, expected \(minorUnits)"),
    Example(
      ["amount": "1.5"],
      "'amount' is not a number of minor units: 1.5, expected \(minorUnits)"),
    Example(
      ["amount": "1e3"],
      "'amount' is not a number of minor units: 1e3, expected \(minorUnits)"),
    Example(
      ["amount": #""12""#],
      "'amount' is not a number of minor units: '12', expected \(minorUnits)"),
    Example(
      ["amount": "9223372036854775808"],
      "'amount' is not a number of minor units: 9223372036854775808, expected \(minorUnits)"),
    Example(
      ["amount": "{}"],
      "'amount' is not a number of minor units: an object, expected \(minorUnits)"),
    Example(["currency": nil], "'currency' is missing, expected \(currency)"),
    Example(
      ["currency": #""£""#], "'currency' is not a currency: '£', expected \(currency)"),
    Example(["currency": "826"], "'currency' is not a currency: 826, expected \(currency)"),
    Example(
      ["local_amount": "-1.0", "local_currency": #""EUR""#],
      "'local_amount' is not a number of minor units: -1.0, expected \(minorUnits)"),
    Example(
      ["local_amount": "-1", "local_currency": #""EURO""#],
      "'local_currency' is not a currency: 'EURO', expected \(currency)"),
    Example(
      ["categories": #"{"a":-1,"b":-0.5}"#],
      "'categories.b' is not a number of minor units: -0.5, expected \(minorUnits)"),
  ])
  func `time and money are right or the record is no row`(example: Example<String>) {
    #expect(message(example.changes) == "in:1: \(RecordErrorTests.id): \(example.expected)")
  }

  private static let minorUnits = "whole minor units within 64 bits, such as -510"
  private static let currency = "a currency code of three letters, such as GBP"

  @Test(arguments: [
    Example(["id": nil], "in:1: 'id' is missing, expected the bank's id, a text"),
    Example(
      ["id": #""""#],
      "in:1: 'id' is not the id of a transaction: '', expected the bank's id, a text"),
    Example(
      ["id": "7"], "in:1: 'id' is not the id of a transaction: 7, expected the bank's id, a text"),
  ])
  func `a record without an id is no row`(example: Example<String>) {
    #expect(message(example.changes) == example.expected)
  }

  @Test(arguments: [
    ("9223372036854775807", Int64.max), ("-9223372036854775808", .min), ("-0", 0),
    ("9007199254740993", 9_007_199_254_740_993),
  ])
  func `amounts are exact over 64 bits`(text: String, expected: Int64) {
    #expect(normalized(["amount": text])?.amountMinor == expected)
  }

  @Test func `a fault is outputs at the line of its member`() {
    let outputs = read("[\n{\n  \"id\": \"tx_1\",\n  \"created\": \"x\"\n}]")
    #expect(outputs.diagnostics.first?.hasPrefix("in:4: tx_1: 'created' is not") == true)
  }

  @Test func `of a member that is repeated the last one counts`() {
    let text = transaction().dropLast() + #","amount":-1,"amount":-2,"id":"tx_2"}"#
    let rows = read(String(text)).rows
    #expect(rows.first?.amountMinor == -2)
    #expect(rows.first?[.id] == "tx_2")
    let escaped = transaction().dropLast() + #","\u0061mount":-3}"#
    #expect(read(String(escaped)).rows.first?.amountMinor == -3)
  }

  @Test func `names of members inside of members are read with their escapes undone`() {
    let row = normalized([
      "scheme": #""payport_faster_payments""#,
      "counterparty": #"{"accou\u006et_id":"acc_2","\u006eame":"Ada"}"#,
      "metadata": #"{"\u006dcc":"5812"}"#,
    ])
    #expect(row?[.counterpartyAccountID] == "acc_2")
    #expect(row?[.counterpartyName] == "Ada")
    #expect(row?[.mcc] == "5812")
  }

  @Test func `unexpected types of other members are no faults`() {
    let row = normalized([
      "notes": "5", "description": "null", "merchant": "7", "counterparty": "[]",
      "metadata": "[]", "attachments": "{}", "categories": "[]", "local_amount": "null",
      "include_in_spending": #""yes""#, "atm_fees_detailed": "1", "fees": "null",
    ])
    #expect(row?.amountMinor == -510)
    #expect(row?.includeInSpending == nil)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the order of members changes nothing`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let changes: Changes = [
      "merchant": #"{"id":"merch_1","name":"Deli"}"#, "notes": #""hello""#,
      "counterparty": #"{"name":"A","account_number":"1"}"#,
      "categories": #"{"b":-10,"a":-500}"#, "metadata": #"{"mcc":"6011","x":"y"}"#,
    ]
    let record = transaction(changes)
    let members = record.dropFirst().dropLast().splitMembers()
    let shuffled = "{\(members.shuffled(using: &random).joined(separator: ","))}"
    #expect(read(shuffled).rows == read(record).rows)
  }
}

extension Substring {
  /// The members of an object, cut at the commas that are outside of brackets.
  fileprivate func splitMembers() -> [String] {
    var members = [""]
    var depth = 0
    for character in self {
      if character == "," && depth == 0 {
        members.append("")
        continue
      }
      if "{[".contains(character) { depth += 1 }
      if "}]".contains(character) { depth -= 1 }
      members[members.count - 1].append(character)
    }
    return members
  }
}
