// Every refusal that the bank is known to give to a login, and the pages of proxies on the way: the exit code that
// a login ends with, in a time that passes only when somebody sleeps.

import Connect
import Fetch
import Model
import MonzoAPI
import TestSupport
import Testing
import Wording

@testable import monzo_export

@Suite struct LoginRefusalTests {
  /// A store that remembers whether anything was kept.
  private final class Store: TokenStore {
    let name = "the store of the test"
    private(set) var saves = 0
    func load() -> SavedLogin? { nil }
    func save(_ login: SavedLogin) { saves += 1 }
    func erase() {}
  }

  private static func page(_ status: Int) -> HTTPResponse {
    HTTPResponse(status: status, body: Array("<html>Log in to this network</html>".utf8))
  }

  /// The exit code of a login by which the bank answers every request like this; and whether a token was kept.
  private func logIn(
    _ way: LoginRequest.Way, _ answer: HTTPResponse
  ) throws -> (exitCode: Int32, isKept: Bool) {
    let scratch = try Scratch()
    let store = Store()
    var bank = BankConnection(api: try APIName("http://127.0.0.1:1"))
    bank.tokenStore = .other(store)
    bank.stateFolder = scratch("state")
    var now = Instant(seconds: 1_000_000)
    let line = BankLine(
      carry: { _, _ in answer }, now: { now },
      sleep: { now = Instant(seconds: now.seconds + Int64($0)) })
    let request = LoginRequest(
      way, findClient: { _ in .init(id: "oauth2client_1", secret: Secret("hush")) },
      replaceClient: { throw ConnectError.noTokenGiven($1) }, willLogIn: {})
    do {
      _ = try LoginFlow(bank, line, request).run()
      return (0, store.saves > 0)
    } catch let error as ConnectError {
      return (ConnectWording.status(error).rawValue, store.saves > 0)
    }
  }

  @Test(
    arguments: [
      (.refusal(400, "bad_request.invalid_token"), 5), (.refusal(400, "invalid_grant"), 5),
      (.refusal(401, "unauthorized.bad_client"), 5), (.refusal(400, "invalid_client"), 5),
      (.refusal(401, "unauthorized.bad_access_token.expired"), 5),
      (.refusal(401, "unauthorized.bad_access_token.evicted"), 5),
      (.refusal(403, "forbidden"), 5), (.refusal(404, "not_found"), 5),
      (.refusal(405, "bad_request"), 5), (.refusal(406, "bad_request"), 5),
      (.refusal(429, "rate_limited"), 4), (.refusal(500, "internal_service"), 4),
      (.refusal(504, "timeout"), 4), (page(200), 4), (page(403), 4), (page(407), 4),
      (page(502), 4),
    ] as [(HTTPResponse, Int32)])
  func `a login that gets no token ends with the code for it and keeps nothing`(
    answer: HTTPResponse, exitCode: Int32
  ) throws {
    let password = LoginRequest.Way.password { ("ash@quillfeather.example", Secret("hush")) }
    let imported = LoginRequest.Way.imported(
      TokenAnswer(accessToken: Secret("token")), source: "token.txt")
    for way in [password, imported] {
      let end = try logIn(way, answer)
      #expect(end.exitCode == exitCode)
      #expect(!end.isKept)
    }
  }
}
