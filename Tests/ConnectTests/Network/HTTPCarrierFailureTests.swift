// Every way in which no answer comes, what the failure says, and what it must not say.

import Fetch
import Foundation
import LoopbackHTTP
import MonzoAPI
import Synchronization
import Testing

@testable import Connect

private let page = HTTPRequest(.get, "/transactions?account_id=acc_1")

@Suite struct HTTPCarrierFailureTests {
  /// A server whose answers of 1,000 bytes get through like this.
  private func line(
    _ delivery: Reply.Delivery, limits: HTTPCarrier.Limits = HTTPCarrier.Limits()
  ) throws -> Line {
    try Line(limits: limits) { _ in
      var reply = Reply.text(200, String(repeating: "x", count: 1000))
      reply.delivery = delivery
      return reply
    }
  }

  /// Not within the header behind its first line: there URLSession ends the program on Linux.
  @Test(arguments: [
    Reply.Delivery.cut(afterBytes: 0), .cut(afterBytes: 5), .cutBody(afterBytes: 0),
    .cutBody(afterBytes: 1), .cutBody(afterBytes: 999),
  ])
  func `an answer that is cut short is a failure`(delivery: Reply.Delivery) throws {
    let failure = try line(delivery).failure(page)
    #expect(failure.mayRetry)
    #expect(failure.reason.hasPrefix("127.0.0.1: "))
  }

  @Test(arguments: [0, 30, 150])
  func `a connection that is reset is a failure`(count: Int) throws {
    #expect(try line(.reset(afterBytes: count)).failure(page).mayRetry)
  }

  @Test func `a bank that says nothing is given up on`() throws {
    let limits = HTTPCarrier.Limits(idleSeconds: 1)
    let failure = try line(.never, limits: limits).failure(page)
    #expect(failure == TransportFailure(reason: "127.0.0.1: no answer for too long"))
  }

  @Test func `an answer that takes too long as a whole is given up on`() throws {
    let limits = HTTPCarrier.Limits(whole: .milliseconds(300))
    let line = try line(.never, limits: limits)
    let failure = try line.failure(page)
    #expect(failure == TransportFailure(reason: "127.0.0.1: no whole answer within 0 seconds"))
    #expect(line.carrier.inFlightCount == 0)
  }

  @Test func `a bank that is not there is a failure that may pass`() throws {
    let line = try line(.whole)
    line.server.stop()
    let failure = try line.failure(page)
    #expect(failure.mayRetry)
    #expect(failure.reason.hasPrefix("127.0.0.1: cannot connect: "))
  }

  @Test func `an answer that is too large is not kept, and not asked for again`() throws {
    let limits = HTTPCarrier.Limits(bodyMax: 1 << 20)
    let line = try Line(limits: limits) { _ in
      .text(200, String(repeating: "x", count: (1 << 20) + 1))
    }
    let failure = try line.failure(page)
    #expect(!failure.mayRetry)
    #expect(failure.reason.contains("more than 1 MiB"))
    let exact = try Line(limits: limits) { _ in .text(200, String(repeating: "x", count: 1 << 20)) }
    #expect(try exact.ask(page).get().body.count == 1 << 20)
  }

  @Test func `a server that speaks something else is a failure`() throws {
    let line = try Line { _ in .text(200, "") }
    let other = HTTPCarrier(try BaseAddress("https://127.0.0.1:\(line.server.port)"))
    other.send(1, page, token: Line.token)
    let result = try #require(other.next()).result
    #expect(throws: TransportFailure.self) { try result.get() }
    #expect(line.requests == [])
  }

  @Test(arguments: ["", "a b", "a\r\nX-Evil: 1", "a\n", "ä", "\u{0}"])
  func `a token that would be something else is not sent and not shown`(token: String) throws {
    let line = try line(.whole)
    line.carrier.send(1, page, token: Secret(token))
    let result = try #require(line.carrier.next()).result
    let failure = try #require(throws: TransportFailure.self) { try result.get() }
    #expect(!failure.mayRetry && !failure.reason.contains("Evil"))
    #expect(line.requests == [])
  }

  @Test(arguments: ["transactions", "", "@evil.example/", ".evil.example/", ":80/"])
  func `a target that would change the host is not sent`(target: String) throws {
    let failure = try line(.whole).failure(HTTPRequest(.get, target))
    #expect(!failure.mayRetry)
  }

  @Test func `a certificate that is not to be trusted is for good`() {
    for error in [
      URLError(.serverCertificateUntrusted), URLError(.serverCertificateHasBadDate),
      URLError(
        .unknown,
        userInfo: [
          NSLocalizedDescriptionKey: "SSL certificate problem: self-signed certificate",
          "NSErrorFailingURLStringKey": "https://bank.example/x?code=secret",
        ]),
    ] {
      let failure = TransportFailure(error, host: "bank.example")
      #expect(!failure.mayRetry)
      #expect(failure.reason.hasPrefix("bank.example: its certificate is not to be trusted"))
      #expect(!failure.reason.contains("secret"))
    }
    #expect(TransportFailure(URLError(.networkConnectionLost), host: "bank.example").mayRetry)
    #expect(!TransportFailure(URLError(.badURL), host: "bank.example").mayRetry)
  }
}

@Suite struct HTTPCarrierWaitingTests {
  @Test func `waiting ends at its deadline, and the answer still comes`() throws {
    let line = try Line { _ in
      var reply = Reply.text(200, "late")
      reply.delay = .milliseconds(300)
      return reply
    }
    line.carrier.send(1, page)
    #expect(line.carrier.next(until: .now + .milliseconds(20)) == nil)
    #expect(line.carrier.next(until: .now) == nil)
    #expect(line.carrier.inFlightCount == 1)
    #expect(line.carrier.next()?.id == 1)
  }

  @Test func `waiting ends when somebody wakes it, once`() throws {
    let line = try Line { _ in .text(200, "") }
    line.carrier.wake()
    #expect(line.carrier.next() == nil)
    let carrier = line.carrier
    Thread { carrier.wake() }.start()
    #expect(carrier.next() == nil)
    carrier.send(1, page)
    #expect(carrier.next()?.id == 1)
  }

  @Test func `what was forgotten does not come`() throws {
    let line = try Line { request in
      var reply = Reply.text(200, "")
      reply.delay = .milliseconds(request.target == "/new" ? 0 : 50)
      return reply
    }
    for id in 0..<4 { line.carrier.send(id, page) }
    line.carrier.cancelAll()
    #expect(line.carrier.inFlightCount == 0)
    line.carrier.send(9, HTTPRequest(.get, "/new"))
    #expect(line.carrier.next()?.id == 9)
    #expect(line.carrier.next(until: .now + .milliseconds(200)) == nil)
  }

  @Test func `carriers come and go with requests in flight`() throws {
    for round in 0..<40 {
      let line = try Line { _ in .text(200, String(repeating: "x", count: 100_000)) }
      for id in 0..<8 { line.carrier.send(id, page) }
      for _ in 0..<round % 8 { #expect(line.carrier.next() != nil) }
      if round.isMultiple(of: 2) { line.carrier.cancelAll() }
    }
  }
}
