// What is in an archive, in an order that never depends on the disk.

internal import Bytes
import Disk
public import Model

/// A file of rows.
public struct PartitionFile: Equatable, Sendable {
  /// The account, or the dialect of imported rows.
  public var owner: String
  /// The month in UTC; null for imported rows whose time is not known.
  public var month: Month?
  /// Where it is in the archive.
  public var path: String
  /// The number of bytes.
  public var bytes: Int
}

extension ArchiveFolder {
  /// The ids of the accounts that the bank listed.
  public func accounts() throws(ArchiveError) -> [String] {
    try files.list(Layout.accounts).map(Layout.unescaped)
  }

  /// The files that report accounts, pots and balances.
  public func referenceFiles() throws(ArchiveError) -> [String] {
    var paths: [String] = []
    for name in try files.list(Layout.accounts) {
      for file in ["account.json", "pots.json"] {
        paths.append("\(Layout.accounts)/\(name)/\(file)")
      }
    }
    for name in try files.list(Layout.balances) {
      paths.append("\(Layout.balances)/\(name)/\(Layout.part)")
    }
    var found: [String] = []
    for path in paths where try files.size(path) != nil { found.append(path) }
    return found
  }

  /// The files of superseded versions, by account.
  public func historyFiles() throws(ArchiveError) -> [String] {
    try owners(in: Layout.history).map { Layout.history(of: $0) }
  }

  /// The partitions of all accounts, by account, then month.
  public func partitions() throws(ArchiveError) -> [PartitionFile] {
    var found: [PartitionFile] = []
    for account in try owners(in: Layout.transactions) {
      for month in try months(of: account) {
        let path = Layout.partition(of: account, month)
        guard let size = try files.size(path) else { continue }
        found.append(PartitionFile(owner: account, month: month, path: path, bytes: size))
      }
    }
    return found
  }

  /// The files of imported rows, by dialect, then month, those of no known month last.
  public func imports() throws(ArchiveError) -> [PartitionFile] {
    var found: [PartitionFile] = []
    for name in try files.list(Layout.imports) {
      for folder in try files.list("\(Layout.imports)/\(name)") {
        let path = "\(Layout.imports)/\(name)/\(folder)/\(Layout.part)"
        guard let value = Layout.value("month", of: folder), let size = try files.size(path)
        else { continue }
        found.append(
          PartitionFile(
            owner: Layout.unescaped(name), month: Month(value), path: path, bytes: size))
      }
    }
    return found
  }

  /// The superseded versions of an account's rows, by time.
  public func history(of account: String) throws(ArchiveError) -> [PastVersion] {
    VersionLog.parse(try files.read(Layout.history(of: account)) ?? [])
  }

  /// How many rows without a readable id or time are kept of each account that has any, by id.
  public func unreadableRowCounts() throws(ArchiveError) -> [(account: String, count: Int)] {
    var counts: [(account: String, count: Int)] = []
    for account in try owners(in: Layout.history) {
      let count = JSONLines.ranges(try files.read(Layout.unreadable(of: account)) ?? []).count
      if count > 0 { counts.append((account, count)) }
    }
    return counts
  }

  /// The coverage of all accounts, by id.
  public func coverage() throws(ArchiveError) -> [AccountCoverage] {
    var found: [AccountCoverage] = []
    for name in try files.list(Layout.coverage) where name.hasSuffix(".json") {
      if let coverage = try coverage(of: Layout.unescaped(String(name.dropLast(5)))) {
        found.append(coverage)
      }
    }
    return distrusting(found)
  }

  /// The coverage of an account; nil when nothing was ever fetched of it.
  public func coverage(of account: String) throws(ArchiveError) -> AccountCoverage? {
    let path = Layout.coverage(of: account)
    guard let bytes = try files.read(path) else { return nil }
    let parsed = CoverageFile.parse(bytes)
    if files.damaged.contains(path) {
      // Nothing that it says is certain; what it covered is in the list.
      return AccountCoverage(accountID: account, potID: parsed?.potID)
    }
    guard let coverage = parsed else {
      throw .damaged(
        place: disk.place, path: path, line: 1, expected: "the coverage of an account")
    }
    return coverage
  }

  /// Whether a file is known not to hold what was written into it, or not to have held it once.
  public func isDamaged(_ path: String) -> Bool {
    files.damaged.contains(path) || files.digests?[path].lost != nil
  }

  /// The digest of what was written into a file; nil when nobody says, or when it is known to be damaged.
  public func digest(of path: String) -> UInt64? {
    files.damaged.contains(path) ? nil : files.digests?[path].held?.digest
  }

  // MARK: Inside

  func balances(of account: String) throws(ArchiveError) -> [BalanceSeen] {
    let path = Layout.balances(of: account)
    let bytes = try files.read(path) ?? []
    if isDamaged(path) { return BalanceFacts.readable(bytes) }
    do { return try BalanceFacts.parse(bytes) } catch {
      throw .damaged(
        place: disk.place, path: path, line: error.line,
        expected: "a balance with the time when it was seen")
    }
  }

  /// The accounts that have a folder among rows, balances or history.
  func owners(in folder: String) throws(ArchiveError) -> [String] {
    try files.list(folder).compactMap { Layout.value("account_id", of: $0) }
  }

  /// The months of which an account has rows.
  func months(of account: String) throws(ArchiveError) -> [Month] {
    try files.list("\(Layout.transactions)/\(Layout.folder(account))")
      .compactMap { Layout.value("month", of: $0).flatMap { Month($0) } }
  }

  /// The folders that hold files of an archive.
  func foldersOfFiles() throws(ArchiveError) -> [String] {
    var folders = ["", Layout.coverage, Layout.exports, Layout.cache]
    for kind in [Layout.accounts, Layout.balances, Layout.history, Layout.exports] {
      folders += try files.list(kind).map { "\(kind)/\($0)" }
    }
    for kind in [Layout.transactions, Layout.imports] {
      for name in try files.list(kind) {
        folders += try files.list("\(kind)/\(name)").map { "\(kind)/\(name)/\($0)" }
      }
    }
    return folders
  }
}
