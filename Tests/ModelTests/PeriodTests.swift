// Months, weeks and tax years are runs of whole days that touch and never overlap.

import Foundation
import Model
import Testing

@Suite struct `a month` {
  @Test(arguments: [
    ("2026-01", 31), ("2026-02", 28), ("2024-02", 29), ("1900-02", 28), ("2000-02", 29),
    ("2026-04", 30), ("2026-12", 31), ("0000-01", 31), ("9999-12", 31),
  ])
  func `has its days`(text: String, count: Int) throws {
    let month = try #require(Month(text))
    #expect(month.days.count == count)
    #expect(month.days.from.description == "\(text)-01")
    #expect(month.days.through.description == "\(text)-\(count)")
    #expect(month.days.from.month == month && month.days.through.month == month)
    #expect(month.description == text)
  }

  @Test func `follows another without a gap, over a year's end too`() throws {
    var month = try #require(Month("2023-11"))
    for _ in 0..<30 {
      #expect(month.days.through.adding(days: 1) == month.next.days.from)
      #expect(month.next.previous == month && month < month.next)
      month = month.next
    }
    #expect(month.description == "2026-05")
    #expect(Month(year: 2026, month: 5) == month && month.year == 2026 && month.month == 5)
  }

  @Test func `can be left before the first year and after the last`() throws {
    let first = try #require(Month("0000-01"))
    #expect(first.previous.days.count == 31 && first.previous.month == 12)
    #expect(first.previous.days.through.adding(days: 1) == first.days.from)
    let last = try #require(Month("9999-12"))
    #expect(last.next.days.from == last.days.through.adding(days: 1))
    #expect(last.next.days.count == 31)
    #expect(last.next.description == "10000-01")
  }

  @Test(arguments: [
    "", "2026", "2026-6", "2026-13", "2026-00", "2026-06-01", "06-2026", "2026/06", "june",
    "+026-06",
    " 2026-06", "2026-06 ",
  ])
  func `is not read from any other text`(text: String) {
    #expect(Month(text) == nil)
  }
}

@Suite struct `a range of days` {
  @Test func `holds both its ends and nothing beyond`() throws {
    let from = try #require(CivilDate("2024-02-28"))
    let range = DayRange(from: from, through: from.adding(days: 2))
    #expect(range.count == 3)
    #expect(
      [-1, 0, 1, 2, 3].map { range.contains(from.adding(days: $0)) } == [
        false, true, true, true, false,
      ])
    #expect(DayRange(from: from, through: from).count == 1)
    #expect(DayRange(from: from, through: from.adding(days: -1)).count == 0)
  }
}

@Suite struct `a tax year` {
  @Test(arguments: [
    ("2025-26", "2025-04-06", "2026-04-05", 365), ("2023-24", "2023-04-06", "2024-04-05", 366),
    ("1999-00", "1999-04-06", "2000-04-05", 366), ("1899-00", "1899-04-06", "1900-04-05", 365),
    ("9998-99", "9998-04-06", "9999-04-05", 365),
  ])
  func `runs from 6 April to 5 April`(text: String, from: String, through: String, count: Int)
    throws
  {
    let year = try #require(TaxYear(text))
    #expect(year.days.from.description == from && year.days.through.description == through)
    #expect(year.days.count == count)
    #expect(year.description == text)
  }

  @Test func `of the last year that can be written has its days`() throws {
    #expect(try #require(TaxYear("9999-00")).days.count == 366)  // 10000 is a leap year.
  }

  @Test func `holds each day of thirty years once`() throws {
    var date = try #require(CivilDate("1996-01-01"))
    while date.parts.year < 2026 {
      let year = TaxYear(containing: date)
      #expect(year.days.contains(date))
      #expect(!TaxYear(startYear: year.startYear - 1).days.contains(date))
      #expect(!TaxYear(startYear: year.startYear + 1).days.contains(date))
      date = date.adding(days: 1)
    }
  }

  @Test func `begins on 6 April and not on 5`() throws {
    #expect(TaxYear(containing: try #require(CivilDate("2026-04-05"))).description == "2025-26")
    #expect(TaxYear(containing: try #require(CivilDate("2026-04-06"))).description == "2026-27")
    #expect(TaxYear(startYear: 2025) < TaxYear(startYear: 2026))
  }

  @Test(arguments: [
    "", "2025", "2025-27", "2025-25", "2025-24", "25-26", "2025/26", "2025-2026", "2025-6",
    "0999-00",
    "+999-00", "2025-+6", "2025--6", "２０２５-26", "20é-26", "2025-26 ",
  ])
  func `is not read from any other text`(text: String) {
    #expect(TaxYear(text) == nil)
  }
}

@Suite struct `a week` {
  @Test func `is the ISO week that Foundation has, over forty years`() throws {
    var date = try #require(CivilDate("1995-01-01"))
    while date.parts.year < 2035 {
      let week = Week(containing: date)
      let other = calendarOfFoundation.dateComponents(
        [.weekOfYear, .yearForWeekOfYear],
        from: Date(timeIntervalSince1970: Double(date.days) * 86_400))
      #expect(week.number == other.weekOfYear && week.year == other.yearForWeekOfYear)
      #expect(week.monday.weekday == 1 && week.days.contains(date) && week.days.count == 7)
      date = date.adding(days: 1)
    }
  }

  @Test func `is written with its year`() throws {
    #expect(Week(containing: try #require(CivilDate("2026-02-12"))).description == "2026-W07")
    #expect(Week(containing: try #require(CivilDate("2027-01-01"))).description == "2026-W53")
    #expect(Week(containing: try #require(CivilDate("2024-12-30"))).description == "2025-W01")
  }
}
