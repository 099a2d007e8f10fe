// A run of fetching over any world and any disk: what is asked of it, and how it ended.

public import Archive
public import Fetch
public import Model

/// What is asked of a run.
public struct FetchRequest {
  /// What is wanted of the bank.
  public var options = FetchOptions()
  /// Until when the bank is known to give the whole history to the saved login; nil when nobody knows.
  public var historyOpenUntil: Instant?

  /// Everything that is new.
  public init() {}
}

/// How a run ended.
public struct FetchEnd {
  /// The end, as the reducer decided it.
  public let report: FetchReport
  /// What was kept.
  public let changes: ArchiveChanges
  /// The time by the bank's clock.
  public let time: Instant
  /// What of the accounts that were asked for, by id or type, is none of those that the bank listed.
  public let unknownAccounts: [String]
  /// Whether a notice has said why there is no new token.
  public let hasReportedToken: Bool
  /// Files that were damaged before the run, and whose rows it did not bring again.
  public let damage: [FileDamage]
}

/// Takes every effect of a run, with the time by the bank's clock, to show how far it is.
public typealias FetchWatch = (FetchEffect, Instant) -> Void

/// What a run finds in the archive.
public struct FetchBeginning {
  /// Which windows of time are complete, one entry an account.
  public let coverage: [AccountCoverage]
  /// The names that accounts and pots were given before, by id.
  public let names: [String: String]
  /// Files that are found not to hold what was written into them; those of which an earlier run said so are left out.
  public let damage: [FileDamage]
  /// Whether the archive has its list of digests from now on.
  public let hasNewDigests: Bool
}

extension FetchLoop {
  /// Runs to the end.
  ///
  /// - Parameters:
  ///   - request: what is wanted.
  ///   - watching: makes what takes the effects, given what the archive has.
  /// - Returns: how it ended.
  /// - Throws: what the archive or the token store refuse.
  package mutating func fetch(
    _ request: FetchRequest, watching: (FetchBeginning) -> FetchWatch
  ) throws -> FetchEnd {
    var start = FetchStart(
      options: request.options, coverage: try archive.coverage(), token: keeper.facts,
      login: keeper.loginTime,
      historyOpenUntil: keeper.loginTime == nil ? nil : request.historyOpenUntil)
    start.resume = archive.resumeHint()
    watch = watching(
      FetchBeginning(
        coverage: start.coverage, names: try archive.names(),
        damage: archive.damage.filter { !$0.isKnown },
        hasNewDigests: archive.hasNewDigests))
    let report = try run(start)
    let now = world.now
    let wanted = request.options.accounts
    // A run that brought nothing and was not done, or was of no account, has not fetched.
    let isDone = report.outcome == .done && (wanted.isEmpty || !report.accounts.isEmpty)
    if !request.options.isDryRun, isDone || changes != ArchiveChanges() {
      try archive.noteFetch(at: now, late: changes.late)
    }
    return FetchEnd(
      report: report, changes: changes, time: now, unknownAccounts: report.unknown(of: wanted),
      hasReportedToken: keeper.hasReportedEnd,
      damage: archive.damage.filter { $0.isKnown && archive.isDamaged($0.path) })
  }
}

extension FetchReport {
  /// What of the accounts that were asked for is none of those that the bank listed; nothing when the run ended
  /// before it listed them.
  fileprivate func unknown(of wanted: [String]) -> [String] {
    guard outcome == .done || !accounts.isEmpty else { return [] }
    return wanted.filter { name in
      !accounts.contains { $0.accountID == name || $0.type == name }
    }
  }
}
