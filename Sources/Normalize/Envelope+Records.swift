// Wrappers of any name: an object whose own members make no record, and in which records are. Event logs, saved
// answers of clients and dumps keyed by account all are of this kind, and nobody lists their keys.

internal import Bytes

extension Envelope {
  /// How deep in a wrapper records are looked for.
  private static let depthMax = 8

  /// The members of which one set makes an object a record.
  private static let signatures = KeyTable([
    "amount", "created", "currency", "amount_minor", "TransactionId", "Amount",
    "transactionAmount", "transaction_id", "timestamp", "header", "cells", "id", "balance",
    "transactions", "accounts", "pots", "booked", "pending", "Data",
  ])

  /// What of a record was found in an object.
  private struct Signature: OptionSet {
    let rawValue: UInt32

    static func member(_ index: Int) -> Signature { Signature(rawValue: 1 << UInt32(index)) }

    /// Whether the members make a transaction of some dialect.
    var isRecord: Bool {
      let records: [UInt32] = [
        0b111,  // amount, created, currency
        1 << 3,  // amount_minor
        0b11 << 4,  // TransactionId, Amount
        1 << 6,  // transactionAmount
        0b11 << 7 | 1,  // transaction_id, timestamp, amount
        0b11 << 9,  // header, cells
      ]
      return records.contains { rawValue & $0 == $0 }
    }
  }

  /// Whether a value, perhaps cut short, is a record or holds one.
  static func holdsRecords(_ tape: JSONTape, _ bytes: [UInt8], at token: Int = 0) -> Bool {
    guard token < tape.count else { return false }
    return holdsRecords(tape, bytes, token, depth: 0)
  }

  private static func holdsRecords(
    _ tape: JSONTape, _ bytes: [UInt8], _ container: Int, depth: Int
  ) -> Bool {
    let isObject = tape[container].kind == .object
    guard isObject || tape[container].kind == .array, depth <= depthMax else { return false }
    // What an error left open goes on to the end of the tape.
    let isOpen = tape[container].range.isEmpty
    let end = isOpen ? tape.count : tape[container].next
    var found: Signature = []
    var at = container + 1
    while at < end {
      var value = at
      if isObject {
        value = at + 1
        guard value < end else { break }
        if let index = tape.index(ofKey: at, in: signatures, bytes) {
          let isList = tape[value].kind == .array || tape[value].kind == .object
          if index >= 13 && isList { return true }
          found.insert(.member(index))
        }
      }
      if holdsRecords(tape, bytes, value, depth: depth + 1) { return true }
      let isOpenValue =
        tape[value].range.isEmpty && (tape[value].kind == .object || tape[value].kind == .array)
      if isOpenValue { break }
      at = tape[value].next
    }
    return isObject && found.isRecord
  }

  /// Whether the members of an object make it no record of its own although records are in it.
  ///
  /// An object with an id is not judged while its end is missing: `isCut`.
  static func isWrapper(
    _ tape: JSONTape, _ members: RecordMembers, _ bytes: [UInt8], isCut: Bool
  ) -> Bool {
    let own: [RecordKey] = [
      .reference, .amountMinor, .amount, .obTransactionID, .aggregatorAmount, .header,
    ]
    guard own.allSatisfy({ members[$0] == nil }) else { return false }
    if isCut && members[.id] != nil { return false }
    return holdsRecords(tape, bytes)
  }

  /// Whether every value of the object on a tape, perhaps cut short, is an object or a list.
  static func holdsObjects(_ tape: JSONTape) -> Bool {
    guard tape.count > 2, tape[0].kind == .object else { return false }
    var at = 1
    while at + 1 < tape.count {
      let value = tape[at + 1]
      guard value.kind == .object || value.kind == .array else { return false }
      if value.range.isEmpty { return true }
      at = value.next
    }
    return true
  }

  /// The members of an account that hold what belongs to it.
  private static let belongings = KeyTable(["transactions", "pots", "balance"])

  /// Whether an account carries its transactions, pots or balance with it.
  static func holdsBelongings(_ tape: JSONTape, _ bytes: [UInt8]) -> Bool {
    guard tape.count > 0, tape[0].kind == .object else { return false }
    var at = 1
    let end = tape[0].range.isEmpty ? tape.count : tape[0].next
    while at + 1 < end {
      let value = tape[at + 1]
      let isContainer = value.kind == .object || value.kind == .array
      if isContainer, tape.index(ofKey: at, in: belongings, bytes) != nil { return true }
      if isContainer && value.range.isEmpty { return false }
      at = value.next
    }
    return false
  }
}
