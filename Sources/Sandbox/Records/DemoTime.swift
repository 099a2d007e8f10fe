// The days that the household's tables begin and end with, and London's wall clock.

internal import Model

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
package typealias Milliseconds = Int64

/// The ends of the tables, which are those of the demo's history.
enum DemoTime {
  /// The day on which the demo's first account was opened.
  static let firstDay = day(2023, 7, 1)
  static let lastDay = day(2026, 7, 18)
  /// The time at which the demo's history ends: 2026-07-18T09:30Z.
  static let now = lastDay.at(10, 30)

  /// A day that the tables name; a day that no calendar has is a mistake in the tables.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    guard let date = CivilDate(year: year, month: month, day: day) else {
      preconditionFailure("the tables name \(year)-\(month)-\(day), which is no day")
    }
    return date
  }
}

package let millisecondsPerDay: Milliseconds = 86_400_000

extension CivilDate {
  /// The point in time at which London's clocks show a time of this day; in the hour that comes twice, the first.
  func at(_ hour: Int, _ minute: Int, _ second: Int = 0, _ thousandths: Int = 0) -> Milliseconds {
    let clock = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    let offset = TimeZoneRules.london.offset(at: Instant(seconds: clock - 3600))
    return (clock - Int64(offset)) * 1000 + Int64(thousandths)
  }

  /// A random point in time between two hours of this day.
  func between(_ from: Int, _ to: Int, _ random: inout Random) -> Milliseconds {
    at(from, 0) + random.within(0...Int64(to - from) * 3_600_000 - 1)
  }

  /// Whether banks are open: Monday to Friday.
  var isWorkingDay: Bool { weekday <= 5 }

  /// This day or the next working day after it.
  var workingDayOnOrAfter: CivilDate { isWorkingDay ? self : adding(days: 8 - weekday) }

  /// The working day after this day.
  var nextWorkingDay: CivilDate { adding(days: 1).workingDayOnOrAfter }

  /// Whether a payment that is due on a day of the month is made today: banks make it on the next working day.
  func isDue(on dayOfMonth: Int) -> Bool {
    guard isWorkingDay else { return false }
    let reach = weekday == 1 ? 2 : 0
    return (0...reach).contains { adding(days: -$0).parts.day == dayOfMonth }
  }

  /// Whether this is the last working day of its month.
  var isPayday: Bool { isWorkingDay && nextWorkingDay.month != month }
}

extension Instant {
  /// The point in time of some milliseconds.
  init(milliseconds: Milliseconds) {
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    self.init(seconds: seconds, nanoseconds: Int32(rest) * 1_000_000)
  }
}
