// Quarters of the calendar and of returns for value added tax.

import Calendar
import Model
import Testing

@Suite struct `a quarter` {
  @Test func `it has three months`() throws {
    let quarter = try #require(Quarter("2026-Q2"))
    #expect("\(quarter.days.from) \(quarter.days.through)" == "2026-04-01 2026-06-30")
    #expect("\(quarter)" == "2026-Q2" && Quarter("2026-q2") == quarter)
    for month in quarter.months { #expect(Quarter(containing: month) == quarter) }
  }

  @Test(arguments: ["2026-Q5", "2026-Q0", "2026Q2", "26-Q2", "2026-Q", "2026-Q2-", "2026-04"])
  func `other texts are none`(text: String) { #expect(Quarter(text) == nil) }

  @Test(arguments: [
    (VATStagger.first, "2026-04-01 2026-06-30"), (.second, "2026-02-01 2026-04-30"),
    (.third, "2026-03-01 2026-05-31"),
  ])
  func `each group has one quarter of value added tax that ends in it`(
    stagger: VATStagger, expected: String
  ) throws {
    let vat = try #require(VATQuarterName("2026-Q2")?.quarter(stagger))
    #expect("\(vat.days.from) \(vat.days.through)" == expected)
    #expect(VATQuarterName("\(vat.last)")?.quarter(stagger) == vat)
  }

  @Test func `a month names the quarter that ends with it, if one of the group does`() throws {
    let name = try #require(VATQuarterName("2026-04"))
    #expect(name.quarter(nil) == name.quarter(.second) && name.quarter(.first) == nil)
    #expect(name.quarter(nil)?.description == "vat-2026-04")
  }
}
