// What a statement CSV leaves open: it names no account, and in some dialects no id. Both are answered by
// the rows of the other inputs, once all are known.

import Bytes
import Model

/// What is known of the statement rows of a run.
struct StatementRows {
  /// The account of rows whose account nobody knows.
  static let unknownAccount = AccountTitle.unknownStatement

  /// A row without an id of the bank's own, as a real row would have it.
  private struct Likeness: Hashable {
    let second: Int64
    let amountMinor: Int64
    let name: String
  }

  private var accountsByFile: [UInt32: Set<String>] = [:]
  private var seconds: Set<Int64> = []
  private var unnamed: [Likeness: Int] = [:]
  private var real: [Likeness: Int] = [:]

  /// Whether some row has no id of the bank's own.
  var hasUnnamedRows: Bool { !unnamed.isEmpty }

  /// Takes note of a statement row, if it has no id of the bank's own.
  mutating func note(_ row: Row) {
    guard row.hasMadeUpID else { return }
    seconds.insert(row.created.seconds)
    unnamed[StatementRows.likeness(of: row), default: 0] += 1
  }

  /// Takes note that a row of a file is known to belong to an account.
  mutating func note(account: String, ofFile file: UInt32) {
    accountsByFile[file, default: []].insert(account)
  }

  /// Whether a row of this time could be the real row of one without an id.
  func mayHaveTwin(at created: Instant) -> Bool { seconds.contains(created.seconds) }

  /// Takes note of a row that has its own id, if some row without an id looks like it.
  mutating func compare(_ row: Row) {
    guard !row.hasMadeUpID else { return }
    let likeness = StatementRows.likeness(of: row)
    if unnamed[likeness] != nil { real[likeness, default: 0] += 1 }
  }

  /// Whether a row without an id has exactly one real row that knows more.
  func givesWay(_ row: Row) -> Bool {
    guard row.hasMadeUpID else { return false }
    let likeness = StatementRows.likeness(of: row)
    return real[likeness] == 1 && unnamed[likeness] == 1
  }

  /// Gives a row without an account the one account that the known ids of its file belong to.
  ///
  /// - Returns: false when there is no such account, so that the row is of an unknown one.
  func resolveAccount(of row: inout Row, file: UInt32) -> Bool {
    guard row.range(.accountID) == nil else { return true }
    let accounts = accountsByFile[file] ?? []
    row[.accountID] = accounts.count == 1 ? accounts.first : StatementRows.unknownAccount
    return accounts.count == 1
  }

  private static func likeness(of row: Row) -> Likeness {
    let name =
      row[.payee] ?? row.merchant?.fields.name ?? row[.counterpartyName] ?? row[.description] ?? ""
    return Likeness(second: row.created.seconds, amountMinor: row.amountMinor, name: name)
  }
}

extension Row {
  /// Whether the id was made from the cells of a statement because the bank gave none.
  var hasMadeUpID: Bool {
    guard let range = range(.id), range.count > 4 else { return false }
    return storage[range.indices].starts(with: "row_".utf8)
  }
}
