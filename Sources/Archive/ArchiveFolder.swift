// The archive: a folder of plain text that holds all that the bank ever reported. Opening it, and whose it is;
// the files beside this one add to it, write it, read it and merge it.
//
// Order is what makes it safe to be cut off anywhere: history before the partition that forgets the version,
// partitions before the coverage that speaks of them, coverage before the balances that are proved by it. A
// run that is repeated finds what is there and writes the same bytes.

public import Disk
internal import Model

/// The format of an archive.
enum ArchiveFormat {
  /// What `FORMAT` says, without its line feed.
  static let line = "monzo-export archive 2"
  /// What it said before there were digests.
  static let lineWithoutDigests = "monzo-export archive 1"
  /// What may be in a folder before there is an archive in it.
  static let strangers: Set<String> = [
    DiskLock.name, Layout.format + Layout.unfinished, Layout.rules, Layout.digests,
    Layout.digests + Layout.unfinished,
  ]
  /// The file.
  static var file: [UInt8] { Array("\(line)\n".utf8) }

  /// There is no archive.
  case none
  /// An archive that says of no file what it held.
  case withoutDigests
  /// An archive of today.
  case current
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
  /// Which imports there were, once it had to be known.
  var book: ImportBook?
  /// What does not hold what was written into it, as far as was looked.
  public internal(set) var damage: [FileDamage] = []
  /// Whether opening it made its list of digests, because an earlier version had made none.
  public internal(set) var hasNewDigests = false
  /// Rows of damaged partitions that the bank sent since, by account.
  var confirmed: [String: Set<RowKey>] = [:]

  /// The disk under the archive.
  public var disk: Storage { files.disk }

  /// Opens an archive for reading, which takes no lock.
  public init(reading disk: Storage) throws(ArchiveError) {
    files = DurableFiles(disk)
    switch try ArchiveFolder.format(files) {
    case .none: throw .missing(place: disk.place)
    case .withoutDigests: break
    case .current: files.digests = try files.listOnDisk()
    }
  }

  /// Opens an archive for writing, and makes it when there is none.
  ///
  /// The caller holds the lock. What an earlier run left unfinished is cleaned up, and damage is taken in: what it
  /// took is known to be missing, durably, before anything else is written.
  public init(writing disk: Storage) throws(ArchiveError) {
    files = DurableFiles(disk)
    let format = try ArchiveFolder.format(files)
    if format == .none {
      for name in try files.list("") where !ArchiveFormat.strangers.contains(name) {
        throw .occupied(place: disk.place, name: name)
      }
      files.digests = DigestList()
      try files.replace(Layout.format, with: ArchiveFormat.file)
      try files.seal()
    }
    for folder in try foldersOfFiles() { try files.removeDrafts(in: folder) }
    switch format {
    case .none: break
    case .withoutDigests: try makeDigests()
    case .current:
      try takeInDamage()
      try finishUndoing()
    }
  }

  /// Opens an archive for a run that keeps nothing, which takes no lock; where there is none, an empty one is
  /// thought of.
  public init(planning disk: Storage) throws(ArchiveError) {
    files = DurableFiles(disk)
    if try ArchiveFolder.format(files) == .current {
      files.digests = try files.listOnDisk()
      try check()
    }
  }

  /// Which format the archive is of, if there is one that can be read.
  private static func format(_ files: DurableFiles<Storage>) throws(ArchiveError) -> ArchiveFormat {
    let bytes = try files.readAsItIs(Layout.format)
    if bytes == ArchiveFormat.file { return .current }
    if let list = try files.listOnDisk(), list[Layout.format].held != nil {
      // A file that says less than the list knows is damaged.
      if !list.accepts(Layout.format, bytes) { return .current }
    }
    guard let bytes else { return .none }
    let found = String(decoding: bytes.prefix(100).prefix { $0 >= 0x20 }, as: UTF8.self)
    switch found {
    case ArchiveFormat.line: return .current
    case ArchiveFormat.lineWithoutDigests: return .withoutDigests
    case "":
      throw .damaged(
        place: files.disk.place, path: Layout.format, line: 1,
        expected: "'\(ArchiveFormat.line)'")
    default: throw .unknownFormat(place: files.disk.place, found: found)
    }
  }

  // MARK: Whose it is

  /// The bank user whose archive it is; nil before the first fetch.
  public func identity() throws(ArchiveError) -> String? {
    let lost = files.digests?[Layout.identity].lost ?? .nothing
    guard lost == .nothing, let bytes = try files.read(Layout.identity) else { return nil }
    return String(decoding: bytes.prefix { $0 >= 0x20 }, as: UTF8.self)
  }

  /// Makes the archive that of a user, for good.
  ///
  /// - Throws: `ArchiveError.foreign` when it is another one's.
  public mutating func bind(user: String) throws(ArchiveError) {
    try check(user: user)
    guard try identity() == nil else { return }
    try files.replace(Layout.identity, with: ArchiveFolder.identityFile(user))
    try files.seal()
  }

  /// Makes sure that the archive is a user's, or nobody's yet.
  ///
  /// - Throws: `ArchiveError.foreign` when it is another one's.
  public func check(user: String) throws(ArchiveError) {
    if let lost = files.digests?[Layout.identity].lost {
      // Who it was cannot be read any more, but whether it was this one can be known.
      let bytes = ArchiveFolder.identityFile(user)
      if lost.bytes > 0, lost.digest != FileFacts(Layout.identity, bytes).digest {
        throw .foreign(place: disk.place, owner: nil, user: user)
      }
    }
    guard let owner = try identity(), owner != user else { return }
    throw .foreign(place: disk.place, owner: owner, user: user)
  }

  private static func identityFile(_ user: String) -> [UInt8] { Array("\(user)\n".utf8) }

  // MARK: Other files

  /// The bytes of a file in the archive; nil when there is none.
  public func read(_ path: String) throws(ArchiveError) -> [UInt8]? { try files.read(path) }

  /// The names in a folder of the archive, sorted.
  public func list(_ folder: String) throws(ArchiveError) -> [String] { try files.list(folder) }

  /// Makes a file hold some bytes, at once and durably; nothing when it does already.
  public mutating func replace(_ path: String, _ bytes: [UInt8]) throws(ArchiveError) {
    try files.replace(path, bytes)
    try files.seal()
  }

  /// Adds whole lines of JSON objects to a file that only grows, durably.
  public mutating func append(_ lines: [UInt8], to path: String) throws(ArchiveError) {
    try files.append(lines, to: path)
    try files.seal()
  }

  /// Removes a file; nothing when there is none.
  public mutating func remove(_ path: String) throws(ArchiveError) {
    guard try files.size(path) != nil else { return }
    try files.remove(path)
    try files.seal()
  }
}
