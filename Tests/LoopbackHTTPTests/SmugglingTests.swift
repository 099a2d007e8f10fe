// Requests that two programs could read differently, and requests that are too large: each is refused with
// the status that says why, and nothing behind it on the connection is read.

import LoopbackHTTP
import Testing

/// A request that is refused, and the status that it is refused with.
private struct RefusedRequest: CustomTestStringConvertible {
  let status: Int
  let request: String

  var testDescription: String { "\(status): \(request.prefix(60).debugDescription)" }

  init(_ status: Int, _ request: String) {
    self.status = status
    self.request = request
  }

  /// A request with these field lines, and what is behind its header.
  init(_ status: Int, fields: String, _ body: String = "") {
    self.init(status, "POST / HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\r\n\(body)")
  }

  /// A body in chunks.
  init(_ status: Int, chunks: String) {
    self.init(status, fields: "Transfer-Encoding: chunked", chunks)
  }
}

private let twoReadings: [RefusedRequest] = [
  RefusedRequest(400, fields: "Content-Length: 3\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
  RefusedRequest(400, fields: "Content-Length: 3\r\nContent-Length: 4", "abcd"),
  RefusedRequest(400, fields: "Content-Length: 3\r\nContent-Length: 3", "abc"),
  RefusedRequest(400, fields: "Content-Length: 3, 3", "abc"),
  RefusedRequest(400, fields: "Content-Length: +3", "abc"),
  RefusedRequest(400, fields: "Content-Length: -3", "abc"),
  RefusedRequest(400, fields: "Content-Length: 0x3", "abc"),
  RefusedRequest(400, fields: "Content-Length: 3 ; 4", "abc"),
  RefusedRequest(400, fields: "Content-Length:", "abc"),
  RefusedRequest(400, fields: "Content-Length : 3", "abc"),
  RefusedRequest(400, fields: "Content-Length\t: 3", "abc"),
  RefusedRequest(400, fields: " Content-Length: 3", "abc"),
  RefusedRequest(400, fields: "A: b\r\n Content-Length: 3", "abc"),
  RefusedRequest(400, fields: "A: b\r\n\tc"),
  RefusedRequest(400, fields: "A: b\nContent-Length: 3", "abc"),
  RefusedRequest(400, fields: "A: b\rContent-Length: 3", "abc"),
  RefusedRequest(400, fields: "A: b\u{0}c"),
  RefusedRequest(400, fields: "A: b\u{7F}c"),
  RefusedRequest(400, fields: ": b"),
  RefusedRequest(400, fields: "A b"),
  RefusedRequest(400, fields: "A(: b"),
  RefusedRequest(400, fields: "Ä: b"),
  RefusedRequest(400, fields: "Host: y"),
  RefusedRequest(400, fields: "Transfer-Encoding: chunked, chunked", "0\r\n\r\n"),
  RefusedRequest(
    400, fields: "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
  RefusedRequest(501, fields: "Transfer-Encoding: gzip, chunked", "0\r\n\r\n"),
  RefusedRequest(400, fields: "Transfer-Encoding: identity", "0\r\n\r\n"),
  RefusedRequest(400, fields: "Transfer-Encoding: xchunked", "0\r\n\r\n"),
  RefusedRequest(400, fields: "Transfer-Encoding: \"chunked\"", "0\r\n\r\n"),
  RefusedRequest(400, fields: "Transfer-Encoding:", "0\r\n\r\n"),
  RefusedRequest(400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
  RefusedRequest(400, chunks: "\r\n"),
  RefusedRequest(400, chunks: "0x3\r\nabc\r\n0\r\n\r\n"),
  RefusedRequest(400, chunks: "+3\r\nabc\r\n0\r\n\r\n"),
  RefusedRequest(400, chunks: "-1\r\nabc\r\n0\r\n\r\n"),
  RefusedRequest(400, chunks: "3 \r\nabc\r\n0\r\n\r\n"),
  RefusedRequest(400, chunks: " 3\r\nabc\r\n0\r\n\r\n"),
  RefusedRequest(400, chunks: "3\nabc\r\n0\r\n\r\n"),
  RefusedRequest(400, chunks: "3\r\nabc0\r\n\r\n"),
  RefusedRequest(400, chunks: "3\r\nab\r\n0\r\n\r\n"),
  RefusedRequest(400, chunks: "3\r\nabc\n0\r\n\r\n"),
  RefusedRequest(400, chunks: "3;a\rb\r\nabc\r\n0\r\n\r\n"),
  RefusedRequest(400, chunks: "0\r\nA : b\r\n\r\n"),
  RefusedRequest(413, chunks: "FFFFFFFFFFFFFFFF\r\n"),
  RefusedRequest(413, chunks: "10000000000000003\r\nabc\r\n0\r\n\r\n"),
  RefusedRequest(400, "GET / HTTP/1.1\nHost: x\n\n"),
  RefusedRequest(400, "GET  / HTTP/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "GET / HTTP/1.1 \r\nHost: x\r\n\r\n"),
  RefusedRequest(400, " GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "GET /\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "GET / http/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "GET / HTTP/11\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "G@T / HTTP/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "GET /\u{0} HTTP/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "GET /ä HTTP/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "GET /#a HTTP/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "GET a HTTP/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "GET * HTTP/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "GET ftp://x/ HTTP/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "GET / HTTP/1.1\r\n\r\n"),
  RefusedRequest(400, "\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(400, "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\n"),
  RefusedRequest(501, "CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n"),
  RefusedRequest(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  RefusedRequest(505, "GET / HTTP/0.9\r\nHost: x\r\n\r\n"),
  RefusedRequest(417, fields: "Expect: tea\r\nContent-Length: 1", "a"),
]

private let tooLarge: [RefusedRequest] = [
  RefusedRequest(414, "GET /\(String(repeating: "a", count: 8192)) HTTP/1.1\r\nHost: x\r\n\r\n"),
  RefusedRequest(414, String(repeating: "A", count: 9000)),
  RefusedRequest(431, fields: "A: \(String(repeating: "b", count: 32_768))"),
  RefusedRequest(
    431, fields: String(repeating: "A: \(String(repeating: "b", count: 1000))\r\n", count: 40)),
  RefusedRequest(431, fields: (0..<100).map { "A\($0): b" }.joined(separator: "\r\n")),
  RefusedRequest(413, fields: "Content-Length: \(HTTPLimits.bodyMax + 1)"),
  RefusedRequest(413, fields: "Content-Length: 99999999999999999999999"),
  RefusedRequest(413, chunks: "800001\r\n"),
  RefusedRequest(400, chunks: "3;\(String(repeating: "a", count: 300))\r\nabc\r\n0\r\n\r\n"),
  RefusedRequest(431, chunks: "0\r\nA: \(String(repeating: "b", count: 32_768))\r\n\r\n"),
  RefusedRequest(431, chunks: "0\r\n\(String(repeating: "A: b\r\n", count: 101))\r\n"),
]

@Suite struct SmugglingTests {
  @Test(arguments: twoReadings + tooLarge)
  private func `what can be read in two ways or is too large is refused`(refused: RefusedRequest) {
    let smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
    let bytes = Array((refused.request + smuggled).utf8)
    for reading in [Reading([bytes]), Reading(bytes.map { [$0] })] {
      #expect(reading.error?.status == refused.status, "\(reading)")
      #expect(reading.requests == [])
    }
  }

  @Test func `a parser that has refused something takes nothing more`() {
    var parser = RequestParser()
    parser.append(Array("nonsense\r\n".utf8)[...])
    #expect(throws: HTTPError.self) { try parser.next() }
    parser.append(Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8)[...])
    #expect(throws: HTTPError.self) { try parser.next() }
    #expect(parser.unreadCount == 0)
  }

  @Test func `the largest of everything is taken`() {
    let target = "/" + String(repeating: "a", count: HTTPLimits.requestLineMax - 14)
    let fields = (0..<98).map { "A\($0): b\r\n" }.joined()
    let chunk = String(repeating: "b", count: HTTPLimits.bodyMax)
    let reading = Reading(
      "GET \(target) HTTP/1.1\r\nHost: x\r\n\(fields)Transfer-Encoding: chunked\r\n\r\n"
        + "800000\r\n\(chunk)\r\n0\r\n\r\n")
    #expect(reading.error == nil)
    #expect(reading.requests.map(\.target) == [target])
    #expect(reading.requests.map(\.headers.fields.count) == [100])
    #expect(reading.requests.map(\.body.count) == [HTTPLimits.bodyMax])
  }
}
