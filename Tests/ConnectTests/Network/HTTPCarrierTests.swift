// The carrier against a server of our own: what arrives there, what comes back, and every way in which
// nothing comes back.

import Fetch
import Foundation
import LoopbackHTTP
import MonzoAPI
import Synchronization
import Testing

@testable import Connect

/// A server and a carrier to it.
struct Line {
  /// What no text may ever show.
  static let token = Secret("eyJhbGciOi.very-secret.token")

  let server: LoopbackServer
  let carrier: HTTPCarrier
  private let asked: Asked

  private final class Asked: Sendable {
    let requests = Mutex<[IncomingRequest]>([])
  }

  init(
    limits: HTTPCarrier.Limits = HTTPCarrier.Limits(),
    handler: @escaping @Sendable (IncomingRequest) -> Reply
  ) throws {
    let asked = Asked()
    self.asked = asked
    server = try LoopbackServer { request in
      asked.requests.withLock { $0.append(request) }
      return handler(request)
    }
    carrier = try HTTPCarrier(
      BaseAddress("http://127.0.0.1:\(server.port)"), limits: limits)
  }

  /// What the server was asked for.
  var requests: [IncomingRequest] { asked.requests.withLock { $0 } }

  /// Sends a request and waits for what comes of it.
  func ask(_ request: HTTPRequest) throws -> Result<HTTPResponse, TransportFailure> {
    carrier.send(7, request, token: Line.token)
    let arrival = try #require(carrier.next())
    #expect(arrival.id == 7)
    return arrival.result
  }

  /// Sends a request that cannot be answered, and looks whether the failure keeps the secret.
  func failure(_ request: HTTPRequest) throws -> TransportFailure {
    let result = try ask(request)
    let failure = try #require(throws: TransportFailure.self) { try result.get() }
    for text in ["\(failure)", String(reflecting: failure), failure.reason, "\(carrier)"] {
      #expect(!text.contains("secret"), "\(text)")
      #expect(!text.contains("account_id=acc_1"), "\(text)")
    }
    return failure
  }
}

private let page = HTTPRequest(
  .get, "/transactions?account_id=acc_1&since=2026-01-01T00%3A00%3A00Z")

@Suite struct HTTPCarrierTests {
  @Test func `a request arrives as it was made, with the token and our name`() throws {
    let line = try Line { _ in .text(200, "{}") }
    let form = HTTPRequest(
      .post, "/oauth2/token", contentType: "application/x-www-form-urlencoded",
      body: Array("grant_type=refresh_token&refresh_token=a%2Bb".utf8))
    _ = try line.ask(page).get()
    _ = try line.ask(form).get()
    let requests = line.requests
    #expect(requests.map(\.method) == ["GET", "POST"])
    #expect(requests.map(\.target) == [page.target, form.target])
    #expect(requests.map(\.body) == [[], form.body])
    let headers = try #require(requests.last).headers
    #expect(headers["authorization"] == "Bearer \(Line.token.reveal())")
    #expect(headers["content-type"] == "application/x-www-form-urlencoded")
    #expect(headers["user-agent"] == "monzo-export")
    #expect(headers["accept"] == "application/json")
    #expect(headers["cookie"] == nil)
  }

  @Test func `a request without a token has none`() throws {
    let line = try Line { _ in .text(200, "{}") }
    line.carrier.send(1, page)
    #expect(line.carrier.next()?.id == 1)
    #expect(line.requests.first?.headers["authorization"] == nil)
  }

  @Test(arguments: [
    HTTPRequest(.put, "/transaction-receipts", body: Array("{}".utf8)),
    HTTPRequest(.patch, "/transactions/tx_1", body: Array("metadata%5Ba%5D=b".utf8)),
    HTTPRequest(.delete, "/webhooks/webhook_1"), HTTPRequest(.post, "/oauth2/logout"),
  ])
  func `every method of the API is carried, with its body and without`(request: HTTPRequest) throws
  {
    let line = try Line { _ in .text(200, "{}") }
    #expect(try line.ask(request).get().body == Array("{}".utf8))
    #expect(line.requests.map(\.method) == [request.method.rawValue])
    #expect(line.requests.map(\.body) == [request.body])
  }

  @Test(arguments: [200, 204, 400, 401, 403, 404, 429, 500, 503])
  func `an answer comes back whatever its status, fields by lower-case name`(status: Int) throws {
    let line = try Line { _ in
      var reply = Reply.text(status, "{\"code\":\"x\"}")
      reply.headers.append("Retry-After", "3")
      return reply
    }
    let response = try line.ask(page).get()
    #expect(response.status == status)
    #expect(response.headers["retry-after"] == "3")
    #expect(response.body == (status == 204 ? [] : Array("{\"code\":\"x\"}".utf8)))
    #expect(line.requests.count == 1)
  }

  @Test(arguments: [
    "Bearer", "Bearer realm=\"bank\", error=\"invalid_token\"", "Basic realm=\"bank\"", "Basic",
    "Digest realm=\"bank\", nonce=\"a\", qop=\"auth\"", "Negotiate", "Unheard-Of x=y", "",
    "Basic realm=\"bank\", Bearer",
  ])
  func `a bank that wants a password gets none, and its refusal is the answer`(
    challenge: String
  ) throws {
    let line = try Line(limits: HTTPCarrier.Limits(whole: .seconds(15))) { _ in
      var reply = Reply.text(401, "{\"code\":\"unauthorized\"}")
      reply.headers.append("WWW-Authenticate", challenge)
      return reply
    }
    let response = try line.ask(page).get()
    #expect(response.status == 401)
    #expect(response.body == Array("{\"code\":\"unauthorized\"}".utf8))
    #expect(line.requests.count == 1)
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `a redirect is the answer and is not followed`(status: Int) throws {
    let elsewhere = try Line { _ in .text(200, "caught") }
    let place = "http://127.0.0.1:\(elsewhere.server.port)/catch"
    let line = try Line { _ in
      var reply = Reply.text(status, "moved")
      reply.headers.append("Location", place)
      return reply
    }
    let response = try line.ask(page).get()
    #expect(response.status == status)
    #expect(response.headers["location"] == place)
    #expect(response.body == Array("moved".utf8))
    #expect(elsewhere.requests == [])
  }

  @Test func `cookies are neither kept nor sent, and nothing is cached`() throws {
    let line = try Line { _ in
      var reply = Reply.text(200, "{}")
      reply.headers.append("Set-Cookie", "a=b; Path=/")
      reply.headers.append("Cache-Control", "max-age=3600")
      return reply
    }
    for _ in 0..<3 { _ = try line.ask(page).get() }
    #expect(line.requests.count == 3)
    #expect(line.requests.allSatisfy { $0.headers["cookie"] == nil })
  }

  @Test func `answers come as they arrive, each under its own id`() throws {
    let line = try Line { request in
      var reply = Reply.text(200, request.target)
      reply.delay = .milliseconds(request.target == "/1" ? 200 : 0)
      return reply
    }
    for id in 1...4 { line.carrier.send(id, HTTPRequest(.get, "/\(id)")) }
    #expect(line.carrier.inFlightCount == 4)
    var ids: [Int] = []
    while ids.count < 4, let arrival = line.carrier.next() {
      #expect(try arrival.result.get().body == Array("/\(arrival.id)".utf8))
      ids.append(arrival.id)
    }
    #expect(ids.sorted() == [1, 2, 3, 4] && ids.last == 1)
    #expect(line.carrier.inFlightCount == 0)
  }

  /// A refresh token is good once: the bank may have taken it from a request whose answer was lost.
  @Test(arguments: [
    HTTPRequest(.post, "/oauth2/token", body: Array("a=b".utf8)), HTTPRequest(.post, "/feed"),
    HTTPRequest(.put, "/transaction-receipts"), HTTPRequest(.patch, "/transactions/tx_1"),
    HTTPRequest(.delete, "/webhooks/webhook_1"),
  ])
  func `what changes something is sent once, even where a connection is used again`(
    request: HTTPRequest
  ) throws {
    let line = try Line { incoming in
      var reply = Reply.text(200, "{}")
      if incoming.method != "GET" { reply.delivery = .cut(afterBytes: 0) }
      return reply
    }
    _ = try line.ask(page).get()
    #expect(try line.failure(request).mayRetry)
    #expect(line.requests.map(\.method) == ["GET", request.method.rawValue])
  }

  @Test func `as many requests as are wanted wait for the bank at the same time`() throws {
    let line = try Line { _ in
      var reply = Reply.text(200, "{}")
      reply.delay = .milliseconds(500)
      return reply
    }
    let began = ContinuousClock.now
    for id in 0..<12 { line.carrier.send(id, page) }
    for _ in 0..<12 { _ = try #require(line.carrier.next()).result.get() }
    // Six at a time, as is usual, would take a second; one after another six.
    let took = ContinuousClock.now - began
    #expect(took >= .milliseconds(500) && took < .milliseconds(1000), "\(took)")
  }
}
