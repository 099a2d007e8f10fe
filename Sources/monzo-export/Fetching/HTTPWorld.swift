// The real outside of a run: the bank over HTTPS, the bank's clock as its answers tell it, and the person's
// wish to stop.

import Fetch
import Model
import MonzoAPI

/// The network, the clock and chance.
struct HTTPWorld: FetchWorld {
  private let carrier: HTTPCarrier
  private let interrupt: Interrupt
  private var clock: BankClock
  private var hasToldInterrupt = false

  /// Connects to a bank; nothing is sent yet.
  init(_ carrier: HTTPCarrier, clock: BankClock = .system()) {
    self.carrier = carrier
    self.clock = clock
    interrupt = Interrupt { [weak carrier] in carrier?.wake() }
  }

  var now: Instant { mutating get { clock.now() } }

  mutating func jitter() -> UInt32 { .random(in: .min ... .max) }

  mutating func send(_ id: RequestID, _ request: HTTPRequest, token: Secret?) {
    carrier.send(id, request, token: token)
  }

  mutating func next(until deadline: Instant?) -> WorldEvent {
    while true {
      if interrupt.isRequested, !hasToldInterrupt {
        hasToldInterrupt = true
        return .interrupted
      }
      let rest = deadline.map { clock.remaining(until: $0) }
      if let arrival = carrier.next(until: rest.map { ContinuousClock.now + $0 }) {
        switch arrival.result {
        case .success(let response):
          clock.learn(from: response)
          return .answered(arrival.id, response)
        case .failure(let failure): return .failed(arrival.id, failure)
        }
      }
      if let deadline, clock.now() >= deadline { return .deadline }
    }
  }
}
