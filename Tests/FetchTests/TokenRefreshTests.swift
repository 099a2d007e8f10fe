// A refresh step by step: what is kept, sent and given up, and in which order.

import Model
import MonzoAPI
import TestSupport
import Testing

@testable import Fetch

private let now = Instant(seconds: 50_000)

/// Begins a refresh that the store is ready for, up to the first request.
private func sending() throws -> (refresh: TokenRefresh, request: HTTPRequest) {
  let (refresh, first) = TokenRefresh.begin(inUse: .sample(), stored: .sample(), secret: nil)
  var machine = try #require(refresh)
  #expect(first == .save(.sample()))
  guard case .send(let request) = machine.saved() else { throw Missing() }
  return (machine, request)
}

private struct Missing: Error {}

@Suite struct TokenRefreshTests {
  @Test func `the store is tried, the bank is asked, and the new token is kept before it is used`()
    throws
  {
    var (refresh, request) = try sending()
    #expect(request.method == .post && request.target == "/oauth2/token")
    let body = String(decoding: request.body, as: UTF8.self)
    #expect(body.contains("grant_type=refresh_token"))
    #expect(body.contains("refresh_token=refresh-1") && body.contains("client_secret=hush"))
    var new = SavedLogin.sample().taking(
      TokenAnswer(
        accessToken: Secret("access-2"), refreshToken: Secret("refresh-2"), expiresIn: 21_600,
        userID: "user_1"), at: now)
    new.token?.loggedIn = SavedLogin.sample().token?.obtained
    #expect(new.token?.generation == 2)
    #expect(new.token?.expires == Instant(seconds: 71_600))
    #expect(refresh.answered(.token(2), at: now) == .save(new))
    #expect(refresh.saved() == .use(new))
  }

  @Test func `a secret of the configuration goes before the one beside the token`() throws {
    let (refresh, _) = TokenRefresh.begin(
      inUse: .sample(), stored: .sample(), secret: Secret("configured"))
    var machine = try #require(refresh)
    guard case .send(let request) = machine.saved() else { throw Missing() }
    #expect(String(decoding: request.body, as: UTF8.self).contains("client_secret=configured"))
  }

  @Test func `what another run has renewed is used without asking the bank`() {
    let begun = TokenRefresh.begin(inUse: .sample(1), stored: .sample(2), secret: nil)
    #expect(begun.refresh == nil)
    #expect(begun.step == .use(.sample(2)))
  }

  @Test func `the login of another person, client or bank is not taken over`() {
    var others = Array(repeating: SavedLogin.sample(2), count: 4)
    others[0].token?.userID = "user_2"
    others[1].client.id = "oauth2client_2"
    others[2].api = "http://127.0.0.1:8080"
    others[3].token = nil
    for stored in others as [SavedLogin?] + [nil] {
      let begun = TokenRefresh.begin(inUse: .sample(1), stored: stored, secret: nil)
      #expect(begun.step == .giveUp(.replaced))
    }
  }

  @Test func `without a refresh token or a secret the bank is not asked`() {
    let bare = SavedLogin.sample(refreshable: false)
    #expect(
      TokenRefresh.begin(inUse: bare, stored: bare, secret: nil).step == .giveUp(.notRefreshable))
    var stored = SavedLogin.sample()
    stored.client.secret = nil
    #expect(
      TokenRefresh.begin(inUse: stored, stored: stored, secret: nil).step == .giveUp(.noSecret))
  }

  @Test func `a store that takes nothing is found out before the one-time token is spent`() throws {
    var machine = try #require(
      TokenRefresh.begin(inUse: .sample(), stored: .sample(), secret: nil).refresh)
    #expect(machine.saveFailed() == .giveUp(.storeFailed))
  }

  @Test func `a new token that cannot be kept is used all the same`() throws {
    var (refresh, _) = try sending()
    guard case .save(let new) = refresh.answered(.token(2), at: now) else { throw Missing() }
    #expect(refresh.saveFailed() == .use(new))
  }

  @Test(arguments: [
    (400, "bad_request.invalid_token"), (401, "unauthorized.bad_access_token"),
    (401, "unauthorized.bad_access_token.evicted"), (403, "forbidden"),
  ])
  func `a refusal is the end`(status: Int, code: String) throws {
    var (refresh, _) = try sending()
    #expect(
      refresh.answered(.refusal(status, code), at: now)
        == .giveUp(.refused(BankError(status: status, code: code, message: "no"))))
  }

  @Test func `no answer and failures of the bank are tried again, longer apart, four times in all`()
    throws
  {
    var (refresh, request) = try sending()
    #expect(refresh.failed(TransportFailure(reason: "reset")) == .wait(seconds: 1))
    #expect(refresh.woke() == .send(request))
    #expect(refresh.answered(.refusal(503, "internal_service"), at: now) == .wait(seconds: 2))
    #expect(refresh.woke() == .send(request))
    let garbled = HTTPResponse(status: 200, body: Array("{\"access_tok".utf8))
    #expect(refresh.answered(garbled, at: now) == .wait(seconds: 4))
    #expect(refresh.woke() == .send(request))
    #expect(
      refresh.failed(TransportFailure(reason: "reset")) == .giveUp(.unreachable("reset")))
  }

  @Test func `a request to wait is granted up to a minute`() throws {
    var (refresh, _) = try sending()
    let patient = HTTPResponse.refusal(429, "rate_limited", retryAfter: "30")
    #expect(refresh.answered(patient, at: now) == .wait(seconds: 30))
    _ = refresh.woke()
    let endless = refresh.answered(.refusal(429, "rate_limited", retryAfter: "3600"), at: now)
    guard case .giveUp(.unreachable) = endless else { throw Missing() }
  }

  @Test func `a wrong certificate is not tried again`() throws {
    var (refresh, _) = try sending()
    #expect(
      refresh.failed(TransportFailure(mayRetry: false, reason: "certificate"))
        == .giveUp(.blocked("certificate")))
  }

  @Test(arguments: UInt64(0)..<200)
  func `whatever happens it ends, and uses only what the store was given first`(seed: UInt64)
    throws
  {
    var random = SeededRandom(seed: seed)
    var (refresh, request) = try sending()
    var step = TokenRefresh.Step.send(request)
    var offered: [SavedLogin] = []
    var steps = 0
    while true {
      steps += 1
      try #require(steps < 20)
      switch step {
      case .send:
        step =
          switch Int.random(in: 0..<5, using: &random) {
          case 0: refresh.failed(TransportFailure(reason: "lost"))
          case 1: refresh.answered(.refusal(500, ""), at: now)
          case 2:
            refresh.answered(
              .refusal(429, "", retryAfter: "\(Int.random(in: 0..<90, using: &random))"), at: now)
          case 3: refresh.answered(.refusal(400, "bad_request.invalid_token"), at: now)
          default: refresh.answered(.token(2), at: now)
          }
      case .wait(let seconds):
        #expect(1...60 ~= seconds)
        step = refresh.woke()
      case .save(let login):
        offered.append(login)
        step = Int.random(in: 0..<2, using: &random) == 0 ? refresh.saved() : refresh.saveFailed()
      case .use(let login):
        #expect(offered == [login])
        return
      case .giveUp: return
      }
    }
  }
}
