// The whole history is open for five minutes after the approval; afterwards 90 days are too far back.

import Foundation
import Model
import MonzoAPI
import Sandbox
import Testing

@Suite struct HistoryWindowTests {
  /// What the bank says to a request that reaches back so many seconds.
  private func refusal(_ bank: inout TestBank, _ account: String, back seconds: Int64) -> String {
    let since = Instant(seconds: bank.now.seconds - seconds, nanoseconds: bank.now.nanoseconds)
    return bank.refusal(ListTransactions(accountID: account, since: .time(since)))
  }

  @Test func `the window is open for 300 seconds from the approval`() throws {
    var bank = try TestBank.open()
    let account = bank.current
    bank.wait(299)
    #expect(refusal(&bank, account, back: 300 * 86_400) == "200 without a code")
    bank.wait(1)
    #expect(refusal(&bank, account, back: 300 * 86_400) == "403 forbidden.verification_required")
  }

  @Test func `afterwards a second less than 90 days is given, and 90 days are not`() throws {
    var bank = try TestBank.open()
    let account = bank.current
    bank.wait(600)
    #expect(refusal(&bank, account, back: 90 * 86_400 - 1) == "200 without a code")
    #expect(refusal(&bank, account, back: 90 * 86_400) == "403 forbidden.verification_required")
  }

  @Test func `an id reaches back as far as its time`() throws {
    var bank = try TestBank.open()
    let account = bank.current
    let rows = try bank.allRows(of: account)
    bank.wait(600)
    let horizon = bank.now.seconds - 90 * 86_400
    let old = try #require(
      rows.last { $0.created.seconds < horizon && $0.created.seconds > horizon - 200 * 86_400 })
    #expect(
      bank.refusal(ListTransactions(accountID: account, since: .id(old.id)))
        == "403 forbidden.verification_required")
    #expect(bank.refusal(RetrieveTransaction(id: old.id)) == "403 forbidden.verification_required")
    let new = try #require(rows.last)
    #expect(
      bank.refusal(ListTransactions(accountID: account, since: .id(new.id))) == "200 without a code"
    )
  }

  @Test func `the accounts of pots give 90 days at no time`() throws {
    var bank = try TestBank.open()
    let pot = try #require(bank.bank.truth(at: bank.now).first { $0.potID != nil }).accountID
    #expect(refusal(&bank, pot, back: 90 * 86_400) == "403 forbidden.verification_required")
    #expect(refusal(&bank, pot, back: 90 * 86_400 - 1) == "200 without a code")
  }

  @Test func `a refresh does not open the window again, a login does`() throws {
    var bank = try TestBank.open()
    let account = bank.current
    let client = bank.bank.clients[0]
    bank.wait(600)
    let answer = try bank.call(
      RefreshToken(
        clientID: client.id, clientSecret: client.secret,
        refreshToken: Secret(try #require(bank.refreshToken))))
    bank.token = answer.accessToken.reveal()
    #expect(refusal(&bank, account, back: 100 * 86_400) == "403 forbidden.verification_required")
    try bank.logIn()
    bank.wait(3)
    #expect(refusal(&bank, account, back: 100 * 86_400) == "200 without a code")
  }

  @Test func `balances and accounts are given when history is not`() throws {
    var bank = try TestBank.open()
    bank.wait(600)
    #expect(bank.refusal(ListAccounts()) == "200 without a code")
    #expect(bank.refusal(ReadBalance(accountID: bank.current)) == "200 without a code")
  }
}
