// Every refusal that the bank is known to give, and the pages of proxies on the way: how a run ends when it comes
// every time.

import Fetch
import Model
import MonzoAPI
import Testing

@Suite struct BankRefusalTests {
  /// How a run ends, without the words.
  enum End: Equatable, Sendable { case done, logInAgain, approveInApp, unreachable, misunderstood }

  private static func refusal(_ status: Int, _ code: String) -> HTTPResponse {
    HTTPResponse(status: status, body: Array(#"{"code":"\#(code)","message":"no"}"#.utf8))
  }

  private static func page(_ status: Int) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: ["content-type": "text/html"],
      body: Array("<!doctype html><title>Log in to this network</title>".utf8))
  }

  /// A run to which the bank answers every request of a path like this.
  private func end(_ answer: HTTPResponse, to path: String) throws -> End? {
    let now = at("2026-06-15T12:00:00Z")
    var bank = BankInMemory()
    bank.accounts = [.init(id: "acc_1", created: at("2026-05-01T09:00:00Z"))]
    bank.fill("acc_1", 10, from: at("2026-05-01T09:00:00Z"), to: now)
    var run = Run(bank, at: now)
    run.fate = { _, request, _ in
      request.target.hasPrefix(path) ? .replaced(answer) : .arrives
    }
    try run.drive()
    #expect(run.sends.count <= 40)
    return switch run.report?.outcome {
    case .done: .done
    case .logInAgain: .logInAgain
    case .approveInApp: .approveInApp
    case .unreachable, .blocked: .unreachable
    case .misunderstood: .misunderstood
    case .interrupted, nil: nil
    }
  }

  @Test(
    arguments: [
      (refusal(400, "bad_request.bad_param.account_id"), .misunderstood, .misunderstood),
      (refusal(400, "bad_request.invalid_time_range"), .misunderstood, .misunderstood),
      (refusal(401, "unauthorized.bad_access_token.expired"), .logInAgain, .logInAgain),
      (refusal(401, "unauthorized.bad_access_token.evicted"), .logInAgain, .logInAgain),
      (refusal(401, "unauthorized.bad_access_token"), .logInAgain, .logInAgain),
      (refusal(403, "forbidden.insufficient_permissions"), .approveInApp, .done),
      (refusal(403, "forbidden.verification_required"), .approveInApp, .done),
      (refusal(404, "not_found"), .misunderstood, .done),
      (refusal(405, "bad_request"), .misunderstood, .misunderstood),
      (refusal(406, "bad_request"), .misunderstood, .misunderstood),
      (refusal(429, "rate_limited"), .unreachable, .unreachable),
      (refusal(500, "internal_service"), .unreachable, .unreachable),
      (refusal(504, "timeout"), .unreachable, .unreachable),
      (page(200), .unreachable, .unreachable), (page(403), .unreachable, .unreachable),
      (page(407), .unreachable, .unreachable), (page(502), .unreachable, .unreachable),
      (HTTPResponse(status: 407), .unreachable, .unreachable),
    ] as [(HTTPResponse, End, End)])
  func `a run ends for what the bank, or a proxy, says every time`(
    answer: HTTPResponse, ofAccounts: End, ofRows: End
  ) throws {
    #expect(try end(answer, to: "/accounts") == ofAccounts)
    #expect(try end(answer, to: "/transactions") == ofRows)
  }
}
