// Days whose first or last one nobody named: a period up to a day, or from a day on. In text the open end is absent.

public import Model

extension DayRange {
  private static let farPast = CivilDate(days: Int32.min / 2)
  private static let farFuture = CivilDate(days: Int32.max / 2)

  /// The days between two ends; nil when both are open, which is everything.
  public init?(from: CivilDate?, to through: CivilDate?) {
    guard from != nil || through != nil else { return nil }
    let (first, last) = (from ?? DayRange.farPast, through ?? DayRange.farFuture)
    guard first <= last else { return nil }
    self.init(from: first, through: last)
  }

  /// The first day; nil when that end is open.
  public var firstDay: CivilDate? { from == DayRange.farPast ? nil : from }
  /// The last day; nil when that end is open.
  public var lastDay: CivilDate? { through == DayRange.farFuture ? nil : through }
}
