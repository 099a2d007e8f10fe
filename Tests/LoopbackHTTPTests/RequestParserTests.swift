// The parser of requests: what comes out of a stream of bytes, however it is cut, and what is refused.

import LoopbackHTTP
import TestSupport
import Testing

/// Everything that a stream of bytes gives: its events, and the error that ended it.
struct Reading: Equatable {
  var events: [RequestParser.Event] = []
  var error: HTTPError?

  var requests: [IncomingRequest] {
    events.compactMap { if case .request(let request) = $0 { request } else { nil } }
  }

  /// Reads pieces one after another, and takes everything after each.
  init(_ pieces: [[UInt8]]) {
    var parser = RequestParser()
    for piece in pieces {
      parser.append(piece[...])
      do {
        while let event = try parser.next() { events.append(event) }
      } catch {
        self.error = error
        return
      }
    }
  }

  init(_ text: String) { self.init([Array(text.utf8)]) }
}

/// Streams of requests, some of them with an error.
private let streams: [String] = [
  "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
  "\r\nGET /a?b=c HTTP/1.1\r\nHost: x\r\nAccept: one\r\nX:\t padded \t\r\naccept: two\r\n\r\n"
    + "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhelloGET /c HTTP/1.0\r\n\r\n",
  "POST /chunks HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\nExpect: 100-continue\r\n\r\n"
    + "5\r\nhello\r\n0006;name=\"v\"\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\nHost: x\n\n",
  "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
  "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
  "GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: x\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "a", count: 40_000))\r\n\r\n",
]

@Suite struct RequestParserTests {
  @Test(arguments: streams.indices)
  func `however a stream is cut, the same comes out`(stream: Int) {
    let bytes = Array(streams[stream].utf8)
    let whole = Reading([bytes])
    #expect(whole == Reading(bytes.map { [$0] }))
    for cut in stride(from: 0, through: bytes.count, by: bytes.count > 1000 ? 97 : 1) {
      #expect(whole == Reading([Array(bytes[..<cut]), Array(bytes[cut...])]), "cut at \(cut)")
    }
    var random = SeededRandom(seed: 1)
    for _ in 0..<50 {
      var rest = bytes[...]
      var pieces: [[UInt8]] = []
      while !rest.isEmpty {
        pieces.append(Array(rest.prefix(.random(in: 0...64, using: &random))))
        rest = rest.dropFirst(pieces.last?.count ?? 0)
      }
      #expect(whole == Reading(pieces))
    }
  }

  @Test func `requests of one connection come one after another`() {
    let reading = Reading(streams[1])
    #expect(reading.error == nil)
    #expect(reading.requests.map(\.target) == ["/a?b=c", "/b", "/c"])
    #expect(reading.requests.map(\.method) == ["GET", "POST", "GET"])
    #expect(reading.requests.map(\.keepsAlive) == [true, true, false])
    #expect(reading.requests[1].body == Array("hello".utf8))
  }

  @Test func `fields of one name are one list, and white space around a value is not its own`() {
    let header = Reading(streams[1]).requests[0].headers
    #expect(header["accept"] == "one, two")
    #expect(header.values(of: "accept") == ["one", "two"])
    #expect(header["x"] == "padded")
    #expect(header["missing"] == nil)
  }

  @Test func `chunks are put together, their extensions and trailers passed over`() {
    let reading = Reading(streams[2])
    #expect(reading.error == nil)
    #expect(reading.events.first == .wantsContinue)
    #expect(reading.requests.map(\.body) == [Array("hello world".utf8), []])
    #expect(reading.requests[0].headers["x-trailer"] == nil)
  }

  @Test func `an address in the target takes the place of the host`() {
    let reading = Reading("GET HTTP://localhost:80?a=b HTTP/1.1\r\nHost: evil\r\nA: b\r\n\r\n")
    #expect(reading.requests.map(\.target) == ["/?a=b"])
    #expect(reading.requests.first?.headers.values(of: "host") == ["localhost:80"])
    #expect(reading.requests.first?.headers["a"] == "b")
  }

  @Test(arguments: [
    ("1.1", "", true), ("1.1", "Connection: close\r\n", false), ("1.0", "", false),
    ("1.1", "Connection: x , Close\r\n", false), ("1.0", "Connection: Keep-Alive\r\n", true),
    ("1.9", "", true),
  ])
  func `a connection goes on as its version and its options say`(
    version: String, option: String, keepsAlive: Bool
  ) {
    let reading = Reading("GET / HTTP/\(version)\r\nHost: x\r\n\(option)\r\n")
    #expect(reading.requests.map(\.keepsAlive) == [keepsAlive])
  }
}
