// The server over real sockets: what a client sees of it, an honest one and others.

import Foundation
import Synchronization
import Testing

@testable import LoopbackHTTP

/// Says what it was asked for.
private let echo: @Sendable (IncomingRequest) -> Reply = { request in
  .text(200, "\(request.method) \(request.target) \(request.body.count);")
}

/// A request that keeps its connection.
private func get(_ target: String, on server: LoopbackServer, _ fields: String = "") -> String {
  "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n\(fields)\r\n"
}

@Suite struct LoopbackServerTests {
  @Test func `requests on one connection are answered one after another`() throws {
    let server = try LoopbackServer(handler: echo)
    let client = RawClient(port: server.port)
    client.send(get("/first", on: server))
    #expect(client.read(until: "GET /first 0;"))
    client.send(get("/second", on: server, "Connection: close\r\n"))
    let text = client.readToEnd()
    #expect(text.hasSuffix("connection: close\r\n\r\nGET /second 0;"))
    #expect(client.end == .closed)
  }

  @Test func `requests sent all at once are answered in their order`() throws {
    let server = try LoopbackServer { request in
      var reply = echo(request)
      if request.target == "/0" { reply.delay = .milliseconds(50) }
      return reply
    }
    let client = RawClient(port: server.port)
    client.send((0..<200).map { get("/\($0)", on: server) }.joined())
    client.finishSending()
    let bodies = client.readToEnd().matches(of: #/GET /(\d+) 0;/#).map { String($0.1) }
    #expect(bodies == (0..<200).map(String.init))
  }

  @Test func `a client that waits before sending its body is asked to go ahead`() throws {
    let server = try LoopbackServer(handler: echo)
    let client = RawClient(port: server.port)
    client.send(
      "PUT /file HTTP/1.1\r\nHost: localhost:\(server.port)\r\nContent-Length: 4\r\n"
        + "Expect: 100-continue\r\n\r\n")
    #expect(client.read(until: "HTTP/1.1 100 Continue\r\n\r\n"))
    client.send("body")
    #expect(client.read(until: "PUT /file 4;"))
  }

  @Test func `a request is in flight until its answer is sent, and no longer`() throws {
    let counts = Mutex<[Int]>([])
    let server = try LoopbackServer(
      observer: { count in counts.withLock { $0.append(count) } },
      handler: { request in
        var reply = echo(request)
        reply.delay = .milliseconds(request.target == "/both" ? 500 : 5)
        return reply
      })
    let client = RawClient(port: server.port)
    for name in ["/one", "/two", "/three"] {
      client.send(get(name, on: server))
      #expect(client.read(until: "GET \(name) 0;"))
    }
    #expect(counts.withLock { $0.max() } == 1)
    let both = [client, RawClient(port: server.port)]
    for client in both { client.send(get("/both", on: server)) }
    for client in both { #expect(client.read(until: "GET /both 0;")) }
    server.stop()
    #expect(counts.withLock { $0.max() } == 2)
  }

  @Test func `delays of several connections pass at the same time`() throws {
    let server = try LoopbackServer { request in
      var reply = echo(request)
      reply.delay = request.target == "/slow" ? .milliseconds(400) : .zero
      return reply
    }
    let slow = (0..<8).map { _ in RawClient(port: server.port) }
    let began = ContinuousClock.now
    for client in slow { client.send(get("/slow", on: server)) }
    let quick = RawClient(port: server.port)
    quick.send(get("/quick", on: server))
    #expect(quick.read(until: "GET /quick 0;"))
    for client in slow { #expect(client.read(until: "GET /slow 0;")) }
    let took = ContinuousClock.now - began
    // One after another they would take 3.2 s.
    #expect(took >= .milliseconds(400) && took < .milliseconds(3200))
  }

  @Test func `clients that are slow to say what they want make room for others`() throws {
    let server = try LoopbackServer(handler: echo)
    let slow = (0..<ServerLimits.connectionsMax).map { _ in RawClient(port: server.port) }
    for client in slow { client.send("GET /slow HTTP/1.1\r\n") }
    let began = ContinuousClock.now
    let quick = RawClient(port: server.port)
    quick.send(get("/quick", on: server))
    #expect(quick.read(until: "GET /quick 0;"))
    #expect(ContinuousClock.now - began < .seconds(8), "they have 30 s when nobody waits")
    withExtendedLifetime(slow) {}
  }

  @Test func `a refused request is answered with its status and ends the connection`() throws {
    let server = try LoopbackServer(handler: echo)
    let client = RawClient(port: server.port)
    client.send("GET / HTTP/1.1\nHost: x\n\n" + String(repeating: "x", count: 100_000))
    let text = client.readToEnd()
    #expect(text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
    #expect(text.contains("connection: close\r\n"))
    #expect(client.end == .closed)
  }

  @Test(arguments: ["evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "[::1]", ""])
  func `a request for another host never gets to the handler`(host: String) throws {
    let server = try LoopbackServer { _ in .text(200, "reached") }
    let client = RawClient(port: server.port)
    let host = host.replacing("PORT", with: "\(server.port)")
    client.send("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n")
    let text = client.readToEnd()
    #expect(text.hasPrefix("HTTP/1.1 421 "))
    #expect(!text.contains("reached"))
  }

  @Test(arguments: ["127.0.0.1", "localhost", "LocalHost", "[::1]"])
  func `a request for this machine gets to the handler`(host: String) throws {
    let server = try LoopbackServer(handler: echo)
    let client = RawClient(port: server.port)
    client.send("GET / HTTP/1.1\r\nHost: \(host):\(server.port)\r\nConnection: close\r\n\r\n")
    #expect(client.readToEnd().hasPrefix("HTTP/1.1 200 "))
  }

  @Test func `an answer can be cut short, be reset, or never come`() throws {
    let server = try LoopbackServer { request in
      var reply = Reply.text(200, String(repeating: "x", count: 1000))
      switch request.target {
      case "/cut": reply.delivery = .cut(afterBytes: 500)
      case "/body": reply.delivery = .cutBody(afterBytes: 10)
      case "/reset": reply.delivery = .reset(afterBytes: 0)
      case "/never": reply.delivery = .never
      default: break
      }
      return reply
    }
    let cut = RawClient(port: server.port)
    cut.send(get("/cut", on: server))
    let text = cut.readToEnd()
    #expect(text.utf8.count == 500 && text.contains("content-length: 1000\r\n"))
    #expect(cut.end == .closed)

    let body = RawClient(port: server.port)
    body.send(get("/body", on: server))
    #expect(body.readToEnd().hasSuffix("\r\n\r\nxxxxxxxxxx"))
    #expect(body.end == .closed)

    let reset = RawClient(port: server.port)
    reset.send(get("/reset", on: server))
    #expect(reset.readToEnd() == "")
    #expect(reset.end == .reset)

    let never = RawClient(port: server.port)
    never.send(get("/never", on: server))
    let other = RawClient(port: server.port)
    other.send(get("/whole", on: server, "Connection: close\r\n"))
    #expect(other.readToEnd().utf8.count > 1000)
    #expect(never.received == "" && never.end == nil)
    server.stop()
    #expect(never.readToEnd() == "")
  }

  @Test func `a stop lets an answer that is under way go out, and frees the port`() throws {
    let asked = DispatchSemaphore(value: 0)
    let server = try LoopbackServer { request in
      asked.signal()
      var reply = echo(request)
      reply.delay = .seconds(3600)
      return reply
    }
    let idle = RawClient(port: server.port)
    let client = RawClient(port: server.port)
    client.send(get("/late", on: server))
    asked.wait()
    server.stop()
    server.stop()
    #expect(client.readToEnd().hasSuffix("connection: close\r\n\r\nGET /late 0;"))
    #expect(idle.readToEnd() == "")
    let successor = try LoopbackServer(port: server.port, handler: echo)
    #expect(successor.port == server.port)
  }

  @Test func `a port that is taken is an error that says so`() throws {
    let server = try LoopbackServer(handler: echo)
    let error = #expect(throws: LoopbackError.self) {
      try LoopbackServer(port: server.port, handler: echo)
    }
    #expect(error?.isInUse == true)
    #expect(error?.description == "127.0.0.1:\(server.port): cannot listen: address already in use")
  }

  @Test func `more clients than connections are served, the idle make room`() throws {
    let server = try LoopbackServer(handler: echo)
    let clients = (0..<ServerLimits.connectionsMax + 20).map { number in
      let client = RawClient(port: server.port)
      client.send(get("/\(number)", on: server))
      return client
    }
    for (number, client) in clients.enumerated() {
      #expect(client.read(until: "GET /\(number) 0;"))
    }
    #expect(clients[0].readToEnd().hasSuffix("GET /0 0;"))
  }

  @Test func `a large answer gets through to a client that takes its time`() throws {
    let server = try LoopbackServer { _ in .text(200, String(repeating: "y", count: 6_000_000)) }
    let client = RawClient(port: server.port)
    client.send(get("/", on: server, "Connection: close\r\n"))
    #expect(client.readToEnd().utf8.count > 6_000_000)
    #expect(client.end == .closed)
  }

  @Test func `a client that disconnects in the middle of an answer harms nobody`() throws {
    let reply = Reply.text(200, String(repeating: "y", count: 6_000_000))
    let server = try LoopbackServer { _ in reply }
    for _ in 0..<20 { RawClient(port: server.port).send(get("/", on: server)) }
    let client = RawClient(port: server.port)
    client.send(get("/", on: server, "Connection: close\r\n"))
    #expect(client.readToEnd().utf8.count > 6_000_000)
  }
}
