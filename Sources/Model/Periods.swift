// Periods that reports are made for, each a run of whole days.

import Bytes

/// A calendar month.
public struct Month: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Months since January of year zero.
  public let index: Int

  /// The month of a year; month is 1 to 12.
  public init(year: Int, month: Int) { index = year * 12 + month - 1 }

  /// The month a number of months after January of year zero.
  public init(index: Int) { self.index = index }

  /// Reads `YYYY-MM`; nil for any other text.
  public init?(_ text: String) {
    guard text.utf8.count == 7, let first = CivilDate(text + "-01") else { return nil }
    self = first.month
  }

  /// The year.
  public var year: Int { Int(Int64(index).dividedDown(by: 12)) }
  /// The month of the year, 1 to 12.
  public var month: Int { index - year * 12 + 1 }
  /// The next month.
  public var next: Month { Month(index: index + 1) }
  /// The month before.
  public var previous: Month { Month(index: index - 1) }

  /// The days of the month.
  public var days: DayRange {
    DayRange(
      from: CivilDate(inMonth: month, of: year, 1),
      through: CivilDate(inMonth: next.month, of: next.year, 1).adding(days: -1))
  }

  /// Earlier before later.
  public static func < (left: Month, right: Month) -> Bool { left.index < right.index }
  /// `YYYY-MM`.
  public var description: String { String("\(days.from)".dropLast(3)) }
}

/// Consecutive days, both ends included.
public struct DayRange: Hashable, Sendable {
  /// The first day.
  public let from: CivilDate
  /// The last day.
  public let through: CivilDate

  /// The days from one to another, both included.
  public init(from: CivilDate, through: CivilDate) {
    self.from = from
    self.through = through
  }

  /// Whether a day is among them.
  public func contains(_ date: CivilDate) -> Bool { from <= date && date <= through }
  /// How many days there are.
  public var count: Int { from.days(to: through) + 1 }
}

/// A tax year of the United Kingdom: 6 April to 5 April.
public struct TaxYear: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The calendar year in which it begins.
  public let startYear: Int

  /// The tax year that begins on 6 April of a year.
  public init(startYear: Int) { self.startYear = startYear }

  /// The tax year that a day belongs to.
  public init(containing date: CivilDate) {
    let (year, month, day) = date.parts
    startYear = month > 4 || month == 4 && day >= 6 ? year : year - 1
  }

  /// Reads `2025-26`; nil when the text has another form or its years do not follow each other.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[4] == 0x2D,
      let start = Int(text.prefix(4)), let end = Int(text.suffix(2)), start >= 1000,
      bytes[5] != 0x2B, bytes[5] != 0x2D, (start + 1) % 100 == end
    else { return nil }
    startYear = start
  }

  /// The days of the tax year.
  public var days: DayRange {
    DayRange(
      from: CivilDate(inMonth: 4, of: startYear, 6),
      through: CivilDate(inMonth: 4, of: startYear + 1, 5))
  }

  /// Earlier before later.
  public static func < (left: TaxYear, right: TaxYear) -> Bool { left.startYear < right.startYear }

  /// `2025-26`.
  public var description: String {
    let end = (startYear + 1) % 100
    return "\(startYear)-\(end < 10 ? "0" : "")\(end)"
  }
}

/// A week from Monday to Sunday (ISO 8601).
public struct Week: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Its Monday.
  public let monday: CivilDate

  /// The week that a day belongs to.
  public init(containing date: CivilDate) { monday = date.adding(days: 1 - date.weekday) }

  /// The days of the week.
  public var days: DayRange { DayRange(from: monday, through: monday.adding(days: 6)) }
  /// The year that ISO 8601 counts the week to: that of its Thursday.
  public var year: Int { monday.adding(days: 3).parts.year }

  /// The number of the week in its year, 1 to 53.
  public var number: Int {
    let thursday = monday.adding(days: 3)
    let first = CivilDate(year: thursday.parts.year, month: 1, day: 1) ?? thursday
    return first.days(to: thursday) / 7 + 1
  }

  /// Earlier before later.
  public static func < (left: Week, right: Week) -> Bool { left.monday < right.monday }
  /// `2026-W07`.
  public var description: String { "\(year)-W\(number < 10 ? "0" : "")\(number)" }
}

extension CivilDate {
  /// A day that every year has, also past the years that can be written with four digits.
  fileprivate init(inMonth month: Int, of year: Int, _ day: Int) {
    self.init(days: Int32(GregorianCalendar.days(year: year, month: month, day: day)))
  }
}

extension Month {
  /// The month of a moment in UTC: where a row is must not depend on an option.
  package init(utc time: Instant) {
    let date = GregorianCalendar.date(days: Int(time.seconds.dividedDown(by: 86_400)))
    self.init(year: date.year, month: date.month)
  }
}
