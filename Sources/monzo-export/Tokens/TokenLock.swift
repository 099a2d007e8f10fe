// One refresh at a time on a machine: a refresh token is good for one answer, and of two runs that send the
// same one, one would be logged out. The system lets go of the lock when a run ends, however it ends.

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lock that is held until the last owner lets go.
final class TokenLock {
  private static let pollMicroseconds: UInt32 = 50_000
  /// A minute; a refresh with all its retries is over sooner.
  private static let pollsMax = 1200

  private let descriptor: Int32

  /// Waits for a lock.
  ///
  /// - Parameter path: the file that stands for it; made when it is missing.
  /// - Throws: `StorageError`, or `Refusal` when another run holds it for too long.
  init(_ path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StorageError(action: "lock", path: path, code: errno) }
    var polls = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      guard code == EWOULDBLOCK || code == EINTR else {
        close(descriptor)
        throw StorageError(action: "lock", path: path, code: code)
      }
      polls += 1
      guard polls < TokenLock.pollsMax else {
        close(descriptor)
        throw Refusal(
          message: "\(path): another run has been renewing the token for a minute: try again later",
          status: .unreachable)
      }
      usleep(TokenLock.pollMicroseconds)
    }
  }

  deinit { close(descriptor) }
}
