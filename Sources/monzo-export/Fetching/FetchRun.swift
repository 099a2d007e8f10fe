// A run of fetching over any world and any disk: what is asked of it, and how its end is told.

import Archive
import Fetch
import Model
import MonzoAPI

/// What a command asks of a run.
struct FetchRequest {
  var options = FetchOptions()
  /// Until when the bank gives the whole history; nil when it does not, or nobody knows.
  var historyOpenUntil: Instant?
}

/// How a run ended.
struct FetchEnd {
  let report: FetchReport
  let changes: ArchiveChanges
  /// The time by the bank's clock.
  let time: Instant
}

extension CommandContext {
  /// Runs a loop to its end and tells of it.
  func run<World, Storage>(
    _ loop: FetchLoop<World, Storage>, _ wishes: FetchRequest
  ) throws -> FetchEnd {
    var loop = loop
    var start = FetchStart(
      options: wishes.options, coverage: try loop.archive.coverage(), token: loop.keeper.facts,
      historyOpenUntil: wishes.historyOpenUntil)
    start.resume = loop.archive.resumeHint()
    let talk = FetchReporter(
      console, timeZone,
      AccountNames(fixed: try loop.archive.names(), coverage: start.coverage),
      known: start.coverage)
    loop.tell = { talk.tell($0, at: $1) }
    let report = try loop.run(start)
    let now = loop.world.now
    let wanted = wishes.options.accounts
    // A run that brought nothing and was not done, or was of no account, has not fetched.
    let isDone = report.outcome == .done && (wanted.isEmpty || !report.accounts.isEmpty)
    if !wishes.options.isDryRun, isDone || loop.changes != ArchiveChanges() {
      try loop.archive.noteFetch(at: now, late: loop.changes.late)
    }
    talk.tell(
      report, wishes.options.isDryRun ? nil : loop.changes, isReasonTold: loop.keeper.hasToldEnd)
    talk.tell(unknown: report.unknown(of: wanted))
    return FetchEnd(report: report, changes: loop.changes, time: now)
  }
}

extension FetchReport {
  /// What of the accounts that were asked for, by id or type, is none of those that the bank listed; nothing
  /// when the run ended before it listed them.
  fileprivate func unknown(of wanted: [String]) -> [String] {
    guard outcome == .done || !accounts.isEmpty else { return [] }
    return wanted.filter { name in
      !accounts.contains { $0.accountID == name || $0.type == name }
    }
  }
}
