// A file that only its owner may read, in a folder that only its owner may enter. What others could read is
// refused and not mended: whoever opened it up should know.

import Disk

/// A file for secrets.
struct PrivateFile {
  let path: String

  /// Everything in the file; nil when there is none.
  func read() throws -> [UInt8]? {
    guard let target = try target() else { return nil }
    let file = try File.reading(target)
    try check(target, .file)
    return try file.readAll()
  }

  /// Puts bytes in the place of what the file held, whole and on the disk.
  func write(_ bytes: [UInt8]) throws {
    try makeFolder()
    let target = try target() ?? path
    let file = try File.replacing(target, mayBeStream: false)
    try file.write(bytes)
    try file.commit()
    try File.synchronizeFolder(PrivateFile.folder(of: target))
  }

  /// Removes the file; nothing when there is none.
  func remove() throws {
    guard let target = try target() else { return }
    try File.remove(target)
    try File.synchronizeFolder(PrivateFile.folder(of: target))
  }

  /// Makes the folder of the file, for its owner only, with the folders above it.
  func makeFolder() throws {
    let folder = PrivateFile.folder(of: path)
    try SystemDisk(folder).makeFolder("")
    try check(folder, .folder)
  }

  /// The folder that a path is in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Where the file really is, checked; nil when there is none.
  private func target() throws -> String? {
    guard let status = try EntryStatus(path, followsLink: false) else { return nil }
    try check(PrivateFile.folder(of: path), .folder)
    guard status.kind == .link else { return path }
    guard status.isOwn else { throw ConnectError.linkOfOtherUser(path: path) }
    let target = File.followed(path)
    guard target != path else { throw StorageError.missing(path) }
    try check(PrivateFile.folder(of: target), .folder)
    return target
  }

  private func check(_ path: String, _ kind: ConnectError.PrivateKind) throws {
    guard let status = try EntryStatus(path, followsLink: true) else {
      throw StorageError.missing(path)
    }
    guard status.isOwn else { throw ConnectError.ownedByOtherUser(path: path, kind) }
    guard status.isPrivate else { throw ConnectError.readableByOthers(path: path, kind) }
  }
}
