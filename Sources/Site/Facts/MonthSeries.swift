// The months that were read, and what a month may be compared with.

internal import Model

/// The months from the first row to the last, and how far the data reach.
struct MonthSeries {
  /// The day up to which the data reach.
  let asOf: CivilDate
  /// The day of the first row.
  private(set) var firstDay: CivilDate?
  /// The months that have rows, in order.
  private(set) var months: [MonthFacts] = []

  /// A first month counts as whole when its rows begin by this day: few people pay nothing for longer.
  static let wholeMonthBeginsByDay = 3

  /// A history without rows that reaches to a day.
  init(asOf: CivilDate) { self.asOf = asOf }

  /// Takes note of the day of the first row.
  mutating func begin(_ day: CivilDate) { if firstDay == nil { firstDay = day } }

  /// Adds the next month.
  mutating func append(_ month: MonthFacts) { months.append(month) }

  /// The facts of a month; nil when it has no rows.
  func facts(of month: Month) -> MonthFacts? {
    // Months without rows are missing, so the place is at most this far from the end.
    guard let last = months.last, month <= last.month else { return nil }
    let earliest = max(0, months.count - 1 - (last.month.index - month.index))
    return months[earliest...].first { $0.month == month }
  }

  /// Whether the data cover a month from its first day to its last.
  func isWhole(_ month: Month) -> Bool { lastDay(of: month) == nil && !isFirstPart(month) }

  /// Whether the rows begin in the middle of a month.
  func isFirstPart(_ month: Month) -> Bool {
    guard let firstDay, month == firstDay.month else { return false }
    return firstDay.parts.day > MonthSeries.wholeMonthBeginsByDay
  }

  /// The day of a month to which the data reach when they do not reach its end.
  func lastDay(of month: Month) -> Int? {
    month == asOf.month && asOf < month.days.through ? asOf.parts.day : nil
  }

  /// The whole months with rows among a number of months before one.
  func wholeMonths(before month: Month, count: Int) -> [MonthFacts] {
    (1...count).reversed().compactMap { distance in
      let earlier = Month(index: month.index - distance)
      return isWhole(earlier) ? facts(of: earlier) : nil
    }
  }
}

extension MonthSeries {
  /// What a month is compared with: the month before, and averages of the months before it.
  struct Comparison {
    /// The day through which all months are looked at; nil when they are whole.
    let throughDay: Int?
    /// The month before; nil when it has no rows or is no whole month.
    let previous: MonthFacts?
    /// The whole months of the last 3 and of the last 12, each once.
    let windows: [[MonthFacts]]

    /// The longest of the windows; empty when there is none.
    var longest: [MonthFacts] { windows.last ?? [] }
    /// The days that are looked at.
    var dayCount: Int { throughDay ?? 31 }
  }

  /// What a month is compared with.
  func comparison(for month: Month) -> Comparison {
    let recent = wholeMonths(before: month, count: 3)
    let year = wholeMonths(before: month, count: 12)
    let windows = [recent, year.count > recent.count ? year : []].filter { !$0.isEmpty }
    let previous = isWhole(month.previous) ? facts(of: month.previous) : nil
    return Comparison(throughDay: lastDay(of: month), previous: previous, windows: windows)
  }
}

/// The mean of some sums, half to even; nil of none.
func mean(_ values: [Int128]) -> Int128? {
  values.isEmpty ? nil : divideHalfEven(values.reduce(0, +), Int128(values.count))
}

/// The middle one of some sums, the mean of two middle ones half to even; nil of none.
func median(_ values: [Int128]) -> Int128? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let upper = sorted[sorted.count / 2]
  if sorted.count % 2 == 1 { return upper }
  return divideHalfEven(sorted[sorted.count / 2 - 1] + upper, 2)
}
