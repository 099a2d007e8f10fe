// The usual run: accounts, pots, windows, pages, and the end.

import Fetch
import Model
import MonzoAPI
import Testing

@Suite struct HistoryTests {
  let now = at("2026-06-15T12:00:00Z")

  /// A bank with one account and so many rows a year.
  func bank(_ rows: Int, since: String) -> BankInMemory {
    var bank = BankInMemory()
    bank.accounts = [.init(id: "acc_1", created: at(since))]
    bank.fill("acc_1", rows, from: at(since), to: now)
    return bank
  }

  @Test func `ten years come whole while the history is open`() throws {
    var run = Run(bank(5_000, since: "2016-01-10T09:00:00.5Z"), at: now, historyOpen: true)
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
    #expect(run.coverage("acc_1").count == 1)
    #expect(run.coverage("acc_1").first?.since == at("2016-01-10T08:59:59Z"))
    #expect(run.report?.accounts.first?.rows == 5_000)
    #expect(run.gaps.isEmpty)
    #expect(run.finishes == 1)
  }

  @Test func `a covered archive is asked for the trailing window only`() throws {
    let known = AccountCoverage(
      accountID: "acc_1", opened: nil,
      complete: [TimeWindow(since: at("2016-01-10T08:59:59Z"), before: at("2026-06-01T00:00:00Z"))])
    var run = Run(bank(5_000, since: "2016-01-10T09:00:00Z"), at: now, coverage: [known])
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.report?.accounts.first?.windows.count == 1)
    #expect(run.pages.count <= 3)
    #expect(run.gaps.isEmpty)
  }

  @Test func `old history is a gap when the bank does not give it`() throws {
    var run = Run(bank(5_000, since: "2016-01-10T09:00:00Z"), at: now)
    try run.drive()
    #expect(run.report?.outcome == .done)
    let gap = try #require(run.report?.accounts.first?.gaps.first)
    #expect(gap.reason == .verificationRequired)
    #expect(gap.window.since == at("2016-01-10T08:59:59Z"))
    #expect(gap.window.before == run.coverage("acc_1").first?.since)
    #expect(run.report?.accounts.first?.gaps == [gap])
    #expect(run.gaps["acc_1"]?.first?.window.since == gap.window.since)
    #expect(run.gaps["acc_1"]?.last?.window.before == gap.window.before)
  }

  /// An archive that was current 85 days ago: its last days lie before the trailing window and were read
  /// when payments of them may have been pending.
  private var late: AccountCoverage {
    AccountCoverage(
      accountID: "acc_1", opened: nil,
      complete: [TimeWindow(since: at("2025-01-10T08:59:59Z"), before: at("2026-03-22T12:00:00Z"))])
  }

  @Test func `days that were read too young are a gap once the bank does not list them any more`()
    throws
  {
    var run = Run(bank(500, since: "2025-01-10T09:00:00Z"), at: now, coverage: [late])
    try run.drive()
    #expect(run.report?.outcome == .done)
    let gap = CoverageGap(
      TimeWindow(since: at("2026-03-15T12:00:00Z"), before: at("2026-03-19T12:00:00Z")),
      .verificationRequired)
    #expect(run.gaps["acc_1"] == [gap])
    #expect(run.report?.accounts.first?.gaps == [gap])
  }

  @Test func `days that were read too young stay complete while nothing newer is read`() throws {
    var run = Run(bank(500, since: "2025-01-10T09:00:00Z"), at: now, coverage: [late])
    run.fate = { _, request, _ in
      request.target.hasPrefix("/transactions") ? .replaced(HTTPResponse(status: 500)) : .arrives
    }
    try run.drive()
    #expect(run.gaps.isEmpty)
  }

  @Test func `days that were read too young are read again while the history is open`() throws {
    var run = Run(
      bank(500, since: "2025-01-10T09:00:00Z"), at: now, coverage: [late], historyOpen: true)
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.gaps.isEmpty && run.report?.accounts.first?.gaps == [])
    // And what was young when they were read: 88 days more.
    #expect(run.coverage("acc_1").first?.since == at("2025-12-17T12:00:00Z"))
    run = Run(
      run.bank, at: now,
      coverage: [
        AccountCoverage(
          accountID: "acc_1", opened: nil,
          complete: [
            TimeWindow(since: at("2025-01-10T08:59:59Z"), before: at("2026-06-14T12:00:00Z"))
          ])
      ], historyOpen: true)
    try run.drive()
    #expect(run.report?.accounts.first?.windows.count == 1)
  }

  @Test(arguments: [1, 2, 4, 7]) func `no more requests are in flight than asked for`(most: Int)
    throws
  {
    var run = Run(bank(3_000, since: "2019-01-10T09:00:00Z"), at: now, historyOpen: true)
    run.start.options.concurrency = most
    try run.drive()
    #expect(run.inFlightMax == most)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
  }

  @Test func `thirty thousand rows keep four requests in flight busy`() throws {
    var run = Run(bank(30_000, since: "2016-01-10T09:00:00Z"), at: now, historyOpen: true)
    try run.drive()
    #expect(run.rows["acc_1"]?.count == 30_000)
    #expect(run.report?.accounts.first?.rows == 30_000)
    // A page takes 320 ms on average; 300 pages, four at once, take 24 s.
    #expect(run.now.seconds - now.seconds <= 27)
    #expect(run.pages.count <= 330)
  }

  @Test func `every request for rows has both ends, a year apart at most`() throws {
    var run = Run(bank(2_000, since: "2016-01-10T09:00:00Z"), at: now, historyOpen: true)
    try run.drive()
    for page in run.pages {
      #expect(page.target.contains("&since=") && page.target.contains("&before="))
      #expect(page.target.contains("limit=100"))
    }
  }

  @Test(arguments: [true, false]) func `rows at the very ends of windows come once`(
    sinceIsExclusive: Bool
  ) throws {
    var bank = bank(500, since: "2022-01-10T09:00:00Z")
    bank.sinceIsExclusive = sinceIsExclusive
    var plan = Run(bank, at: now, historyOpen: true)
    plan.start.options.concurrency = 1
    try plan.drive()
    let ends = Set(try #require(plan.report?.accounts.first?.windows).map(\.since)).sorted()
    #expect(ends.count == 6)
    for end in ends { bank.add("acc_1", end) }
    var run = Run(bank, at: now, historyOpen: true)
    run.start.options.concurrency = 1
    try run.drive()
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
    #expect(run.report?.accounts.first?.rows == 506)
  }

  @Test func `rows of the hidden account of a pot follow those of its owner`() throws {
    var bank = bank(300, since: "2026-01-10T09:00:00Z")
    bank.pots = [.init(id: "pot_1", owner: "acc_1", created: at("2026-05-01T00:00:00Z"))]
    bank.add("acc_1", at("2026-05-02T00:00:00Z"), pot: ("pot_1", "acc_hidden"))
    bank.fill("acc_hidden", 30, from: at("2026-05-02T00:00:00Z"), to: now)
    var run = Run(bank, at: now, historyOpen: true)
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.rows["acc_hidden"] == run.truth("acc_hidden"))
    #expect(run.report?.accounts.map(\.potID) == [nil, "pot_1"])
    #expect(run.balances.keys.sorted() == ["acc_1", "pot_1"])
  }
}
