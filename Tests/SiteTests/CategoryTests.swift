// Where money went: order, shares, splits, refunds, and that the table adds up.

import Aggregate
import Model
import TestSupport
import Testing

@testable import Site

@Suite struct CategoryTests {
  private func row(_ id: String, _ category: String?, _ amountMinor: Int64) throws -> Row {
    try .make(id, "2026-06-0\(id)", amountMinor) {
      $0[.category] = category
      if amountMinor > 0 { $0.kind = .refund }
    }
  }

  @Test func `most spent comes first, net refunds last with their sign`() throws {
    let page = try lastMonth(
      [
        row("1", "bills", -3_000), row("2", "shopping", 500), row("3", "groceries", -4_000),
        row("4", nil, -10), row("5", "gifts", -700), row("6", "gifts", 700),
      ], asOf: "2026-06-30")
    let lines = try #require(page.categories?.lines)
    #expect(
      lines.map(\.name) == ["Groceries", "Bills", "No category", "Gifts", "Shopping"])
    #expect(lines.map(\.spent.text) == ["£40.00", "£30.00", "£0.10", "£0.00", "−£5.00"])
    #expect(page.categories?.total.spent == Amount(6_510, .gbp))
  }

  @Test func `a split row counts in each of its categories, and what is left over in its own`()
    throws
  {
    var split = try row("1", "shopping", -1_000)
    split.categoryParts = [CategoryPart("gifts", -300), CategoryPart("groceries", -600)]
    let page = try lastMonth([split, row("2", "gifts", -50)], asOf: "2026-06-30")
    #expect(page.pence("Gifts") == 350)
    #expect(page.pence("Groceries") == 600)
    #expect(page.pence("Shopping") == 100)
    #expect(page.categories?.total.count == 2)
    #expect(page.categories?.splitCount == 2)
  }

  @Test func `categories of earlier months are listed, so that columns add up`() throws {
    let page = try lastMonth(
      [.make("1", "2026-05-01", -900) { $0[.category] = "charity" }, row("2", "bills", -100)],
      asOf: "2026-06-30")
    let lines = try #require(page.categories?.lines)
    #expect(lines.map(\.name) == ["Bills", "Charity"])
    #expect(lines.map(\.previous?.minorUnits) == [0, 900])
    #expect(page.categories?.total.previous == Amount(900, .gbp))
  }

  @Test func `categories have the bank's names, the user's, or readable ones`() {
    let names = Names([], ["category_0000A": "Pets & more"])
    #expect(names.category("eating_out") == "Eating out")
    #expect(names.category("category_0000A") == "Pets & more")
    #expect(names.category("category_0000B") == "Own category …000B")
    #expect(names.category("new_word_of_the_bank") == "New word of the bank")
    #expect(names.category("") == "No category")
  }

  @Test func `months and categories add up to the summary of the same rows`() throws {
    let rows = try household(perMonth: 45)
    let site = facts(of: rows, try householdOptions())
    let summary = Summary(rows)
    for month in site.history.months {
      let tally = month.totals()
      #expect(month.categories.values.reduce(0) { $0 + $1.spent } == tally.spent)
      let totals = summary.months.first { $0.month == month.month && $0.currency == .gbp }?.totals
      #expect(tally.spent - tally.pendingSpent == totals?.spending)
      #expect(tally.income - tally.pending.income == totals?.settled.income)
      #expect(tally.settled.transfersOut == totals?.settled.transfersOut)
      #expect(tally.settled.notSpending == totals?.settled.notSpending)
      #expect(tally.declinedCount == totals?.declinedCount)
      #expect(tally.zeroCount == totals?.zeroCount)
      #expect(tally.counted.count == totals?.counted.count)
      #expect(month.cumulativeSpent(days: 31).last == tally.spent)
    }
    #expect(site.rowCount == summary.rowCount)
  }
}
