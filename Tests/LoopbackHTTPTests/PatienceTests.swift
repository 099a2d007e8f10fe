// How long a connection may take, in virtual time: the clock is an argument, the socket a pair of our own.

import Foundation
import Testing

@testable import LoopbackHTTP

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A connection and the client's end of it.
private final class Pair {
  let connection: Connection
  private let client: Int32
  private var buffer = [UInt8](repeating: 0, count: ServerLimits.chunkBytes)

  init(handler: @escaping @Sendable (IncomingRequest) -> Reply = { _ in .text(200, "whole") }) {
    var ends: [Int32] = [-1, -1]
    #if canImport(Glibc)
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    #else
      socketpair(AF_UNIX, SOCK_STREAM, 0, &ends)
    #endif
    for end in ends { Socket.prepare(end) }
    client = ends[1]
    connection = Connection(socket: ends[0], port: 80, now: 0, handler: handler)
  }

  deinit {
    close(client)
    close(connection.socket)
  }

  /// Sends a text and lets the server take it.
  func send(_ text: String, at now: Int64) {
    let bytes = Array(text.utf8)
    _ = write(client, bytes, bytes.count)
    connection.receive(into: &buffer, now: now)
  }

  /// What the server has sent and nobody has read.
  func received() -> String {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(client, &bytes, bytes.count)
    return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
  }

  /// Ends the client's side.
  func finish(at now: Int64) {
    shutdown(client, Int32(SHUT_WR))
    connection.receive(into: &buffer, now: now)
  }
}

private let request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"

@Suite struct PatienceTests {
  @Test func `a connection that says nothing is closed without a word`() {
    let pair = Pair()
    pair.connection.expire(ServerLimits.silentMax - 1)
    #expect(pair.connection.phase == .reading)
    pair.connection.expire(ServerLimits.silentMax)
    #expect(pair.connection.phase == .closed)
    #expect(pair.received() == "")
  }

  @Test func `a connection that was of use is kept longer, and makes room before others`() {
    let pair = Pair()
    #expect(!pair.connection.isIdle)
    pair.send(request, at: 0)
    #expect(pair.received().hasSuffix("whole"))
    #expect(pair.connection.isIdle)
    pair.connection.expire(ServerLimits.idleMax - 1)
    #expect(pair.connection.phase == .reading)
    pair.connection.expire(ServerLimits.idleMax)
    #expect(pair.connection.phase == .closed)
  }

  @Test
  func
    `a connection makes room when it is slow to say what it wants, and not while it is answered`()
  {
    let pair = Pair {
      _ in
      var reply = Reply.text(200, "late")
      reply.delay = .seconds(60)
      return reply
    }
    #expect(pair.connection.crowdedDeadline == ServerLimits.crowdedMax)
    pair.send("GET / HT", at: 700)
    #expect(pair.connection.crowdedDeadline == ServerLimits.crowdedMax)
    pair.send("TP/1.1\r\nHost: localhost\r\n\r\n", at: 800)
    #expect(pair.connection.crowdedDeadline == nil)
  }

  @Test func `a request of one byte a second does not hold the server`() {
    let pair = Pair()
    let long = request.dropLast(2) + "X: " + String(repeating: "x", count: 1000)
    var now: Int64 = 1000
    for byte in long.utf8 where pair.connection.phase == .reading {
      pair.send(String(UnicodeScalar(byte)), at: now)
      pair.connection.expire(now)
      now += 1000
    }
    #expect(now == 1000 + ServerLimits.requestMax + 1000)
    #expect(pair.received().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    #expect(pair.connection.phase == .draining)
    pair.connection.expire(now + ServerLimits.lingerMax)
    #expect(pair.connection.phase == .closed)
  }

  @Test func `patience begins anew with each request`() {
    let pair = Pair()
    for turn in 0..<100 as Range<Int64> {
      let now = turn * ServerLimits.requestMax
      pair.connection.expire(now)
      pair.send(request, at: now)
      #expect(pair.received().hasSuffix("whole"))
    }
    #expect(pair.connection.phase == .reading)
  }

  @Test func `the beginning of a next request has its own time`() {
    let pair = Pair()
    pair.send(request + "GET /n", at: 0)
    #expect(pair.connection.deadline == ServerLimits.requestMax)
    pair.connection.expire(ServerLimits.requestMax)
    #expect(pair.received().contains("HTTP/1.1 408 "))
  }

  @Test func `an answer comes when its delay has passed and not before`() {
    let pair = Pair { _ in
      var reply = Reply.text(200, "late")
      reply.delay = .microseconds(299_500)
      return reply
    }
    pair.send(request, at: 1000)
    #expect(pair.connection.deadline == 1300)
    pair.connection.expire(1299)
    #expect(pair.received() == "")
    pair.connection.expire(1300)
    #expect(pair.received().hasSuffix("late"))
  }

  @Test func `a client that takes nothing of an answer is let go`() {
    let pair = Pair { _ in Reply(status: 200, body: [UInt8](repeating: 1, count: 4_000_000)) }
    pair.send(request, at: 0)
    #expect(pair.connection.wantsToWrite)
    pair.connection.expire(ServerLimits.stalledMax - 1)
    _ = pair.received()
    pair.connection.advance(ServerLimits.stalledMax - 1)
    pair.connection.expire(ServerLimits.stalledMax)
    #expect(pair.connection.wantsToWrite)
    pair.connection.expire(2 * ServerLimits.stalledMax)
    #expect(pair.connection.phase == .closed)
  }

  @Test func `an answer that never comes ends when the client gives up`() {
    let pair = Pair { _ in
      var reply = Reply.text(200, "")
      reply.delivery = .never
      return reply
    }
    pair.send(request, at: 0)
    pair.connection.expire(ServerLimits.silenceMax - 1)
    #expect(pair.connection.phase == .silent)
    pair.finish(at: 1)
    #expect(pair.connection.phase == .closed)
  }

  @Test func `a client that has said its last still gets the answers to it`() {
    let pair = Pair()
    pair.send(request + request, at: 0)
    pair.finish(at: 1)
    #expect(pair.received().components(separatedBy: "whole").count == 3)
    #expect(pair.connection.phase == .closed)
  }

  @Test func `what is held of further requests while one waits is bounded`() {
    let pair = Pair { _ in
      var reply = Reply.text(200, "")
      reply.delay = .seconds(60)
      return reply
    }
    pair.send(request, at: 0)
    #expect(pair.connection.wantsToRead)
    for _ in 0..<2 { pair.send(String(repeating: request, count: 1000), at: 1) }
    #expect(!pair.connection.wantsToRead)
  }
}
