// How long to wait before something is tried again: a pure function of how often it failed and a random number.

/// Exponential waiting with jitter.
enum Backoff {
  /// The wait after the first failure, and the longest one.
  static let (baseMilliseconds, capMilliseconds): (Int64, Int64) = (1_000, 60_000)

  /// How long to wait after so many failures in a row.
  ///
  /// Half of the wait is fixed, the other half is spread by the jitter, so that requests that failed together
  /// do not come back together.
  ///
  /// | failures | jitter 0 | jitter greatest |
  /// |---|---|---|
  /// | 1 | 0.5 s | 1 s |
  /// | 2 | 1 s | 2 s |
  /// | 3 | 2 s | 4 s |
  /// | 5 | 8 s | 16 s |
  /// | 7 and more | 30 s | 60 s |
  static func milliseconds(afterFailures count: Int, jitter: UInt32) -> Int64 {
    let doublings = Int64(min(max(count, 1) - 1, 6))
    let longest = min(baseMilliseconds << doublings, capMilliseconds)
    return longest / 2 + spread(longest / 2, jitter)
  }

  /// A part of a span of time, from nothing to all of it, as the jitter says.
  static func spread(_ milliseconds: Int64, _ jitter: UInt32) -> Int64 {
    (milliseconds * Int64(jitter) + Int64(UInt32.max) / 2) / Int64(UInt32.max)
  }
}
