// Older history: the bank is asked for it once, whatever is known of the login, and its answer is remembered.

import Fetch
import Model
import MonzoAPI
import Testing

@Suite struct ClosedHistoryTests {
  let now = at("2026-06-15T12:00:00Z")
  let opened = at("2016-01-10T08:59:59Z")
  let login = at("2026-06-15T11:59:00Z")

  func bank(_ accounts: Int = 1) -> BankInMemory {
    var bank = BankInMemory()
    for number in 1...accounts {
      let id = "acc_\(number)"
      bank.accounts.append(.init(id: id, created: at("2016-01-10T09:00:00Z")))
      bank.fill(id, 1_000, from: at("2016-01-10T09:00:00Z"), to: now)
    }
    return bank
  }

  /// A run of a login of which nothing but its time is known.
  func run(_ bank: BankInMemory, coverage: [AccountCoverage] = []) -> Run {
    var run = Run(bank, at: now, coverage: coverage)
    run.start.login = login
    return run
  }

  /// The coverage that a run leaves, for the next one.
  func coverage(after run: Run, _ account: String = "acc_1") -> AccountCoverage {
    AccountCoverage(
      accountID: account, opened: opened, complete: run.coverage(account),
      gaps: run.gaps[account] ?? [], closedLogin: run.closedLogins[account])
  }

  /// Why an account has gaps.
  func reasons(_ run: Run, _ account: String = "acc_1") -> Set<GapReason> {
    Set((run.gaps[account] ?? []).map(\.reason))
  }

  /// The requests for rows of more than 90 days ago.
  func older(_ run: Run) -> [HTTPRequest] {
    run.pages.filter { page in
      let query = FormFields(parsing: String(page.target.drop { $0 != "?" }.dropFirst()))
      return query["since"].flatMap { Instant($0) }.map {
        $0 < Instant(seconds: now.seconds - 90 * 86_400)
      } ?? false
    }
  }

  @Test(arguments: [1, 4]) func `history that is open comes whole, though nobody saw the approval`(
    concurrency: Int
  ) throws {
    for login in [login, nil] {
      var run = run(bank(2))
      run.start.login = login
      run.start.options.concurrency = concurrency
      run.bank.historyOpenUntil = at("2026-06-15T12:04:00Z")
      try run.drive()
      #expect(run.report?.outcome == .done)
      for account in ["acc_1", "acc_2"] {
        #expect(run.rows[account] == run.truth(account))
        #expect(run.coverage(account).map(\.since) == [opened])
      }
      #expect(run.closedLogins.isEmpty && run.gaps.isEmpty)
    }
  }

  @Test(arguments: [1, 4, 8]) func `history that is closed costs one request an account`(
    concurrency: Int
  ) throws {
    var run = run(bank(3))
    run.start.options.concurrency = concurrency
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(older(run).count == 3)
    for account in ["acc_1", "acc_2", "acc_3"] {
      #expect(reasons(run, account) == [.verificationRequired])
    }
    #expect(run.closedLogins == ["acc_1": login, "acc_2": login, "acc_3": login])
  }

  @Test func `what the bank refused to a login it is not asked for again`() throws {
    var first = run(bank())
    try first.drive()
    var second = run(bank(), coverage: [coverage(after: first)])
    try second.drive()
    #expect(older(second).isEmpty)
    #expect(second.report?.accounts.first?.gaps.map(\.reason) == [.verificationRequired])
    // A later login is asked anew.
    var third = run(bank(), coverage: [coverage(after: second)])
    third.start.login = at("2026-06-15T11:59:30Z")
    third.bank.historyOpenUntil = at("2026-06-15T12:04:00Z")
    try third.drive()
    #expect(third.rows["acc_1"]?.count ?? 0 > 900)
    #expect(third.report?.accounts.first?.gaps == [])
  }

  @Test func `a token of which nothing is known is asked in every run, and nothing is noted`()
    throws
  {
    var first = run(bank())
    first.start.login = nil
    try first.drive()
    #expect(older(first).count == 1 && first.closedLogins.isEmpty)
    var second = run(bank(), coverage: [coverage(after: first)])
    second.start.login = nil
    try second.drive()
    #expect(older(second).count == 1)
  }

  @Test func `an archive that lacks nothing is not asked for older history`() throws {
    let known = AccountCoverage(
      accountID: "acc_1", opened: opened,
      complete: [TimeWindow(since: opened, before: at("2026-06-10T00:00:00Z"))])
    var run = run(bank(), coverage: [known])
    try run.drive()
    #expect(older(run).isEmpty && run.closedLogins.isEmpty)
  }

  // MARK: Refused though it was open

  @Test func `history that is refused while it is open is no login's to bring`() throws {
    var first = run(bank())
    first.start.historyOpenUntil = at("2026-06-15T12:04:00Z")
    try first.drive()
    #expect(first.report?.outcome == .done)
    #expect(reasons(first) == [.refused])
    #expect(first.report?.accounts.first?.gaps.map(\.reason) == [.refused])
    // Later runs leave it as it is, whether they ask again or not.
    for login in [login, at("2026-06-15T11:59:30Z")] {
      var second = run(bank(), coverage: [coverage(after: first)])
      second.start.login = login
      second.gaps = first.gaps
      try second.drive()
      #expect(second.report?.accounts.first?.gaps.map(\.reason) == [.refused])
      #expect(reasons(second) == [.refused])
    }
  }

  @Test(arguments: ["2026-06-15T12:00:25Z", "2026-06-15T12:00:00Z", "2026-06-15T11:59:00Z"])
  func `a refusal when the history is about to close, or just closed, proves nothing`(end: String)
    throws
  {
    var run = run(bank())
    run.start.historyOpenUntil = at(end)
    try run.drive()
    #expect(reasons(run) == [.verificationRequired])
  }

  @Test func `history that closes earlier than it should have is for the next login`() throws {
    var run = run(bank())
    run.start.historyOpenUntil = at("2026-06-15T12:04:00Z")
    run.bank.historyOpenUntil = at("2026-06-15T12:00:02Z")
    try run.drive()
    let reasons = try #require(run.report?.accounts.first?.gaps.map(\.reason))
    #expect(!reasons.isEmpty && reasons.allSatisfy { $0 == .verificationRequired })
  }
}
