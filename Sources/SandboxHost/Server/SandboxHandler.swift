// Between the loopback server and the pure bank: requests become values, answers get the bank's time, and what
// happens is counted.

import Bytes
import Foundation
package import LoopbackHTTP
package import Model
import MonzoAPI
package import Sandbox

/// Answers requests of the loopback server with a bank.
///
/// The server calls it from its one thread, the command from another: a lock keeps them apart.
package final class SandboxHandler: @unchecked Sendable {
  private let lock = NSLock()
  private var bank: FaultyBank
  private let latency: Duration
  private let clock: SandboxClock
  private var statistics = SandboxStatistics()

  package init(_ bank: FaultyBank, clock: SandboxClock, latency: Duration) {
    self.bank = bank
    self.clock = clock
    self.latency = latency
  }

  /// What has happened so far.
  package var summary: SandboxStatistics { lock.withLock { statistics } }

  /// Where the bank is reached, once that is known.
  package func listen(at address: String) { lock.withLock { bank.bank.rules.baseURL = address } }

  /// The answer to a request.
  package func reply(to request: IncomingRequest) -> Reply {
    lock.withLock {
      if request.target == "/sandbox/statistics" { return statistics.reply }
      guard let method = HTTPRequest.Method(rawValue: request.method) else {
        return .text(405, "\(request.method) is not known here\n")
      }
      let now = clock.now
      let (response, passage) = bank.answer(
        HTTPRequest(
          method, request.target, contentType: request.headers["content-type"], body: request.body),
        authorization: request.headers["authorization"], accept: request.headers["accept"] ?? "*/*",
        at: now)
      var reply = Reply(response, passage)
      reply.headers.append("date", HTTPDate.format(now))
      reply.delay += latency
      statistics.requests += 1
      return reply
    }
  }

  /// Takes note of how many requests are in flight.
  package func observe(inFlight: Int) {
    lock.withLock { statistics.inFlightMax = max(statistics.inFlightMax, inFlight) }
  }
}

/// The bank's clock: it shows a time when it is made, and goes on as this machine's does.
package struct SandboxClock {
  private let start: Instant
  private let began = ContinuousClock.now

  package init(showing time: Instant) { start = time }

  /// The time that it shows.
  package var now: Instant { start + (ContinuousClock.now - began) }
}

/// What a sandbox was asked.
package struct SandboxStatistics {
  /// How many requests there were.
  package fileprivate(set) var requests = 0
  /// The greatest number of requests in flight: asked and not yet answered.
  package fileprivate(set) var inFlightMax = 0

  private var json: [UInt8] {
    var writer = ByteWriter()
    writer.appendJSON { json in
      json.member("requests", requests)
      json.member("in_flight_max", inFlightMax)
    }
    return writer.bytes
  }

  /// The answer to `GET /sandbox/statistics`.
  fileprivate var reply: Reply {
    Reply(
      status: 200, headers: HeaderFields([("content-type", "application/json")]),
      body: json)
  }
}

extension Reply {
  /// The reply that brings an answer the way it is to come.
  fileprivate init(_ response: HTTPResponse, _ passage: Passage) {
    self.init(
      status: response.status,
      headers: HeaderFields(
        response.headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }),
      body: response.body)
    switch passage {
    case .whole: break
    case .late(let milliseconds): delay = .milliseconds(milliseconds)
    case .dropped: delivery = .cut(afterBytes: 0)
    case .lost: delivery = .reset(afterBytes: 0)
    case .cut(let bytes): delivery = .cutBody(afterBytes: bytes)
    case .silent: delivery = .never
    }
  }
}

extension Instant {
  /// A time so much later.
  fileprivate static func + (time: Instant, more: Duration) -> Instant {
    let (seconds, attoseconds) = more.components
    let nanoseconds = Int64(time.nanoseconds) + attoseconds / 1_000_000_000
    return Instant(
      seconds: time.seconds + seconds + nanoseconds / 1_000_000_000,
      nanoseconds: Int32(nanoseconds % 1_000_000_000))
  }
}
