// The first page, and the one about the report.

import Aggregate
import Model
import Testing

@testable import Site

@Suite struct OverviewTests {
  @Test func `the last whole month and this one come first`() throws {
    let rows: [Row] = [
      try .make("tx_1", "2026-05-01", -100), try .make("tx_2", "2026-06-01", -100),
    ]
    let part = OverviewPage(facts(of: rows, try options(asOf: "2026-06-18")))
    #expect(part.periods.map(\.heading) == ["May 2026", "June 2026 so far"])
    let whole = OverviewPage(facts(of: rows, try options(asOf: "2026-06-30")))
    #expect(whole.periods.map(\.heading) == ["June 2026"])
    let later = OverviewPage(facts(of: rows, try options(asOf: "2026-07-01")))
    #expect(later.periods.map(\.heading) == ["June 2026", "July 2026 so far"])
    #expect(later.periods.map(\.note) == [nil, Words.nothingYet])
  }

  @Test func `what needs a look is said with a link`() throws {
    let rows: [Row] = [
      try .make("tx_1", "2026-05-01", -100) { $0[.category] = "general" },
      try .make("tx_2", "2026-06-01", -100) { $0[.category] = nil },
      try .make("tx_3", "2026-06-02", -100) { $0[.category] = nil },
      try .make("tx_4", "2026-06-02", -100) {
        $0[.category] = nil
        $0.status = .declined
      },
    ]
    let unread = facts(of: rows, try options(asOf: "2026-06-18") { $0.unreadCount = 3 })
    #expect(OverviewPage(unread).attention.first?.text == Words.unread(3))
    let overview = try #require(
      texts(try site(of: rows, options(asOf: "2026-06-18")))["index.html"])
    #expect(overview.contains("1 payment of May 2026 has no category, or only General."))
    #expect(overview.contains("2 payments of June 2026 have no category, or only General."))
    #expect(overview.contains("<a href=\"months/2026-06.html#transactions\">"))
  }

  @Test func `a pot whose balance is known from a day on makes no total grow`() throws {
    let rows: [Row] = try (3...6).map { month in
      try .make("tx_\(month)", "2026-0\(month)-20", -100) { $0.balanceMinor = 4_200 }
    }
    let options = try options(asOf: "2026-06-30") { options in
      var pot = AccountSummary(id: "pot_1", name: "Holiday", isPot: true)
      (pot.openingMinor, pot.openingDay) = (10_000, CivilDate("2026-05-02"))
      var never = AccountSummary(id: "pot_2", name: "Refused", isPot: true)
      never.openingDay = CivilDate("2027-01-01")
      options.registers = [AccountSummary(id: "acc_1", name: "Current account"), pot, never]
    }
    let june = try #require(OverviewPage(facts(of: rows, options)).periods.first)
    let balance = try #require(june.figures.first { $0.measure == .balance })
    #expect(balance.amount == Amount(14_200, .gbp))
    // May is known at its end; of March and April the total is not, so that there is no average.
    #expect(balance.changes.map(\.difference) == [Amount(0, .gbp)])
  }

  @Test func `accounts say what they hold and whether their books balance`() throws {
    let rows: [Row] = [
      try .make("tx_1", "2026-06-01", -100) { $0.balanceMinor = 4_200 },
      try .make("tx_2", "2026-06-01", -100) {
        $0.balanceMinor = -700
        $0[.accountID] = "acc_00009xYz"
      },
    ]
    let options = try options(asOf: "2026-06-18") { options in
      var pot = AccountSummary(id: "pot_1", name: "Holiday", isPot: true)
      pot.balanceMinor = 10_000
      pot.isClosed = true
      var gap = AccountSummary(id: "acc_1", name: "Current account")
      gap.proof = .gap(
        BooksGap(
          from: Instant(seconds: 1_780_268_400), to: Instant(seconds: 1_780_354_800),
          amountMinor: -250))
      options.registers = [gap, pot]
    }
    let table = try #require(AccountTable(facts(of: rows, options)))
    #expect(table.lines.map(\.name) == ["Current account", "Holiday", "Account …9xYz"])
    #expect(table.lines.map(\.balance?.text) == ["£42.00", "£100.00", "−£7.00"])
    #expect(table.lines.map(\.sort) == [nil, "pot, closed", nil])
    #expect(
      table.lines[0].proof.text
        == "No: £2.50 went out between Mon 1 Jun 2026 and Tue 2 Jun 2026 with no transaction to show for it."
    )
    #expect(table.totals == [Amount(13_500, .gbp)])
  }

  @Test func `years list every month, those without rows too`() throws {
    let rows: [Row] = [
      try .make("tx_1", "2025-11-01", -100), try .make("tx_2", "2026-02-01", -300),
    ]
    let history = facts(of: rows, try options(asOf: "2026-02-28")).history
    let years = YearTable.all(history, .gbp)
    #expect(years.map(\.year) == [2026, 2025])
    #expect(years.map { $0.lines.map(\.month.month) } == [[2, 1], [12, 11]])
    #expect(years.map { $0.lines.map { $0.facts == nil } } == [[false, true], [true, false]])
    #expect(years.map(\.total.spent) == [300, 100])
  }

  @Test func `a site of no rows has its pages too`() throws {
    let files = texts(try site(of: [], options(asOf: "2026-06-18")))
    #expect(Set(files.keys) == ["index.html", "about.html", "site.css"])
    #expect(files["index.html"]?.contains("No transactions were in the data.") == true)
  }

  @Test func `the page about the report says what was read and how`() throws {
    let rows: [Row] = [
      try .make("tx_1", "2026-05-01", -100),
      try .make("tx_2", "2026-06-01", -100) { $0.source = .statementCSV },
    ]
    let files = texts(
      try site(
        of: rows,
        options(asOf: "2026-06-18") {
          $0.dataFiles = [
            DataFile(name: "june.csv", path: "../june.csv"), DataFile(name: "evil", path: "//evil"),
          ]
        }))
    let page = try HTMLReader.read(try #require(files["about.html"]))
    let facts = page.all("dd").map(\.text).map { $0.trimmingPrefix(" ") }
    #expect(facts.contains { $0.hasPrefix("Fri 1 May 2026 to Mon 1 Jun 2026") })
    #expect(
      facts.contains { $0.hasPrefix("Monzo API: 1 transaction Statement CSV: 1 transaction") })
    #expect(facts.contains { $0.hasPrefix("monzo-export 1.2.3") })
    #expect(page.all("a").contains { $0["href"] == "../june.csv" })
    #expect(!page.all("a").contains { $0["href"] == "//evil" })
    #expect(page.text.contains("evil"))
  }
}
