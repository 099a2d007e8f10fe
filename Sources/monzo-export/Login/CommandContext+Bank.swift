// The bank as a context knows it: where it is, and a line to it.

import Fetch
import Foundation
import Model
import MonzoAPI

extension CommandContext {
  /// The bank's page for logging in, without its arguments.
  func authPage() throws(CommandError) -> String {
    do {
      return "\(try BaseAddress(settings.authURL))/"
    } catch {
      throw CommandError(message: "the bank's page for logging in: \(error)", status: .usage)
    }
  }

  /// A line to the bank's API; nothing is sent yet.
  func bankLine() throws(CommandError) -> BankLine {
    let carrier = HTTPCarrier(try apiName().base, connections: 1)
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
