// The driver of a run where the reducer and the token's refresh meet: each has a time of its own, the bank's request
// for quiet is for both.

import Archive
import Fetch
import Model
import MonzoAPI
import TestSupport
import Testing

@testable import Connect

/// A world that answers the requests of each id in turn, then waits for the deadline, and stops at the end.
private final class ScriptedWorld: FetchWorld {
  var now = Instant(seconds: 10_000)
  var answers: [(id: RequestID, answer: HTTPResponse)]
  /// When requests were sent, by id.
  private(set) var sent: [RequestID: [Int64]] = [:]
  private var inFlight: [RequestID] = []

  init(_ answers: [(id: RequestID, answer: HTTPResponse)]) { self.answers = answers }

  func jitter() -> UInt32 { 0 }

  func send(_ id: RequestID, _ request: HTTPRequest, token: Secret?) {
    sent[id, default: []].append(now.seconds - 10_000)
    inFlight.append(id)
  }

  func next(until deadline: Instant?) -> WorldEvent {
    if let first = answers.first, let at = inFlight.firstIndex(of: first.id) {
      inFlight.remove(at: at)
      answers.removeFirst()
      return .answered(first.id, first.answer)
    }
    if let lost = inFlight.popLast() {
      return .failed(lost, TransportFailure(mayRetry: false, reason: "the end"))
    }
    guard let deadline else { return .interrupted }
    now = max(now, deadline)
    return .deadline
  }
}

@Suite struct FetchLoopTests {
  @Test func `a refresh that is tried again waits when the bank asks all for quiet meanwhile`()
    throws
  {
    let accounts = #"{"accounts":[{"id":"acc_1"},{"id":"acc_2"}]}"#
    let world = ScriptedWorld([
      (1, HTTPResponse(status: 200, body: Array(accounts.utf8))),
      (2, .refusal(401, "unauthorized.bad_access_token.expired")),
      (-1, .refusal(500, "internal_service")),
      (3, .refusal(429, "rate_limited", retryAfter: "20")),
      (-1, .token(2)),
    ])
    let store = MemoryStore(.sample())
    let archive = try ArchiveFolder(writing: MemoryDisk())
    var loop = FetchLoop(world, archive, TokenKeeper(.sample(), store: store, report: { _ in }))
    _ = try loop.run(
      FetchStart(
        options: FetchOptions(), coverage: [],
        token: TokenFacts(generation: 1, expires: nil, isRefreshable: true)))
    #expect(world.sent[-1] == [0, 20])
    #expect(store.login?.token?.generation == 2)
  }
}
