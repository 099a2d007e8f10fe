// What is at a path and who may get at it, without opening it.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Kind, owner and permissions of what is at a path.
package struct FileStatus {
  /// Whether it is a link.
  package let isLink: Bool
  /// Whether it belongs to the user of this process.
  package let isOwn: Bool
  /// Whether nobody but its owner may read, write or enter it.
  package let isPrivate: Bool

  /// Asks the system; nil when nothing is there.
  ///
  /// - Parameters:
  ///   - path: the file or folder.
  ///   - followsLink: whether it is asked about what a link leads to, not the link.
  /// - Throws: `StorageError` when the system does not say.
  package init?(_ path: String, followsLink: Bool) throws(StorageError) {
    var status = stat()
    guard (followsLink ? stat(path, &status) : lstat(path, &status)) == 0 else {
      if errno == ENOENT { return nil }
      throw StorageError(action: "read", path: path, code: errno)
    }
    isLink = status.st_mode & S_IFMT == S_IFLNK
    isOwn = status.st_uid == geteuid()
    isPrivate = status.st_mode & 0o077 == 0
  }
}
