// A file that only its owner may read, in a folder that only its owner may enter. What others could read is
// refused and not mended: whoever opened it up should know.

internal import Archive
internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

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
    // What a broken run left there may have been opened up since.
    unlink(SiblingPath.of(target, .new))
    let file = try File.replacing(target)
    try file.write(bytes)
    try file.commit()
    try File.synchronizeFolder(PrivateFile.folder(of: target))
  }

  /// Removes the file; nothing when there is none.
  func remove() throws {
    guard let target = try target() else { return }
    guard unlink(target) == 0 else {
      throw StorageError(action: "remove", path: target, code: errno)
    }
    try File.synchronizeFolder(PrivateFile.folder(of: target))
  }

  /// Makes the folder of the file, for its owner only, with the folders above it.
  func makeFolder() throws {
    let folder = PrivateFile.folder(of: path)
    var missing: [String] = []
    var above = folder
    while access(above, F_OK) != 0, above != "/", above != "." {
      missing.append(above)
      above = PrivateFile.folder(of: above)
    }
    for folder in missing.reversed() {
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
        throw StorageError(action: "make the folder", path: folder, code: errno)
      }
    }
    try check(folder, .folder)
  }

  /// The folder that a path is in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Where the file really is, checked; nil when there is none.
  private func target() throws -> String? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw StorageError(action: "read", path: path, code: errno)
    }
    try check(PrivateFile.folder(of: path), .folder)
    guard status.st_mode & S_IFMT == S_IFLNK else { return path }
    guard status.st_uid == geteuid() else {
      throw ConnectError.linkOfOtherUser(path: path)
    }
    let target = File.followed(path)
    guard target != path else { throw StorageError(action: "read", path: path, code: ENOENT) }
    try check(PrivateFile.folder(of: target), .folder)
    return target
  }

  private func check(_ path: String, _ kind: ConnectError.PrivateKind) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw StorageError(action: "read", path: path, code: errno)
    }
    guard status.st_uid == geteuid() else {
      throw ConnectError.ownedByOtherUser(path: path, kind)
    }
    guard status.st_mode & 0o077 == 0 else {
      throw ConnectError.readableByOthers(path: path, kind)
    }
  }
}
