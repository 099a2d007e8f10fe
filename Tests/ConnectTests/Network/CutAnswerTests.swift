// An answer may end anywhere, and be anything: whatever is lost, it is a failure that may pass, and never the end of
// the program.

import Fetch
import Foundation
import MonzoAPI
import Testing

@testable import Connect

private let page = HTTPRequest(.get, "/transactions?account_id=acc_1")
private let json = Array(#"{"transactions":[]}"#.utf8)

/// What a server sends, by what is wrong with it.
struct RawAnswer: CustomTestStringConvertible {
  let testDescription: String
  let bytes: [UInt8]

  init(_ name: String, _ head: String, _ body: some Sequence<UInt8> = []) {
    testDescription = name
    bytes = Array(head.utf8) + body
  }
}

/// Sends the page's request to a server that answers like this; the failure keeps the secret.
private func failure(
  _ server: RawServer, limits: HTTPCarrier.Limits = HTTPCarrier.Limits()
) throws -> TransportFailure {
  let carrier = try HTTPCarrier(BaseAddress("http://127.0.0.1:\(server.port)"), limits: limits)
  carrier.send(1, page, token: Line.token)
  let arrival = try #require(carrier.next())
  let failure = try #require(throws: TransportFailure.self) { try arrival.result.get() }
  #expect(failure.reason.hasPrefix("127.0.0.1: "))
  #expect(!failure.reason.contains("secret") && !failure.reason.contains("acc_1"))
  #expect(carrier.inFlightCount == 0)
  return failure
}

@Suite struct CutAnswerTests {
  /// In a process of its own: the networking of Foundation ended the program here.
  @Test func `an answer that is cut within its header does not end the program`() async {
    await #expect(processExitsWith: .success) {
      let server = try RawServer("HTTP/1.1 200 OK\r\nContent-Ty")
      let carrier = try HTTPCarrier(BaseAddress("http://127.0.0.1:\(server.port)"))
      carrier.send(1, HTTPRequest(.get, "/"))
      let arrival = try #require(carrier.next())
      #expect(throws: TransportFailure.self) { try arrival.result.get() }
    }
  }

  @Test(arguments: [
    RawAnswer("before a byte", ""),
    RawAnswer("inside the status line", "HTTP/1.1 20"),
    RawAnswer("behind the status line", "HTTP/1.1 200 OK\r\n"),
    RawAnswer("inside a field's name", "HTTP/1.1 200 OK\r\nContent-Ty"),
    RawAnswer("inside a field's value", "HTTP/1.1 200 OK\r\nContent-Length: 2"),
    RawAnswer("behind a field", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"),
    RawAnswer("inside the empty line", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r"),
    RawAnswer("behind an interim answer", "HTTP/1.1 100 Continue\r\n\r\n"),
    RawAnswer("in its body", "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n", json),
    RawAnswer("in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n", json),
    RawAnswer(
      "between chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"),
    RawAnswer(
      "in a length of a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2"),
    RawAnswer(
      "in packed bytes with their count",
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(Gzip.stored(json).count)\r\n\r\n",
      Gzip.stored(json).dropLast(12)),
  ])
  func `an answer that is cut is a failure that may pass`(answer: RawAnswer) throws {
    let failure = try failure(RawServer([answer.bytes]))
    #expect(failure.mayRetry)
  }

  @Test(arguments: [
    RawAnswer("another protocol", "SSH-2.0-OpenSSH_9.2\r\n"),
    RawAnswer("a page without a header", "<html>Log in to this network</html>\n"),
    RawAnswer(
      "a chunk of no length", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"),
    RawAnswer(
      "no packed bytes", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", json),
    RawAnswer(
      "packed bytes with a wrong sum", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
      Gzip.stored(json, checksum: 7)),
  ])
  func `an answer that is something else is a failure that may pass`(answer: RawAnswer) throws {
    let failure = try failure(RawServer([answer.bytes]))
    #expect(failure.mayRetry)
  }

  @Test func `an answer that comes byte by byte comes whole`() throws {
    let text = "HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\n{}"
    let server = try RawServer(text.utf8.map { [$0] }, pause: .milliseconds(1))
    let carrier = try HTTPCarrier(BaseAddress("http://127.0.0.1:\(server.port)"))
    carrier.send(1, page)
    let response = try #require(carrier.next()).result.get()
    #expect(response.status == 200 && response.body == Array("{}".utf8))
    #expect(response.headers["x-a"] == "1, 2")
  }

  @Test func `packed bytes are unpacked`() throws {
    let bytes = Gzip.stored(json)
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bytes.count)\r\n\r\n"
    let server = try RawServer([Array(head.utf8) + bytes])
    let carrier = try HTTPCarrier(BaseAddress("http://127.0.0.1:\(server.port)"))
    carrier.send(1, page)
    #expect(try #require(carrier.next()).result.get().body == json)
    #expect(server.received.first?.contains("\r\nAccept-Encoding: gzip\r\n") == true)
  }
}

@Suite struct HugeAnswerTests {
  private let limits = HTTPCarrier.Limits(bodyMax: 1 << 20)

  @Test func `an answer without an end is given up on while it comes`() throws {
    let server = try RawServer(
      [Array("HTTP/1.1 200 OK\r\n\r\n".utf8), [UInt8](repeating: 0x78, count: 65_536)],
      isEndless: true)
    let failure = try failure(server, limits: limits)
    #expect(!failure.mayRetry && failure.reason.contains("more than 1 MiB"))
  }

  @Test func `a few bytes that unpack to many are given up on while they unpack`() throws {
    let bomb = Gzip.bomb(count: 256 << 20)
    #expect(bomb.count < 2 << 20)
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n"
    let server = try RawServer([Array(head.utf8) + bomb])
    let failure = try failure(server, limits: limits)
    #expect(!failure.mayRetry && failure.reason.contains("more than 1 MiB"))
  }

  @Test(arguments: [
    RawAnswer("of one field", "X: \(String(repeating: "a", count: 1 << 20))"),
    RawAnswer(
      "of many fields",
      String(repeating: "X: \(String(repeating: "a", count: 1021))\r\n", count: 1024)),
  ])
  func `a header of a megabyte is given up on`(header: RawAnswer) throws {
    let server = try RawServer([
      Array("HTTP/1.1 200 OK\r\n".utf8) + header.bytes + Array("\r\n\r\n".utf8)
    ])
    let failure = try failure(server)
    #expect(!failure.mayRetry && failure.reason.contains("more than 64 KiB"))
  }

  @Test func `a header without an end is given up on while it comes`() throws {
    let line = Array("X: 1\r\n".utf8)
    let server = try RawServer([Array("HTTP/1.1 200 OK\r\n".utf8), line], isEndless: true)
    let failure = try failure(server)
    #expect(!failure.mayRetry && failure.reason.contains("more than 64 KiB"))
  }

  @Test func `interim answers without an end are given up on`() throws {
    let server = try RawServer([Array("HTTP/1.1 103 Early Hints\r\n\r\n".utf8)], isEndless: true)
    #expect(try !failure(server).mayRetry)
  }
}
