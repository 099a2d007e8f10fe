// The end of a run: nothing more is asked, what is in flight is kept, then the report, once.

internal import Model

extension FetchReducer {
  /// Begins the end of the run; the first reason stands.
  mutating func end(_ outcome: FetchOutcome) {
    switch state.phase {
    case .listing, .reading:
      state.phase = .ending(outcome)
      state.calls = []
    case .idle, .ending, .ended: break
    }
  }

  /// Gives the report when nothing is under way any more.
  mutating func finishWhenDone() {
    guard state.inFlight.isEmpty, state.pending.isEmpty, !state.token.isRefreshing else { return }
    let outcome: FetchOutcome
    switch state.phase {
    case .ending(let reason): outcome = reason
    case .reading where state.calls.isEmpty: outcome = isShutOut ? .approveInApp : .done
    case .idle, .listing, .reading, .ended: return
    }
    state.phase = .ended
    state.wakeAt = nil
    effects.append(.finish(report(outcome)))
  }

  /// Whether the bank let none of the accounts be read that it did before: then it is not about an account, and
  /// the access has ended.
  private var isShutOut: Bool {
    let known = state.accounts.filter { $0.isOwn && $0.wasRead }
    return !known.isEmpty && known.allSatisfy(\.isRefused)
  }

  /// What the run did.
  private func report(_ outcome: FetchOutcome) -> FetchReport {
    var report = FetchReport(outcome)
    for (place, account) in state.accounts.enumerated() {
      var record = account.record
      record.rows = account.olderRows + account.trailingRows
      if !state.options.isDryRun {
        let left = notReached(account, at: place).flatMap {
          WindowPlan.missing(of: $0, complete: account.complete)
        }
        record.gaps.append(contentsOf: left.map { CoverageGap($0, .notReached) })
      }
      record.gaps = joined(record.gaps)
      report.accounts.append(record)
    }
    return report
  }

  /// What of an account's planned windows was not read to the end.
  private func notReached(_ account: AccountWork, at place: Int) -> [TimeWindow] {
    var left = state.windows.filter { $0.account == place }.map(\.window)
    switch account.stage {
    case .waiting, .askingBefore:
      left.append(TimeWindow(since: account.trailingSince, before: account.trailingBefore))
    case .reading, .askingAfter, .done: break
    }
    return left
  }

  /// Gaps in order, those that touch and have one reason as one.
  private func joined(_ gaps: [CoverageGap]) -> [CoverageGap] {
    var joined: [CoverageGap] = []
    for gap in gaps.sorted(by: { $0.window.since < $1.window.since }) {
      if let last = joined.last, last.reason == gap.reason, last.window.before >= gap.window.since {
        let before = max(last.window.before, gap.window.before)
        joined[joined.count - 1].window.before = before
      } else {
        joined.append(gap)
      }
    }
    return joined
  }
}
