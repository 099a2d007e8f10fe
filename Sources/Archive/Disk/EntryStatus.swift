// What has a name in a folder, links not followed: enough to distinguish what the program wrote from what
// somebody else put in its place.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What `lstat` says of a name.
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
