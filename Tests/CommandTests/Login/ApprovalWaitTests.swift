// The wait for the approval in the app, in a time that passes only when somebody sleeps.

import Archive
import Fetch
import Foundation
import Model
import MonzoAPI
import TestSupport
import Testing

@testable import monzo_export

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
    let console = Console(
      input: try .temporary(), output: try .temporary(), errors: try .temporary())
    return try ApprovalWait(line: script.line, console: console).run(Secret("t"))
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

  @Test func `a bank that fails to the end is told, and that the login is kept`() {
    let script = Script([waiting], then: .refusal(500, "internal_service"))
    let refusal = #expect(throws: CommandError.self) { try run(script) }
    #expect(refusal?.status == .unreachable)
    #expect(refusal?.message.contains("the new login is kept") == true)
    #expect(600...610 ~= script.now.seconds - 1000)
    // What is to come after the time is over is not waited for.
    let asking = Script([waiting], then: .refusal(429, "rate_limited", retryAfter: "900"))
    #expect(#expect(throws: CommandError.self) { try run(asking) }?.status == .unreachable)
    #expect(asking.now == Instant(seconds: 1003))
  }

  @Test func `after ten minutes it gives up and says what to do`() {
    let script = Script([], then: waiting)
    let refusal = #expect(throws: CommandError.self) { try run(script) }
    #expect(refusal?.status == .approveInApp)
    #expect(refusal?.message.contains("within 10 minutes") == true)
    #expect(600...610 ~= script.now.seconds - 1000)
    #expect(script.asked <= 210)
  }

  @Test func `a login that is ended meanwhile is told`() {
    let script = Script([waiting], then: .refusal(401, "unauthorized.bad_access_token.evicted"))
    #expect(#expect(throws: CommandError.self) { try run(script) }?.status == .logInAgain)
  }
}

@Suite struct BankCallsTests {
  private func calls(
    _ script: Script, _ store: MemoryStore, told: @escaping (CommandError) -> Void = { _ in }
  ) -> BankCalls {
    BankCalls(
      line: script.line,
      keeper: TokenKeeper(store.login ?? .sample(), store: store, tell: told))
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
    let refusal = #expect(throws: CommandError.self) { try calls(script, store).ask(AskWhoAmI()) }
    #expect(refusal?.status == .logInAgain)
    #expect(script.asked == 3 && store.login?.token?.generation == 2)
  }

  @Test(arguments: [
    (401, "unauthorized.bad_access_token.evicted", 5),
    (403, "forbidden.insufficient_permissions", 6), (403, "forbidden.verification_required", 6),
    (500, "internal_service", 4), (429, "rate_limited", 4),
  ])
  func `refusals end with the code that says what to do`(status: Int, code: String, exit: Int) {
    let script = Script([], then: .refusal(status, code))
    let refusal = #expect(throws: CommandError.self) {
      try calls(script, MemoryStore(.sample())).ask(AskWhoAmI())
    }
    #expect(refusal?.status.rawValue == Int32(exit))
  }

  @Test func `a token that is refused and cannot be renewed needs a new login`() {
    let refused = HTTPResponse.refusal(401, "")
    let bare = Script([], then: refused)
    let refusal = #expect(throws: CommandError.self) {
      try calls(bare, MemoryStore(.sample(refreshable: false))).ask(AskWhoAmI())
    }
    #expect(refusal?.status == .logInAgain && bare.asked == 1)
    var told: [CommandError] = []
    #expect(throws: AlreadyReported.self) {
      try calls(Script([], then: refused), MemoryStore(.sample())) { told.append($0) }
        .ask(AskWhoAmI())
    }
    #expect(told.map(\.status) == [.logInAgain])
  }

  @Test func `an answer that was cut or garbled is asked for again, a few times`() throws {
    let good = HTTPResponse(status: 200, body: Array("{\"authenticated\":true}".utf8))
    let cut = HTTPResponse(status: 200, body: Array("{\"authenti".utf8))
    let script = Script([cut, HTTPResponse(status: 200, body: Array("{}".utf8))], then: good)
    #expect(try calls(script, MemoryStore(.sample())).ask(AskWhoAmI()).isAuthenticated)
    #expect(script.asked == 3 && script.now == Instant(seconds: 1003))
    let proxy = Script([], then: HTTPResponse(status: 200, body: Array("<html>".utf8)))
    let refusal = #expect(throws: CommandError.self) {
      try calls(proxy, MemoryStore(.sample())).ask(AskWhoAmI())
    }
    #expect(refusal?.status == .unreachable && proxy.asked == 4)
  }

  @Test func `an answer of something else is told by its kinds, not its values`() {
    let body = Array("{\"authenticated\":\"hush\"}".utf8)
    let script = Script([], then: HTTPResponse(status: 200, body: body))
    let refusal = #expect(throws: CommandError.self) {
      try calls(script, MemoryStore(.sample())).ask(AskWhoAmI())
    }
    #expect(refusal?.message.contains("hush") == false)
    #expect(refusal?.status == .failed)
  }
}
