// The token as far as the reducer knows it: which one, until when, and one refresh for all requests in flight.

internal import Model
internal import MonzoAPI

/// The token in use.
struct TokenUse: Equatable, Sendable {
  /// What is known of it.
  var facts: TokenFacts
  /// How many tokens this run has had before it; requests remember which one they were sent with.
  var serial = 0
  /// Whether the bank has taken it.
  var isProved = false
  /// How many tokens in a row were new and not taken.
  var unproved = 0
  /// Whether a new one is needed; it is asked for when the bank lets the run send again. → refreshing
  var isDue = false
  /// Whether a new one was asked for; until it comes nothing is sent. → not refreshing by a `token…` event
  var isRefreshing = false
  /// The last refusal of a token.
  var lastError: BankError?

  /// Creates the use of a token.
  init(_ facts: TokenFacts = TokenFacts(generation: 0, expires: nil, isRefreshable: false)) {
    self.facts = facts
  }

  /// Takes a new token into use; ignored when none was asked for.
  mutating func refreshed(_ new: TokenFacts) {
    guard isRefreshing else { return }
    facts = new
    serial += 1
    unproved += 1
    isProved = false
    isRefreshing = false
  }

  /// Whether to refresh now because the token ends soon.
  ///
  /// It must have been of use first: only an answer says what time it is at the bank, and a new token that
  /// is too short from the beginning would be refreshed for ever.
  func endsSoon(_ now: Instant) -> Bool {
    guard facts.isRefreshable, isProved, let expires = facts.expires else { return false }
    return expires <= now.adding(seconds: Limits.tokenMarginSeconds)
  }
}

extension FetchReducer {
  /// Asks for a new token, once for all.
  mutating func refreshToken() {
    state.token.isDue = false
    state.token.isRefreshing = true
    effects.append(.refreshToken(generation: state.token.facts.generation))
  }

  /// There is no new token: the run ends.
  mutating func tokenLost(_ outcome: FetchOutcome) {
    guard state.token.isRefreshing else { return }
    state.token.isRefreshing = false
    end(outcome)
  }

  /// Decides what a 401 means: an old token, one to refresh, or the end.
  ///
  /// A token that cannot be renewed may have been renewed by another run: only the store knows.
  ///
  /// The refusal of a token that has been replaced meanwhile says nothing, whatever its code; the request is
  /// sent again with the new one and that counts as no failure.
  mutating func tokenRefused(_ sent: InFlight, _ error: BankError) {
    let isKnown = state.token.isDue || state.token.isRefreshing
    if sent.token < state.token.serial || isKnown { return again(sent.call) }
    state.token.lastError = error
    // A new token may run out before it is of use; one that is refused for another reason never will be.
    let isHopeless = state.token.unproved >= (error.isExpired ? Limits.tokenTries : 1)
    let canRenew = state.token.facts.isRefreshable && !isHopeless && !error.isEvicted
    if case .ending = state.phase { return }
    again(sent.call)
    if canRenew {
      state.token.isDue = true
    } else {
      reloadToken()
    }
  }

  /// Looks whether another run or a login has kept a newer token, which nothing else helps now.
  private mutating func reloadToken() {
    state.token.isRefreshing = true
    effects.append(.reloadToken(generation: state.token.facts.generation))
  }
}
