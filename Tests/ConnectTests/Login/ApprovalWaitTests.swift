// The wait for the approval in the app, in a time that passes only when somebody sleeps.

import Archive
import Fetch
import Foundation
import Model
import MonzoAPI
import TestSupport
import Testing

@testable import Connect

/// A bank that answers from a script, in virtual time.
private final class Script {
  var now = Instant(seconds: 1000)
  var answers: [HTTPResponse]
  let last: HTTPResponse
  private(set) var asked = 0

  init(_ answers: [HTTPResponse], then last: HTTPResponse) {
    self.answers = answers
    self.last = last
  }

  var line: BankLine {
    BankLine(
      carry: { _, _ throws(TransportFailure) in
        self.asked += 1
        return self.answers.isEmpty ? self.last : self.answers.removeFirst()
      },
      now: { self.now },
      sleep: { self.now = Instant(seconds: self.now.seconds + Int64($0)) })
  }
}

@Suite struct ApprovalWaitTests {
  private let waiting = HTTPResponse.refusal(403, "forbidden.insufficient_permissions")
  private let approved = HTTPResponse(status: 200, body: Array("{\"accounts\":[]}".utf8))

  private func run(_ script: Script) throws -> Approval {
    try ApprovalWait(line: script.line).run(Secret("t"))
  }

  @Test func `it ends when the bank lists accounts, and takes the earliest time that can be`()
    throws
  {
    let script = Script([waiting, waiting, waiting], then: approved)
    #expect(try run(script) == Approval(time: Instant(seconds: 1006), wasAwaited: true))
    #expect(script.asked == 4)
    #expect(
      try run(Script([], then: approved))
        == Approval(time: Instant(seconds: 1000), wasAwaited: false))
  }

  @Test func `the other word of the bank for it counts too, and a bank that fails is asked again`()
    throws
  {
    let script = Script(
      [.refusal(403, "forbidden.verification_required"), .refusal(500, "internal_service")],
      then: approved)
    #expect(try run(script) == Approval(time: Instant(seconds: 1000), wasAwaited: true))
  }

  @Test func `a bank that fails, asks to wait or makes no sense does not cost the login`() throws {
    let script = Script(
      [
        waiting, .refusal(429, "rate_limited", retryAfter: "90"),
        HTTPResponse(status: 200, body: Array("{\"accounts\":{}}".utf8)),
        HTTPResponse(status: 200, body: Array("<html>".utf8)), waiting,
      ] + Array(repeating: .refusal(503, ""), count: 20), then: approved)
    #expect(try run(script).time == Instant(seconds: 1099))
    #expect(script.now == Instant(seconds: 1162))
  }

  @Test func `a bank that fails to the end is reported, and that the approval is not known`() {
    let script = Script([waiting], then: .refusal(500, "internal_service"))
    let error = #expect(throws: ConnectError.self) { try run(script) }
    guard case .approvalUnknown(.unreached) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(600...610 ~= script.now.seconds - 1000)
    // What is to come after the time is over is not waited for.
    let asking = Script([waiting], then: .refusal(429, "rate_limited", retryAfter: "900"))
    #expect(#expect(throws: ConnectError.self) { try run(asking) }?.isUnreachable == true)
    #expect(asking.now == Instant(seconds: 1003))
  }

  @Test func `after ten minutes it gives up`() {
    let script = Script([], then: waiting)
    #expect(throws: ConnectError.approvalLate(minutes: 10)) { try run(script) }
    #expect(600...610 ~= script.now.seconds - 1000)
    #expect(script.asked <= 210)
  }

  @Test func `a login that is ended meanwhile is reported`() {
    let script = Script([waiting], then: .refusal(401, "unauthorized.bad_access_token.evicted"))
    let error = #expect(throws: ConnectError.self) { try run(script) }
    guard case .newLoginRefused = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}

@Suite struct BankCallsTests {
  private func calls(
    _ script: Script, _ store: MemoryStore, reported: @escaping (ConnectError) -> Void = { _ in }
  ) -> BankCalls {
    BankCalls(
      line: script.line,
      keeper: TokenKeeper(store.login ?? .sample(), store: store, report: reported))
  }

  @Test func `a token seems expired to a clock that is months ahead and is good all the same`()
    throws
  {
    let store = MemoryStore(.sample())
    let script = Script(
      [], then: HTTPResponse(status: 200, body: Array("{\"authenticated\":true}".utf8)))
    script.now = Instant(seconds: 90 * 86_400)
    #expect(try calls(script, store).ask(AskWhoAmI()).isAuthenticated)
    #expect(store.login?.token?.generation == 1 && script.asked == 1)
  }

  @Test(arguments: ["unauthorized.bad_access_token.expired", "unauthorized", "invalid_token", ""])
  func `a token that the bank refuses is renewed once`(code: String) throws {
    let store = MemoryStore(.sample())
    let expired = HTTPResponse.refusal(401, code)
    let script = Script([expired, .token(2)], then: expired)
    let error = #expect(throws: ConnectError.self) { try calls(script, store).ask(AskWhoAmI()) }
    guard case .tokenRefused = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(script.asked == 3 && store.login?.token?.generation == 2)
  }

  @Test(arguments: [
    (401, "unauthorized.bad_access_token.evicted", "token refused"),
    (403, "forbidden.insufficient_permissions", "not approved"),
    (403, "forbidden.verification_required", "not approved"),
    (500, "internal_service", "unreachable"), (429, "rate_limited", "unreachable"),
  ])
  func `refusals end with the fact that says what to do`(
    status: Int, code: String, fact: String
  ) throws {
    let script = Script([], then: .refusal(status, code))
    let error = try #require(throws: ConnectError.self) {
      try calls(script, MemoryStore(.sample())).ask(AskWhoAmI())
    }
    let found =
      switch error {
      case .tokenRefused: "token refused"
      case .notApproved: "not approved"
      default: error.isUnreachable ? "unreachable" : "\(error)"
      }
    #expect(found == fact)
  }

  @Test func `a token that is refused and cannot be renewed needs a new login`() {
    let refused = HTTPResponse.refusal(401, "")
    let bare = Script([], then: refused)
    #expect(throws: ConnectError.tokenRefused(BankError(refused))) {
      try calls(bare, MemoryStore(.sample(refreshable: false))).ask(AskWhoAmI())
    }
    #expect(bare.asked == 1)
    var reported: [ConnectError] = []
    #expect(throws: ConnectError.noNewToken) {
      try calls(Script([], then: refused), MemoryStore(.sample())) { reported.append($0) }
        .ask(AskWhoAmI())
    }
    #expect(reported == [.notRenewed(.refused(BankError(refused)))])
  }

  @Test func `an answer that was cut or garbled is asked for again, a few times`() throws {
    let good = HTTPResponse(status: 200, body: Array("{\"authenticated\":true}".utf8))
    let cut = HTTPResponse(status: 200, body: Array("{\"authenti".utf8))
    let script = Script([cut, HTTPResponse(status: 200, body: Array("{}".utf8))], then: good)
    #expect(try calls(script, MemoryStore(.sample())).ask(AskWhoAmI()).isAuthenticated)
    #expect(script.asked == 3 && script.now == Instant(seconds: 1003))
    let proxy = Script([], then: HTTPResponse(status: 200, body: Array("<html>".utf8)))
    let error = #expect(throws: ConnectError.self) {
      try calls(proxy, MemoryStore(.sample())).ask(AskWhoAmI())
    }
    #expect(error?.isUnreachable == true && proxy.asked == 4)
  }

  @Test func `an answer of something else is reported by its kinds, not its values`() throws {
    let body = Array("{\"authenticated\":\"hush\"}".utf8)
    let script = Script([], then: HTTPResponse(status: 200, body: body))
    let error = try #require(throws: ConnectError.self) {
      try calls(script, MemoryStore(.sample())).ask(AskWhoAmI())
    }
    #expect(!"\(error)".contains("hush"))
    #expect(!error.isUnreachable)
  }
}
