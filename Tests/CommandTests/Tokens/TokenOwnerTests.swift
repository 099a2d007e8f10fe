// Whose token a run uses, with a bank that does not answer at once and people who press Ctrl-C.

import Archive
import Fetch
import Model
import MonzoAPI
import TestSupport
import Testing

@testable import monzo_export

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

  /// A login with nothing that tells whose it is.
  private func stranger(refreshable: Bool = false) -> SavedLogin {
    var login = SavedLogin.sample(refreshable: refreshable)
    login.token?.userID = nil
    return login
  }

  private func owner(_ world: ScriptedWorld, of login: SavedLogin) throws -> String {
    let console = Console(
      input: try .temporary(), output: try .temporary(), errors: try .temporary())
    let keeper = TokenKeeper(login, store: MemoryStore(login), tell: { _ in })
    return try TokenOwner(world, keeper, console).user()
  }

  private func refusal(_ script: [ScriptedWorld.Happening], of login: SavedLogin) -> CommandError? {
    #expect(throws: CommandError.self) { try owner(ScriptedWorld(script), of: login) }
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

  @Test func `a token that stays nobody's ends the run with the way out`() {
    let failing = ScriptedWorld.Happening.refusal(500, "internal_service")
    let unreached = refusal([failing, failing, failing, failing], of: stranger())
    #expect(unreached?.status == .unreachable)
    #expect(unreached?.message.contains("whose token this is") == true)
    #expect(
      refusal([.refusal(429, "rate_limited", after: "90")], of: stranger())?.status == .unreachable)
    #expect(refusal([evicted], of: stranger())?.status == .logInAgain)
    #expect(refusal([expired], of: stranger())?.status == .logInAgain)
    #expect(refusal([.who(nil)], of: stranger())?.status == .failed)
    #expect(refusal([.refusal(404, "not_found")], of: stranger())?.status == .failed)
  }

  @Test func `an expired token of nobody is renewed first`() throws {
    let world = ScriptedWorld([expired, .answer(.token(2)), .who("user_2")])
    #expect(try owner(world, of: stranger(refreshable: true)) == "user_2")
    #expect(world.targets == ["/ping/whoami", "/oauth2/token", "/ping/whoami"])
  }

  @Test func `a run that is stopped meanwhile ends, whatever is known`() {
    let failing = ScriptedWorld.Happening.refusal(500, "internal_service")
    for login in [.sample(), stranger()] {
      let told = refusal([.interrupt, .who("user_1")], of: login)
      #expect(told?.status == .interrupted && told?.message.hasPrefix("stopped; ") == true)
    }
    let told = refusal([failing, .interrupt, .who("user_1")], of: stranger())
    #expect(told?.status == .interrupted && told?.message.hasPrefix("stopped; ") == true)
  }

  @Test func `a new token that is on its way is kept before a stopped run ends`() throws {
    let login = stranger(refreshable: true)
    let store = MemoryStore(login)
    let console = Console(
      input: try .temporary(), output: try .temporary(), errors: try .temporary())
    let world = ScriptedWorld([expired, .answer(.token(2))])
    let keeper = TokenKeeper(login, store: store, tell: { _ in })
    world.interruptsTokens = true
    let told = #expect(throws: CommandError.self) { try TokenOwner(world, keeper, console).user() }
    #expect(told?.message.hasPrefix("stopped; ") == true)
    #expect(store.login?.token?.access == Secret("access-2"))
  }
}
