// All requests that may be in flight stay busy: when no question is left to send, the window with the most
// rows left gives the later half of its rest away.
//
// A part that is given away costs at most one short page more. So a window is shared only when it is likely to
// have two full pages left; how many it has, the rows so far say.

internal import Model

extension FetchReducer {
  /// Shares a window out.
  ///
  /// - Returns: the place of the question that came of it; null when no window is worth it.
  mutating func shareWork() -> Int? {
    guard state.phase == .reading else { return nil }
    var best: (place: Int, rows: Int64)?
    for (place, window) in state.windows.enumerated() where mayShare(window) {
      let rows = rowsLeft(window)
      if rows >= 2 * Int64(Limits.pageRows), rows > best?.rows ?? 0 { best = (place, rows) }
    }
    guard let best else { return nil }
    let rest = rest(state.windows[best.place])
    let middle = rest.since.adding(seconds: (rest.before.seconds - rest.since.seconds) / 2)
    let count = state.calls.count
    giveAway(best.place, from: middle)
    return state.calls.count > count ? count : nil
  }

  /// Whether the bank would give the part that is given away.
  private func mayShare(_ window: WindowWork) -> Bool {
    window.cursor != nil
      && (window.isTrailing || state.accounts[window.account].history == .open)
  }

  /// What of a window the page in flight is likely to leave.
  private func rest(_ window: WindowWork) -> TimeWindow {
    let reached = (window.cursor?.created ?? window.window.since).wholeSecond
    let since = min(reached.adding(seconds: max(0, window.pageSeconds)), window.window.before)
    return TimeWindow(since: since, before: window.window.before)
  }

  /// How many rows a window is likely to have left: as dense as so far, or as on the last page.
  private func rowsLeft(_ window: WindowWork) -> Int64 {
    let rest = rest(window)
    let left = rest.before.seconds - rest.since.seconds
    guard left > 2 * Limits.orderSeconds else { return 0 }
    let reached = window.cursor?.created ?? window.window.since
    let read = max(1, reached.seconds - window.window.since.seconds)
    let page = max(1, window.pageSeconds)
    let asSoFar = left.multipliedFullWidth(by: Int64(window.rows))
    let asLately = left.multipliedFullWidth(by: Int64(Limits.pageRows))
    return max(quotient(asSoFar, read), quotient(asLately, page))
  }

  private func quotient(_ product: (high: Int64, low: UInt64), _ divisor: Int64) -> Int64 {
    guard product.high == 0, product.low <= UInt64(Int64.max) else { return .max }
    return Int64(product.low) / divisor
  }

  /// Makes the later part of a window a window of its own.
  mutating func giveAway(_ at: Int, from middle: Instant) {
    let window = state.windows[at]
    state.windows[at].window.before = middle
    state.windows[at].isNewest = false
    state.lastWindow += 1
    state.windowsTotal += 1
    var part = WindowWork(
      id: state.lastWindow, account: window.account,
      window: TimeWindow(since: middle, before: window.window.before),
      isTrailing: window.isTrailing, isNewest: window.isNewest)
    part.halvings = window.halvings
    part.isAsked = true
    state.windows.append(part)
    ask(.page(window: part.id))
  }
}
