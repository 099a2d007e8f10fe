// Accounts, balances, pots, and the money that moves between them.

import Foundation
import Model
import MonzoAPI
import Sandbox
import Testing

@Suite struct AccountTests {
  @Test func `accounts can be asked for by type`() throws {
    var bank = try TestBank.open()
    #expect(
      try bank.call(ListAccounts()).compactMap(\.type) == [
        "uk_retail", "uk_retail_joint", "uk_monzo_flex",
      ])
    #expect(try bank.call(ListAccounts(type: "uk_monzo_flex")).count == 1)
    #expect(try bank.call(ListAccounts(type: "uk_business")).isEmpty)
  }

  @Test func `a backing loan is listed and refuses, a loan has an empty list`() throws {
    var rules = BankServer.Rules()
    rules.hasRefusingAccounts = true
    var bank = try TestBank.open(rules: rules)
    let accounts = try bank.call(ListAccounts())
    #expect(accounts.suffix(2).compactMap(\.type) == ["uk_monzo_flex_backing_loan", "uk_loan"])
    let (backing, loan) = (accounts[3].id, accounts[4].id)
    let refused = "403 forbidden.insufficient_permissions"
    #expect(bank.refusal(ListTransactions(accountID: backing)) == refused)
    #expect(bank.refusal(ReadBalance(accountID: backing)) == refused)
    #expect(try bank.call(ListTransactions(accountID: loan)).isEmpty)
    #expect(bank.refusal(ReadBalance(accountID: loan)) == refused)
  }

  @Test func `an account opened ten years ago has rows of ten years`() throws {
    var bank = try TestBank.open()
    let account = try #require(try bank.call(ListAccounts()).first)
    let opened = try #require(account.created)
    #expect(opened.description.hasPrefix("2016-07-01"))
    let rows = try bank.allRows(of: account.id)
    #expect(rows.allSatisfy { $0.created > opened })
    #expect(Set(rows.map { $0.created.description.prefix(4) }).count == 11)
  }

  @Test func `a deposit moves money once, however often it is asked for`() throws {
    var bank = try TestBank.open(TestBank.household)
    let account = bank.current
    let before = bank.bank.truth(at: bank.now)
    let pots = try bank.call(ListPots(accountID: account))
    let pot = try #require(pots.first { $0.raw.id == before[3].potID })
    func move(_ verb: String, _ amount: Int, _ dedupe: String, _ side: String) -> HTTPRequest {
      TestBank.form(
        .put, "/pots/\(pot.raw.id)/\(verb)",
        ["\(side)_account_id": account, "amount": String(amount), "dedupe_id": dedupe])
    }
    let answers = try (0..<3).map { _ in
      try bank.object(move("deposit", 700, "one", "source"))["balance"] as? Int64
    }
    #expect(Set(answers) == [before[3].balance + 700])
    bank.wait(1)
    #expect(
      try bank.object(move("withdraw", 200, "two", "destination"))["balance"] as? Int64
        == before[3].balance + 500)
    bank.wait(1)
    let after = bank.bank.truth(at: bank.now)
    #expect(after[0].balance == before[0].balance - 500)
    #expect(try bank.call(ReadBalance(accountID: account)).balance == after[0].balance)
    #expect(after[0].rows.count == before[0].rows.count + 2)
    #expect(after[3].rows.count == before[3].rows.count + 2)
    let page = try bank.call(ListTransactions(accountID: account, since: .time(bank.started)))
    let isTrue = page.map(\.body) == after[0].rows.suffix(2)
    #expect(isTrue && page.map(\.pot?.potID) == [pot.raw.id, pot.raw.id])
    #expect(page.last?.pot?.accountID == after[3].accountID)
  }

  @Test func `money that is not there does not move`() throws {
    var bank = try TestBank.open(TestBank.household)
    let pot = try #require(try bank.call(ListPots(accountID: bank.current)).first).raw.id
    let account = bank.current
    func refusal(_ amount: String, _ dedupe: String? = "a") -> String {
      bank.refusal(
        TestBank.form(
          .put, "/pots/\(pot)/deposit",
          ["source_account_id": account, "amount": amount, "dedupe_id": dedupe]))
    }
    #expect(refusal("999999999999") == "400 bad_request.insufficient_funds")
    #expect(refusal("-5") == "400 bad_request.bad_param.amount")
    #expect(refusal("1.50") == "400 bad_request.bad_param.amount")
    #expect(refusal("1", nil) == "400 bad_request.bad_param.dedupe_id")
    #expect(refusal("1", "b") == "200 without a code")
    #expect(refusal("2", "b") == "400 bad_request.bad_param.dedupe_id")
  }

  @Test func `paths, methods and types that the API has not are refused`() throws {
    var bank = try TestBank.open()
    #expect(bank.refusal(HTTPRequest(.get, "/statements")) == "404 not_found")
    #expect(bank.refusal(HTTPRequest(.get, "/pots/x/y/z")) == "404 not_found")
    #expect(bank.refusal(HTTPRequest(.delete, "/accounts")) == "405 method_not_allowed")
    #expect(bank.send(HTTPRequest(.delete, "/accounts")).headers["allow"] == "GET")
    #expect(
      bank.refusal(HTTPRequest(.get, "/accounts"), accept: "text/csv") == "406 not_acceptable")
    let json = HTTPRequest(
      .post, "/feed", contentType: "application/json", body: Array("{}".utf8))
    #expect(bank.refusal(json) == "415 bad_request.unsupported_media_type")
  }

  @Test func `a limit of requests a minute is reported with the seconds to wait`() throws {
    var rules = BankServer.Rules()
    rules.requestsPerMinute = 3
    var bank = TestBank(rules: rules)
    for _ in 0..<3 { #expect(bank.send(AskWhoAmI().request).status == 401) }
    let refused = bank.send(AskWhoAmI().request)
    #expect(refused.status == 429)
    bank.wait(try #require(refused.headers["retry-after"].flatMap { Int64($0) }))
    #expect(bank.send(AskWhoAmI().request).status == 401)
  }
}
