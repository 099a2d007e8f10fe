// Whether an archive holds the rows that an output needs: a period with a gap is not written, since nobody would
// see in a file of accounts what it lacks; everything that there is is written, and the gap reported. What the bank
// refuses to list, of an account that was closed, is reported too, but hinders nothing: it will never come.

public import Model

/// The coverage of an archive held against a period.
public struct CoverageCheck {
  /// The period.
  public let period: Period
  /// What is missing of accounts and may still come.
  public let missing: [MissingTime]
  /// What is missing of pots; moves between account and pot are in the rows of the account.
  public let missingOfPots: [MissingTime]
  /// What the bank refuses to list.
  public let refused: [MissingTime]
  /// Up to when the archive knows the bank, where that is before the end of the period.
  public let knownBefore: Instant?
  /// Whether every account is complete to the end of the period, and not only to the last fetch.
  public let reachesEnd: Bool

  /// Whether the period lacks rows, so that it must not be written.
  public var forbidsExport: Bool { period.days != nil && !missing.isEmpty }

  /// Checks a dataset; one that was read from files has no coverage, and nothing is known to be missing.
  ///
  /// - Parameters:
  ///   - dataset: the dataset.
  ///   - period: the days that the output is about.
  ///   - wanted: the ids of the accounts that the output is about; all when nil.
  public init(_ dataset: Dataset, _ period: Period, accounts wanted: Set<String>? = nil) {
    self.period = period
    let coverage = (dataset.archive?.coverage ?? []).filter {
      wanted?.contains($0.potID ?? $0.accountID) ?? true
    }
    guard let days = period.days else {
      // Accounts that the bank refuses to list at all lack nothing.
      let gaps = coverage.filter { $0.potID == nil && !$0.isRefused }.flatMap { account in
        account.gaps.map {
          MissingTime(
            accountID: account.accountID, potID: nil, window: $0.window, reason: $0.reason)
        }
      }
      missing = gaps.filter { $0.reason != .refused }
      refused = gaps.filter { $0.reason == .refused }
      missingOfPots = []
      knownBefore = nil
      reachesEnd = true
      return
    }
    let found = PeriodCoverage(coverage, over: days, in: dataset.settings.timeZone)
    missing = found.ofAccounts
    missingOfPots = found.ofPots
    refused = found.refused
    knownBefore = found.knownBefore
    reachesEnd = found.reachesEnd
  }
}
