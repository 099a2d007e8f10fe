// The rows of one account in two archives. Current is the best of what is current in either and not past in
// the other: past is a version that is in history only, because a better one came or the bank dropped it.

internal import Bytes
import Disk
internal import Model

extension ArchiveFolder {
  /// Takes in the rows and the history that another archive has of an account.
  mutating func mergeRows<Other: Disk>(
    of account: String, _ other: ArchiveFolder<Other>, _ now: Instant
  ) throws(ArchiveError) {
    let ownPast = try past(of: account)
    try retire(try other.past(of: account), account, now)
    for month in try other.months(of: account) {
      let path = Layout.partition(of: account, month)
      guard let bytes = try other.trusted(path) else { continue }
      let rows = try other.parse(bytes, path).rows
      let known = rows.filter { ownPast[StableHash.wide($0.body)]?.fate == .outdated }
      try keepVersions(known.map { PastVersion(.replaced, now, $0) }, of: account)
      pending.add(
        rows.filter { ownPast[StableHash.wide($0.body)] == nil }, of: account)
      if pending.isOverfull { try writeCurrent(now) }
    }
    try writeCurrent(now)
    try settleDoubles(of: account, now)
    let united = VersionLog.united(
      try history(of: account), try other.trustedHistory(of: account))
    if !united.isEmpty { try files.replace(Layout.history(of: account), united.flatMap(\.line)) }
    pastVersions[account] = nil
  }

  /// Writes rows of another archive: each was the row there, whichever archive is merged into which.
  private mutating func writeCurrent(_ now: Instant) throws(ArchiveError) {
    try writeRows(now: now, checksWindows: false, outdatedAs: .replaced)
  }

  /// The versions of an account's rows that are in history only.
  private func past(of account: String) throws(ArchiveError) -> [UInt128: PastVersion] {
    var past: [UInt128: PastVersion] = [:]
    for version in try trustedHistory(of: account) where version.fate != .damaged {
      let body = StableHash.wide(version.row.body)
      if version.fate != .outdated || past[body] == nil { past[body] = version }
    }
    guard !past.isEmpty else { return past }
    for body in try currentBodies(of: account).values { past[body] = nil }
    return past
  }

  /// The rows of an account that are current, each by the hash of its version; also those that are damaged.
  func currentBodies(of account: String) throws(ArchiveError) -> [RowKey: UInt128] {
    var bodies: [RowKey: UInt128] = [:]
    for month in try months(of: account) {
      let path = Layout.partition(of: account, month)
      guard let bytes = try files.read(path) else { continue }
      let partition =
        isTrusted(path) ? try parse(bytes, path) : Partition(readable: bytes, of: account)
      for row in partition.rows { bodies[RowKey(row.id)] = StableHash.wide(row.body) }
    }
    return bodies
  }

  /// Takes rows out that another archive knows to be past: what was outdated there was the row here.
  private mutating func retire(
    _ past: [UInt128: PastVersion], _ account: String, _ now: Instant
  ) throws(ArchiveError) {
    guard !past.isEmpty else { return }
    for month in try months(of: account) {
      let path = Layout.partition(of: account, month)
      let old = try files.read(path)
      var partition = try parse(old ?? [], path)
      let gone = partition.remove { past[StableHash.wide($0.body)] != nil }
      let versions = gone.compactMap { past[StableHash.wide($0.body)] }
        .map { $0.fate == .outdated ? PastVersion(.replaced, now, $0.row) : $0 }
      try keepVersions(versions, of: account)
      if try write(partition, path, over: old) { changes.partitions += 1 }
    }
  }

  /// Settles rows that are in two months, since two archives knew of different times.
  private mutating func settleDoubles(
    of account: String, _ now: Instant
  ) throws(ArchiveError) {
    var months: [RowKey: Month] = [:]
    var moved: [MovedRow] = []
    for month in try self.months(of: account) {
      let path = Layout.partition(of: account, month)
      for row in try parse(try files.read(path) ?? [], path).rows {
        guard let first = months.updateValue(month, forKey: RowKey(row.id)) else { continue }
        moved.append(MovedRow(id: row.id, from: first, to: month))
      }
    }
    for row in moved { try settle(row, account, now) }
  }
}
