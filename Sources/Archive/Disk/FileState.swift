// What says one state of a file from another without reading it.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Size, time of change and number of a file: a file that was replaced or written to has another state.
package struct FileState: Equatable {
  /// The length in bytes.
  package let bytes: Int64
  /// When it was last written, in seconds since 1970.
  package let modifiedSeconds: Int64
  /// The part of a second of that.
  package let modifiedNanoseconds: Int64
  /// The file's number on its disk.
  package let number: UInt64

  /// The state of a file; nil when there is none, or no regular file.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    bytes = Int64(status.st_size)
    number = UInt64(status.st_ino)
    #if canImport(Darwin)
      let modified = status.st_mtimespec
    #else
      let modified = status.st_mtim
    #endif
    modifiedSeconds = Int64(modified.tv_sec)
    modifiedNanoseconds = Int64(modified.tv_nsec)
  }
}
