// A line to the bank of a connection: one request at a time, by the bank's clock.

internal import Fetch
internal import Foundation
internal import Model
internal import MonzoAPI

extension BankConnection {
  /// A line to the bank's API; nothing is sent yet.
  ///
  /// - Throws: `ConnectError` when this machine has nothing to send with.
  public func line() throws(ConnectError) -> BankLine {
    let carrier = try HTTPCarrier(api.base, agent: agent)
    let clock = Clock(.system(for: carrier.base))
    return BankLine(
      carry: { request, token throws(TransportFailure) in
        carrier.send(1, request, token: token)
        guard let arrival = carrier.next() else {
          throw TransportFailure(reason: "\(carrier.base.host): no answer")
        }
        return try clock.bank.take(arrival, isToken: token == nil)
      },
      now: { clock.bank.now() },
      sleep: { Thread.sleep(forTimeInterval: TimeInterval($0)) })
  }
}

/// The bank's clock, shared by the closures of a line.
private final class Clock {
  var bank: BankClock

  init(_ bank: BankClock) { self.bank = bank }
}
