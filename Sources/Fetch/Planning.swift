// From what is missing to windows that are asked for, and to gaps for what the bank does not give.

internal import Model

extension FetchReducer {
  /// Plans the older history of an account: windows, or gaps when the bank has refused it to this login.
  ///
  /// What is to be read is a gap from now on: a run may be cut off at any instant, with some of the rows. That
  /// holds for a pot's account, too: nobody may ever read the row again that reported it.
  mutating func plan(_ place: Int) {
    claimKeptParts(place)
    let account = state.accounts[place]
    if account.complete.isEmpty {
      noteNotReached(place, TimeWindow(since: min(account.opened, now), before: now))
    }
    if case .closed(let reason) = account.history {
      for window in account.missingHistory(of: account.complete) {
        addGap(place, CoverageGap(window, reason), for: .other)
      }
      return
    }
    let settled = account.complete.flatMap {
      WindowPlan.missing(of: $0, complete: account.unsettled)
    }
    let missing = account.missingHistory(of: settled)
    // The bank gives no more than the trailing window of a pot.
    let windows =
      account.isOwn ? WindowPlan.reachingBack(missing, opened: account.opened) : missing
    for window in windows {
      if !account.complete.isEmpty { noteNotReached(place, window) }
      for piece in WindowPlan.cut(window) {
        begin(piece, account: place, isTrailing: false, isNewest: false)
      }
    }
  }

  /// Has the archive know that a window is still to be read; of what was refused for good it knows more.
  private mutating func noteNotReached(_ place: Int, _ window: TimeWindow) {
    let account = state.accounts[place]
    let known = account.complete + account.refusedBefore
    for missing in WindowPlan.missing(of: window, complete: known) {
      keep(.gap(account.key, CoverageGap(missing, .notReached)))
    }
  }

  /// Counts what an earlier run read and kept of a window as complete.
  private mutating func claimKeptParts(_ place: Int) {
    let key = state.accounts[place].key
    for part in state.parts where part.accountID == key.accountID {
      let isKnown = WindowPlan.missing(
        of: part.window, complete: state.accounts[place].complete
      ).isEmpty
      guard !isKnown, part.window.since < part.window.before else { continue }
      complete(place, part.window, for: .other)
    }
    state.parts.removeAll { $0.accountID == key.accountID }
  }

  /// Begins the trailing window of an account; what comes later than now belongs to the next run.
  mutating func beginTrailing(_ place: Int) {
    let since = state.accounts[place].trailingSince
    let before = max(now, since.adding(seconds: 1))
    state.accounts[place].trailingBefore = before
    state.accounts[place].trailingRows = 0
    state.accounts[place].stage = .reading
    begin(
      TimeWindow(since: since, before: before), account: place, isTrailing: true, isNewest: true)
  }

  /// Adds a window to those that are read.
  mutating func begin(_ window: TimeWindow, account: Int, isTrailing: Bool, isNewest: Bool) {
    state.lastWindow += 1
    state.windowsTotal += 1
    state.windows.append(
      WindowWork(
        id: state.lastWindow, account: account, window: window, isTrailing: isTrailing,
        isNewest: isNewest))
    ask(.page(window: state.lastWindow))
  }

  /// Gives a window to be kept as complete; with it one of the windows that were begun has its end, or not.
  mutating func complete(
    _ place: Int, _ window: TimeWindow, for purpose: FetchState.Pending.Purpose = .windowEnd
  ) {
    if window.before > state.accounts[place].trailingSince { reopenUnsettled(place) }
    state.accounts[place].completed(window)
    keep(.complete(state.accounts[place].key, window), for: purpose)
  }

  /// Makes gaps of what was read too young and lies before the trailing window by now; once a part of that is
  /// complete, nothing says any more that it was.
  private mutating func reopenUnsettled(_ place: Int) {
    let unsettled = state.accounts[place].unsettled
    guard !unsettled.isEmpty else { return }
    let account = state.accounts[place]
    state.accounts[place].unsettled = []
    state.accounts[place].complete = account.complete.flatMap {
      WindowPlan.missing(of: $0, complete: unsettled)
    }
    for window in unsettled {
      addGap(place, CoverageGap(window, .verificationRequired), for: .other)
    }
  }

  /// Notes that the bank does not give a window; what of it was read before stays complete, and what was refused
  /// for good before stays refused.
  mutating func addGap(
    _ place: Int, _ gap: CoverageGap, for purpose: FetchState.Pending.Purpose = .windowEnd
  ) {
    let (complete, refused) = (state.accounts[place].complete, state.accounts[place].refusedBefore)
    for rest in WindowPlan.missing(of: gap.window, complete: complete) {
      let unproved = WindowPlan.missing(of: rest, complete: refused)
      let proved = WindowPlan.missing(of: rest, complete: unproved)
      for window in unproved { note(CoverageGap(window, gap.reason), of: place) }
      for window in proved { note(CoverageGap(window, .refused), of: place) }
    }
    if purpose == .windowEnd { state.windowsDone += 1 }
  }

  private mutating func note(_ gap: CoverageGap, of place: Int) {
    state.accounts[place].record.gaps.append(gap)
    keep(.gap(state.accounts[place].key, gap))
  }

  /// Notes that the bank gives older history of an account.
  mutating func noteHistoryOpen(_ window: WindowWork) {
    guard !window.isTrailing, state.accounts[window.account].history == .unasked else { return }
    state.accounts[window.account].history = .open
  }

  /// Turns older windows that were not begun into gaps, once the bank has refused older history of their account.
  mutating func closeHistory() {
    guard state.phase == .reading, !state.options.isDryRun else { return }
    for window in state.windows where !window.isTrailing && window.pages == 0 {
      guard case .closed(let reason) = state.accounts[window.account].history,
        state.calls.contains(where: { $0.ask == .page(window: window.id) && $0.failures == 0 })
      else { continue }
      remove(window.id)
      addGap(window.account, CoverageGap(window.window, reason))
    }
  }

  /// Takes a window and its question away.
  mutating func remove(_ number: Int) {
    state.windows.removeAll { $0.id == number }
    state.calls.removeAll { $0.ask == .page(window: number) }
  }

  /// Lists what would be asked for, and asks nothing more.
  mutating func planOnly() {
    for place in state.accounts.indices {
      let account = state.accounts[place]
      let older = state.windows.filter { $0.account == place }.map(\.window)
      let trailing = TimeWindow(since: account.trailingSince, before: account.trailingBefore)
      state.accounts[place].record.windows = older + [trailing]
    }
    state.windows = []
    end(.done)
  }
}
