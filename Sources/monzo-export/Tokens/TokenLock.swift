// One refresh at a time on a machine: a refresh token is good for one answer, and of two runs that send the
// same one, one would be logged out. The system lets go of the lock when a run ends, however it ends.

import Archive
import Fetch
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lock that is held until the last owner lets go.
final class TokenLock {
  private static let pollMicroseconds: UInt32 = 50_000
  /// How long a run waits for another one: a refresh with all its retries, and a minute for the store.
  ///
  /// Only a bank that asks the whole other run to be quiet meanwhile can make it take longer.
  static let secondsMax =
    TokenRefresh.secondsMax(answerSeconds: Int(HTTPCarrier.Limits().whole.components.seconds)) + 60
  /// When a person is told what is waited for.
  private static let pollsToTell = 40

  private let lock: FileLock

  /// Waits for a lock.
  ///
  /// - Parameters:
  ///   - path: the file that stands for it; made when it is missing.
  ///   - seconds: how long at most.
  ///   - tell: is called once when it takes long.
  /// - Throws: `StorageError`, or `CommandError` when another run holds it for too long.
  init(_ path: String, seconds: Int = secondsMax, tell: () -> Void = {}) throws {
    lock = try FileLock(path)
    let pollsMax = seconds * 1_000_000 / Int(TokenLock.pollMicroseconds)
    var polls = 0
    while try !lock.take() {
      polls += 1
      guard polls < pollsMax else {
        throw CommandError(
          message: """
            \(path): another run has been renewing the token for \(seconds / 60) minutes: try again later
            """, status: .unreachable)
      }
      if polls == TokenLock.pollsToTell { tell() }
      usleep(TokenLock.pollMicroseconds)
    }
  }
}
