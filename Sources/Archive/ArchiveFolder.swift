// The archive: a folder of plain text that holds all that the bank ever reported. Opening it, and whose it is;
// the files beside this one add to it, write it, read it and merge it.
//
// Order is what makes it safe to be cut off anywhere: history before the partition that forgets the version,
// partitions before the coverage that speaks of them, coverage before the balances that are proved by it. A
// run that is repeated finds what is there and writes the same bytes.

/// The format of an archive.
enum ArchiveFormat {
  /// What `FORMAT` says, without its line feed.
  static let line = "monzo-export archive 1"
  /// What may be in a folder before there is an archive in it.
  static let strangers: Set<String> = [
    DiskLock.name, Layout.format + Layout.unfinished, Layout.rules,
  ]
}

/// An archive on some disk.
public struct ArchiveFolder<Storage: Disk> {
  var files: DurableFiles<Storage>
  /// Rows and windows that are not written yet.
  var pending = PendingChanges()
  /// What was written since `flush` reported it last.
  var changes = ArchiveChanges()
  /// The versions in the history of an account, once they had to be known.
  var pastVersions: [String: Set<PastVersion.Key>] = [:]

  /// The disk under the archive.
  public var disk: Storage { files.disk }

  /// Opens an archive for reading, which takes no lock.
  public init(reading disk: Storage) throws(ArchiveError) {
    files = DurableFiles(disk)
    guard try ArchiveFolder.checkFormat(files) else { throw .missing(place: disk.place) }
  }

  /// Opens an archive for writing, and makes it when there is none.
  ///
  /// The caller holds the lock. What an earlier run left unfinished is cleaned up.
  public init(writing disk: Storage) throws(ArchiveError) {
    files = DurableFiles(disk)
    if try !ArchiveFolder.checkFormat(files) {
      for name in try files.list("") where !ArchiveFormat.strangers.contains(name) {
        throw .occupied(place: disk.place, name: name)
      }
      try files.replace(Layout.format, with: Array("\(ArchiveFormat.line)\n".utf8))
    }
    for folder in try foldersOfFiles() { try files.removeDrafts(in: folder) }
  }

  /// Opens an archive for a run that keeps nothing, which takes no lock; where there is none, an empty one is
  /// thought of.
  public init(planning disk: Storage) throws(ArchiveError) {
    files = DurableFiles(disk)
    _ = try ArchiveFolder.checkFormat(files)
  }

  /// Whether there is an archive, of a format that can be read.
  private static func checkFormat(_ files: DurableFiles<Storage>) throws(ArchiveError) -> Bool {
    guard let bytes = try files.read(Layout.format) else { return false }
    let found = String(decoding: bytes.prefix(100).prefix { $0 >= 0x20 }, as: UTF8.self)
    guard found == ArchiveFormat.line else {
      throw .unknownFormat(place: files.disk.place, found: found)
    }
    return true
  }

  // MARK: Whose it is

  /// The bank user whose archive it is; nil before the first fetch.
  public func identity() throws(ArchiveError) -> String? {
    guard let bytes = try files.read(Layout.identity) else { return nil }
    return String(decoding: bytes.prefix { $0 >= 0x20 }, as: UTF8.self)
  }

  /// Makes the archive that of a user, for good.
  ///
  /// - Throws: `ArchiveError.foreign` when it is another one's.
  public mutating func bind(user: String) throws(ArchiveError) {
    try check(user: user)
    if try identity() == nil { try files.replace(Layout.identity, with: Array("\(user)\n".utf8)) }
  }

  /// Makes sure that the archive is a user's, or nobody's yet.
  ///
  /// - Throws: `ArchiveError.foreign` when it is another one's.
  public func check(user: String) throws(ArchiveError) {
    guard let owner = try identity(), owner != user else { return }
    throw .foreign(place: disk.place, owner: owner, user: user)
  }

  // MARK: Other files

  /// The bytes of a file in the archive; nil when there is none.
  public func read(_ path: String) throws(ArchiveError) -> [UInt8]? { try files.read(path) }

  /// The names in a folder of the archive, sorted.
  public func list(_ folder: String) throws(ArchiveError) -> [String] { try files.list(folder) }

  /// Makes a file hold some bytes, at once and durably; nothing when it does already.
  public mutating func replace(_ path: String, _ bytes: [UInt8]) throws(ArchiveError) {
    try files.replace(path, bytes)
  }

  /// Adds whole lines of JSON objects to a file that only grows, durably.
  public mutating func append(_ lines: [UInt8], to path: String) throws(ArchiveError) {
    try files.append(lines, to: path)
  }

  /// Removes a file; nothing when there is none.
  public mutating func remove(_ path: String) throws(ArchiveError) {
    if try files.size(path) != nil { try files.remove(path) }
  }
}
