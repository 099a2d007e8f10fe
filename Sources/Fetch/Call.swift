// What is asked of the bank: questions, those waiting to be sent, and those in flight.

internal import Model

/// A question to the bank; what it is for, the state of the account or window says.
enum Ask: Hashable, Sendable {
  /// The accounts.
  case accounts
  /// The pots of an account, by its place.
  case pots(owner: Int)
  /// The balance of an account, by its place.
  case balance(account: Int)
  /// The next page of a window, by its number.
  case page(window: Int)
}

/// A question that waits to be sent.
struct Call: Equatable, Sendable {
  /// The question.
  var ask: Ask
  /// How often it failed.
  var failures = 0
  /// Not to be sent earlier.
  var notBefore: Instant?
}

/// A question that was sent and not answered yet.
struct InFlight: Equatable, Sendable {
  /// The name of the request.
  var id: RequestID
  /// The question.
  var call: Call
  /// The number of the token that it was sent with.
  var token: Int
  /// The number of times that the bank had asked to slow down by then.
  var slowdowns: Int
}
