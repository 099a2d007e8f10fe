// The sandbox bank as the outside of a run, in memory and in its own time: no socket, no clock, so that the
// demo is the same bytes on every machine.

package import Connect
package import Fetch
package import Model
package import MonzoAPI
package import Sandbox

/// A world with nothing but a sandbox bank in it.
package struct BankWorld: FetchWorld {
  /// How long the bank takes for an answer.
  private static let latencyMilliseconds: Int32 = 50

  package private(set) var now: Instant
  package var bank: BankServer
  private var answers: [(time: Instant, id: RequestID, response: HTTPResponse)] = []

  package init(_ bank: BankServer, at now: Instant) {
    self.bank = bank
    self.now = now
  }

  package mutating func jitter() -> UInt32 { 0 }

  package mutating func send(_ id: RequestID, _ request: HTTPRequest, token: Secret?) {
    let response = bank.answer(
      request, authorization: token.map { "Bearer \($0.reveal())" }, at: now)
    var time = now
    time.nanoseconds += BankWorld.latencyMilliseconds * 1_000_000
    if time.nanoseconds >= 1_000_000_000 {
      time.nanoseconds -= 1_000_000_000
      time.seconds += 1
    }
    answers.append((time, id, response))
  }

  package mutating func next(until deadline: Instant?) -> WorldEvent {
    guard let first = answers.first, deadline.map({ first.time <= $0 }) ?? true else {
      now = max(now, deadline ?? now)
      return .deadline
    }
    answers.removeFirst()
    now = max(now, first.time)
    return .answered(first.id, first.response)
  }
}
