// When the next payment of a series is due. Weekends and bank holidays move single payments, so the day of
// the month or of the week is the one on which most of the last twelve fell, of several the earliest; a series
// that always fell on the last day of its month goes on so.

internal import Model

extension Rhythm {
  private static var recentMax: Int { 12 }

  /// The day on which the payment after these is due; the days rise, and there is at least one.
  func expected(after days: [CivilDate]) -> CivilDate {
    let last = days[days.count - 1]
    let nextByLast = day(after: last)
    let recent = days.suffix(Rhythm.recentMax)
    switch self {
    case .weekly, .fourWeekly:
      let weekday = Rhythm.mostFrequent(recent.map(\.weekday))
      // The nearest such weekday: at most three days earlier or later.
      let later = (weekday - nextByLast.weekday + 7) % 7
      return nextByLast.adding(days: later > 3 ? later - 7 : later)
    case .monthly, .quarterly, .yearly:
      let isAlwaysLast = days.allSatisfy { $0 == $0.month.days.through }
      let day = isAlwaysLast ? 31 : Rhythm.mostFrequent(recent.map(\.parts.day))
      // A payment of the 31st may have come on the 1st, so the month itself is not sure.
      let candidates = (-1...1).map { nextByLast.adding(months: $0, onDay: day) }
      return candidates.filter { $0 > last }
        .min { abs($0.days(to: nextByLast)) < abs($1.days(to: nextByLast)) } ?? nextByLast
    }
  }

  /// The value that occurs most often, of several the least.
  private static func mostFrequent(_ values: [Int]) -> Int {
    var counts = [Int](repeating: 0, count: 32)
    for value in values { counts[value] += 1 }
    return counts.indices.max { counts[$0] < counts[$1] || counts[$0] == counts[$1] && $0 > $1 }
      ?? 1
  }
}
