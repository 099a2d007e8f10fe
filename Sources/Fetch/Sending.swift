// Which question is sent next, and when: never more in flight than allowed, never before its time.

internal import Model
internal import MonzoAPI

extension FetchReducer {
  /// Sends what may be sent now, and asks to be woken when something may be sent later.
  mutating func sendWhatMayBeSent() {
    switch state.phase {
    case .listing, .reading: break
    case .idle, .ending, .ended: return
    }
    guard !state.token.isRefreshing else { return }
    if let quiet = state.pace.quietUntil {
      if now < quiet { return wake(at: quiet) }
      state.pace.quietUntil = nil
    }
    let needsToken = state.token.isDue || state.token.endsSoon(now)
    if needsToken, !state.calls.isEmpty { return refreshToken() }
    while state.inFlight.count < state.pace.slots {
      guard let next = nextCall() ?? shareWork() else { break }
      send(state.calls.remove(at: next))
    }
    // What waits for something else than its time is sent when that has come.
    if state.inFlight.count < state.pace.slots,
      let next = state.calls.compactMap(\.notBefore).filter({ now < $0 }).min()
    {
      wake(at: next)
    }
  }

  /// The place of the question whose turn it is.
  private func nextCall() -> Int? {
    var best: (place: Int, rank: Rank)?
    for (place, call) in state.calls.enumerated()
    where call.notBefore.map({ $0 <= now }) ?? true && !waitsForHistory(call.ask) {
      let rank = rank(call.ask)
      if best.map({ rank < $0.rank }) ?? true { best = (place, rank) }
    }
    return best?.place
  }

  /// Whether a question is for older history of which another one is finding out whether the bank gives it.
  private func waitsForHistory(_ ask: Ask) -> Bool {
    guard let account = accountOfHistory(ask), state.accounts[account].history == .unasked else {
      return false
    }
    return state.inFlight.contains { accountOfHistory($0.call.ask) == account }
  }

  /// The account whose older history a question is for; null for every other question.
  private func accountOfHistory(_ ask: Ask) -> Int? {
    guard case .page(let number) = ask,
      let window = state.windows.first(where: { $0.id == number }), !window.isTrailing
    else { return nil }
    return window.account
  }

  /// Sends a question.
  private mutating func send(_ call: Call) {
    var call = call
    call.notBefore = nil
    guard let request = request(call.ask) else { return }
    state.lastRequest += 1
    state.inFlight.append(
      InFlight(
        id: state.lastRequest, call: call, token: state.token.serial,
        slowdowns: state.pace.slowdowns))
    effects.append(.send(state.lastRequest, request))
  }

  /// Asks to be woken, unless that was asked already.
  private mutating func wake(at time: Instant) {
    guard state.wakeAt != time else { return }
    state.wakeAt = time
    effects.append(.wait(until: time))
  }
}

// MARK: - The order of questions

/// The turn of a question; smaller goes first.
struct Rank: Comparable {
  /// What kind of question it is.
  var kind: Int
  /// Whether it begins a window: one that is being read goes first.
  var isBeginning = false
  /// Where its window begins: the oldest goes first.
  var since = Instant(seconds: 0)
  /// The number of what it is about.
  var number = 0

  static func < (one: Rank, other: Rank) -> Bool {
    if one.kind != other.kind { return one.kind < other.kind }
    if one.isBeginning != other.isBeginning { return other.isBeginning }
    if one.since != other.since { return one.since < other.since }
    return one.number < other.number
  }
}

extension FetchReducer {
  /// The turn of a question: lists, then balances that end an account, then older history, which the bank may close
  /// at any moment, own accounts before pots, then trailing windows, which the bank always gives.
  func rank(_ ask: Ask) -> Rank {
    switch ask {
    case .accounts: return Rank(kind: 0)
    case .pots(let owner): return Rank(kind: 1, number: owner)
    case .balance(let account):
      return Rank(kind: state.accounts[account].stage == .askingAfter ? 2 : 6, number: account)
    case .page(let number):
      guard let window = state.windows.first(where: { $0.id == number }) else {
        return Rank(kind: 0)
      }
      let isOwn = state.accounts[window.account].isOwn
      let kind = window.isTrailing ? (isOwn ? 5 : 7) : (isOwn ? 3 : 4)
      return Rank(
        kind: kind, isBeginning: window.cursor == nil, since: window.window.since, number: number)
    }
  }

  /// The request of a question; null when there is nothing to ask any more.
  private mutating func request(_ ask: Ask) -> HTTPRequest? {
    switch ask {
    case .accounts: return ListAccounts().request
    case .pots(let owner): return ListPots(accountID: state.accounts[owner].key.accountID).request
    case .balance(let account):
      return
        ReadBalance(accountID: state.accounts[account].key.accountID).request
    case .page(let number):
      guard let at = state.windows.firstIndex(where: { $0.id == number }) else { return nil }
      return pageRequest(at)
    }
  }
}
