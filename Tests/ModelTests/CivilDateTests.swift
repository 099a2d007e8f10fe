// Days of the calendar, checked against Foundation's own over centuries.

import Foundation
import Model
import Testing

/// Foundation's Gregorian calendar in UTC, which knows nothing of ours.
let calendarOfFoundation: Calendar = {
  var calendar = Calendar(identifier: .iso8601)
  calendar.timeZone = .gmt
  return calendar
}()

@Suite struct `a civil date` {
  @Test func `counts days from 1970-01-01`() throws {
    #expect(CivilDate(year: 1970, month: 1, day: 1)?.days == 0)
    #expect(CivilDate(year: 1969, month: 12, day: 31)?.days == -1)
    #expect(CivilDate(year: 2000, month: 3, day: 1)?.days == 11_017)
    #expect(CivilDate(year: 0, month: 3, day: 1)?.days == -719_468)
  }

  @Test func `is made of its parts again on every day of six centuries`() throws {
    let first = try #require(CivilDate("1700-01-01"))
    let last = try #require(CivilDate("2299-12-31"))
    var date = first
    var (year, month, day) = (1700, 1, 1)
    while date <= last {
      #expect(date.parts == (year, month, day))
      #expect(CivilDate(year: year, month: month, day: day) == date)
      day += 1
      let lengths = [31, year.isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      date = date.adding(days: 1)
    }
    #expect(first.days(to: date) == 219_145)
  }

  @Test func `is the day that Foundation has, with its weekday`() {
    for days in stride(from: -80_000, through: 120_000, by: 7919) + Array(19_000...21_000) {
      let date = CivilDate(days: Int32(days))
      let other = calendarOfFoundation.dateComponents(
        [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(days) * 86_400))
      #expect(date.parts.year == other.year && date.parts.month == other.month)
      #expect(date.parts.day == other.day)
      #expect(date.weekday == ((other.weekday ?? 0) + 5) % 7 + 1)  // Sunday is 1 there, 7 here.
    }
  }

  @Test(arguments: [
    (2024, true), (2023, false), (1900, false), (2000, true), (2100, false), (2400, true),
    (4, true),
  ])
  func `has a 29 February in leap years alone`(year: Int, isLeap: Bool) {
    #expect((CivilDate(year: year, month: 2, day: 29) != nil) == isLeap)
    #expect(CivilDate(year: year, month: 2, day: 30) == nil)
  }

  @Test(arguments: [
    "2026-07-18", "2024-02-29", "0000-01-01", "9999-12-31", "1969-12-31", "0001-02-03",
  ])
  func `is read and written as year, month and day`(text: String) throws {
    #expect(try #require(CivilDate(text)).description == text)
  }

  @Test(arguments: [
    "", "2026-7-18", "2026-07-1", "26-07-18", "2026/07/18", "2026-07-18 ", " 2026-07-18",
    "2026-00-10", "2026-13-01", "2026-06-31", "2025-02-29", "2026-07-00", "+026-07-18",
    "-026-07-18", "2026-+7-18", "2026-07-18-", "2026-07", "20260718", "2026-07-18T00:00:00Z",
    "２０２６-07-18", "10000-01-01",
  ])
  func `is not read from any other text`(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test func `is not made of parts that no calendar has`() {
    for (year, month, day) in [
      (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 4, 31), (-1, 1, 1), (10_000, 1, 1),
    ] {
      #expect(CivilDate(year: year, month: month, day: day) == nil)
    }
  }

  @Test func `is ordered by time`() throws {
    let days = try ["1969-12-31", "1970-01-01", "2023-12-31", "2024-01-01"].map {
      try #require(CivilDate($0))
    }
    for (earlier, later) in zip(days, days.dropFirst()) {
      #expect(earlier < later && !(later < earlier) && earlier.days(to: later) > 0)
    }
  }
}

extension Int {
  /// The rule of 1582, written once more.
  fileprivate var isLeapYear: Bool {
    isMultiple(of: 400) || isMultiple(of: 4) && !isMultiple(of: 100)
  }
}
