// What the bank, and people's dumps, wrap records in: `{"transactions":[…]}`, `{"type":…,"data":{…}}` of a
// webhook delivery, `{"Data":{"Transaction":[…]}}` of Open Banking, `{"transactions":{"booked":[…],"pending":[…]}}`
// and `{"results":[…]}` of aggregators, `{"seen":…,"body":…}` of an archive. A wrapper of any other name is one by
// what is in it: `Envelope+Records.swift` finds the records.

internal import Bytes

/// The keys that make an object an envelope, and what their values are.
enum Envelope {
  private static let keys: [(String, Role)] = [
    ("transactions", .transactions), ("transaction", .transactions), ("accounts", .accounts),
    ("account", .accounts), ("pots", .pots), ("pot", .pots), ("data", .any), ("body", .any),
    ("Data", .openBankingData), ("results", .any), ("booked", .transactions),
    ("pending", .pendingTransactions),
  ]
  private static let remarks: [(String, Role)] = [
    ("seen", .seen), ("account_id", .account), ("current_account_id", .account),
  ]
  private static let openBankingKeys: [(String, Role)] = [
    ("Transaction", .openBankingTransactions), ("Account", .openBankingAccounts),
    ("Pot", .openBankingPots), ("Balance", .openBankingBalances),
  ]
  private static let keyLengthMax = 12

  private static let table = KeyTable(keys.map(\.0))
  private static let remarkTable = KeyTable(remarks.map(\.0))
  private static let openBankingTable = KeyTable(openBankingKeys.map(\.0))
  private static let idTable = KeyTable(["id", "TransactionId", "AccountId", "PotId", "reference"])

  /// Whether an object begins with the key of an envelope; false too when the chunk ends before it is known.
  @inline(__always)
  static func isFirstKey(_ bytes: [UInt8], _ rest: Range<Int>) -> Bool {
    var at = rest.lowerBound + 1
    while at < rest.upperBound && JSONFraming.isSpace(bytes[at]) { at += 1 }
    guard at < rest.upperBound, bytes[at] == 0x22 else { return false }
    let start = at + 1
    let end = min(rest.upperBound, start + keyLengthMax + 1)
    at = start
    while at < end && bytes[at] != 0x22 { at += 1 }
    guard at < end, table.index(of: bytes, ByteRange(start: start, count: at - start)) != nil
    else { return false }
    at += 1
    while at < rest.upperBound && (JSONFraming.isSpace(bytes[at]) || bytes[at] == 0x3A) { at += 1 }
    return at < rest.upperBound && (bytes[at] == 0x7B || bytes[at] == 0x5B)
  }

  /// Whether the object on a tape, perhaps cut short, is an envelope: it has such a key, and no id before it.
  static func isObject(_ tape: JSONTape, _ bytes: [UInt8]) -> Bool {
    var at = 1
    while at + 1 < tape.count {
      let key = tape[at].range
      let value = tape[at + 1]
      if idTable.index(of: bytes, key) != nil { return false }
      let isContainer = value.kind == .object || value.kind == .array
      if isContainer && table.index(of: bytes, key) != nil { return true }
      if isContainer && value.range.isEmpty { return false }
      at = value.next
    }
    return false
  }

  /// What the value of an envelope's key is.
  static func role(ofKey key: Int, _ tape: JSONTape, _ bytes: [UInt8], in envelope: Role) -> Role {
    let range = tape[key].range
    if envelope == .openBankingData {
      return openBankingTable.index(of: bytes, range).map { openBankingKeys[$0].1 } ?? .passedOver
    }
    if envelope == .accountContent, tape.isKey(key, "balance", in: bytes) { return .any }
    if let index = table.index(of: bytes, range) {
      // What lies in a list of pending rows is pending under whatever name.
      let isPending = envelope == .pendingTransactions && keys[index].1 != .accounts
      return isPending ? .pendingTransactions : keys[index].1
    }
    if let index = remarkTable.index(of: bytes, range) { return remarks[index].1 }
    // A map of accounts or pots by their ids.
    return envelope == .accounts || envelope == .pots ? envelope : .passedOver
  }
}
