// Which windows of an account to ask for: what is not complete yet, cut to what the bank allows, and the
// trailing window, which is read in every run so that settled, changed and late rows are found.

internal import Model

/// Stretches of time of one account's history.
enum WindowPlan {
  /// The last moment, rounded down, before anything opened then can have rows; never before the bank had any.
  static func opened(created: Instant) -> Instant {
    max(created.wholeSecond.adding(seconds: -1), Limits.earliest)
  }

  /// Where the trailing window of an account begins, and its older history ends.
  static func trailingSince(opened: Instant, now: Instant) -> Instant {
    let end = now.wholeSecond
    return min(max(opened, end.adding(seconds: -Limits.trailingSeconds)), end.adding(seconds: -1))
  }

  /// The parts of a window that no complete window covers, in order.
  static func missing(of window: TimeWindow, complete: [TimeWindow]) -> [TimeWindow] {
    var missing: [TimeWindow] = []
    var reached = window.since
    let complete = complete.filter { $0.since < $0.before }.sorted { $0.since < $1.since }
    for known in complete where known.before > reached {
      guard known.since < window.before else { break }
      if known.since > reached {
        missing.append(TimeWindow(since: reached, before: known.since))
      }
      reached = known.before
    }
    if reached < window.before {
      missing.append(TimeWindow(since: reached, before: window.before))
    }
    return missing
  }

  /// Cuts a window into ones that may be asked for at once, the oldest first, the last one shorter.
  static func cut(_ window: TimeWindow) -> [TimeWindow] {
    let longest = Limits.rangeSeconds - Limits.overlapSeconds - Limits.aheadSeconds
    var pieces: [TimeWindow] = []
    var since = window.since
    while since < window.before {
      let before = min(since.adding(seconds: longest), window.before)
      pieces.append(TimeWindow(since: since, before: before))
      since = before
    }
    return pieces
  }

  /// What is missing of the history before the trailing window, in whole seconds, as it is asked for.
  static func missingHistory(
    opened: Instant, trailingSince: Instant, complete: [TimeWindow]
  ) -> [TimeWindow] {
    guard opened < trailingSince else { return [] }
    let history = TimeWindow(since: opened, before: trailingSince)
    return missing(of: history, complete: complete).map { window in
      let end = window.before.wholeSecond
      return TimeWindow(
        since: window.since.wholeSecond,
        before: end == window.before ? end : end.adding(seconds: 1))
    }
  }

  /// What of complete windows was young when the last of them ended, with a run, and is not read again by
  /// this one: the run comes so late that it lies before the trailing window.
  static func unsettled(_ complete: [TimeWindow], trailingSince: Instant) -> [TimeWindow] {
    guard let last = complete.map(\.before).max() else { return [] }
    let young = TimeWindow(
      since: last.adding(seconds: -Limits.settlingSeconds), before: min(last, trailingSince))
    guard young.since < young.before else { return [] }
    let missing = missing(of: young, complete: complete)
    return self.missing(of: young, complete: missing)
  }

  /// Missing windows, each with the time before it in which rows were young when they were read for the last
  /// time: payments that were pending then, and rows that were written down late.
  static func reachingBack(_ missing: [TimeWindow], opened: Instant) -> [TimeWindow] {
    var windows: [TimeWindow] = []
    for window in missing {
      let since = min(
        window.since, max(opened, window.since.adding(seconds: -Limits.trailingSeconds)))
      if let last = windows.last, last.before >= since {
        windows[windows.count - 1].before = window.before
      } else {
        windows.append(TimeWindow(since: since, before: window.before))
      }
    }
    return windows
  }
}
