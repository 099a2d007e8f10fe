// The one error of files and folders: what was tried, where, the system's reason, and what to do next.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Something that the system did not do with a file or folder.
public struct StorageError: Error, Equatable, Sendable {
  /// What was tried: `write`, `read`.
  public var action: String
  /// The file or folder.
  public var path: String
  /// The system's error number.
  public var code: Int32
  /// What to do next, where that can be said.
  public var advice: String?

  /// Creates an error.
  public init(action: String, path: String, code: Int32, advice: String? = nil) {
    self.action = action
    self.path = path
    self.code = code
    self.advice = advice
  }

  /// An error of the archive's own files, with the advice that goes with its reason.
  public static func inArchive(action: String, path: String, code: Int32) -> StorageError {
    let advice: String? =
      switch code {
      case ENOSPC, EDQUOT:
        "what was there before is intact: free some space and run the command again"
      case EACCES, EPERM: "make it readable and writable by you, or name another folder"
      case EROFS: "name a folder on a disk that can be written to"
      case ENOTDIR: "a file is where a folder should be"
      default: nil
      }
    return StorageError(action: action, path: path, code: code, advice: advice)
  }

  /// The number of an error that the system has no number for: a file is of another kind than a regular one.
  static let otherKind: Int32 = -1

  /// The error of a file that is read and does not exist.
  package static func missing(_ path: String) -> StorageError {
    StorageError(action: "read", path: path, code: ENOENT)
  }

  /// Whether the file does not exist.
  public var isMissing: Bool { code == ENOENT }
  /// Whether there is no room left, on the disk or in the user's share of it.
  public var isDiskFull: Bool { code == ENOSPC || code == EDQUOT }
  /// Whether whoever reads the output has had enough, as `head` has.
  public var isClosedPipe: Bool { code == EPIPE }
}

extension StorageError: CustomStringConvertible {
  /// One line: where, what, why, what next.
  public var description: String {
    let end = advice.map { "; \($0)" } ?? ""
    return "\(path): cannot \(action): \(reason)\(end)"
  }

  private var reason: String {
    if isDiskFull && advice != nil { return "the disk is full" }
    if code == StorageError.otherKind { return "not a regular file" }
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
