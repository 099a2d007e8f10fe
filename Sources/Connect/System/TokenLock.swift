// One refresh at a time on a machine: a refresh token is good for one answer, and of two runs that send the
// same one, one would be logged out. The system lets go of the lock when a run ends, however it ends.

import Disk
internal import Fetch
internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A lock that is held until the last owner lets go.
final class TokenLock {
  private static let pollMicroseconds: UInt32 = 50_000
  /// How long a run waits for another one: a refresh with all its retries, and a minute for the store.
  ///
  /// Only a bank that asks the whole other run to be quiet meanwhile can make it take longer.
  static let secondsMax =
    TokenRefresh.secondsMax(answerSeconds: Int(HTTPCarrier.Limits().whole.components.seconds)) + 60
  /// When it is reported what is waited for.
  private static let pollsToReport = 40

  private let lock: FileLock

  /// Waits for a lock.
  ///
  /// - Parameters:
  ///   - path: the file that stands for it; made when it is missing.
  ///   - seconds: how long at most.
  ///   - report: is called once when it takes long.
  /// - Throws: `StorageError`, or `ConnectError` when another run holds it for too long.
  init(_ path: String, seconds: Int = secondsMax, report: () -> Void = {}) throws {
    lock = try FileLock(path)
    let pollsMax = seconds * 1_000_000 / Int(TokenLock.pollMicroseconds)
    var polls = 0
    while try !lock.take() {
      polls += 1
      guard polls < pollsMax else {
        throw ConnectError.lockedByOtherRun(path: path, minutes: seconds / 60)
      }
      if polls == TokenLock.pollsToReport { report() }
      ShortWait.pass(microseconds: TokenLock.pollMicroseconds)
    }
  }
}
