// What a run of fetching meets outside of itself: a network that may lose things, the bank's clock, chance. The
// real one is made of libcurl; the demo's is the sandbox bank in memory; tests make theirs from a seed.

package import Fetch
package import Model
package import MonzoAPI

/// The outside of a run.
package protocol FetchWorld {
  /// The time by the bank's clock.
  var now: Instant { mutating get }

  /// A random number for the jitter of retries.
  mutating func jitter() -> UInt32

  /// Sends a request; its answer, or that there is none, comes from `next`.
  ///
  /// - Parameters:
  ///   - id: names the request; none in flight has the same.
  ///   - request: what to send.
  ///   - token: the token of the `Authorization` header; nil for requests that ask for one.
  mutating func send(_ id: RequestID, _ request: HTTPRequest, token: Secret?)

  /// Waits for the next thing that happens.
  ///
  /// - Parameter deadline: when to wait no longer; nil is never.
  /// - Returns: what happened.
  mutating func next(until deadline: Instant?) -> WorldEvent
}

/// Something that happens outside.
package enum WorldEvent {
  case answered(RequestID, HTTPResponse)
  case failed(RequestID, TransportFailure)
  /// The deadline has come.
  case deadline
  /// The user or the system asks to stop.
  case interrupted
}
