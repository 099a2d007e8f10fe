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
  func read(_ path: String) throws(DiskError) -> [UInt8]?
  /// The number of bytes of a file; nil when there is none.
  func size(_ path: String) throws(DiskError) -> Int?
  /// The names in a folder, sorted by bytes; empty when there is none.
  func list(_ folder: String) throws(DiskError) -> [String]
  /// Makes or empties a file and writes it, readable by its owner only.
  mutating func write(_ bytes: [UInt8], to path: String) throws(DiskError)
  /// Adds to the end of a file, making it when there is none.
  mutating func append(_ bytes: [UInt8], to path: String) throws(DiskError)
  /// Waits until the bytes of a file are on the disk.
  mutating func synchronize(_ path: String) throws(DiskError)
  /// Puts a file in the place of another.
  mutating func rename(_ path: String, to target: String) throws(DiskError)
  /// Waits until the names in a folder are on the disk.
  mutating func synchronizeFolder(_ folder: String) throws(DiskError)
  /// Removes a file; nothing when there is none.
  mutating func remove(_ path: String) throws(DiskError)
  /// Makes a folder with the folders above it; nothing when it is there.
  mutating func makeFolder(_ folder: String) throws(DiskError)
}

/// Something that storage refused to do.
public struct DiskError: Error, Equatable, Sendable {
  /// What was tried: `write`, `read`.
  public var action: String
  /// The file or folder.
  public var path: String
  /// The system's error number.
  public var code: Int32

  /// Creates an error.
  public init(action: String, path: String, code: Int32) {
    self.action = action
    self.path = path
    self.code = code
  }
}
