// The bank holidays of the three nations: the moved and the proclaimed ones, and the whole list of 2015 to 2035, which
// `Tests/Interop/calendar.py` holds to another program.

import Calendar
import Foundation
import Model
import TestSupport
import Testing

@Suite struct `bank holidays` {
  private func days(_ year: Int, _ nation: Nation = .englandAndWales) -> [String] {
    BankHolidays(of: nation).days(in: year).map { String("\($0)".dropFirst(5)) }
  }

  @Test func `a year of England and Wales`() {
    #expect(
      days(2026)
        == ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"])
  }

  @Test
  func
    `Scotland has 2 January, the first Monday of August and St Andrew's Day, and no Easter Monday`()
  {
    #expect(
      days(2027, .scotland)
        == ["01-01", "01-04", "03-26", "05-03", "05-31", "08-02", "11-30", "12-27", "12-28"])
  }

  @Test func `Northern Ireland has St Patrick's Day and the twelfth of July`() {
    let found = Set(days(2026, .northernIreland)).subtracting(days(2026))
    #expect(found == ["03-17", "07-13"])
  }

  @Test(arguments: [
    (2020, "05-08", "05-04"), (2022, "06-02", "05-30"), (2012, "06-04", "05-28"),
  ])
  func `a day that was moved is where it was moved to`(year: Int, moved: String, from: String) {
    for nation in Nation.allCases {
      #expect(days(year, nation).contains(moved) && !days(year, nation).contains(from))
    }
  }

  @Test(arguments: [(2022, "06-03"), (2022, "09-19"), (2023, "05-08"), (2011, "04-29")])
  func `a day that was proclaimed once is one everywhere`(year: Int, day: String) {
    for nation in Nation.allCases { #expect(days(year, nation).contains(day)) }
    #expect(!days(year + 1).contains(day))
  }

  @Test(arguments: [
    (2021, ["12-27", "12-28"]), (2022, ["12-26", "12-27"]), (2026, ["12-25", "12-28"]),
    (2027, ["12-27", "12-28"]), (2028, ["12-25", "12-26"]),
  ])
  func `Christmas on a weekend has its days after it`(year: Int, expected: [String]) {
    #expect(days(year).suffix(2) == expected[...])
  }

  @Test func `both days of the Scottish new year move past a weekend`() {
    #expect(days(2022, .scotland).prefix(2) == ["01-03", "01-04"])
    #expect(days(2023, .scotland).prefix(2) == ["01-02", "01-03"])
    #expect(days(2021, .scotland).prefix(2) == ["01-01", "01-04"])
  }

  @Test func `a payday on one is rolled back over the weekend before`() throws {
    let holidays = BankHolidays()
    let monday = try #require(CivilDate("2026-08-31"))
    #expect("\(holidays.rolledBack(monday))" == "2026-08-28")
    #expect("\(BankHolidays(of: .scotland).rolledBack(monday))" == "2026-08-31")
  }

  @Test func `the lists of 2015 to 2035, and paydays by them, are as they were checked`() throws {
    var lists: [String: [UInt8]] = [:]
    for nation in Nation.allCases {
      let holidays = BankHolidays(of: nation)
      var lines = (2015...2035).flatMap { holidays.days(in: $0) }.map { "holiday \($0)" }
      for rule in ["25", "31", "last-working-day", "first-monday"] {
        let cycle = try #require(PayCycle(rule))
        let months = (2016 * 12..<2035 * 12).map(Month.init(index:))
        lines += months.map { "\(rule) \($0) \(cycle.payday(of: $0, holidays))" }
      }
      lists["\(nation.rawValue).txt"] = Array((lines.joined(separator: "\n") + "\n").utf8)
    }
    let golden = Golden(Checkout.url("Tests/CalendarTests/Expected"))
    #expect(try golden.compare(lists) == [])
  }
}
