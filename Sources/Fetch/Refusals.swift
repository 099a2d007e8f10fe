// Windows that the bank refuses: too large, past 90 days, or of an account that lists no rows at all.

internal import Model
internal import MonzoAPI

extension FetchReducer {
  /// Takes the refusal of a page.
  mutating func pageRefused(_ call: Call, window number: Int, _ error: BankError) {
    guard let at = state.windows.firstIndex(where: { $0.id == number }) else { return }
    if error.isInvalidTimeRange {
      guard halve(at) else {
        let what = describe(call.ask)
        return end(.misunderstood("\(what): the bank refuses even a short range: \(error)"))
      }
    } else if error.needsVerification {
      giveUpHistory(at)
    } else if error.status == 403 || error.status == 404 {
      refuseAccount(state.windows[at].account, error)
    } else {
      end(.misunderstood("\(describe(call.ask)): \(error)"))
    }
  }

  /// Keeps what of a window was listed for certain, and turns the rest into a gap.
  private mutating func giveUpHistory(_ at: Int) {
    let window = state.windows[at]
    guard !window.isTrailing else {
      state.accounts[window.account].isRefused = true
      return close(window, as: .verificationRequired)
    }
    close(window, as: closeHistory(of: window.account))
  }

  /// Takes in that the bank refuses older history of an account.
  ///
  /// When the history is known to be open and the bank gave nothing of this account's, no login will bring it;
  /// what was given before it was refused only shows that the time is over.
  ///
  /// - Returns: why what was not read is a gap.
  private mutating func closeHistory(of place: Int) -> GapReason {
    let account = state.accounts[place]
    if case .closed(let reason) = account.history { return reason }
    let isProof = account.history == .unasked && isHistoryKnownOpen
    let reason = isProof ? GapReason.refused : .verificationRequired
    state.accounts[place].history = .closed(reason)
    if let login = state.login { keep(.historyClosed(account.key, login: login)) }
    return reason
  }

  /// Ends a window early: complete up to where all was listed, from there a gap.
  private mutating func close(_ window: WindowWork, as reason: GapReason) {
    remove(window.id)
    var left = window.window
    if let listed = window.listedUntil?.wholeSecond, listed > left.since, listed < left.before {
      complete(window.account, TimeWindow(since: left.since, before: listed), for: .other)
      left.since = listed
    }
    addGap(window.account, CoverageGap(left, reason))
  }

  /// Passes over an account whose rows the bank does not list; whether it has a balance is still asked.
  private mutating func refuseAccount(_ place: Int, _ error: BankError) {
    state.accounts[place].record.refusal = error
    state.accounts[place].isRefused = true
    effects.append(.note(.refused(accountID: state.accounts[place].key.accountID, error)))
    for window in state.windows where window.account == place { close(window, as: .refused) }
    let account = state.accounts[place]
    switch account.stage {
    case .waiting, .askingBefore:
      let trailing = TimeWindow(since: account.trailingSince, before: account.trailingBefore)
      if trailing.since < trailing.before {
        addGap(place, CoverageGap(trailing, .refused), for: .other)
      }
    case .reading, .askingAfter, .done: break
    }
    state.accounts[place].stage = .done
  }

  /// Splits a window that is too large for the bank; both halves are asked for.
  ///
  /// - Returns: false when it was halved often enough.
  private mutating func halve(_ at: Int) -> Bool {
    let window = state.windows[at]
    let since = window.cursor?.created.wholeSecond ?? window.window.since
    let half = (window.window.before.seconds - since.seconds) / 2
    guard window.halvings < Limits.halvings, half > Limits.orderSeconds else { return false }
    state.windows[at].halvings += 1
    giveAway(at, from: since.adding(seconds: half))
    ask(.page(window: window.id))
    return true
  }
}
