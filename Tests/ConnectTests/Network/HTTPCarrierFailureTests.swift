// Every way in which no answer comes, what the failure says, and what it must not say.

import Fetch
import Foundation
import LibCurl
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

  @Test(arguments: [
    Reply.Delivery.cut(afterBytes: 0), .cut(afterBytes: 5), .cut(afterBytes: 20),
    .cut(afterBytes: 40), .cutBody(afterBytes: 0), .cutBody(afterBytes: 1),
    .cutBody(afterBytes: 999),
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
    // Long enough for a busy machine to be connected by then: what is late otherwise is the connection.
    let limits = HTTPCarrier.Limits(whole: .seconds(4))
    let line = try line(.never, limits: limits)
    let failure = try line.failure(page)
    #expect(failure == TransportFailure(reason: "127.0.0.1: no whole answer within 4 seconds"))
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
    let other = try HTTPCarrier(BaseAddress("https://127.0.0.1:\(line.server.port)"))
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

  @Test(arguments: [
    "transactions with spaces", "/a b", "/a\r\nX-Evil: 1", "/ä", "/\u{0}", "/\u{7F}",
  ])
  func `a target that would be more than one word is not sent`(target: String) throws {
    let line = try line(.whole)
    #expect(try !line.failure(HTTPRequest(.get, target)).mayRetry)
    #expect(line.requests == [])
  }
}

/// What libcurl reports, and what is said of it.
@Suite struct EndedTransferTests {
  private func failure(_ result: libcurl_result, detail: String = "", proxy: Int = 0)
    -> TransportFailure
  {
    EndedTransfer(
      result: result, proxyStatus: proxy, name: "NAME", detail: detail
    ).failure(host: "bank.example", HTTPCarrier.Limits())
  }

  @Test(arguments: [LIBCURL_BAD_CERTIFICATE, LIBCURL_BAD_ISSUER])
  func `a certificate that is not to be trusted is for good`(result: libcurl_result) {
    let failure = failure(result, detail: "SSL certificate problem: self-signed certificate")
    #expect(
      failure
        == TransportFailure(
          mayRetry: false,
          reason: """
            bank.example: its certificate is not to be trusted, so nothing was sent to it: SSL certificate \
            problem: self-signed certificate; check the clock of this machine, that no proxy or filter answers \
            in its place (https_proxy), and the package ca-certificates
            """))
  }

  @Test func `without authorities on this machine the package that has them is named`() {
    let failure = failure(LIBCURL_NO_AUTHORITIES, detail: "error setting certificate file: /x.pem")
    #expect(!failure.mayRetry && failure.reason.contains("ca-certificates"))
  }

  @Test(arguments: [
    (LIBCURL_NO_HOST, "bank.example: cannot be found; is this machine online? (NAME)"),
    (LIBCURL_NO_CONNECTION, "bank.example: cannot connect: NAME"),
    (LIBCURL_TIMED_OUT, "bank.example: no answer for too long"),
    (LIBCURL_RECEIVE_FAILED, "bank.example: the connection broke off: NAME"),
    (LIBCURL_SEND_FAILED, "bank.example: the connection broke off: NAME"),
    (LIBCURL_NOTHING_CAME, "bank.example: the connection broke off: NAME"),
    (LIBCURL_PARTIAL, "bank.example: the connection broke off: NAME"),
    (LIBCURL_BAD_ENCODING, "bank.example: the connection broke off: NAME"),
    (LIBCURL_UNSUPPORTED_PROTOCOL, "bank.example: an answer that is no HTTP"),
    (LIBCURL_STRANGE_REPLY, "bank.example: an answer that is no HTTP"),
    (
      LIBCURL_NO_PROXY,
      "bank.example: the proxy of this machine cannot be used (NAME); check https_proxy"
    ),
    (libcurl_result(rawValue: 4711), "bank.example: the connection broke off: NAME"),
  ])
  func `what may pass is tried again, and says nothing that libcurl says of addresses`(
    result: libcurl_result, reason: String
  ) {
    let failure = failure(result, detail: "of http://user:hunter2@proxy/?secret")
    #expect(failure == TransportFailure(reason: reason))
  }

  @Test func `a proxy that refuses is named before the connection that broke off`() {
    let failure = failure(LIBCURL_RECEIVE_FAILED, proxy: 407)
    #expect(failure.mayRetry && failure.reason.contains("(HTTP 407)"))
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

  /// Nothing is in flight, as between two tries.
  @Test func `waiting for nothing ends at its deadline, and not before`() throws {
    let line = try Line { _ in .text(200, "") }
    let began = ContinuousClock.now
    #expect(line.carrier.next(until: began + .milliseconds(150)) == nil)
    let took = ContinuousClock.now - began
    #expect(took >= .milliseconds(150) && took < .milliseconds(1000), "\(took)")
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
