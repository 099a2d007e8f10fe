// Whose token a run uses, with a bank that does not answer at once and people who press Ctrl-C.

import Archive
import Fetch
import Model
import MonzoAPI
import TestSupport
import Testing

@testable import Connect

/// A world in which things happen in the order of a script, in virtual time.
private final class ScriptedWorld: FetchWorld {
  enum Happening {
    case answer(HTTPResponse)
    case failure
    case interrupt
  }

  private(set) var now = Instant(seconds: 1000)
  private(set) var targets: [String] = []
  private var script: [Happening]
  private var pending: RequestID?
  /// Whether somebody presses Ctrl-C while a token is on its way.
  var interruptsTokens = false

  init(_ script: [Happening]) { self.script = script }

  func jitter() -> UInt32 { 0 }

  func send(_ id: RequestID, _ request: HTTPRequest, token: Secret?) {
    targets.append(request.target)
    if interruptsTokens, token == nil { script.insert(.interrupt, at: 0) }
    pending = id
  }

  func next(until deadline: Instant?) -> WorldEvent {
    if case .interrupt = script.first {
      script.removeFirst()
      return .interrupted
    }
    guard let id = pending, !script.isEmpty else {
      now = deadline ?? now
      return .deadline
    }
    pending = nil
    guard case .answer(let response) = script.removeFirst() else {
      return .failed(id, TransportFailure(reason: "reset"))
    }
    return .answered(id, response)
  }
}

extension ScriptedWorld.Happening {
  fileprivate static func who(_ user: String?) -> Self {
    let member = user.map { ",\"user_id\":\"\($0)\"" } ?? ""
    return .answer(HTTPResponse(status: 200, body: Array("{\"authenticated\":true\(member)}".utf8)))
  }

  fileprivate static func refusal(_ status: Int, _ code: String, after: String? = nil) -> Self {
    .answer(.refusal(status, code, retryAfter: after))
  }
}

@Suite struct TokenOwnerTests {
  private let evicted = ScriptedWorld.Happening.refusal(
    401, "unauthorized.bad_access_token.evicted")
  private let expired = ScriptedWorld.Happening.refusal(
    401, "unauthorized.bad_access_token.expired")

  /// A login with nothing that says whose it is.
  private func stranger(refreshable: Bool = false) -> SavedLogin {
    var login = SavedLogin.sample(refreshable: refreshable)
    login.token?.userID = nil
    return login
  }

  private func owner(_ world: ScriptedWorld, of login: SavedLogin) throws -> String {
    let keeper = TokenKeeper(login, store: MemoryStore(login), report: { _ in })
    return try TokenOwner(world, keeper, { _ in }).user()
  }

  private func problem(_ script: [ScriptedWorld.Happening], of login: SavedLogin) -> ConnectError? {
    #expect(throws: ConnectError.self) { try owner(ScriptedWorld(script), of: login) }
  }

  @Test func `the bank's word counts, also against the login's`() throws {
    #expect(try owner(ScriptedWorld([.who("user_2")]), of: stranger()) == "user_2")
    #expect(try owner(ScriptedWorld([.who("user_2")]), of: .sample()) == "user_2")
  }

  @Test func `a login that names its user is not held up by a bank that does not answer`() throws {
    for happening in [.failure, .refusal(500, "internal_service"), evicted, expired, .who(nil)] {
      let world = ScriptedWorld([happening])
      #expect(try owner(world, of: .sample()) == "user_1")
      #expect(world.targets == ["/ping/whoami"] && world.now == Instant(seconds: 1000))
    }
  }

  @Test func `for any other token the bank is asked again, a few times`() throws {
    let failures: [ScriptedWorld.Happening] = [
      .failure, .refusal(500, "internal_service"), .refusal(429, "rate_limited", after: "30"),
    ]
    let world = ScriptedWorld(failures + [.who("user_2")])
    #expect(try owner(world, of: stranger()) == "user_2")
    #expect(world.targets.count == 4 && world.now == Instant(seconds: 1033))
  }

  @Test func `a token that stays nobody's ends the run, and why is known`() {
    let failing = ScriptedWorld.Happening.refusal(500, "internal_service")
    for script in [
      [failing, failing, failing, failing], [.refusal(429, "rate_limited", after: "90")],
    ] {
      guard case .ownerUnknown(.unreached) = problem(script, of: stranger()) else {
        Issue.record("the bank was not reached")
        continue
      }
    }
    for refused in [evicted, expired] {
      guard case .tokenRefused = problem([refused], of: stranger()) else {
        Issue.record("the token was refused")
        continue
      }
    }
    #expect(problem([.who(nil)], of: stranger()) == .ownerUnknown(.unnamed))
    let missing = HTTPResponse.refusal(404, "not_found")
    #expect(
      problem([.answer(missing)], of: stranger()) == .ownerUnknown(.refused(BankError(missing))))
  }

  @Test func `an expired token of nobody is renewed first`() throws {
    let world = ScriptedWorld([expired, .answer(.token(2)), .who("user_2")])
    #expect(try owner(world, of: stranger(refreshable: true)) == "user_2")
    #expect(world.targets == ["/ping/whoami", "/oauth2/token", "/ping/whoami"])
  }

  @Test func `a run that is stopped meanwhile ends, whatever is known`() {
    let failing = ScriptedWorld.Happening.refusal(500, "internal_service")
    for login in [.sample(), stranger()] {
      #expect(problem([.interrupt, .who("user_1")], of: login) == .stopped)
    }
    #expect(problem([failing, .interrupt, .who("user_1")], of: stranger()) == .stopped)
  }

  @Test func `a new token that is on its way is kept before a stopped run ends`() throws {
    let login = stranger(refreshable: true)
    let store = MemoryStore(login)
    let world = ScriptedWorld([expired, .answer(.token(2))])
    let keeper = TokenKeeper(login, store: store, report: { _ in })
    world.interruptsTokens = true
    #expect(throws: ConnectError.stopped) { try TokenOwner(world, keeper, { _ in }).user() }
    #expect(store.login?.token?.access == Secret("access-2"))
  }
}
