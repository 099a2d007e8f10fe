// A disk in memory that can lose its power between any two operations, and then keeps no more than a real
// one must: bytes that were not waited for may be gone, cut short or garbled, and names that were not
// waited for may be the old ones or the new ones. What happens is chosen by a seed.

public import Disk

/// A disk that forgets what was not waited for.
///
/// A class, so that what it holds can be looked at after the archive on it has failed; `copy` takes a picture.
public final class MemoryDisk: Disk {
  /// What was done to a disk.
  public enum Operation: Equatable, Sendable {
    /// A file was made or emptied and written.
    case write(String, bytes: Int)
    /// A file grew.
    case append(String, bytes: Int)
    /// The bytes of a file were waited for.
    case synchronize(String)
    /// A file took the place of another.
    case rename(String, to: String)
    /// The names in a folder were waited for.
    case synchronizeFolder(String)
    /// A file was removed.
    case remove(String)
    /// A folder was made.
    case makeFolder(String)
  }

  private struct File {
    var bytes: [UInt8] = []
    /// A number that no other state of a file of this disk has.
    var state: Int64 = 0
    /// What a loss of power leaves for certain; null when nobody ever waited for the file.
    var durable: [UInt8]?
    var isDurable: Bool { durable == bytes }
  }

  /// A change of names that nobody waited for yet.
  private enum NameChange {
    case file(String, Int)
    case noFile(String)
    case renamed(String, String, Int)
    case folder(String)
    /// The folder whose synchronization makes it last.
    var parent: String {
      switch self {
      case .file(let path, _), .noFile(let path), .renamed(_, let path, _), .folder(let path):
        MemoryDisk.parent(path)
      }
    }
  }

  /// The system's numbers of the errors that a disk gives.
  private enum Code {
    static let inputOutput: Int32 = 5
    static let noEntry: Int32 = 2
    static let noSpace: Int32 = 28
  }

  /// The absolute path of the root.
  public let place: String
  /// The operations that were done, in order; what only reads is not told.
  public private(set) var operations: [Operation] = []
  /// After how many operations the power goes; null for never.
  public var crashesAfter: Int?
  /// How many bytes can still be written; null for any number.
  public var freeBytes: Int?

  private var files: [Int: File] = [:]
  private var names: [String: Int] = [:] { didSet { lists = nil } }
  private var folders: Set<String> = [] { didSet { lists = nil } }
  /// What `list` gives, by folder, until names change.
  private var lists: [String: [String]]?
  private var durableNames: [String: Int] = [:]
  private var durableFolders: Set<String> = []
  private var changes: [NameChange] = []
  private var nextFile = 0
  private var lastState: Int64 = 0

  /// An empty disk.
  public init(place: String = "/memory") { self.place = place }

  /// The same disk as it is now, with no operations counted and no fault planned.
  public func copy() -> MemoryDisk {
    let copy = MemoryDisk(place: place)
    (copy.files, copy.names, copy.folders) = (files, names, folders)
    (copy.durableNames, copy.durableFolders) = (durableNames, durableFolders)
    (copy.changes, copy.nextFile, copy.lastState) = (changes, nextFile, lastState)
    return copy
  }

  /// All files by path.
  public var contents: [String: [UInt8]] { names.compactMapValues { files[$0]?.bytes } }

  /// Whether the power has gone.
  public var hasCrashed: Bool { crashesAfter.map { operations.count >= $0 } ?? false }

  // MARK: Power

  /// The disk as it is found after a loss of power.
  public func afterPowerLoss(seed: UInt64) -> MemoryDisk {
    var random = SeededRandom(seed: seed)
    let found = MemoryDisk(place: place)
    found.folders = durableFolders
    found.names = durableNames
    found.lastState = lastState
    for change in changes where Bool.random(using: &random) {
      switch change {
      case .file(let path, let file): found.names[path] = file
      case .noFile(let path): found.names[path] = nil
      case .renamed(let path, let target, let file):
        if found.names[path] == file { found.names[path] = nil }
        found.names[target] = file
      case .folder(let folder): found.folders.insert(folder)
      }
    }
    found.folders = found.folders.filter { folder in
      MemoryDisk.ancestors(folder).allSatisfy(found.folders.contains)
    }
    found.names = found.names.filter { found.folders.contains(MemoryDisk.parent($0.key)) }
    for (path, number) in found.names.sorted(by: { $0.key < $1.key }) {
      let bytes = MemoryDisk.survivor(files[number] ?? File(), &random)
      // Two names of one file become two files: nothing here writes through both.
      found.lastState += 1
      found.files[found.nextFile] = File(bytes: bytes, state: found.lastState, durable: bytes)
      found.names[path] = found.nextFile
      found.nextFile += 1
    }
    (found.durableNames, found.durableFolders) = (found.names, found.folders)
    return found
  }

  /// What a loss of power leaves of a file.
  private static func survivor(_ file: File, _ random: inout SeededRandom) -> [UInt8] {
    if file.isDurable { return file.bytes }
    let durable = file.durable ?? []
    // Growth leaves what was durable alone; a file that was emptied may have lost it.
    let base = file.bytes.starts(with: durable) ? durable.count : 0
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return durable
    case 1: return file.bytes
    case 2: return Array(file.bytes.prefix(Int.random(in: base...file.bytes.count, using: &random)))
    default:
      var bytes = file.bytes
      guard base < bytes.count else { return bytes }
      for at in Int.random(in: base..<bytes.count, using: &random)..<bytes.count { bytes[at] = 0 }
      return bytes
    }
  }

  private func run(_ operation: Operation, _ path: String) throws(StorageError) {
    if hasCrashed { throw error("write", path, Code.inputOutput) }
    operations.append(operation)
  }

  private func error(_ action: String, _ path: String, _ code: Int32) -> StorageError {
    StorageError.inArchive(
      action: action, path: path.isEmpty ? place : "\(place)/\(path)", code: code)
  }

  // MARK: Reading

  /// The bytes of a file; nil when there is none.
  public func read(_ path: String) throws(StorageError) -> [UInt8]? {
    if hasCrashed { throw error("read", path, Code.inputOutput) }
    return names[path].flatMap { files[$0]?.bytes }
  }

  /// The number of bytes of a file; nil when there is none.
  public func size(_ path: String) throws(StorageError) -> Int? { try read(path)?.count }

  /// A state that no other content of the file has, nor another file.
  public func state(_ path: String) -> FileState? {
    guard let number = names[path], let file = files[number] else { return nil }
    return FileState(
      bytes: Int64(file.bytes.count), modified: (file.state, 0), changed: (file.state, 0),
      number: UInt64(number))
  }

  /// The names in a folder, sorted by bytes; empty when there is none.
  public func list(_ folder: String) throws(StorageError) -> [String] {
    if hasCrashed { throw error("list", folder, Code.inputOutput) }
    let lists = self.lists ?? makeLists()
    self.lists = lists
    return lists[folder] ?? []
  }

  private func makeLists() -> [String: [String]] {
    var lists: [String: [String]] = [:]
    for path in Array(names.keys) + folders where !path.isEmpty {
      let folder = MemoryDisk.parent(path)
      let name = path.utf8.dropFirst(folder.isEmpty ? 0 : folder.utf8.count + 1)
      lists[folder, default: []].append(String(Substring(name)))
    }
    return lists.mapValues { $0.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
  }

  // MARK: Writing

  /// Makes or empties a file and writes it.
  public func write(_ bytes: [UInt8], to path: String) throws(StorageError) {
    try run(.write(path, bytes: bytes.count), path)
    let number = try fileForWriting(path)
    files[number]?.bytes = []
    try grow(number, bytes, path)
  }

  /// Adds to the end of a file, making it when there is none.
  public func append(_ bytes: [UInt8], to path: String) throws(StorageError) {
    try run(.append(path, bytes: bytes.count), path)
    try grow(try fileForWriting(path), bytes, path)
  }

  private func fileForWriting(_ path: String) throws(StorageError) -> Int {
    guard folders.contains(MemoryDisk.parent(path)) else {
      throw error("write", path, Code.noEntry)
    }
    if let number = names[path] { return number }
    nextFile += 1
    files[nextFile] = File()
    names[path] = nextFile
    changes.append(.file(path, nextFile))
    return nextFile
  }

  private func grow(_ number: Int, _ bytes: [UInt8], _ path: String) throws(StorageError) {
    lastState += 1
    files[number]?.state = lastState
    guard let free = freeBytes else {
      files[number]?.bytes += bytes
      return
    }
    files[number]?.bytes += bytes.prefix(free)
    freeBytes = max(0, free - bytes.count)
    if bytes.count > free { throw error("write", path, Code.noSpace) }
  }

  /// Waits until the bytes of a file are on the disk.
  public func synchronize(_ path: String) throws(StorageError) {
    try run(.synchronize(path), path)
    guard let number = names[path] else { throw error("save", path, Code.noEntry) }
    let bytes = files[number]?.bytes
    files[number]?.durable = bytes
  }

  /// Puts a file in the place of another.
  public func rename(_ path: String, to target: String) throws(StorageError) {
    try run(.rename(path, to: target), path)
    guard let number = names.removeValue(forKey: path) else {
      throw error("replace", target, Code.noEntry)
    }
    names[target] = number
    changes.append(.renamed(path, target, number))
  }

  /// Waits until the names in a folder are on the disk.
  public func synchronizeFolder(_ folder: String) throws(StorageError) {
    try run(.synchronizeFolder(folder), folder)
    guard folders.contains(folder) else { throw error("save", folder, Code.noEntry) }
    for change in changes where change.parent == folder {
      switch change {
      case .file(let path, let file): durableNames[path] = file
      case .noFile(let path): durableNames[path] = nil
      case .renamed(let path, let target, let file):
        durableNames[path] = nil
        durableNames[target] = file
      case .folder(let folder): durableFolders.insert(folder)
      }
    }
    changes.removeAll { $0.parent == folder }
  }

  /// Removes a file; nothing when there is none.
  public func remove(_ path: String) throws(StorageError) {
    try run(.remove(path), path)
    guard names.removeValue(forKey: path) != nil else { return }
    changes.append(.noFile(path))
  }

  /// Makes a folder with the folders above it; nothing when it is there.
  public func makeFolder(_ folder: String) throws(StorageError) {
    try run(.makeFolder(folder), folder)
    for path in MemoryDisk.ancestors(folder).reversed() + [folder] where !folders.contains(path) {
      folders.insert(path)
      // The root belongs to the machine, not to the archive.
      if path.isEmpty { durableFolders.insert(path) } else { changes.append(.folder(path)) }
    }
  }

  // MARK: Paths

  private static func parent(_ path: String) -> String {
    path.utf8.lastIndex(of: 0x2F).map { String(path[..<$0]) } ?? ""
  }

  /// The folders above a path, the nearest first, the root last; none of the root.
  private static func ancestors(_ path: String) -> [String] {
    guard !path.isEmpty else { return [] }
    let parent = parent(path)
    return [parent] + ancestors(parent)
  }
}
