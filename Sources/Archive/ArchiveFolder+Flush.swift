// Writing what waits: rows with their history, then coverage, then balances.

internal import Bytes
import Disk
public import Model

extension ArchiveFolder {
  /// Writes everything that waits; when it returns, all of it is on the disk.
  ///
  /// - Parameter now: the time that history says.
  /// - Returns: what was written since the last time, also what was written because too much waited.
  /// - Throws: `ArchiveError`; what waits then still waits, and flushing again carries on.
  public mutating func flush(now: Instant) throws(ArchiveError) -> ArchiveChanges {
    try writeRows(now: now, checksWindows: true)
    try writeImports()
    try writeCoverage()
    try writeBalances()
    try forgetLosses()
    try files.seal()
    defer { changes = ArchiveChanges() }
    return changes
  }

  // MARK: Rows

  /// Writes the rows that wait, and holds what was there against windows that are complete.
  ///
  /// - Parameters:
  ///   - now: the time that history says.
  ///   - checksWindows: whether windows that are complete are held against what was there.
  ///   - fate: what becomes of versions that come and are no better.
  /// - Throws: `ArchiveError`; what waits then still waits.
  mutating func writeRows(
    now: Instant, checksWindows: Bool, outdatedAs fate: PastVersion.Fate = .outdated
  ) throws(ArchiveError) {
    try writeKept()
    try writeNewAccounts()
    let accounts = Set(pending.rows.keys).union(pending.coverage.keys)
    for account in accounts.sorted() {
      var check = WindowCheck(
        checksWindows ? pending.checks(of: account) : [], open: pending.openSightings(of: account))
      let rows = pending.rows[account] ?? [:]
      var months = Set(rows.keys)
      if !check.isEmpty { months.formUnion(try self.months(of: account).filter(check.touches)) }
      var batch = PartitionBatch()
      for month in months.sorted() {
        try write(rows[month] ?? [], account, month, &check, now, fate, &batch)
        if batch.isFull { try write(&batch, account, now) }
      }
      try write(&batch, account, now)
      for moved in check.moved { try settle(moved, account, now) }
      changes.missing += check.missing.map {
        MissingRow(accountID: account, id: $0.id, created: $0.created)
      }
    }
    pending.removeRows()
  }

  private mutating func write(
    _ rows: [RawTransaction], _ account: String, _ month: Month, _ check: inout WindowCheck,
    _ now: Instant, _ fate: PastVersion.Fate, _ batch: inout PartitionBatch
  ) throws(ArchiveError) {
    let path = Layout.partition(of: account, month)
    let old = try files.read(path)
    var partition = try parse(old ?? [], path)
    let distrusted = distrust(&partition, path, rows, account, month, check)
    let change = partition.upsert(rows)
    let vanished = check.takeVanished(from: &partition, month)
    batch.versions +=
      change.superseded.map { PastVersion(.replaced, now, $0) }
      + change.outdated.map { PastVersion(fate, now, $0) }
      + vanished.map { PastVersion(.vanished, now, $0) }
      + distrusted.map { PastVersion(.damaged, now, $0) }
    batch.add(partition, path, over: old)
    changes.note(change, of: account, vanished: vanished.count)
    if !change.newRows.isEmpty, let covered = try coverage(of: account)?.complete {
      let late = change.newRows.filter { row in covered.contains { $0.contains(row.created) } }
      changes.late += late.map(\.id)
      // What another archive had is not new at the bank.
      if fate == .outdated { batch.late += late.map(\.id) }
    }
  }

  /// Writes partitions, and before them the history that remembers what they forget, and what of them is late.
  private mutating func write(
    _ batch: inout PartitionBatch, _ account: String, _ now: Instant
  ) throws(ArchiveError) {
    try note(LateRows(time: now, ids: batch.late.sorted()))
    try keepVersions(batch.versions, of: account)
    try files.write(batch.writes)
    changes.partitions += batch.writes.count
    batch = PartitionBatch()
  }

  /// Writes a partition that differs from its file, and removes the file of an empty one.
  mutating func write(
    _ partition: Partition, _ path: String, over old: [UInt8]?
  ) throws(ArchiveError) -> Bool {
    var batch = PartitionBatch()
    batch.add(partition, path, over: old)
    try files.write(batch.writes)
    return !batch.writes.isEmpty
  }

  func parse(_ bytes: [UInt8], _ path: String) throws(ArchiveError) -> Partition {
    do { return try Partition(bytes) } catch {
      throw .damaged(
        place: disk.place, path: path, line: error.line,
        expected: "a transaction with its id and a readable 'created'")
    }
  }

  /// Leaves the better of two versions that are in different months.
  mutating func settle(
    _ moved: MovedRow, _ account: String, _ now: Instant
  ) throws(ArchiveError) {
    let paths = [moved.from, moved.to].map { Layout.partition(of: account, $0) }
    var found: [(path: String, old: [UInt8], partition: Partition, row: RawTransaction)] = []
    for path in paths {
      let old = try files.read(path) ?? []
      let partition = try parse(old, path)
      guard let row = partition.rows.first(where: { $0.id == moved.id }) else { return }
      found.append((path, old, partition, row))
    }
    var loser = found[RawTransaction.isWorse(found[0].row, than: found[1].row) ? 0 : 1]
    let gone = loser.partition.remove { $0.id == moved.id }
    try keepVersions(gone.map { PastVersion(.replaced, now, $0) }, of: account)
    if try write(loser.partition, loser.path, over: loser.old) { changes.partitions += 1 }
  }

  /// Adds versions to the history of an account, unless they are in it.
  mutating func keepVersions(
    _ versions: [PastVersion], of account: String
  ) throws(ArchiveError) {
    guard !versions.isEmpty else { return }
    let path = Layout.history(of: account)
    var known: Set<PastVersion.Key>
    if let loaded = pastVersions[account] {
      known = loaded
    } else {
      known = Set(VersionLog.parse(try files.read(path) ?? []).map(\.key))
    }
    var lines: [UInt8] = []
    for version in versions.sorted(by: PastVersion.precedes) {
      // That the row once was this version says more.
      let was = PastVersion.Key(body: version.key.body, wasRow: true)
      let says = version.fate == .withdrawn || !known.contains(was)
      if says, known.insert(version.key).inserted { lines += version.line }
    }
    if !lines.isEmpty { try files.append(lines, to: path) }
    pastVersions[account] = known
  }

  // MARK: Coverage and balances

  /// Writes the gaps of accounts that are not known: a row that reports a pot's account must not be on the
  /// disk without it, for nobody may ever read that row again.
  private mutating func writeNewAccounts() throws(ArchiveError) {
    for (account, events) in pending.coverage.sorted(by: { $0.key < $1.key })
    where try coverage(of: account) == nil {
      var coverage = AccountCoverage(accountID: account)
      for event in events where event.isGap { coverage.take(event) }
      guard !coverage.gaps.isEmpty else { continue }
      try files.replace(Layout.coverage(of: account), CoverageFile.bytes(coverage))
    }
  }

  private mutating func writeCoverage() throws(ArchiveError) {
    var writes: [FileWrite] = []
    for (account, events) in pending.coverage.sorted(by: { $0.key < $1.key }) {
      var coverage = try coverage(of: account) ?? AccountCoverage(accountID: account)
      for event in events { coverage.take(event) }
      let (path, bytes) = (Layout.coverage(of: account), CoverageFile.bytes(coverage))
      if try files.read(path) != bytes { writes.append(FileWrite(path, bytes)) }
    }
    try files.write(writes)
    pending.coverage = [:]
  }

  private mutating func writeBalances() throws(ArchiveError) {
    var writes: [FileWrite] = []
    for (account, facts) in pending.balances.sorted(by: { $0.key < $1.key }) {
      if let write = try united(facts, of: account) { writes.append(write) }
    }
    try files.write(writes)
    pending.balances = [:]
  }

  /// Adds balances to those that are known of an account or pot.
  mutating func unite(_ facts: [BalanceSeen], of account: String) throws(ArchiveError) {
    if let write = try united(facts, of: account) { try files.write([write]) }
  }

  /// The file of an account's or pot's balances with some more; nil when they are in it.
  private func united(
    _ facts: [BalanceSeen], of account: String
  ) throws(ArchiveError) -> FileWrite? {
    let path = Layout.balances(of: account)
    let known = try balances(of: account)
    let bytes = BalanceFacts.bytes(BalanceFacts.united(known + facts), of: account)
    return try files.read(path) == bytes ? nil : FileWrite(path, bytes)
  }
}
