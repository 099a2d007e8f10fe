// Whether an archive holds the rows that an output needs: a period with a gap is not written, since nobody would
// see in a file of accounts what it lacks; everything that there is is written, and the gap told. What the bank
// refuses to list, of an account that was closed, is told too, but hinders nothing: it will never come.

import Model
import Write

extension Dataset {
  /// Refuses a period of which the archive lacks rows; of everything, tells what is lacking.
  ///
  /// - Parameters:
  ///   - period: the days that the output is about.
  ///   - wanted: the ids of the accounts that the output is about; all when null.
  /// - Throws: a refusal that says what is lacking, and how it comes.
  func checkCoverage(of period: Period, accounts wanted: Set<String>? = nil) throws(CommandError) {
    guard let archive else { return }
    let coverage = archive.coverage.filter {
      wanted?.contains($0.potID ?? $0.accountID) ?? true
    }
    guard let days = period.days else { return tellGaps(in: coverage) }
    let found = PeriodCoverage(coverage, over: days, in: context.timeZone)
    for time in found.ofPots {
      context.console.note(
        "note: the archive lacks rows of \(words(time)); moves between account and pot are there")
    }
    note(refused: found.refused)
    if let end = found.knownBefore {
      context.console.note(
        "note: the archive ends on \(context.timeZone.date(of: end)), before \(period.name) does: "
          + "'monzo-export fetch' brings what came since")
    }
    guard !found.ofAccounts.isEmpty else { return }
    throw CommandError(
      message: "\(period.name) is not written: \(wordsAndWayOut(found.ofAccounts))",
      status: .logInAgain)
  }

  /// Tells of windows that the bank did not give; accounts that it refuses to list at all are no fault.
  private func tellGaps(in coverage: [AccountCoverage]) {
    let gaps = coverage.filter { $0.potID == nil && !$0.isRefused }.flatMap { account in
      account.gaps.map {
        MissingTime(
          accountID: account.accountID, potID: nil, window: $0.window, reason: $0.reason)
      }
    }
    note(refused: gaps.filter { $0.reason == .refused })
    let missing = gaps.filter { $0.reason != .refused }
    guard !missing.isEmpty else { return }
    context.console.fault(wordsAndWayOut(missing), .logInAgain)
  }

  private func note(refused missing: [MissingTime]) {
    guard !missing.isEmpty else { return }
    context.console.note(
      "note: the bank refuses to list \(missing.map(words).joined(separator: ", "))")
  }

  private func wordsAndWayOut(_ missing: [MissingTime]) -> String {
    let mayFetch = missing.allSatisfy { $0.reason != .verificationRequired }
    return "the archive lacks \(missing.map(words).joined(separator: ", ")); "
      + "\(mayFetch ? "'monzo-export fetch' or, past 90 days, " : "")'monzo-export login' fills it"
  }

  private func words(_ time: MissingTime) -> String {
    let zone = context.timeZone
    let name = accounts.slugs[time.potID ?? time.accountID]
    let last = Instant(seconds: time.window.before.seconds - 1)
    return "\(name) from \(zone.date(of: time.window.since)) to \(zone.date(of: last))"
  }
}
