// From payday to payday, and which rule the days of a salary follow.

import Calendar
import Model
import Testing

@Suite struct `a pay cycle` {
  private let holidays = BankHolidays()

  private func days(_ rule: String, _ month: String) throws -> String {
    let cycle = try #require(PayCycle(rule))
    let days = cycle.days(of: try #require(Month(month)), holidays)
    return "\(days.from) \(days.through)"
  }

  @Test(arguments: [
    ("25", "2026-06", "2026-05-22 2026-06-24"),  // 25 May is a bank holiday after a weekend
    ("last-working-day", "2026-09", "2026-08-28 2026-09-29"),
    ("31", "2026-03", "2026-02-27 2026-03-30"),
    ("1", "2026-08", "2026-07-31 2026-08-31"), ("1", "2026-09", "2026-09-01 2026-09-30"),
    ("first-monday", "2026-06", "2026-06-01 2026-07-05"),
    ("first-monday", "2026-05", "2026-05-01 2026-05-31"),  // 4 May is a bank holiday
    ("last-friday", "2026-06", "2026-05-29 2026-06-25"),
    ("first-working-day", "2027-01", "2027-01-04 2027-01-31"),
    ("16", "2026-06", "2026-05-15 2026-06-15"),
  ])
  func `it is from the payday to the day before the next`(
    rule: String, month: String, expected: String
  ) throws {
    #expect(try days(rule, month) == expected)
  }

  @Test func `every rule has each day in one cycle, and finds it`() {
    for cycle in PayCycle.all {
      var next: CivilDate?
      for index in 2025 * 12..<2027 * 12 {
        let month = Month(index: index)
        let days = cycle.days(of: month, holidays)
        let isNext = next.map { $0 == days.from } ?? true
        let isFound =
          cycle.month(of: days.from, holidays) == month
          && cycle.month(of: days.through, holidays) == month
        #expect(isNext && isFound && days.count > 20, "\(cycle) \(month)")
        next = days.through.adding(days: 1)
      }
    }
  }

  @Test(arguments: ["", "0", "32", "lastworkingday", "fifth-monday", "first-sunday", "+5", "025"])
  func `other words are no rule`(text: String) { #expect(PayCycle(text) == nil) }

  @Test func `a rule is read as it is written, in any capitals`() {
    for cycle in PayCycle.all { #expect(PayCycle(cycle.description) == cycle) }
    #expect(PayCycle("Last-Working-Day") == .lastWorkingDay)
  }
}

@Suite struct `the rule of a salary` {
  private let holidays = BankHolidays()

  private func paydays(_ cycle: PayCycle, months: Int = 12) -> [CivilDate] {
    (0..<months).map { cycle.payday(of: Month(index: 2025 * 12 + $0), holidays) }
  }

  @Test(arguments: [
    PayCycle.lastWorkingDay, .day(25), .day(1), .day(15), .weekday(5, ordinal: 5),
    .weekday(1, ordinal: 1),
  ])
  func `it is found in the days of a year`(cycle: PayCycle) throws {
    let found = try #require(FoundPayCycle(paydays(cycle), holidays))
    #expect(found.cycle == cycle && found.count == 12 && found.total == 12)
  }

  @Test func `a payment of another day does not hide it`() throws {
    var days = paydays(.day(25))
    days[4] = days[4].adding(days: -2)
    let found = try #require(FoundPayCycle(days, holidays))
    #expect(found.cycle == .day(25) && found.count == 11)
  }

  @Test func `the latest year decides`() throws {
    let later = paydays(.day(25)).map { $0.adding(months: 24, onDay: 3) }
    let old = paydays(.lastWorkingDay, months: 12)
    let found = try #require(
      FoundPayCycle(old + paydays(.day(10), months: 24).suffix(12), holidays))
    #expect(found.cycle == .day(10))
    #expect(FoundPayCycle(later.enumerated().map { $1.adding(days: $0 * 5) }, holidays) == nil)
  }

  @Test func `two payments, or some every fortnight, have none`() {
    #expect(FoundPayCycle(paydays(.day(25), months: 2), holidays) == nil)
    let friday = CivilDate(days: 20_000).adding(days: (5 - CivilDate(days: 20_000).weekday + 7) % 7)
    #expect(FoundPayCycle((0..<12).map { friday.adding(days: 14 * $0) }, holidays) == nil)
  }
}
