// What is at a path, without opening it: enough to distinguish what the program wrote from what somebody else put
// in its place, and to say who may get at it.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What `lstat` says of a path, or `stat` of what a link leads to.
package struct EntryStatus: Equatable, Sendable {
  /// The kinds that make a difference.
  package enum Kind: Sendable {
    /// A regular file.
    case file
    /// A folder.
    case folder
    /// A symbolic link, wherever it leads.
    case link
    /// A pipe, a socket, a device.
    case other
  }

  /// The kind.
  package var kind: Kind
  /// The number of the file on its device.
  package var number: UInt64
  /// The device that it is on.
  package var device: UInt64
  /// The user that it belongs to.
  package var owner: UInt32
  /// The permission bits.
  package var mode: UInt32
  /// The length in bytes.
  package var bytes: Int64

  /// Creates a status.
  package init(
    _ kind: Kind, number: UInt64, device: UInt64, owner: UInt32, mode: UInt32, bytes: Int64 = 0
  ) {
    self.kind = kind
    self.number = number
    self.device = device
    self.owner = owner
    self.mode = mode
    self.bytes = bytes
  }

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    number = UInt64(status.st_ino)
    device = UInt64(truncatingIfNeeded: status.st_dev)
    owner = status.st_uid
    mode = UInt32(status.st_mode) & 0o7777
    bytes = Int64(status.st_size)
  }
}

extension EntryStatus {
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
    self.init(status)
  }

  /// Whether it belongs to the user of this process.
  package var isOwn: Bool { owner == geteuid() }
  /// Whether nobody but its owner may read, write or enter it.
  package var isPrivate: Bool { mode & 0o077 == 0 }
}
