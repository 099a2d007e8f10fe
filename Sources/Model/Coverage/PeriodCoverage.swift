// Whether an archive holds all rows of some days: what coverage says of each account, held against the days.

/// A stretch of time of which the archive does not have all rows.
public struct MissingTime: Equatable, Sendable {
  /// The account; of a pot, its hidden account.
  public let accountID: String
  /// The pot whose hidden account it is.
  public let potID: String?
  /// From when to when.
  public let window: TimeWindow
  /// Why the bank did not list it; nil when it was never asked for.
  public let reason: GapReason?

  /// Creates a stretch of time.
  package init(accountID: String, potID: String?, window: TimeWindow, reason: GapReason?) {
    self.accountID = accountID
    self.potID = potID
    self.window = window
    self.reason = reason
  }
}

/// The coverage of an archive over some days.
package struct PeriodCoverage {
  /// What is missing, by account, then time; accounts that the bank refuses to list are not.
  package let missing: [MissingTime]
  /// Whether every account is complete to the end of the days, and not only to the last fetch.
  package let reachesEnd: Bool
  /// Up to when the account is known that was fetched the longest ago; nil when all are to the end of the days.
  package let knownBefore: Instant?
  /// Whether anything is known of the days at all; rows of files alone have no coverage.
  package let isKnown: Bool

  /// Holds coverage against days.
  package init(_ coverage: [AccountCoverage], over days: DayRange, in zone: TimeZoneRules) {
    let period = TimeWindow(
      since: zone.start(of: days.from), before: zone.start(of: days.through.adding(days: 1)))
    let listed = coverage.filter { !$0.isRefused && ($0.opened.map { $0 < period.before } ?? true) }
    missing = listed.flatMap { $0.missing(in: period) }
    reachesEnd = listed.allSatisfy {
      $0.knownBefore.map { period.before <= $0 } ?? $0.complete.isEmpty
    }
    knownBefore = listed.filter { $0.potID == nil }.compactMap(\.knownBefore).min()
      .flatMap { $0 < period.before ? $0 : nil }
    isKnown = !listed.isEmpty
  }

  /// What is missing of accounts and may still come, some of it only with a login; that of pots is in the
  /// accounts' rows, too, but for interest.
  package var ofAccounts: [MissingTime] {
    missing.filter { $0.potID == nil && $0.reason != .refused }
  }
  /// What the bank refuses to list of accounts that it listed before, as it does when they are closed; neither
  /// a fetch nor a login brings it.
  package var refused: [MissingTime] { missing.filter { $0.potID == nil && $0.reason == .refused } }
  /// What is missing of pots.
  package var ofPots: [MissingTime] { missing.filter { $0.potID != nil } }
}

extension AccountCoverage {
  /// Whether the bank does not list the account's rows at all.
  package var isRefused: Bool { complete.isEmpty && gaps.contains { $0.reason == .refused } }

  /// Up to when it is known what there is: rows, or that the bank lists none; nil when nothing is.
  fileprivate var knownBefore: Instant? {
    let refused = gaps.filter { $0.reason == .refused }
    return (complete + refused.map(\.window)).map(\.before).max()
  }

  /// What of a window is not complete: up to the last fetch only, since nobody knows what came later.
  package func missing(in window: TimeWindow) -> [MissingTime] {
    let known = [complete.last?.before, gaps.last?.window.before].compactMap(\.self)
    let end = known.max() ?? window.before
    var since = max(window.since, opened ?? window.since)
    let before = min(window.before, end)
    var missing: [MissingTime] = []
    for done in complete + [TimeWindow(since: before, before: before)] where since < before {
      if since < done.since {
        missing += pieces(of: TimeWindow(since: since, before: min(done.since, before)))
      }
      since = max(since, done.before)
    }
    if since < before { missing += pieces(of: TimeWindow(since: since, before: before)) }
    return missing
  }

  /// A window of which nothing is complete, by the reasons of the gaps in it.
  private func pieces(of window: TimeWindow) -> [MissingTime] {
    var pieces: [MissingTime] = []
    var rest = window
    func piece(before: Instant, _ reason: GapReason?) {
      guard rest.since < before else { return }
      let piece = TimeWindow(since: rest.since, before: before)
      pieces.append(
        MissingTime(accountID: accountID, potID: potID, window: piece, reason: reason))
      rest.since = before
    }
    for gap in gaps where gap.window.since < window.before {
      piece(before: gap.window.since, nil)
      piece(before: min(gap.window.before, window.before), gap.reason)
    }
    piece(before: window.before, nil)
    return pieces
  }
}
