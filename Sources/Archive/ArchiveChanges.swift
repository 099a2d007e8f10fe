// What writing to an archive did: the figures that a run ends with.

public import Model

/// What became of the rows of an account, or of all.
public struct RowChanges: Equatable, Sendable {
  /// Rows that were not there before.
  public var added = 0
  /// Rows that the bank changed.
  public var changed = 0
  /// Rows that were pending and are final now.
  public var settled = 0
  /// Rows that were pending and that the bank no longer has.
  public var vanished = 0

  /// No changes.
  public init() {}

  /// Both together.
  public static func + (one: RowChanges, other: RowChanges) -> RowChanges {
    var sum = one
    sum.added += other.added
    sum.changed += other.changed
    sum.settled += other.settled
    sum.vanished += other.vanished
    return sum
  }
}

/// A final row that the bank did not list though it should have.
public struct MissingRow: Hashable, Sendable {
  /// Its account.
  public var accountID: String
  /// Its id.
  public var id: String
  /// When the payment was made.
  public var created: Instant
}

/// What writing did.
public struct ArchiveChanges: Equatable, Sendable {
  /// Rows by account.
  public var accounts: [String: RowChanges] = [:]
  /// Lines of other dialects that were not there before.
  public var imported = 0
  /// Partitions that were written.
  public var partitions = 0
  /// Final rows that the bank no longer lists, by account, then time; the archive keeps them.
  public var missing: [MissingRow] = []
  /// Ids of rows that came late: the time in which they were made had been complete before.
  public var late: [String] = []

  /// No changes.
  public init() {}

  /// Rows of all accounts.
  public var total: RowChanges { accounts.values.reduce(RowChanges(), +) }

  /// Adds what came after.
  public mutating func add(_ later: ArchiveChanges) {
    accounts.merge(later.accounts, uniquingKeysWith: +)
    imported += later.imported
    partitions += later.partitions
    // A window that is read again lacks the same rows again.
    let known = Set(missing)
    missing += later.missing.filter { !known.contains($0) }
    late += later.late
  }

  mutating func note(_ change: Partition.Change, of account: String, vanished: Int) {
    var rows = accounts[account] ?? RowChanges()
    rows.added += change.added
    rows.changed += change.changed
    rows.settled += change.settled
    rows.vanished += vanished
    if rows != RowChanges() { accounts[account] = rows }
  }
}
