// A bank and a client that has logged in to it, for specifications of one endpoint each.

import Foundation
import Model
import MonzoAPI
import Sandbox
import TestSupport
import Testing

/// A demo bank with a token in hand.
struct TestBank {
  /// The household as it is, made once.
  static let household = BankHistory(DemoBank(seed: 1))
  /// Two hundred rows over ten years, made once.
  static let small = BankHistory(DemoBank(seed: 5, transactions: 200, years: 10), keepsRows: true)

  var bank: BankServer
  var token: String?
  var refreshToken: String?
  var now = DemoBank.asOf
  /// When the login was approved.
  private(set) var started = DemoBank.asOf
  /// The current account, once somebody has logged in.
  private(set) var current = ""

  static let redirect = "http://127.0.0.1:8912/callback"

  /// A bank in which nobody has logged in.
  init(
    _ history: BankHistory = TestBank.small, rules: BankServer.Rules = BankServer.Rules(),
    life: Life? = nil
  ) {
    bank = BankServer(history, seed: 1, rules: rules)
    if let life { bank.live(life) }
  }

  /// A bank with a login that was approved this second.
  static func open(
    _ history: BankHistory = TestBank.small, rules: BankServer.Rules = BankServer.Rules(),
    life: Life? = nil
  ) throws -> TestBank {
    var test = TestBank(history, rules: rules, life: life)
    try test.logIn()
    test.wait(3)
    test.started = test.now
    test.current = try test.call(ListAccounts())[0].id
    return test
  }

  /// Lets seconds pass.
  mutating func wait(_ seconds: Int64) {
    now = Instant(seconds: now.seconds + seconds, nanoseconds: now.nanoseconds)
  }

  /// Gets a code and exchanges it.
  mutating func logIn(client index: Int = 0) throws {
    let client = bank.clients[index]
    let approved = bank.approveLogin(of: client.id, redirectURI: Self.redirect)
    let code = try #require(approved)
    let answer = try call(
      ExchangeCode(
        clientID: client.id, clientSecret: client.secret, redirectURI: Self.redirect, code: code))
    token = answer.accessToken.reveal()
    refreshToken = answer.refreshToken?.reveal()
  }

  /// The bank's answer to a request.
  mutating func send(_ request: HTTPRequest, accept: String = "*/*") -> HTTPResponse {
    bank.answer(request, authorization: token.map { "Bearer \($0)" }, accept: accept, at: now)
  }

  /// The typed answer to a call.
  mutating func call<BankCall: Endpoint>(_ call: BankCall) throws -> BankCall.Answer {
    try BankCall.answer(to: send(call.request))
  }

  /// The rows of a page.
  mutating func call(_ call: ListTransactions) throws -> [RawTransaction] {
    try ListTransactions.answer(to: send(call.request)).rows
  }

  /// The bank's refusal of a request, as `403 forbidden.verification_required`; or what it answered instead.
  mutating func refusal(_ request: HTTPRequest, accept: String = "*/*") -> String {
    let response = send(request, accept: accept)
    let body = try? JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any]
    return "\(response.status) \(body?["code"] as? String ?? "without a code")"
  }

  /// The refusal of a call.
  mutating func refusal<BankCall: Endpoint>(_ call: BankCall) -> String { refusal(call.request) }

  /// The answer to a request as an object.
  mutating func object(_ request: HTTPRequest) throws -> [String: Any] {
    let response = send(request)
    try #require(response.status == 200, "\(String(decoding: response.body, as: UTF8.self))")
    return try #require(JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any])
  }

  /// A request with a form.
  static func form(
    _ method: HTTPRequest.Method, _ target: String, _ fields: KeyValuePairs<String, String?>
  ) -> HTTPRequest {
    HTTPRequest(
      method, target, contentType: FormFields.contentType,
      body: Array(FormFields(fields).encoded.utf8))
  }

  /// A year and more of an account, page by page, the way a client reads it.
  mutating func allRows(
    of account: String, limit: Int = 100, since: Instant = Instant(seconds: 1_451_606_400)
  ) throws -> [RawTransaction] {
    var rows: [RawTransaction] = []
    var start = since
    while start < now {
      let end = min(now, Instant(seconds: start.seconds + 8760 * 3600))
      var cursor = ListTransactions.Since.time(start)
      while true {
        let page = try call(
          ListTransactions(accountID: account, since: cursor, before: end, limit: limit))
        rows += page
        guard let last = page.last, page.count == limit else { break }
        cursor = .id(last.id)
      }
      start = end
    }
    return rows
  }
}
