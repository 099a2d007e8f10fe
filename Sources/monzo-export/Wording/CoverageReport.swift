// What users read of time that an archive lacks.

import Aggregate
import Archive
import Model
import Pipeline
import Write

struct CoverageReport {
  let check: CoverageCheck
  let history: Dataset

  private var zone: TimeZoneRules { history.settings.timeZone }

  /// Reports what is missing.
  ///
  /// - Throws: `CommandError` when the period must not be written.
  func report(on console: Console) throws(CommandError) {
    for time in check.missingOfPots {
      console.note(
        "note: the archive lacks \(words(time)); moves between account and pot are there")
    }
    if !check.refused.isEmpty {
      console.note(
        "note: Monzo does not list \(check.refused.map(words).joined(separator: ", "))")
    }
    if let end = check.knownBefore {
      console.note(
        "note: the archive ends on \(zone.date(of: end)), before \(check.period.name) does: "
          + "run 'monzo-export fetch'")
    }
    guard !check.missing.isEmpty else { return }
    if check.forbidsExport {
      throw CommandError(
        message: "\(check.period.name) is not written: \(missing)", status: .logInAgain)
    }
    console.fault(missing, .logInAgain)
  }

  private var missing: String {
    let mayFetch = check.missing.allSatisfy { $0.reason != .verificationRequired }
    return "the archive lacks \(check.missing.map(words).joined(separator: ", ")); "
      + "run \(mayFetch ? "'monzo-export fetch' or, past 90 days, " : "")'monzo-export login'"
  }

  private func words(_ time: MissingTime) -> String {
    let name = history.accounts.slugs[time.potID ?? time.accountID]
    let last = Instant(seconds: time.window.before.seconds - 1)
    return "\(name) from \(zone.date(of: time.window.since)) to \(zone.date(of: last))"
  }
}

extension CommandContext {
  /// Reports what an archive lacks of a period.
  ///
  /// - Throws: `CommandError` when the period must not be written.
  func checkCoverage(
    of history: Dataset, _ period: Period = .everything, accounts: Set<String>? = nil
  ) throws(CommandError) {
    let check = CoverageCheck(history, period, accounts: accounts)
    try CoverageReport(check: check, history: history).report(on: console)
  }

  func reportGaps(of history: Dataset, _ wanted: Set<String>? = nil) {
    for register in history.unbalanced(of: wanted) {
      guard let reason = register.proof.reason(in: register.currency) else { continue }
      console.fault("\(register.slug): the books do not balance: \(reason)", .gap)
    }
  }
}
