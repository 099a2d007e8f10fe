// The bank's time: ours where it agrees, the bank's where it does not, and never going back.

import Model
import MonzoAPI
import Synchronization
import Testing

@testable import monzo_export

@Suite struct BankClockTests {
  /// Time that passes when it is told to.
  private final class Time: Sendable {
    private let passed = Mutex(Duration.zero)
    var now: Duration { passed.withLock { $0 } }
    func pass(_ duration: Duration) { passed.withLock { $0 += duration } }
  }

  private let time = Time()

  private func clock(_ start: String) throws -> BankClock {
    BankClock(start: try #require(Instant(start)), elapsed: { [time] in time.now })
  }

  private func answer(_ date: String) -> HTTPResponse {
    HTTPResponse(status: 200, headers: ["date": date])
  }

  @Test func `without word from the bank it is the system's time`() throws {
    var clock = try clock("2026-07-18T10:00:00.75Z")
    time.pass(.milliseconds(500))
    #expect(clock.now().description == "2026-07-18T10:00:01.25Z")
    clock.learn(from: HTTPResponse(status: 200))
    clock.learn(from: answer("yesterday"))
    #expect(clock.now().description == "2026-07-18T10:00:01.25Z")
  }

  @Test(arguments: ["10:00:00", "10:00:30", "09:59:30"])
  func `a small difference is a slow answer and no wrong clock`(bank: String) throws {
    var clock = try clock("2026-07-18T10:00:00Z")
    clock.learn(from: answer("Sat, 18 Jul 2026 \(bank) GMT"))
    #expect(clock.offset == .zero)
  }

  @Test(arguments: [
    ("2026-11-21T15:00:00Z", "2026-07-18T10:00:00Z"),
    ("2026-07-18T09:59:29Z", "2026-07-18T10:00:00Z"),
    ("1970-01-01T00:00:00Z", "2026-07-18T10:00:00Z"),
  ])
  func `a clock that is wrong is set by the first answer, in both directions`(
    system: String, bank: String
  ) throws {
    var clock = try clock(system)
    _ = clock.now()
    clock.learn(from: answer("Sat, 18 Jul 2026 10:00:00 GMT"))
    #expect(clock.now().description == bank)
    time.pass(.seconds(90))
    #expect(clock.now().description == "2026-07-18T10:01:30Z")
  }

  @Test func `after that it goes only forward`() throws {
    var clock = try clock("2026-07-18T10:00:00Z")
    clock.learn(from: answer("Sat, 18 Jul 2026 10:00:00 GMT"))
    clock.learn(from: answer("Sat, 18 Jul 2026 09:00:00 GMT"))
    #expect(clock.now().description == "2026-07-18T10:00:00Z")
    clock.learn(from: answer("Sat, 18 Jul 2026 11:00:00 GMT"))
    #expect(clock.now().description == "2026-07-18T11:00:00Z")
  }

  @Test func `the time that is left is counted by the bank's clock`() throws {
    var clock = try clock("2026-11-21T15:00:00Z")
    clock.learn(from: answer("Sat, 18 Jul 2026 10:00:00 GMT"))
    time.pass(.milliseconds(1500))
    let remaining = clock.remaining(until: try #require(Instant("2026-07-18T10:05:00Z")))
    #expect(remaining == .milliseconds(298_500))
    #expect(clock.remaining(until: try #require(Instant("2026-07-18T09:00:00Z"))) == .zero)
    #expect(clock.remaining(until: .distantFuture) > .seconds(1_000_000))
  }

  @Test func `the system's clock tells a time of this century, and does not go back`() {
    var clock = BankClock.system()
    let first = clock.now()
    #expect(first.seconds > 1_700_000_000)
    #expect(clock.now() >= first)
  }
}
