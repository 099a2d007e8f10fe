// When something that failed is tried again, and when it is given up: one pure decision for the run of
// fetching, for a token's refresh and for every request that a command waits for.

/// How often something is tried, and the waits between the tries.
///
/// The wait doubles with every failure in a row, from one second to a minute. Half of it is fixed, the other half is
/// spread by the jitter, so that requests that failed together do not come back together; whoever sends one
/// request at a time has no need of jitter and waits for the whole. A bank that asks for more time gets it, up to
/// the longest wait.
///
/// With four tries and at most 60 seconds of waiting (`attended`):
///
/// | failures | Retry-After | jitter 0 | no jitter |
/// |---|---|---|---|
/// | 1 | – | 0.5 s | 1 s |
/// | 2 | – | 1 s | 2 s |
/// | 3 | – | 2 s | 4 s |
/// | 1 | 0 s | 0.5 s | 1 s |
/// | 1 | 30 s | 30 s | 30 s |
/// | 1 | 60 s | 60 s | 60 s |
/// | 1 | 61 s | give up | give up |
/// | 4 | – | give up | give up |
///
/// With six tries (`fetching`):
///
/// | failures | jitter 0 | no jitter |
/// |---|---|---|
/// | 4 | 4 s | 8 s |
/// | 5 | 8 s | 16 s |
/// | 6 | give up | give up |
///
/// `wait` itself goes on to 30 and 60 seconds from the seventh failure on.
public struct RetryPolicy: Equatable, Sendable {
  /// What to do after a failure.
  public enum Decision: Equatable, Sendable {
    /// Try again after so much time.
    case again(milliseconds: Int64)
    /// Leave it to another run.
    case giveUp
  }

  /// How often something is tried in all.
  public let triesMax: Int
  /// The longest wait; a bank that asks for a longer one is for another run.
  public let waitMaxMilliseconds: Int64

  /// For the requests of a run of fetching, of which several are in flight.
  public static let fetching = RetryPolicy(triesMax: 6, waitMaxMilliseconds: 60_000)
  /// For one request that a command waits for.
  public static let attended = RetryPolicy(triesMax: 4, waitMaxMilliseconds: 60_000)

  /// Decides after so many failures in a row.
  ///
  /// - Parameters:
  ///   - count: the failures, at least one.
  ///   - retryAfter: the seconds that the bank asks to wait; nil when it does not ask.
  ///   - jitter: a random number; without one the wait is the longest.
  /// - Returns: the decision.
  public func decide(
    afterFailures count: Int, retryAfter: Int? = nil, jitter: UInt32 = .max
  ) -> Decision {
    let wait = RetryPolicy.wait(afterFailures: count, retryAfter: retryAfter, jitter: jitter)
    guard count < triesMax, wait <= waitMaxMilliseconds else { return .giveUp }
    return .again(milliseconds: wait)
  }

  /// How long to wait after so many failures in a row, in milliseconds, however long that is.
  static func wait(
    afterFailures count: Int, retryAfter: Int? = nil, jitter: UInt32 = .max
  ) -> Int64 {
    let doublings = Int64(min(max(count, 1) - 1, 6))
    let longest = min(1_000 << doublings, 60_000 as Int64)
    let asked = Int64(retryAfter ?? 0).multipliedReportingOverflow(by: 1_000)
    return max(
      longest / 2 + spread(longest / 2, jitter), asked.overflow ? .max : asked.partialValue)
  }

  /// A part of a span of time, from nothing to all of it, as the jitter says.
  static func spread(_ milliseconds: Int64, _ jitter: UInt32) -> Int64 {
    (milliseconds * Int64(jitter) + Int64(UInt32.max) / 2) / Int64(UInt32.max)
  }
}
