// The few operations on storage that the archive is written against: the system's disk, or one in memory that
// can fail or lose power between any two of them.

/// A place that keeps files.
///
/// Paths are relative to the root that it was made for, with `/` between names.
///
/// A file is durable after `synchronize`, its name after `synchronizeFolder` of the folder that holds it.
public protocol Disk {
  /// What people call the root: its absolute path.
  var place: String { get }
  /// The bytes of a file; nil when there is none.
  func read(_ path: String) throws(StorageError) -> [UInt8]?
  /// The number of bytes of a file; nil when there is none.
  func size(_ path: String) throws(StorageError) -> Int?
  /// What says one state of a file from another without reading it; nil when there is none, or nobody knows.
  func state(_ path: String) -> FileState?
  /// The names in a folder, sorted by bytes; empty when there is none.
  func list(_ folder: String) throws(StorageError) -> [String]
  /// Makes or empties a file and writes it, readable by its owner only.
  mutating func write(_ bytes: [UInt8], to path: String) throws(StorageError)
  /// Adds to the end of a file, making it when there is none.
  mutating func append(_ bytes: [UInt8], to path: String) throws(StorageError)
  /// Waits until the bytes of a file are on the disk.
  mutating func synchronize(_ path: String) throws(StorageError)
  /// Puts a file in the place of another.
  mutating func rename(_ path: String, to target: String) throws(StorageError)
  /// Waits until the names in a folder are on the disk.
  mutating func synchronizeFolder(_ folder: String) throws(StorageError)
  /// Removes a file; nothing when there is none.
  mutating func remove(_ path: String) throws(StorageError)
  /// Makes a folder with the folders above it; nothing when it is there.
  mutating func makeFolder(_ folder: String) throws(StorageError)
}

extension Disk {
  /// Puts a file that can be made again in its place; that this fails is no error.
  ///
  /// - Parameters:
  ///   - path: the file, in a folder.
  ///   - bytes: what it is to hold.
  ///   - draft: where it is written first.
  /// - Returns: whether the file is there.
  package mutating func keep(_ path: String, _ bytes: [UInt8], draft: String) -> Bool {
    do {
      if let slash = path.lastIndex(of: "/") { try makeFolder(String(path[..<slash])) }
      try write(bytes, to: draft)
      try rename(draft, to: path)
      return true
    } catch {
      try? remove(draft)
      return false
    }
  }
}
