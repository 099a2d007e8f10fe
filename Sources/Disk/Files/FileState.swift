// What says one state of a file from another without reading it.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Size, times and number of a file: a file that was replaced or written to has another state.
public struct FileState: Equatable, Sendable {
  /// The length in bytes.
  public let bytes: Int64
  /// When it was last written, in seconds since 1970.
  public let modifiedSeconds: Int64
  /// The part of a second of that.
  public let modifiedNanoseconds: Int64
  /// When it, its name or its rights were last changed, in seconds since 1970; nobody can set it back.
  public let changedSeconds: Int64
  /// The part of a second of that.
  public let changedNanoseconds: Int64
  /// The file's number on its disk.
  public let number: UInt64

  /// Puts a state together.
  public init(
    bytes: Int64, modified: (seconds: Int64, nanoseconds: Int64),
    changed: (seconds: Int64, nanoseconds: Int64), number: UInt64
  ) {
    self.bytes = bytes
    (modifiedSeconds, modifiedNanoseconds) = modified
    (changedSeconds, changedNanoseconds) = changed
    self.number = number
  }

  /// The state of a file; nil when there is none, or no regular file.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    self.init(
      bytes: Int64(status.st_size), modified: (Int64(modified.tv_sec), Int64(modified.tv_nsec)),
      changed: (Int64(changed.tv_sec), Int64(changed.tv_nsec)), number: UInt64(status.st_ino))
  }
}
