// Why files cannot be written into a folder, with what to do.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension StorageError {
  /// A file is where a folder should be written.
  static func notAFolder(_ place: String, _ name: String) -> StorageError {
    StorageError(
      action: "write a folder", path: "\(place)/\(name)", code: ENOTDIR,
      advice: "name another place for it")
  }

  /// Somebody else has a name that is to be written.
  static func taken(_ place: String, _ name: String) -> StorageError {
    StorageError(
      action: "write", path: "\(place)/\(name)", code: EEXIST,
      advice: "this program did not write it: move it away, or name another folder")
  }

  /// Somebody put something into a folder while it was being replaced.
  static func putThereMeanwhile(_ place: String, _ name: String) -> StorageError {
    StorageError(
      action: "replace the folder around it", path: "\(place)/\(name)", code: ENOTEMPTY,
      advice: "somebody put it there meanwhile: run this again")
  }

  /// A folder that nothing may be written into.
  static func neverWritten(_ path: String, advice: String) -> StorageError {
    StorageError(action: "write into this folder", path: path, code: EPERM, advice: advice)
  }

  /// A folder that is named from within, so that nothing can take its place.
  static func unnamed(_ path: String) -> StorageError {
    StorageError(
      action: "replace this folder", path: path, code: EBUSY, advice: "name a folder inside it")
  }

  /// Another run is writing into the folder.
  static func inUse(_ place: String, _ name: String) -> StorageError {
    StorageError(
      action: "write into the folder", path: "\(place)/\(name)", code: EBUSY,
      advice: "another run is writing there: wait until it ends, then run this again")
  }

  /// Another run, or somebody else, took what was written away.
  static func draftIsGone(_ place: String, _ name: String) -> StorageError {
    StorageError(
      action: "write", path: "\(place)/\(name)", code: ENOENT,
      advice: "another run may be writing there: wait until it ends, then run this again")
  }

  /// The same error, its path in a folder as the user names that.
  func inFolder(_ place: String, namedAs name: String) -> StorageError {
    guard path.hasPrefix("\(place)/") else { return self }
    var error = self
    error.path = name + path.dropFirst(place.count)
    return error
  }

  /// The disk gave back other bytes than it was given.
  static func notAsWritten(_ path: String) -> StorageError {
    StorageError(
      action: "copy", path: path, code: EIO,
      advice: "the disk does not hold what was written: name a folder on another one")
  }

  /// Files that are only read.
  static func readOnly(_ path: String) -> StorageError {
    StorageError(action: "write", path: path, code: EROFS)
  }

  /// Whether the user may not write there.
  var isForbidden: Bool { [EACCES, EPERM, EROFS].contains(code) }
  /// Whether a folder cannot be removed because something is in it.
  var isNotEmpty: Bool { [ENOTEMPTY, EEXIST].contains(code) }
}
