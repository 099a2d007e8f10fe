// What people read when storage refuses: the file, what was tried, the system's reason, and what to do.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension DiskError: CustomStringConvertible {
  /// Whether there is no room left, on the disk or in the person's share of it.
  public var isDiskFull: Bool { code == ENOSPC || code == EDQUOT }

  /// One line: where, what, why, what next.
  public var description: String {
    if isDiskFull {
      return "\(path): cannot \(action): the disk is full; what was there before is intact: "
        + "free some space and run the command again"
    }
    let reason = String(cString: strerror(code))
    let line = "\(path): cannot \(action): \(reason.prefix(1).lowercased())\(reason.dropFirst())"
    return advice.map { "\(line); \($0)" } ?? line
  }

  private var advice: String? {
    switch code {
    case EACCES, EPERM: "make it readable and writable by you, or name another folder"
    case EROFS: "name a folder on a disk that can be written to"
    case ENOTDIR: "a file stands where a folder should be"
    default: nil
    }
  }
}
