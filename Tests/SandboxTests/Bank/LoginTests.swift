// Codes, tokens, approval, and when each of them ends.

import Foundation
import Model
import MonzoAPI
import Sandbox
import Testing

@Suite struct LoginTests {
  @Test func `until the approval in the app the token may say who it is, and nothing more`() throws
  {
    var bank = TestBank()
    try bank.logIn()
    #expect(bank.refusal(ListAccounts()) == "403 forbidden.insufficient_permissions")
    #expect(try bank.call(AskWhoAmI()).userID == bank.bank.userID)
    bank.wait(2)
    #expect(bank.refusal(ListAccounts()) == "403 forbidden.insufficient_permissions")
    bank.wait(1)
    #expect(try bank.call(ListAccounts()).count == 3)
  }

  @Test func `without an approval the token never may`() throws {
    var rules = BankServer.Rules()
    rules.approvalDelay = nil
    var bank = TestBank(rules: rules)
    try bank.logIn()
    bank.wait(10_000)
    #expect(bank.refusal(ListAccounts()) == "403 forbidden.insufficient_permissions")
  }

  @Test func `a program is sent back with code and state at once, a person after a click`() throws {
    var bank = TestBank()
    let page = AuthorisationPage(
      clientID: bank.bank.clients[0].id, redirectURI: TestBank.redirect, state: "a&b =\"<")
    let target = page.address(at: "/")
    let answer = bank.send(HTTPRequest(.get, target))
    #expect(answer.status == 302)
    let location = try #require(URLComponents(string: answer.headers["location"] ?? ""))
    #expect(location.path == "/callback" && location.port == 8912)
    #expect(location.queryItems?.first { $0.name == "state" }?.value == "a&b =\"<")
    let html = bank.send(HTTPRequest(.get, target), accept: "text/html,*/*;q=0.8")
    let text = String(decoding: html.body, as: UTF8.self)
    #expect(html.status == 200 && text.contains("value=\"a&amp;b =&quot;&lt;\""))
    let click = bank.send(
      TestBank.form(
        .post, "/approve",
        [
          "client_id": page.clientID, "redirect_uri": page.redirectURI, "response_type": "code",
          "state": "s",
        ]))
    #expect(click.status == 303 && click.headers["location"]?.hasSuffix("&state=s") == true)
  }

  @Test func `a page for an unknown client or a strange address goes nowhere`() {
    var bank = TestBank()
    let page = AuthorisationPage(clientID: "oauth2client_1", redirectURI: "x:", state: "s")
    #expect(
      bank.refusal(HTTPRequest(.get, page.address(at: "/")))
        == "400 bad_request.bad_param.client_id")
    let other = AuthorisationPage(
      clientID: bank.bank.clients[0].id, redirectURI: "javascript:alert(1)", state: "s")
    #expect(
      bank.refusal(HTTPRequest(.get, other.address(at: "/")))
        == "400 bad_request.bad_param.redirect_uri")
  }

  @Test func `a code is good once, for its client, secret and address`() throws {
    var bank = TestBank()
    let (client, other) = (bank.bank.clients[0], bank.bank.clients[1])
    func exchange(_ change: (inout ExchangeCode) -> Void = { _ in }) throws -> String {
      let approved = bank.bank.approveLogin(of: client.id, redirectURI: TestBank.redirect)
      let code = try #require(approved)
      var exchange = ExchangeCode(
        clientID: client.id, clientSecret: client.secret, redirectURI: TestBank.redirect, code: code
      )
      change(&exchange)
      _ = bank.send(exchange.request)
      return bank.refusal(exchange)
    }
    #expect(try exchange() == "400 bad_request.invalid_token")
    #expect(try exchange { $0.redirectURI += "/x" } == "400 bad_request.invalid_token")
    #expect(try exchange { $0.clientSecret = other.secret } == "401 unauthorized.bad_client")
    let isOthers = try exchange {
      $0.clientID = other.id
      $0.clientSecret = other.secret
    }
    #expect(isOthers == "400 bad_request.invalid_token")
  }

  @Test func `a refresh token is good once, and the old pair is dead at once`() throws {
    var bank = try TestBank.open()
    let client = bank.bank.clients[0]
    let refresh = RefreshToken(
      clientID: client.id, clientSecret: client.secret,
      refreshToken: Secret(try #require(bank.refreshToken)))
    let answer = try bank.call(refresh)
    #expect(answer.refreshToken.map { $0.reveal() != bank.refreshToken } == true)
    #expect(bank.refusal(ListAccounts()) == "401 unauthorized.bad_access_token")
    #expect(bank.refusal(refresh) == "400 bad_request.invalid_token")
    bank.token = answer.accessToken.reveal()
    #expect(try bank.call(ListAccounts()).count == 3)
  }

  @Test func `a client that is not confidential gets no refresh token`() throws {
    var bank = TestBank()
    try bank.logIn(client: 1)
    #expect(bank.refreshToken == nil)
    let client = bank.bank.clients[1]
    let refresh = RefreshToken(
      clientID: client.id, clientSecret: client.secret, refreshToken: Secret("x"))
    #expect(bank.refusal(refresh) == "400 bad_request.bad_param.grant_type")
  }

  @Test func `a token lives six hours`() throws {
    var bank = try TestBank.open()
    bank.wait(21_600 - 4)
    #expect(bank.refusal(ListAccounts()) == "200 without a code")
    bank.wait(1)
    #expect(bank.refusal(ListAccounts()) == "401 unauthorized.bad_access_token.expired")
  }

  @Test func `a new login of the client evicts the earlier one`() throws {
    var bank = try TestBank.open()
    let old = bank.token
    try bank.logIn()
    bank.token = old
    #expect(bank.refusal(ListAccounts()) == "401 unauthorized.bad_access_token.evicted")
  }

  @Test func `after logging out neither token is good`() throws {
    var bank = try TestBank.open()
    _ = try bank.call(LogOut())
    #expect(bank.refusal(ListAccounts()) == "401 unauthorized.bad_access_token")
    let client = bank.bank.clients[0]
    let refresh = RefreshToken(
      clientID: client.id, clientSecret: client.secret,
      refreshToken: Secret(try #require(bank.refreshToken)))
    #expect(bank.refusal(refresh) == "400 bad_request.invalid_token")
  }

  @Test func `without a token nobody is let in`() {
    var bank = TestBank()
    #expect(bank.refusal(AskWhoAmI()) == "401 unauthorized.bad_access_token")
    bank.token = "made up"
    #expect(bank.refusal(ListAccounts()) == "401 unauthorized.bad_access_token")
  }

  @Test func `name and password are good in the dialect of 2015 only`() throws {
    func refusal(_ takesPasswords: Bool, _ password: Secret?) -> String {
      var rules = BankServer.Rules()
      rules.takesPasswords = takesPasswords
      var bank = TestBank(rules: rules)
      let (client, household) = (bank.bank.clients[0], bank.bank.credentials)
      return bank.refusal(
        PasswordGrant(
          clientID: client.id, clientSecret: client.secret, username: household.username,
          password: password ?? household.password))
    }
    #expect(refusal(true, nil) == "200 without a code")
    #expect(refusal(true, Secret("wrong")) == "400 bad_request.invalid_token")
    #expect(refusal(false, nil) == "400 bad_request.bad_param.grant_type")
  }

  @Test func `access ends 90 days after the consent, unless the user renews it`() throws {
    var bank = try TestBank.open()
    let client = bank.bank.clients[0]
    func refresh() throws {
      let answer = try bank.call(
        RefreshToken(
          clientID: client.id, clientSecret: client.secret,
          refreshToken: Secret(try #require(bank.refreshToken))))
      (bank.token, bank.refreshToken) = (
        answer.accessToken.reveal(), answer.refreshToken?.reveal()
      )
    }
    bank.wait(90 * 86_400 - 1)
    try refresh()
    #expect(bank.refusal(ListAccounts()) == "200 without a code")
    bank.wait(1)
    #expect(bank.refusal(ListAccounts()) == "403 forbidden.insufficient_permissions")
    bank.bank.extendConsent(at: bank.now)
    #expect(bank.refusal(ListAccounts()) == "200 without a code")
  }
}
