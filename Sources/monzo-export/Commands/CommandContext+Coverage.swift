// What a run reports of time that an archive lacks, and of books that do not balance.

import Pipeline
import Wording

extension CommandContext {
  /// Reports what an archive lacks of a period.
  ///
  /// - Throws: `CommandError` when the period must not be written.
  func checkCoverage(
    of history: Dataset, _ period: Period = .everything, accounts: Set<String>? = nil
  ) throws(CommandError) {
    try report(CoverageCheck(history, period, accounts: accounts), of: history)
  }

  /// Reports what was found of a history.
  ///
  /// - Throws: `CommandError` when the period must not be written.
  func report(_ check: CoverageCheck, of history: Dataset) throws(CommandError) {
    let report = CoverageReport(check, history)
    console.show(report.messages)
    if let refusal = report.refusal { throw refusal }
  }

  func reportGaps(of history: Dataset, _ wanted: Set<String>? = nil) {
    console.show(CoverageReport.gaps(of: history, wanted))
  }
}
