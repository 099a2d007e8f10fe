// Rows come in pages, oldest first, and the pages together hold every row once.

import Foundation
import Model
import MonzoAPI
import Sandbox
import Testing

@Suite struct PagingTests {
  @Test(arguments: [1, 2, 7, 30, 100])
  func `pages of any size hold all rows once`(limit: Int) throws {
    var bank = try TestBank.open()
    for truth in bank.bank.truth(at: bank.now) where truth.potID == nil {
      let rows = try bank.allRows(of: truth.accountID, limit: limit)
      let isWhole = rows.map(\.body) == truth.rows
      #expect(isWhole, "\(truth.accountID)")
    }
  }

  @Test func `the household of three years is paged through like a small one`() throws {
    var bank = try TestBank.open(TestBank.household)
    for truth in bank.bank.truth(at: bank.now) where truth.potID == nil {
      let isWhole = try bank.allRows(of: truth.accountID).map(\.body) == truth.rows
      #expect(isWhole, "\(truth.accountID)")
    }
  }

  @Test func `kept rows are the rows that are made anew`() {
    let demo = DemoBank(seed: 5, transactions: 200, years: 10)
    let anew = BankServer(BankHistory(demo)).truth(at: DemoBank.asOf)
    let isSame = anew == BankServer(TestBank.small).truth(at: DemoBank.asOf)
    #expect(isSame)
    #expect(anew.map(\.rows.count).reduce(0, +) == 200)
  }

  @Test func `a page has 30 rows unless asked, and 100 at most`() throws {
    var bank = try TestBank.open(TestBank.household)
    let since = ListTransactions.Since.time(Instant(seconds: bank.now.seconds - 8_000 * 3600))
    func count(_ limit: Int?) throws -> Int {
      try bank.call(ListTransactions(accountID: bank.current, since: since, limit: limit)).count
    }
    #expect(try count(nil) == 30)
    #expect(try count(100) == 100)
    #expect(try count(1000) == 100)
  }

  @Test func `since a time has the row of that time, since an id has not, and before has not`()
    throws
  {
    var bank = try TestBank.open()
    let rows = try bank.allRows(of: bank.current)
    let row = rows[rows.count / 2]
    let day: Int64 = 86_400
    let before = Instant(seconds: row.created.seconds + 100 * day)
    let byTime = try bank.call(
      ListTransactions(accountID: bank.current, since: .time(row.created), before: before))
    #expect(byTime.first?.id == row.id)
    let byID = try bank.call(
      ListTransactions(accountID: bank.current, since: .id(row.id), before: before))
    #expect(byID.map(\.id) == byTime.dropFirst().map(\.id))
    let earlier = try bank.call(
      ListTransactions(
        accountID: bank.current, since: .time(Instant(seconds: row.created.seconds - 100 * day)),
        before: row.created))
    #expect(!earlier.map(\.id).contains(row.id))
  }

  @Test func `an id that no row has is a bookmark all the same`() throws {
    var bank = try TestBank.open()
    let rows = try bank.allRows(of: bank.current)
    let gone = String(rows[10].id.dropLast()) + (rows[10].id.hasSuffix("z") ? "y" : "z")
    let page = try bank.call(
      ListTransactions(
        accountID: bank.current, since: .id(gone),
        before: Instant(seconds: rows[10].created.seconds + 8_000 * 3600)))
    #expect(page.first?.id == rows[11].id)
  }

  @Test func `without since only the last 30 days are listed`() throws {
    var bank = try TestBank.open(TestBank.household)
    let page = try bank.call(ListTransactions(accountID: bank.current))
    let horizon = Instant(seconds: bank.now.seconds - 30 * 86_400)
    #expect(!page.isEmpty && page.allSatisfy { $0.created >= horizon })
  }

  @Test func `a merchant is an id until it is asked for`() throws {
    var bank = try TestBank.open()
    let rows = try bank.allRows(of: bank.current)
    for row in rows.prefix(40) {
      let whole = try bank.object(RetrieveTransaction(id: row.id).request)
      let bare = try bank.object(RetrieveTransaction(id: row.id, expandsMerchant: false).request)
      let merchant = (whole["transaction"] as? [String: Any])?["merchant"] as? [String: Any]
      let id = (bare["transaction"] as? [String: Any])?["merchant"] as? String
      #expect(id == merchant?["id"] as? String)
      if let id { #expect(id.hasPrefix("merch_") && id.utf8.count == 28) }
    }
  }

  @Test func `rows that cannot be asked for are refused with the name of the parameter`() throws {
    var bank = try TestBank.open()
    let account = bank.current
    func refusal(_ query: String) -> String {
      bank.refusal(HTTPRequest(.get, "/transactions?\(query)"))
    }
    #expect(refusal("limit=10") == "400 bad_request.bad_param.account_id")
    #expect(refusal("account_id=7") == "400 bad_request.bad_param.account_id")
    #expect(refusal("account_id=\(account)&limit=0") == "400 bad_request.bad_param.limit")
    #expect(refusal("account_id=\(account)&limit=+5") == "400 bad_request.bad_param.limit")
    #expect(refusal("account_id=\(account)&since=yesterday") == "400 bad_request.bad_param.since")
    #expect(refusal("account_id=\(account)&before=tx_1") == "400 bad_request.bad_param.before")
    #expect(
      refusal("account_id=acc_0000000000000000000000") == "403 forbidden.insufficient_permissions")
    #expect(
      refusal("account_id=\(account)&since=2026-01-02T00:00:00Z&before=2026-01-01T00:00:00Z")
        == "400 bad_request.bad_time_range")
  }

  @Test func `since a time after now is an empty list`() throws {
    var bank = try TestBank.open()
    let later = Instant(seconds: bank.now.seconds + 86_400)
    #expect(try bank.call(ListTransactions(accountID: bank.current, since: .time(later))).isEmpty)
    let end = Instant(seconds: later.seconds + 1)
    #expect(
      try bank.call(ListTransactions(accountID: bank.current, since: .time(later), before: end))
        .isEmpty)
  }

  @Test func `a bank of today gives the rows of its last 30 and 80 days`() throws {
    let asOf = try #require(Instant("2026-11-28T08:49:06Z"))
    var bank = TestBank(BankHistory(DemoBank(seed: 1, asOf: asOf)))
    bank.now = asOf
    try bank.logIn()
    bank.wait(600)
    let account = try bank.call(ListAccounts())[0].id
    for days: Int64 in [30, 80] {
      let since = Instant(seconds: bank.now.seconds - days * 86_400)
      let page = try bank.call(
        ListTransactions(accountID: account, since: .time(since), limit: 100))
      let first = try #require(page.first)
      #expect(page.count == 100 && first.created >= since)
      #expect(first.created.seconds < since.seconds + 2 * 86_400)
    }
    let old = Instant(seconds: bank.now.seconds - 90 * 86_400)
    #expect(
      bank.refusal(ListTransactions(accountID: account, since: .time(old)))
        == "403 forbidden.verification_required")
  }

  @Test func `a request spans 8760 hours and not a second more`() throws {
    var bank = try TestBank.open()
    func refusal(_ seconds: Int64) -> String {
      let since = Instant(seconds: bank.now.seconds - seconds, nanoseconds: bank.now.nanoseconds)
      return bank.refusal(ListTransactions(accountID: bank.current, since: .time(since)))
    }
    #expect(refusal(8760 * 3600) == "200 without a code")
    #expect(refusal(8760 * 3600 + 1) == "400 bad_request.invalid_time_range")
  }
}
