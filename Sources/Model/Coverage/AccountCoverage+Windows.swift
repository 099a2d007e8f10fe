// How coverage grows: complete windows unite, and a gap is superseded by what is complete.

extension AccountCoverage {
  /// Windows this close are one: the bank's times go to the millisecond, but its filter may not.
  private static let seam: Int64 = 1

  /// Takes in what a run knows of the account.
  public mutating func note(_ key: Key) {
    potID = key.potID ?? potID
    opened = key.opened ?? opened
  }

  /// Adds a window that is complete.
  public mutating func complete(_ window: TimeWindow) {
    complete = AccountCoverage.united(complete + [window])
    gaps = AccountCoverage.without(complete, gaps)
  }

  /// Adds a window that the bank did not list; what of it is complete stays so, and what is damaged stays damaged
  /// until it is complete.
  public mutating func add(_ gap: CoverageGap) {
    let damaged = gap.reason == .damaged ? [] : gaps.filter { $0.reason == .damaged }
    let rest =
      AccountCoverage.without([gap.window], gaps.filter { !damaged.contains($0) })
      + AccountCoverage.without(damaged.map(\.window), [gap]) + damaged
    gaps = AccountCoverage.without(complete, rest)
  }

  /// Adds a window that is not complete, or not any more: what was read of it has not had the time to settle.
  public mutating func reopen(_ gap: CoverageGap) {
    complete = complete.flatMap { $0.without(gap.window) }
    add(gap)
  }

  /// Takes in the coverage of the same account in another archive; the same in either order.
  public mutating func merge(_ other: AccountCoverage) {
    potID = [potID, other.potID].compactMap(\.self).min()
    opened = [opened, other.opened].compactMap(\.self).min()
    closedLogin = [closedLogin, other.closedLogin].compactMap(\.self).max()
    complete = AccountCoverage.united(complete + other.complete)
    // The weightier reason stays where two archives know of different ones; only the bank says what damaged time held.
    let gathered = gaps + other.gaps
    for gap in gathered where gap.reason == .damaged {
      complete = complete.flatMap { $0.without(gap.window) }
    }
    gaps = []
    for reason in [GapReason.notReached, .verificationRequired, .refused, .damaged] {
      for gap in gathered where gap.reason == reason { add(gap) }
    }
    gaps = AccountCoverage.without(complete, gaps)
  }

  /// Windows in order, those that touch made one.
  static func united(_ windows: [TimeWindow]) -> [TimeWindow] {
    var united: [TimeWindow] = []
    for window in windows.sorted(by: precedes) where window.since < window.before {
      if let last = united.last, window.since <= last.before.later(by: seam) {
        united[united.count - 1].before = max(last.before, window.before)
      } else {
        united.append(window)
      }
    }
    return united
  }

  /// What is left of gaps, in order, those that touch for the same reason made one.
  private static func without(_ windows: [TimeWindow], _ gaps: [CoverageGap]) -> [CoverageGap] {
    var rest: [CoverageGap] = []
    for gap in gaps {
      var pieces = [gap.window]
      for window in windows { pieces = pieces.flatMap { $0.without(window) } }
      rest += pieces.map { CoverageGap($0, gap.reason) }
    }
    var united: [CoverageGap] = []
    for gap in rest.sorted(by: { precedes($0.window, $1.window) }) {
      if let last = united.last, last.reason == gap.reason, gap.window.since <= last.window.before {
        united[united.count - 1].window.before = max(last.window.before, gap.window.before)
      } else {
        united.append(gap)
      }
    }
    return united
  }

  private static func precedes(_ one: TimeWindow, _ other: TimeWindow) -> Bool {
    (one.since, one.before) < (other.since, other.before)
  }
}

extension TimeWindow {
  /// What of the window lies outside of another one.
  package func without(_ other: TimeWindow) -> [TimeWindow] {
    guard other.since < before && since < other.before else { return since < before ? [self] : [] }
    var pieces: [TimeWindow] = []
    if since < other.since { pieces.append(TimeWindow(since: since, before: other.since)) }
    if other.before < before { pieces.append(TimeWindow(since: other.before, before: before)) }
    return pieces
  }
}

extension Instant {
  /// The moment a number of seconds later, or earlier when negative; the last one rather than none.
  package func later(by count: Int64) -> Instant {
    let (sum, overflow) = seconds.addingReportingOverflow(count)
    return overflow ? self : Instant(seconds: sum, nanoseconds: nanoseconds)
  }
}
