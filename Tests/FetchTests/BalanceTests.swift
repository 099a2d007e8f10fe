// Balances are facts only when they stood still while rows were read; accounts are those that were asked for.

import Fetch
import Model
import MonzoAPI
import Testing

@Suite struct BalanceTests {
  let now = at("2026-06-15T12:00:00Z")

  func bank() -> BankInMemory {
    var bank = BankInMemory()
    bank.accounts = [
      .init(id: "acc_1", created: at("2026-05-01T00:00:00Z")),
      .init(id: "acc_2", type: "uk_retail_joint", created: at("2026-05-01T00:00:00Z")),
    ]
    bank.pots = [
      .init(id: "pot_1", owner: "acc_1", created: at("2026-05-02T00:00:00Z")),
      .init(id: "pot_2", owner: "acc_1", created: at("2026-05-02T00:00:00Z")),
    ]
    bank.fill("acc_1", 30, from: at("2026-05-02T00:00:00Z"), to: now)
    bank.add("acc_1", at("2026-05-03T00:00:00Z"), pot: ("pot_1", "acc_hidden"))
    bank.fill("acc_hidden", 30, from: at("2026-05-03T00:00:00Z"), to: now)
    return bank
  }

  @Test func `balances that stand still are kept, of pots without rows too`() throws {
    var run = Run(bank(), at: now)
    try run.drive()
    #expect(run.balances.keys.sorted() == ["acc_1", "acc_2", "pot_1", "pot_2"])
    for (account, time) in run.balances where account.hasPrefix("acc") {
      #expect(run.coverage(account).last?.before == time)
    }
    #expect(run.balances["pot_1"] == run.coverage("acc_hidden").last?.before)
  }

  @Test func `a balance is no older than the rows that make it, when the bank's clock is ahead`()
    throws
  {
    var bank = bank()
    bank.accounts.removeLast()
    let last = Instant(seconds: now.seconds + 20)
    bank.add("acc_1", last)
    bank.add("acc_hidden", last)
    var run = Run(bank, at: now)
    try run.drive()
    #expect(run.balances["acc_1"] == last && run.balances["pot_1"] == last)
  }

  @Test func `a balance that moved once has the trailing window read again`() throws {
    var run = Run(bank(), at: now)
    run.start.options.accounts = ["uk_retail"]
    run.beforeAnswer = { id, request, bank in
      guard request.target.hasPrefix("/transactions?account_id=acc_1"),
        bank.accounts[0].balance == 0
      else { return }
      bank.accounts[0].balance = 7
    }
    try run.drive()
    #expect(run.balances["acc_1"] != nil)
    #expect(run.report?.accounts.first?.windows.count == 2)
    #expect(run.report?.accounts.first?.rows == 31)
    #expect(run.notes.isEmpty)
  }

  @Test func `a balance that never stands still is not kept`() throws {
    var run = Run(bank(), at: now)
    run.beforeAnswer = { id, request, bank in
      bank.accounts[0].balance = id
      bank.pots[0].balance = id
    }
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.balances.keys.sorted() == ["acc_2", "pot_2"])
    #expect(
      run.notes == [.balanceMoved(accountID: "acc_1"), .balanceMoved(accountID: "pot_1")])
    #expect(run.report?.accounts.map(\.windows.count) == [3, 1, 3])
  }

  @Test func `an account that refuses its balance still gives its rows`() throws {
    var bank = bank()
    bank.accounts[0].refusesBalance = true
    var run = Run(bank, at: now)
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
    #expect(run.balances.keys.sorted() == ["acc_2", "pot_1", "pot_2"])
    #expect(run.report?.accounts.first?.refusal?.status == 403)
    #expect(run.report?.accounts.first?.gaps == [])
  }

  @Test func `only the accounts that were named are fetched, with their pots`() throws {
    var run = Run(bank(), at: now)
    run.start.options.accounts = ["uk_retail_joint"]
    try run.drive()
    #expect(run.report?.accounts.map(\.accountID) == ["acc_2"])
    run = Run(bank(), at: now)
    run.start.options.accounts = ["acc_1"]
    try run.drive()
    #expect(run.report?.accounts.map(\.accountID) == ["acc_1", "acc_hidden"])
  }

  @Test func `the hidden account of a pot is known from the archive`() throws {
    var bank = bank()
    bank.accounts.removeLast()
    let known = AccountCoverage(
      accountID: "acc_hidden", potID: "pot_1", opened: at("2026-05-01T23:59:59Z"))
    var run = Run(bank, at: now, coverage: [known])
    run.bank.accounts[0].refusesRows = true
    try run.drive()
    #expect(run.rows["acc_hidden"] == run.truth("acc_hidden"))
  }
}
