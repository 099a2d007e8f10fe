// One event: which part of the run it concerns, and the few things that all parts do.

internal import Model
internal import MonzoAPI

/// A run while it takes one event.
struct FetchReducer {
  /// The run.
  var state: FetchState
  /// The time of the event.
  let now: Instant
  /// The random number of the event.
  let jitter: UInt32
  /// What is to be done.
  var effects: [FetchEffect] = []

  /// Takes an event and sends what may be sent after it.
  mutating func take(_ event: FetchEvent.Kind) {
    if case .ended = state.phase { return }
    switch (state.phase, event) {
    case (.idle, .started(let start)): begin(start)
    case (.idle, _), (_, .started): return
    case (_, .answered(let id, let response)): answered(id, response)
    case (_, .failed(let id, let failure)): failed(id, failure)
    case (_, .stored(let id)): stored(id)
    case (_, .woke): state.wakeAt = nil
    case (_, .tokenRefreshed(let facts)): state.token.refreshed(facts)
    case (_, .tokenRefusedForGood), (_, .tokenUnchanged):
      tokenLost(.logInAgain(state.token.lastError))
    case (_, .tokenUnreachable):
      tokenLost(.unreachable("no new token: the bank was not reached"))
    case (_, .interrupted): end(.interrupted)
    }
    advance()
    sendWhatMayBeSent()
    finishWhenDone()
  }

  /// Begins a run.
  private mutating func begin(_ start: FetchStart) {
    state.phase = .listing
    state.options = start.options
    state.options.concurrency = max(1, start.options.concurrency)
    state.coverage = start.coverage
    state.parts = start.resume?.parts ?? []
    state.token = TokenUse(start.token)
    state.pace = Pace(slots: state.options.concurrency)
    state.login = start.login
    state.historyOpenUntil = start.historyOpenUntil
    if start.options.awaitsApproval {
      state.approvalUntil = now.adding(seconds: Limits.approvalSeconds)
    }
    ask(.accounts)
    showProgress(.listing)
  }

  /// Puts a question to those that wait to be sent.
  mutating func ask(_ ask: Ask) { again(Call(ask: ask)) }

  /// Puts a question back to those that wait to be sent; once the run ends, nothing is asked any more.
  mutating func again(_ call: Call) {
    if case .ending = state.phase { return }
    state.calls.append(call)
  }

  /// Gives something to be kept; a run that only plans keeps nothing.
  @discardableResult
  mutating func keep(
    _ item: StoreItem, for purpose: FetchState.Pending.Purpose = .other
  ) -> StoreID {
    guard !state.options.isDryRun else { return 0 }
    state.lastStore += 1
    state.pending.append(FetchState.Pending(id: state.lastStore, purpose: purpose))
    effects.append(.store(state.lastStore, item))
    return state.lastStore
  }

  /// Notes that something is on the disk.
  private mutating func stored(_ id: StoreID) {
    guard let at = state.pending.firstIndex(where: { $0.id == id }) else { return }
    switch state.pending.remove(at: at).purpose {
    case .page(let window): pageStored(id, window: window)
    case .windowEnd: state.windowsDone += 1
    case .other: break
    }
  }

  /// Shows the user how far the run is.
  mutating func showProgress(_ phase: FetchProgress.Phase) {
    let toCome = state.accounts.count { $0.stage == .waiting || $0.stage == .askingBefore }
    effects.append(
      .progress(
        FetchProgress(
          phase: phase, rows: state.accounts.reduce(0) { $0 + $1.olderRows + $1.trailingRows },
          windowsDone: state.windowsDone, windowsTotal: state.windowsTotal + toCome,
          historyOpenUntil: state.historyOpenUntil.flatMap { now < $0 ? $0 : nil })))
  }

  /// Whether the bank is known to give the whole history, so that a refusal of it is about the account.
  ///
  /// With a margin, since the time is known to some seconds only: what is refused when the history is about to
  /// close proves nothing.
  var isHistoryKnownOpen: Bool {
    state.historyOpenUntil.map { now < $0.adding(seconds: -Limits.historyMarginSeconds) } ?? false
  }
}
