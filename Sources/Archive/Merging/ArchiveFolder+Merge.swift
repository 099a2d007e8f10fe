// Another archive of the same user: what either has, both have afterwards, by the one order of versions
// and whichever is merged into which. Objects of accounts and pots are those seen last; names are the
// lesser by bytes where two differ. When there were fetches is of either history. Rules and the record of
// exports belong to a place: rules come along where there are none, the record stays where it is.

internal import Bytes
public import Disk
public import Model

extension ArchiveFolder {
  /// Takes in all that another archive has and that is whole there.
  ///
  /// - Parameters:
  ///   - other: an archive of the same bank user, or of none yet.
  ///   - now: the time that history reports superseded versions with.
  /// - Returns: what was written, and what each had that the other had not.
  /// - Throws: `ArchiveError.foreign` before anything is written when it is another user's.
  public mutating func merge<Other: Disk>(
    _ other: ArchiveFolder<Other>, now: Instant
  ) throws(ArchiveError) -> ArchiveMerge {
    guard other.isTrusted(Layout.identity) else {
      throw .damaged(
        place: other.disk.place, path: Layout.identity, line: 1, expected: "whose archive it is")
    }
    if let user = try other.identity() { try bind(user: user) }
    let restored = try takeBack(from: other)
    var report = MergeReport(
      damage: other.damage, restored: restored, try coverage() + other.trustedCoverage())
    try mergeFiles(of: other)
    report.loggedImports = try mergeImportLog(of: other, now)
    let accounts =
      try other.owners(in: Layout.transactions) + other.owners(in: Layout.history)
      + owners(in: Layout.transactions) + owners(in: Layout.history)
    var mark = MergeMark(time: now, since: [:])
    let complete = (try trustedCoverage(), try other.trustedCoverage())
    let trusted = (try trustedLog(), try other.trustedLog())
    for account in Set(accounts).sorted() {
      mark.since[account] = try knownRows(of: account, complete.0, trusted.0)
        .firstDifference(from: try other.knownRows(of: account, complete.1, trusted.1))
      let own = try currentBodies(of: account)
      let theirs = try other.trustedBodies(of: account)
      let versions = (
        Set(try history(of: account).map(\.key)),
        Set(try other.trustedHistory(of: account).map(\.key))
      )
      try mergeRows(of: account, other, now)
      report.add(account, RowsMerged(own, theirs, after: try currentBodies(of: account)))
      report.add(account, versions: MergeSides(versions.0, versions.1))
      report.add(account, unreadable: try mergeUnreadable(of: account, other))
    }
    report.imports = try mergeImports(of: other)
    try withdrawAgain()
    report.merge(
      coverage: try coverage(), try other.trustedCoverage(), into: try mergeCoverage(of: other))
    for account in Set(try owners(in: Layout.balances) + other.owners(in: Layout.balances)).sorted()
    {
      let (own, theirs) = (try balances(of: account), try other.trustedBalances(of: account))
      report.add(
        account, balances: MergeSides(Set(own.map(\.bytes)), Set(theirs.map(\.bytes))))
      try unite(theirs, of: account)
    }
    var theirLog = trusted.1
    report.fetches = MergeSides(
      Set(try fetchLog().fetches.map(\.line)), Set(theirLog.fetches.map(\.line)))
    // One that brings nothing has lived no life of its own.
    if report.bothBring && !mark.since.isEmpty { theirLog.merges.append(mark) }
    try merge(theirLog)
    return ArchiveMerge(changes: try flush(now: now), report: report)
  }

  private mutating func mergeImports<Other: Disk>(
    of other: ArchiveFolder<Other>
  ) throws(ArchiveError) -> MergeSides {
    var sides = MergeSides()
    let book = try loadedBook()
    for path in Set(try imports().map(\.path) + other.imports().map(\.path)).sorted() {
      let own = CountedLines(try files.read(path) ?? [])
      var theirs = CountedLines(try other.trusted(path) ?? [])
      _ = theirs.limit { book.limit($0, at: path) }
      var both = own
      both.hold(theirs)
      sides.onlyHere += both.count - theirs.count
      sides.onlyThere += both.count - own.count
      sides.both += own.count + theirs.count - both.count
      if theirs.count > 0 { try hold(theirs, at: path) }
    }
    return sides
  }

  /// Unites coverage.
  ///
  /// - Returns: what is complete now.
  private mutating func mergeCoverage<Other: Disk>(
    of other: ArchiveFolder<Other>
  ) throws(ArchiveError) -> [AccountCoverage] {
    for coverage in try other.trustedCoverage() {
      let id = coverage.accountID
      var united = try self.coverage(of: id) ?? AccountCoverage(accountID: id)
      united.merge(coverage)
      try files.replace(Layout.coverage(of: id), CoverageFile.bytes(united))
    }
    return try coverage()
  }

  /// Unites rows that have no readable id or time, sorted by bytes.
  private mutating func mergeUnreadable<Other: Disk>(
    of account: String, _ other: ArchiveFolder<Other>
  ) throws(ArchiveError) -> MergeSides {
    let path = Layout.unreadable(of: account)
    let old = try files.read(path) ?? []
    let own = JSONLines.set(old)
    let theirs = JSONLines.set(try other.trusted(path) ?? [])
    if !theirs.isEmpty {
      let lines = own.union(theirs).sorted { $0.lexicographicallyPrecedes($1) }
      try files.replace(path, lines.flatMap { $0 + [0x0A] })
    }
    return MergeSides(own, theirs)
  }

  /// Accounts, pots, names and rules.
  private mutating func mergeFiles<Other: Disk>(
    of other: ArchiveFolder<Other>
  ) throws(ArchiveError) {
    for account in try other.accounts() {
      for path in [Layout.account(account), Layout.pots(of: account)] {
        guard let bytes = try other.trusted(path) else { continue }
        guard let object = SeenObject(bytes) else {
          throw .damaged(
            place: other.disk.place, path: path, line: 1, expected: "an object that was seen")
        }
        try keep([(path, object)])
      }
    }
    if other.isTrusted(Layout.names) { try mergeNames(try other.names()) }
    if let rules = try other.read(Layout.rules), try files.read(Layout.rules) == nil {
      try files.replace(Layout.rules, with: rules)
    }
  }

  /// Unites names: the lesser of two names of one thing, and the lesser id of two things of one name.
  private mutating func mergeNames(_ others: [String: String]) throws(ArchiveError) {
    guard !others.isEmpty else { return }
    let own = try names()
    var united = own.merging(others) { min($0, $1) }
    var owners: [String: String] = [:]
    for (id, name) in united.sorted(by: { $0.key < $1.key }) {
      if owners.updateValue(id, forKey: name) != nil { united[id] = nil }
    }
    if united != own { try setNames(united) }
  }
}
