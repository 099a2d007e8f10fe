// The bank's time: ours where it agrees, the bank's where it does not, and never going back.

import Fetch
import Model
import MonzoAPI
import Synchronization
import TestSupport
import Testing

@testable import Connect

@Suite struct BankClockTests {
  /// Time that passes when it is asked to.
  private final class Time: Sendable {
    private let passed = Mutex(Duration.zero)
    var now: Duration { passed.withLock { $0 } }
    func pass(_ duration: Duration) { passed.withLock { $0 += duration } }
  }

  private let time = Time()

  private func clock(_ start: String) throws -> BankClock {
    try clock(start, of: "http://127.0.0.1:8913")
  }

  private func clock(_ start: String, of bank: String) throws -> BankClock {
    BankClock(
      start: try #require(Instant(start)), bank: try BaseAddress(bank),
      elapsed: { [time] in time.now })
  }

  private func answer(_ date: String) -> HTTPResponse {
    HTTPResponse(status: 200, headers: ["date": date])
  }

  @Test func `without word from the bank it is the system's time`() throws {
    var clock = try clock("2026-07-18T10:00:00.75Z")
    time.pass(.milliseconds(500))
    #expect(clock.now().description == "2026-07-18T10:00:01.25Z")
    try clock.learn(from: HTTPResponse(status: 200))
    try clock.learn(from: answer("yesterday"))
    #expect(clock.now().description == "2026-07-18T10:00:01.25Z")
  }

  @Test(arguments: ["10:00:00", "10:00:02", "09:59:58"])
  func `a small difference is a slow answer and no wrong clock`(bank: String) throws {
    var clock = try clock("2026-07-18T10:00:00Z")
    try clock.learn(from: answer("Sat, 18 Jul 2026 \(bank) GMT"))
    #expect(clock.offset == .zero)
  }

  @Test(arguments: [
    ("2026-11-21T15:00:00Z", "2026-07-18T10:00:00Z"),
    ("2026-07-18T09:59:57Z", "2026-07-18T10:00:00Z"),
    ("2026-07-18T10:00:03Z", "2026-07-18T10:00:00Z"),
    ("1970-01-01T00:00:00Z", "2026-07-18T10:00:00Z"),
  ])
  func `a clock that is wrong is set by the first answer, in both directions`(
    system: String, bank: String
  ) throws {
    var clock = try clock(system)
    _ = clock.now()
    try clock.learn(from: answer("Sat, 18 Jul 2026 10:00:00 GMT"))
    #expect(clock.now().description == bank)
    time.pass(.seconds(90))
    #expect(clock.now().description == "2026-07-18T10:01:30Z")
  }

  @Test func `after that it goes only forward`() throws {
    var clock = try clock("2026-07-18T10:00:00Z")
    try clock.learn(from: answer("Sat, 18 Jul 2026 10:00:00 GMT"))
    try clock.learn(from: answer("Sat, 18 Jul 2026 09:00:00 GMT"))
    #expect(clock.now().description == "2026-07-18T10:00:00Z")
    try clock.learn(from: answer("Sat, 18 Jul 2026 11:00:00 GMT"))
    #expect(clock.now().description == "2026-07-18T11:00:00Z")
  }

  @Test func `the time that is left is counted by the bank's clock`() throws {
    var clock = try clock("2026-11-21T15:00:00Z")
    try clock.learn(from: answer("Sat, 18 Jul 2026 10:00:00 GMT"))
    time.pass(.milliseconds(1500))
    let remaining = clock.remaining(until: try #require(Instant("2026-07-18T10:05:00Z")))
    #expect(remaining == .milliseconds(298_500))
    #expect(clock.remaining(until: try #require(Instant("2026-07-18T09:00:00Z"))) == .zero)
    #expect(clock.remaining(until: .distantFuture) > .seconds(1_000_000))
  }

  @Test(arguments: [
    ("Mon, 20 Jul 2026 10:00:00 GMT", "2 days ahead of"),
    ("Sun, 18 Jul 2027 10:00:00 GMT", "365 days ahead of"),
    ("Thu, 16 Jul 2026 21:00:00 GMT", "2 days behind"),
  ])
  func `a date of another day is not believed of a bank that is elsewhere`(
    date: String, words: String
  ) throws {
    var clock = try clock("2026-07-18T10:00:00Z", of: "https://api.monzo.com")
    let failure = #expect(throws: TransportFailure.self) { try clock.learn(from: answer(date)) }
    #expect(failure?.mayRetry == false)
    #expect(failure?.reason.contains(words) == true)
    #expect(clock.now().description == "2026-07-18T10:00:00Z")
    // The next answer may be the bank's, and is the first one then.
    try clock.learn(from: answer("Sat, 18 Jul 2026 09:00:00 GMT"))
    #expect(clock.now().description == "2026-07-18T09:00:00Z")
  }

  @Test func `a day is not gone past in small steps`() throws {
    var clock = try clock("2026-07-18T10:00:00Z", of: "https://api.monzo.com")
    try clock.learn(from: answer("Sun, 19 Jul 2026 09:00:00 GMT"))
    #expect(throws: TransportFailure.self) {
      try clock.learn(from: answer("Sun, 19 Jul 2026 11:00:00 GMT"))
    }
    #expect(clock.now().description == "2026-07-19T09:00:00Z")
  }

  @Test func `an answer that brings a token is taken whatever its date`() throws {
    var clock = try clock("2026-07-18T10:00:00Z", of: "https://api.monzo.com")
    let arrival = Arrival(id: 1, result: .success(answer("Sun, 18 Jul 2027 10:00:00 GMT")))
    #expect(try clock.take(arrival, isToken: true).status == 200)
    #expect(clock.now().description == "2026-07-18T10:00:00Z")
    #expect(throws: TransportFailure.self) { try clock.take(arrival, isToken: false) }
  }

  @Test func `only an answer of the bank sets the clock`() throws {
    var clock = try clock("2026-07-18T10:00:00Z")
    let date = "Sat, 18 Jul 2026 12:00:00 GMT"
    for status in [302, 403, 502] {
      let page = Array("<html>".utf8)
      try clock.learn(from: HTTPResponse(status: status, headers: ["date": date], body: page))
    }
    #expect(clock.offset == .zero)
    var refusal = HTTPResponse.refusal(403, "forbidden.insufficient_permissions")
    refusal.headers["date"] = date
    try clock.learn(from: refusal)
    #expect(clock.offset == .seconds(7200))
  }

  @Test func `the system's clock shows a time of this century, and does not go back`() throws {
    var clock = BankClock.system(for: try BaseAddress("https://api.monzo.com"))
    let first = clock.now()
    #expect(first.seconds > 1_700_000_000)
    #expect(clock.now() >= first)
  }
}
