// The figures of a month, from rows that can be added up by hand.

import Model
import Testing

@testable import Site

/// The page of the last month of some rows.
func lastMonth(_ rows: [Row], asOf day: String, _ change: (inout SiteOptions) -> Void = { _ in })
  throws -> MonthPage
{
  let site = facts(of: rows, try options(asOf: day, change))
  let month = try #require(site.history.months.last)
  let entries = rows.filter { $0.date.month == month.month }.map { TransactionLine($0, site.names) }
  return MonthPage(month, TransactionList(entries, .newestFirst, site), next: nil, site)
}

extension MonthPage {
  func figure(_ measure: Figure.Measure) throws -> Figure {
    try #require(figures.first { $0.measure == measure })
  }
  /// A figure in pence.
  func pence(_ measure: Figure.Measure) throws -> Int128? { try figure(measure).amount?.minorUnits }
  /// A category in pence.
  func pence(_ category: String) -> Int128? {
    categories?.lines.first { $0.name == category }?.spent.minorUnits
  }
}

@Suite struct FigureTests {
  @Test func `a refund lowers what was spent and its category, and is no income`() throws {
    let page = try lastMonth(
      [
        .make("tx_1", "2026-06-01", -5_000),
        .make("tx_2", "2026-06-02", 2_000) {
          $0.kind = .refund
          $0[.category] = "groceries"
        },
        .make("tx_3", "2026-06-03", 700) {
          $0[.refundOf] = "tx_1"
          $0[.category] = "groceries"
        },
        .make("tx_4", "2026-06-04", 100_000),
      ], asOf: "2026-06-30")
    #expect(try page.pence(.spent) == 2_300)
    #expect(try page.pence(.income) == 100_000)
    #expect(try page.pence(.net) == 97_700)
    #expect(page.pence("Groceries") == 2_300)
    #expect(page.categories?.lines.first?.refunds == Amount(2_700, .gbp))
    #expect(try page.figure(.spent).notes.map(\.text) == ["after £27.00 of refunds"])
  }

  @Test func `a move to a pot changes no balance of all accounts and pots together`() throws {
    let page = try lastMonth(
      [
        .make("tx_1", "2026-06-01", -20_000) {
          $0.kind = .potTransfer
          $0[.potID] = "pot_1"
          $0.balanceMinor = 30_000
        },
        .make("tx_2", "2026-06-02", -500) { $0.balanceMinor = 29_500 },
        .make("tx_3", "2026-06-03", 5_000) {
          $0.kind = .potTransfer
          $0[.potID] = "pot_1"
          $0.balanceMinor = 34_500
        },
      ], asOf: "2026-06-30"
    ) { options in
      var account = AccountSummary(id: "acc_1", name: "Current account")
      account.openingMinor = 50_000
      var pot = AccountSummary(id: "pot_1", name: "Holiday", isPot: true)
      pot.openingMinor = 0
      options.registers = [account, pot]
    }
    #expect(try page.pence(.balance) == 49_500)
  }

  @Test func `a pot's own statement shows its balance where a move is linked with it`() throws {
    let page = try lastMonth(
      [
        .make("tx_1", "2026-06-01", -20_000) {
          $0.kind = .potTransfer
          $0[.potID] = "pot_1"
          $0[.transferID] = "tx_1"
          $0.balanceMinor = 30_000
        },
        .make("tx_2", "2026-06-01", 20_000) {
          $0.kind = .potTransfer
          $0[.accountID] = "pot_1"
          $0[.potID] = "pot_1"
          $0[.transferID] = "tx_1"
          $0.balanceMinor = 20_000
        },
      ], asOf: "2026-06-30")
    #expect(try page.pence(.balance) == 50_000)
  }

  @Test func `transfers, declined and unwanted rows count nowhere, and are listed with their sums`()
    throws
  {
    let page = try lastMonth(
      [
        .make("tx_1", "2026-06-01", -5_000) { $0.kind = .potTransfer },
        .make("tx_2", "2026-06-01", 5_000) { $0.kind = .ownTransfer },
        .make("tx_3", "2026-06-02", -2_450) { $0.status = .declined },
        .make("tx_4", "2026-06-03", -900) { $0.includeInSpending = false },
        .make("tx_5", "2026-06-04", 0) { $0.kind = .cardCheck },
        .make("tx_6", "2026-06-05", -100),
      ], asOf: "2026-06-30")
    #expect(try page.pence(.spent) == 100)
    #expect(try page.pence(.income) == 0)
    let lines = page.leftOut.lines
    #expect(lines.map(\.name) == [Words.transfers, Words.notSpending, Words.declined, Words.zero])
    #expect(lines.map(\.count) == [2, 1, 1, 1])
    #expect(lines.map(\.moneyIn?.minorUnits) == [5_000, nil, nil, nil])
    #expect(lines.map(\.moneyOut?.minorUnits) == [5_000, 900, 2_450, nil])
  }

  @Test func `pending rows count, and have a subtotal of their own`() throws {
    let page = try lastMonth(
      [
        .make("tx_1", "2026-06-01", -1_000),
        .make("tx_2", "2026-06-02", -250) { $0.status = .pending },
        .make("tx_3", "2026-06-02", 4_000) { $0.status = .pending },
      ], asOf: "2026-06-30")
    #expect(try page.pence(.spent) == 1_250)
    #expect(try page.figure(.spent).notes.map(\.text) == ["£2.50 of it pending"])
    #expect(try page.figure(.income).notes.map(\.text) == ["£40.00 of it pending"])
    #expect(
      page.leftOut.pending?.text
        == "2 transactions in the figures are still pending and can change: £2.50 spent, £40.00 in."
    )
  }

  @Test func `a part of a month is compared with the same days of the months before`() throws {
    let page = try lastMonth(
      [
        .make("tx_1", "2026-04-01", -1_000), .make("tx_2", "2026-04-20", -9_000),
        .make("tx_3", "2026-05-10", -2_001), .make("tx_4", "2026-05-19", -9_000),
        .make("tx_5", "2026-06-10", -1_200),
      ], asOf: "2026-06-18")
    let changes = try page.figure(.spent).changes
    #expect(changes.map(\.difference.minorUnits) == [-801, -300])
    #expect(
      changes.map(\.base.text) == [
        "in May 2026 to the 18th", "the 2-month average to the 18th (£15.00)",
      ])
    #expect(page.partNote?.contains("to the 18th") == true)
    #expect(page.pence("Groceries") == 1_200)
    #expect(page.categories?.lines.first?.previous == Amount(2_001, .gbp))
    #expect(page.categories?.lines.first?.average == Amount(1_500, .gbp))
    #expect(page.categories?.total.previous == Amount(2_001, .gbp))
  }

  @Test func `a whole month is compared with the last, with 3 months and with 12`() throws {
    let rows = try (1...13).map { number in
      let month = Month(index: Month(year: 2026, month: 6).index - 13 + number)
      return try Row.make("tx_\(number)", "\(month)-02", Int64(-100 * number))
    }
    let page = try lastMonth(rows, asOf: "2026-06-30")
    let changes = try page.figure(.spent).changes
    #expect(changes.map(\.difference.minorUnits) == [100, 200, 650])
    #expect(
      changes.map(\.base.text) == [
        "in May 2026", "the 3-month average (£11.00)", "the 12-month average (£6.50)",
      ])
  }

  @Test func `a first month that begins late is compared with nothing`() throws {
    let rows: [Row] = [
      try .make("tx_1", "2026-05-04", -9_000), try .make("tx_2", "2026-06-01", -100),
    ]
    #expect(try lastMonth(rows, asOf: "2026-06-30").figure(.spent).changes == [])
    let first = try lastMonth([rows[0]], asOf: "2026-06-30")
    #expect(first.partNote?.contains("begin on Mon 4 May 2026") == true)
  }

  @Test func `a month without rows is left out of averages`() throws {
    let page = try lastMonth(
      [
        .make("tx_1", "2026-03-01", -1_000), .make("tx_2", "2026-04-01", -3_000),
        .make("tx_3", "2026-06-01", -100),
      ], asOf: "2026-06-30")
    let changes = try page.figure(.spent).changes
    #expect(changes.map(\.base.text) == ["the 2-month average (£20.00)"])
    #expect(page.previous == Month(year: 2026, month: 4))
  }

  @Test func `the balance is that of all accounts after the last row`() throws {
    func row(_ id: String, _ day: String, _ account: String, _ balance: Int64?) throws -> Row {
      try .make(id, day, -100) {
        $0[.accountID] = account
        $0.balanceMinor = balance
      }
    }
    let rows = [
      try row("tx_1", "2026-05-01", "acc_1", 5_000), try row("tx_2", "2026-05-02", "acc_2", 700),
      try row("tx_3", "2026-06-03", "acc_1", 4_000), try row("tx_4", "2026-06-04", "acc_3", nil),
    ]
    let page = try lastMonth(rows, asOf: "2026-06-30")
    #expect(try page.pence(.balance) == 4_700)
    #expect(
      try page.figure(.balance).changes.first?.difference == Amount(-1_000, .gbp))
    #expect(try lastMonth([rows[3]], asOf: "2026-06-30").figure(.balance).amount == nil)
  }

  @Test func `rows of accounts in other currencies are listed and counted apart`() throws {
    let eur = try #require(Currency("EUR"))
    let page = try lastMonth(
      [
        .make("tx_1", "2026-06-01", -1_000),
        .make("tx_2", "2026-06-02", -5_000) { $0.currency = eur },
      ], asOf: "2026-06-30")
    #expect(try page.pence(.spent) == 1_000)
    let line = try #require(page.leftOut.lines.first)
    #expect(line.name == "Payments and refunds, EUR accounts")
    #expect(line.moneyOut == Amount(5_000, eur))
    #expect(page.transactions.wholeSum == Amount(-1_000, .gbp))
  }
}
