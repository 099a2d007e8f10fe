// The real outside of a run: the bank over HTTPS, the bank's clock as its answers say it, and the user's
// request to stop.

package import Fetch
package import Model
package import MonzoAPI

/// The network, the clock and chance.
package struct HTTPWorld: FetchWorld {
  private let carrier: HTTPCarrier
  private let interrupt: Interrupt
  private var clock: BankClock
  private var hasReportedInterrupt = false
  /// Requests for a token, whose answers are too precious to be refused for their date.
  private var tokenRequests: Set<RequestID> = []

  /// Connects to a bank; nothing is sent yet.
  package init(_ carrier: HTTPCarrier) {
    self.carrier = carrier
    clock = .system(for: carrier.base)
    interrupt = Interrupt { [weak carrier] in carrier?.wake() }
  }

  package var now: Instant { mutating get { clock.now() } }

  package mutating func jitter() -> UInt32 { .random(in: .min ... .max) }

  package mutating func send(_ id: RequestID, _ request: HTTPRequest, token: Secret?) {
    if token == nil { tokenRequests.insert(id) }
    carrier.send(id, request, token: token)
  }

  package mutating func next(until deadline: Instant?) -> WorldEvent {
    while true {
      if interrupt.isRequested, !hasReportedInterrupt {
        hasReportedInterrupt = true
        return .interrupted
      }
      let rest = deadline.map { clock.remaining(until: $0) }
      if let arrival = carrier.next(until: rest.map { ContinuousClock.now + $0 }) {
        return event(of: arrival)
      }
      if let deadline, clock.now() >= deadline { return .deadline }
    }
  }

  private mutating func event(of arrival: Arrival) -> WorldEvent {
    let isToken = tokenRequests.remove(arrival.id) != nil
    do throws(TransportFailure) {
      return .answered(arrival.id, try clock.take(arrival, isToken: isToken))
    } catch {
      return .failed(arrival.id, error)
    }
  }
}
