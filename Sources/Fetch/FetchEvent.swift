// What the driver reports to the reducer. Every event carries the time by the bank's clock, and a random number
// that spreads retries: nothing else comes from outside.

public import Model
public import MonzoAPI

/// One thing that happened.
public struct FetchEvent: Sendable {
  /// When, by the bank's clock.
  public var time: Instant
  /// A random number for the jitter of retries.
  public var jitter: UInt32
  /// What.
  public var kind: Kind

  /// Creates an event.
  public init(at time: Instant, jitter: UInt32 = 0, _ kind: Kind) {
    self.time = time
    self.jitter = jitter
    self.kind = kind
  }

  /// What can happen.
  public enum Kind: Sendable {
    /// The run begins.
    case started(FetchStart)
    /// A request was answered, whatever the status.
    case answered(RequestID, HTTPResponse)
    /// A request was not answered: no connection, a reset, a time-out, a body cut short.
    case failed(RequestID, TransportFailure)
    /// What an effect asked to keep is on the disk.
    case stored(StoreID)
    /// The time that an effect asked to wait for has come.
    case woke
    /// A new token is saved and in use, of this run's own or of another run's.
    case tokenRefreshed(TokenFacts)
    /// There will be no new token; the user has to log in.
    case tokenRefusedForGood
    /// The kept login has no newer token than the one in use.
    case tokenUnchanged
    /// No new token now: the bank was not reached, though it was tried often enough.
    case tokenUnreachable
    /// The user or the system asks to stop: finish what is in flight, keep it, and end.
    case interrupted
  }
}

/// Names one request in flight.
public typealias RequestID = Int
/// Names one thing to keep.
public typealias StoreID = Int

/// Why a request brought no answer; a text of the system for people to read, without secrets.
public struct TransportFailure: Error, Equatable, Sendable {
  /// Whether trying again can help: not when the certificate is wrong or the address makes no sense.
  public var mayRetry: Bool
  /// What the system says.
  public var reason: String

  /// Creates a failure.
  public init(mayRetry: Bool = true, reason: String) {
    self.mayRetry = mayRetry
    self.reason = reason
  }
}

/// What the reducer may know of a token: never the secret.
public struct TokenFacts: Equatable, Sendable {
  /// Counts up with every refresh.
  public var generation: Int
  /// When it expires; null when nobody knows.
  public var expires: Instant?
  /// Whether a refresh is possible.
  public var isRefreshable: Bool

  /// Creates the facts of a token.
  public init(generation: Int, expires: Instant?, isRefreshable: Bool) {
    self.generation = generation
    self.expires = expires
    self.isRefreshable = isRefreshable
  }
}
