// The keeper with its store and its lock: one refresh for all, and nothing lost without a word.

import Disk
import Fetch
import Model
import MonzoAPI
import TestSupport
import Testing

@testable import Connect

/// A keeper over a store in memory, and what it reported.
private final class Desk {
  let store: MemoryStore
  var reported: [ConnectError] = []
  /// Whether the lock is held.
  weak var lock: Lock?
  var requests: [HTTPRequest] = []
  var slept: [Int] = []

  final class Lock {}

  init(_ stored: SavedLogin? = .sample()) { store = MemoryStore(stored) }

  func keeper(_ login: SavedLogin = .sample(), keeping: Bool = true) -> TokenKeeper {
    TokenKeeper(
      login, store: keeping ? store : nil,
      lock: { [unowned self] in
        let lock = Lock()
        self.lock = lock
        return lock
      },
      report: { [unowned self] in reported.append($0) })
  }

  /// Refreshes against a bank that gives these answers; it is not reached when they are used up.
  func refresh(
    _ keeper: TokenKeeper, generation: Int = 1, _ answers: HTTPResponse...
  ) -> FetchEvent.Kind {
    var rest = answers[...]
    let send: (HTTPRequest) throws -> HTTPResponse = { request in
      self.requests.append(request)
      guard let answer = rest.popFirst() else { throw TransportFailure(reason: "reset") }
      return answer
    }
    do {
      return try keeper.refresh(
        generation: generation, now: { Instant(seconds: 50_000) }, sleep: { slept.append($0) },
        send: send)
    } catch {
      Issue.record(error)
      return .tokenUnreachable
    }
  }

  /// A request of the user to stop.
  struct Stop: Error {}
}

extension FetchEvent.Kind {
  /// The generation of a new token; nil for other events.
  fileprivate var generation: Int? {
    if case .tokenRefreshed(let facts) = self { facts.generation } else { nil }
  }
  fileprivate var isForGood: Bool { if case .tokenRefusedForGood = self { true } else { false } }
  fileprivate var isForNow: Bool { if case .tokenUnreachable = self { true } else { false } }
}

@Suite struct TokenKeeperTests {
  @Test func `a new token is in the store when the fetch stage hears of it`() {
    let desk = Desk()
    let keeper = desk.keeper()
    #expect(desk.refresh(keeper, .token(2)).generation == 2)
    #expect(keeper.accessToken == Secret("access-2"))
    #expect(desk.store.login == keeper.login)
    #expect(desk.reported.isEmpty && desk.lock == nil)
  }

  @Test func `requests that ran out together are served by one refresh`() {
    let desk = Desk()
    let keeper = desk.keeper()
    for _ in 0..<3 { #expect(desk.refresh(keeper, generation: 1, .token(2)).generation == 2) }
    #expect(desk.requests.count == 1)
  }

  @Test func `of two runs the second takes what the first was given`() {
    let desk = Desk()
    let (one, other) = (desk.keeper(), desk.keeper())
    #expect(desk.refresh(one, .token(2)).generation == 2)
    #expect(desk.refresh(other, .token(3)).generation == 2)
    #expect(desk.requests.count == 1)
    #expect(other.accessToken == Secret("access-2"))
  }

  @Test func `a token that another run or login has kept is taken without asking the bank`() {
    let desk = Desk()
    let (one, other) = (desk.keeper(), desk.keeper())
    #expect(desk.refresh(one, .token(2)).generation == 2)
    #expect(other.reload(generation: 1).generation == 2)
    #expect(other.accessToken == Secret("access-2"))
    #expect(desk.requests.count == 1 && desk.reported.isEmpty && desk.lock == nil)
  }

  @Test func `a store that holds the same token, another user's or none has no newer one`() {
    var stranger = SavedLogin.sample(9)
    stranger.token?.userID = "user_of_somebody_else"
    for stored in [.sample(), stranger, nil] {
      let desk = Desk(stored)
      let keeper = desk.keeper()
      guard case .tokenUnchanged = keeper.reload(generation: 1) else {
        Issue.record("a newer token")
        continue
      }
      #expect(keeper.login == .sample())
    }
    let desk = Desk()
    guard case .tokenUnchanged = desk.keeper(keeping: false).reload(generation: 1) else {
      Issue.record("a newer token without a store")
      return
    }
  }

  @Test func `the lock is held from the look into the store to the new token in it`() {
    let desk = Desk()
    let keeper = desk.keeper()
    guard case .send = keeper.beginRefresh(generation: 1) else {
      Issue.record("no request")
      return
    }
    #expect(desk.lock != nil)
    guard case .wait = keeper.failed(TransportFailure(reason: "reset")) else {
      Issue.record("no wait")
      return
    }
    #expect(desk.lock != nil)
    _ = keeper.woke()
    guard case .done = keeper.answered(.token(2), at: Instant(seconds: 0)) else {
      Issue.record("no end")
      return
    }
    #expect(desk.lock == nil)
  }

  @Test func `a full disk costs a new login only when it fills between two writes`() {
    let full = Desk()
    full.store.savesLeft = 0
    let first = full.keeper()
    #expect(full.refresh(first, .token(2)).isForNow)
    #expect(full.requests.isEmpty && full.reported == [.storage(MemoryStore.full)])
    full.store.savesLeft = nil
    #expect(full.refresh(full.keeper(), .token(2)).generation == 2)

    let filling = Desk()
    filling.store.savesLeft = 1
    let second = filling.keeper()
    #expect(filling.refresh(second, .token(2)).generation == 2)
    #expect(second.accessToken == Secret("access-2"))
    let lost = ConnectError.newTokenNotKept(
      .storage(MemoryStore.full), store: "the store of the test")
    #expect(filling.reported == [lost])
  }

  @Test func `a refusal is for good`() {
    let desk = Desk()
    let keeper = desk.keeper()
    let refusal = HTTPResponse.refusal(400, "bad_request.invalid_token")
    #expect(desk.refresh(keeper, refusal).isForGood)
    #expect(desk.reported == [.notRenewed(.refused(BankError(refusal)))])
    #expect(desk.lock == nil)
    #expect(desk.store.login == .sample())
  }

  @Test func `a bank that is unreachable is so for now, and the old refresh token stays`() {
    let desk = Desk()
    #expect(desk.refresh(desk.keeper()).isForNow)
    #expect(desk.slept == [1, 2, 4])
    #expect(desk.reported == [.notRenewed(.unreachable("reset"))])
    #expect(desk.store.login == .sample())
  }

  @Test func `a refresh that is stopped lets the lock go and spends nothing`() {
    let desk = Desk()
    let keeper = desk.keeper()
    #expect(throws: Desk.Stop.self) {
      try keeper.refresh(
        generation: 1, now: { Instant(seconds: 50_000) }, sleep: { _ in throw Desk.Stop() },
        send: { _ in throw TransportFailure(reason: "reset") })
    }
    #expect(desk.lock == nil && desk.store.login == .sample())
    #expect(desk.refresh(keeper, .token(2)).generation == 2)
  }

  @Test func `a token of the environment is never renewed`() {
    let desk = Desk()
    let keeper = desk.keeper(.sample(refreshable: false), keeping: false)
    #expect(!keeper.facts.isRefreshable)
    #expect(desk.refresh(keeper, .token(2)).isForGood)
    #expect(desk.requests.isEmpty && desk.store.saves == 0)
  }

  @Test func `nothing that is reported holds a secret`() {
    for answer in [
      HTTPResponse.refusal(400, "refresh-1"), .refusal(500, "access-1 hush"),
      HTTPResponse(status: 200, body: Array("{\"access_token\":7}".utf8)),
    ] {
      let desk = Desk()
      _ = desk.refresh(desk.keeper(), answer, answer, answer, answer)
      #expect(desk.reported.count == 1)
      #expect("\(desk.keeper().login)".contains("•••"))
    }
  }
}
