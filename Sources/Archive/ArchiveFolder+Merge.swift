// Another archive of the same user: what either has, both have afterwards, by the one order of versions
// and whichever is merged into which. Objects of accounts and pots are those seen last; names are the
// lesser by bytes where two differ. When there were fetches is of either history. Rules and the record of
// exports belong to a place: rules come along where there are none, the record stays where it is.

internal import Bytes
public import Model

extension ArchiveFolder {
  /// Takes in all that another archive has.
  ///
  /// - Parameters:
  ///   - other: an archive of the same bank user, or of none yet.
  ///   - now: the time that history reports superseded versions with.
  /// - Returns: what was written.
  /// - Throws: `ArchiveError.foreign` before anything is written when it is another user's.
  public mutating func merge<Other: Disk>(
    _ other: ArchiveFolder<Other>, now: Instant
  ) throws(ArchiveError) -> ArchiveChanges {
    if let user = try other.identity() { try bind(user: user) }
    try mergeFiles(of: other)
    let accounts = try other.owners(in: Layout.transactions) + other.owners(in: Layout.history)
    for account in Set(accounts + (try owners(in: Layout.history))).sorted() {
      try mergeRows(of: account, other, now)
    }
    for file in try other.imports() {
      try hold(CountedLines(try other.read(file.path) ?? []), at: file.path)
    }
    for coverage in try other.coverage() {
      let id = coverage.accountID
      var united = try self.coverage(of: id) ?? AccountCoverage(accountID: id)
      united.merge(coverage)
      try files.replace(Layout.coverage(of: id), CoverageFile.bytes(united))
    }
    for account in try other.owners(in: Layout.balances) {
      try unite(try other.balances(of: account), of: account)
    }
    try mergeFetches(try other.fetches())
    return try flush(now: now)
  }

  /// Accounts, pots, names and rules.
  private mutating func mergeFiles<Other: Disk>(
    of other: ArchiveFolder<Other>
  ) throws(ArchiveError) {
    for account in try other.accounts() {
      for path in [Layout.account(account), Layout.pots(of: account)] {
        guard let bytes = try other.read(path) else { continue }
        guard let object = SeenObject(bytes) else {
          throw .damaged(
            place: other.disk.place, path: path, line: 1, expected: "an object that was seen")
        }
        try keep([(path, object)])
      }
    }
    try mergeNames(try other.names())
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
