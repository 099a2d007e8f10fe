// What time it is at the bank. Windows and deadlines are the bank's: five minutes after an approval are its
// five minutes, whatever the clock of this machine says.

internal import Fetch
internal import Foundation
internal import Model
internal import MonzoAPI

/// The system's clock, set by the bank's answers where it is wrong.
struct BankClock {
  /// A difference that whole seconds and a usual answer's way explain; only a greater one sets the clock.
  ///
  /// It is small because a balance of 10:00:00 that is noted as of 10:00:20 would lack the payments in between.
  /// The price is that a first answer that was long on its way sets a right clock back a little: harmless,
  /// since what is too new for it is read with the next run, and the next prompt answer sets it forward.
  static let toleranceSeconds: Int64 = 2
  /// The greatest difference that is believed of a bank that is not on this machine.
  static let differenceMax: Int64 = 86_400

  private let elapsed: () -> Duration
  private let start: Instant
  private let host: String
  private let differenceMax: Int64
  /// What the bank's clock is ahead of ours.
  private(set) var offset = Duration.zero
  private var hasHeardFromBank = false
  private var latest: Instant

  /// Starts a clock.
  ///
  /// - Parameters:
  ///   - start: the system's time now.
  ///   - bank: by whose answers it is set; a bank on this machine may live on any day.
  ///   - elapsed: the time that has passed since, which never goes back.
  init(start: Instant, bank: BaseAddress, elapsed: @escaping () -> Duration) {
    self.start = start
    self.elapsed = elapsed
    host = bank.host
    differenceMax = bank.isLoopback ? .max : Self.differenceMax
    latest = start
  }

  /// The clock of this machine, to be set by the answers of a bank.
  static func system(for bank: BaseAddress) -> BankClock {
    let began = ContinuousClock.now
    let now = Date().timeIntervalSince1970
    let seconds = now.rounded(.down)
    return BankClock(
      start: Instant(seconds: Int64(seconds), nanoseconds: Int32((now - seconds) * 999_999_999)),
      bank: bank, elapsed: { ContinuousClock.now - began })
  }

  /// The time at the bank as far as it is known.
  ///
  /// It never goes back, but once: when the bank's first answer says that the clock of this machine is ahead.
  mutating func now() -> Instant {
    latest = max(latest, reading)
    return latest
  }

  /// Takes what came of a request, and the time that it says.
  ///
  /// - Parameters:
  ///   - arrival: what came.
  ///   - isToken: whether it brings a token: losing that costs a login, so it is taken whatever its date.
  /// - Returns: the answer.
  /// - Throws: the failure that came, or one that reports a date that is not believed.
  mutating func take(
    _ arrival: Arrival, isToken: Bool
  ) throws(TransportFailure) -> HTTPResponse {
    let response = try arrival.result.get()
    do throws(TransportFailure) {
      try learn(from: response)
    } catch {
      guard isToken else { throw error }
    }
    return response
  }

  /// Takes the time that an answer says in its `Date` field, if it is the bank's.
  ///
  /// What refuses without a code of the bank may be anybody on the way, with any clock.
  ///
  /// - Throws: a failure for a time that is not believed, after which the clock is as it was.
  mutating func learn(from response: HTTPResponse) throws(TransportFailure) {
    guard let date = response.date, response.isSuccess || !BankError(response).code.isEmpty else {
      return
    }
    let difference = date.seconds - reading.seconds
    let isFirst = !hasHeardFromBank
    guard abs(difference) > Self.toleranceSeconds, isFirst || difference > 0 else {
      hasHeardFromBank = true
      return
    }
    let whole = difference + offset.components.seconds
    guard abs(whole) <= differenceMax else { throw disbelief(whole) }
    hasHeardFromBank = true
    offset += .seconds(difference)
    if isFirst { latest = reading }
  }

  /// What is reported of a date that cannot be the bank's, unless the clock of this machine is very wrong.
  ///
  /// Nobody here can say which, and asking again at once would change neither.
  private func disbelief(_ seconds: Int64) -> TransportFailure {
    let days = (seconds.magnitude + 43_200) / 86_400
    return TransportFailure(
      mayRetry: false,
      reason: """
        \(host): its answer is dated \(days) day\(days == 1 ? "" : "s") \
        \(seconds > 0 ? "ahead of" : "behind") the clock of this machine: set this clock if it is wrong; \
        if it is right, something on the way answers in the bank's place
        """)
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
