// Opens a file where a regular one is expected. A pipe, a device or a socket that is there instead is an error and
// never waited for: opening a pipe that nobody writes to would last for ever. Links to regular files are followed.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Descriptors of regular files.
enum RegularFile {
  /// Why a file could not be opened: the system's number, or `StorageError.otherKind` with what is there instead.
  struct Refused: Error {
    let code: Int32
    var advice: String?
  }

  /// Opens a file, for its owner only where it is made.
  static func open(_ path: String, _ flags: Int32) throws(Refused) -> Int32 {
    let descriptor = retried { systemOpen(path, flags | O_CLOEXEC | O_NONBLOCK, 0o600) }
    guard descriptor >= 0 else {
      let code = errno
      // What opening says of a socket, and of a pipe that nobody reads.
      throw code == ENXIO ? other(nil) : Refused(code: code)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw Refused(code: code)
    }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFREG else { return descriptor }
    close(descriptor)
    throw kind == S_IFDIR ? Refused(code: EISDIR, advice: "name a file in it") : other(kind)
  }

  /// Makes a new file that only its owner may read: what has the name is removed, and a link not followed.
  static func create(_ path: String) throws(Refused) -> Int32 {
    unlink(path)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = retried { systemOpen(path, flags, 0o600) }
    guard descriptor >= 0 else { throw Refused(code: errno) }
    return descriptor
  }

  private static func other(_ kind: mode_t?) -> Refused {
    let found =
      switch kind {
      case S_IFIFO?: "a pipe"
      case S_IFCHR?, S_IFBLK?: "a device"
      default: "a pipe or socket"
      }
    return Refused(
      code: StorageError.otherKind, advice: "found \(found): remove it, or name another file")
  }
}

private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  open(path, flags, mode)
}
