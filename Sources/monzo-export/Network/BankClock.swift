// What time it is at the bank. Windows and deadlines are the bank's: five minutes after an approval are its
// five minutes, whatever the clock of this machine says.

import Foundation
import Model
import MonzoAPI

/// The system's clock, set by the bank's answers where it is wrong.
struct BankClock {
  /// A difference that a slow answer and whole seconds explain; only a greater one sets the clock.
  static let toleranceSeconds: Int64 = 30

  private let elapsed: () -> Duration
  private let start: Instant
  /// What the bank's clock is ahead of ours.
  private(set) var offset = Duration.zero
  private var hasHeardFromBank = false
  private var latest: Instant

  /// Starts a clock.
  ///
  /// - Parameters:
  ///   - start: the system's time now.
  ///   - elapsed: the time that has passed since, which never goes back.
  init(start: Instant, elapsed: @escaping () -> Duration) {
    self.start = start
    self.elapsed = elapsed
    latest = start
  }

  /// The clock of this machine.
  static func system() -> BankClock {
    let began = ContinuousClock.now
    let now = Date().timeIntervalSince1970
    let seconds = now.rounded(.down)
    return BankClock(
      start: Instant(seconds: Int64(seconds), nanoseconds: Int32((now - seconds) * 999_999_999)),
      elapsed: { ContinuousClock.now - began })
  }

  /// The time at the bank as far as it is known.
  ///
  /// It never goes back, but once: when the bank's first answer tells that the clock of this machine is ahead.
  mutating func now() -> Instant {
    latest = max(latest, reading)
    return latest
  }

  /// Takes the time that an answer tells in its `Date` field.
  mutating func learn(from response: HTTPResponse) {
    guard let date = response.date else { return }
    let difference = date.seconds - reading.seconds
    let isFirst = !hasHeardFromBank
    hasHeardFromBank = true
    guard abs(difference) > Self.toleranceSeconds, isFirst || difference > 0 else { return }
    offset += .seconds(difference)
    if isFirst { latest = reading }
  }

  /// How long it is until a time at the bank; nothing when it has come.
  mutating func remaining(until time: Instant) -> Duration {
    let now = now()
    let (seconds, isTooFar) = time.seconds.subtractingReportingOverflow(now.seconds)
    guard !isTooFar, seconds < 1 << 40 else { return .seconds(1 << 40) }
    let rest = Duration.seconds(seconds) + .nanoseconds(Int64(time.nanoseconds - now.nanoseconds))
    return max(.zero, rest)
  }

  private var reading: Instant {
    let (seconds, attoseconds) = (elapsed() + offset).components
    let nanoseconds = Int64(start.nanoseconds) + attoseconds / 1_000_000_000 + 1_000_000_000
    return Instant(
      seconds: start.seconds + seconds + nanoseconds / 1_000_000_000 - 1,
      nanoseconds: Int32(nanoseconds % 1_000_000_000))
  }
}
