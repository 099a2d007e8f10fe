// Files that are either as they were or as they should be, whenever the power goes: a new file is written
// beside the old one, waited for, put in its place, and its name waited for. Folders are waited for too.

internal import Bytes

/// A disk with durable changes.
struct DurableFiles<Storage: Disk> {
  private(set) var disk: Storage
  /// Folders that are known to be durable.
  private var folders: Set<String> = []
  /// Files for appending that are known to be whole and to have a durable name.
  private var appendable: Set<String> = []

  init(_ disk: Storage) { self.disk = disk }

  func read(_ path: String) throws(ArchiveError) -> [UInt8]? {
    do { return try disk.read(path) } catch { throw .disk(error) }
  }

  func list(_ folder: String) throws(ArchiveError) -> [String] {
    do { return try disk.list(folder) } catch { throw .disk(error) }
  }

  func size(_ path: String) throws(ArchiveError) -> Int? {
    do { return try disk.size(path) } catch { throw .disk(error) }
  }

  /// Makes a file hold some bytes; leaves one alone that does.
  ///
  /// - Returns: whether it was written.
  @discardableResult
  mutating func replace(_ path: String, _ bytes: [UInt8]) throws(ArchiveError) -> Bool {
    if try read(path) == bytes { return false }
    try replace(path, with: bytes)
    return true
  }

  /// Makes a file hold some bytes that it does not hold.
  mutating func replace(_ path: String, with bytes: [UInt8]) throws(ArchiveError) {
    let folder = Layout.parent(of: path)
    let draft = path + Layout.unfinished
    do {
      try makeFolder(folder)
      try disk.write(bytes, to: draft)
      try disk.synchronize(draft)
      try disk.rename(draft, to: path)
      try disk.synchronizeFolder(folder)
    } catch {
      // The room that a draft takes may be what is missing.
      try? disk.remove(draft)
      throw .disk(error)
    }
  }

  /// Adds whole lines to a file that only grows.
  mutating func append(_ lines: [UInt8], to path: String) throws(ArchiveError) {
    let folder = Layout.parent(of: path)
    let isKnown = appendable.contains(path)
    if !isKnown { try mend(path) }
    appendable.remove(path)
    do {
      try makeFolder(folder)
      try disk.append(lines, to: path)
      try disk.synchronize(path)
      if !isKnown { try disk.synchronizeFolder(folder) }
    } catch {
      throw .disk(error)
    }
    appendable.insert(path)
  }

  /// Takes out of a file what an append that was cut short left in it.
  private mutating func mend(_ path: String) throws(ArchiveError) {
    guard let bytes = try read(path) else { return }
    let whole = JSONLines.whole(bytes)
    if whole != bytes { try replace(path, with: whole) }
  }

  mutating func remove(_ path: String) throws(ArchiveError) {
    do {
      try disk.remove(path)
      try disk.synchronizeFolder(Layout.parent(of: path))
    } catch {
      throw .disk(error)
    }
  }

  /// Removes the drafts in a folder that earlier runs left behind.
  mutating func removeDrafts(in folder: String) throws(ArchiveError) {
    for name in try list(folder) where name.hasSuffix(Layout.unfinished) {
      do { try disk.remove(folder.isEmpty ? name : "\(folder)/\(name)") } catch {
        throw .disk(error)
      }
    }
  }

  /// Makes a folder whose name will be there after a loss of power.
  mutating func makeFolder(_ folder: String) throws(StorageError) {
    guard !folders.contains(folder) else { return }
    if folder.isEmpty {
      try disk.makeFolder("")
    } else {
      let parent = Layout.parent(of: folder)
      try makeFolder(parent)
      try disk.makeFolder(folder)
      // A folder that is there may be the work of a run that was cut short here.
      try disk.synchronizeFolder(parent)
    }
    folders.insert(folder)
  }
}

/// Files of one JSON value a line.
enum JSONLines {
  /// The ranges of the lines, line feeds left out; the rest behind the last line feed is no line.
  static func ranges(_ bytes: [UInt8]) -> [ByteRange] {
    var ranges: [ByteRange] = []
    var start = 0
    for at in bytes.indices where bytes[at] == 0x0A {
      ranges.append(ByteRange(start: start, count: at - start))
      start = at + 1
    }
    return ranges
  }

  /// The lines that are whole: JSON objects, and ended.
  static func whole(_ bytes: [UInt8]) -> [UInt8] {
    var tape = JSONTape()
    var whole: [UInt8] = []
    whole.reserveCapacity(bytes.count)
    for range in ranges(bytes) where !range.isEmpty && bytes[range.start] == 0x7B {
      guard (try? tape.parse(bytes, range)) != nil else { continue }
      whole += bytes[range.start...range.end]
    }
    return whole
  }
}
