// What an archive knows of the rows of one account, held against what another one knows: from when on do they differ?
// Pure but for the reading of it.

internal import Model

/// The rows that an archive knows of one account, and the time that it has read.
struct KnownRows {
  /// What is known of each row: when it was made, and a number that is another where anything else is known of it.
  private var rows: [RowKey: (created: Instant, state: UInt128)] = [:]
  private let complete: [TimeWindow]

  init(complete: [TimeWindow]) { self.complete = complete }

  mutating func add(_ row: RawTransaction, _ line: [UInt8]) {
    let known = rows[RowKey(row.id)]
    rows[RowKey(row.id)] = (
      min(row.created, known?.created ?? row.created),
      (known?.state ?? 0) &+ StableHash.wide(line)
    )
  }

  /// Takes in that a row came late.
  mutating func addLate(_ id: String, at time: Instant) {
    rows[RowKey(id)]?.state &+= StableHash.wide(Array("late \(time)".utf8))
  }

  /// When the first row was made that two archives know differently although each had it or had read its time.
  func firstDifference(from other: KnownRows) -> Instant? {
    KnownRows.earlier(first(missingOrOtherIn: other), other.first(missingOrOtherIn: self))
  }

  private func first(missingOrOtherIn other: KnownRows) -> Instant? {
    rows.lazy.filter { key, row in
      if let theirs = other.rows[key] { return theirs.state != row.state }
      return other.complete.contains { $0.contains(row.created) }
    }.map(\.value.created).min()
  }

  private static func earlier(_ one: Instant?, _ other: Instant?) -> Instant? {
    guard let one, let other else { return one ?? other }
    return min(one, other)
  }
}

extension ArchiveFolder {
  /// What is known of the rows of an account, of files that can be trusted.
  ///
  /// - Parameters:
  ///   - account: the account.
  ///   - coverage: the trusted coverage of all accounts.
  ///   - log: the trusted log of fetches.
  /// - Returns: the rows.
  /// - Throws: `ArchiveError`.
  func knownRows(
    of account: String, _ coverage: [AccountCoverage], _ log: FetchLog
  ) throws(ArchiveError) -> KnownRows {
    let coverage = coverage.first { $0.accountID == account }
    var known = KnownRows(complete: coverage?.complete ?? [])
    for month in try months(of: account) {
      let path = Layout.partition(of: account, month)
      guard let bytes = try trusted(path) else { continue }
      for row in try parse(bytes, path).rows { known.add(row, row.body) }
    }
    for version in try trustedHistory(of: account) { known.add(version.row, version.line) }
    for mark in log.fetches { for id in mark.late { known.addLate(id, at: mark.time) } }
    for late in log.lateRows { for id in late.ids { known.addLate(id, at: late.time) } }
    return known
  }
}
