// What tells one state of a file from another without reading it.

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Size, time of change and number of a file: a file that was replaced or written to has another state.
struct FileState: Equatable {
  let bytes: Int64
  let modifiedSeconds: Int64
  let modifiedNanoseconds: Int64
  let number: UInt64

  /// The state of a file; nil when there is none, or no regular file.
  init?(_ path: String) {
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
