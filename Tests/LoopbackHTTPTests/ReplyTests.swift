// Answers as bytes: framed once, whatever the handler says, and never more than one answer.

import LoopbackHTTP
import Testing

@Suite struct ReplyTests {
  private func text(
    _ reply: Reply, to request: IncomingRequest? = IncomingRequest(method: "GET", target: "/"),
    keepsAlive: Bool = true
  ) -> String {
    String(decoding: reply.bytes(answering: request, keepsAlive: keepsAlive), as: UTF8.self)
  }

  @Test func `an answer has its status, its fields in order, its length and its body`() {
    var reply = Reply.text(201, "made\n")
    reply.headers.append("X-One", "1")
    #expect(
      text(reply)
        == "HTTP/1.1 201 Created\r\ncontent-type: text/plain; charset=utf-8\r\nx-one: 1\r\n"
        + "content-length: 5\r\n\r\nmade\n")
  }

  @Test func `the end of a connection is announced, and to an old client its going on`() {
    #expect(
      text(.text(200, ""), keepsAlive: false).hasSuffix("length: 0\r\nconnection: close\r\n\r\n"))
    let old = IncomingRequest(method: "GET", target: "/", minorVersion: 0)
    #expect(text(.text(200, ""), to: old).hasSuffix("\r\nconnection: keep-alive\r\n\r\n"))
  }

  @Test func `an answer to HEAD has the length of the body that it leaves out`() {
    let reply = text(.text(200, "12345"), to: IncomingRequest(method: "HEAD", target: "/"))
    #expect(reply.hasSuffix("content-length: 5\r\n\r\n"))
  }

  @Test(arguments: [204, 304])
  func `an answer that has no body by definition has no length`(status: Int) {
    let reply = text(.text(status, "lost"))
    #expect(!reply.contains("content-length"))
    #expect(reply.hasSuffix("\r\n\r\n"))
  }

  @Test func `the fields that frame an answer are the server's own`() {
    var reply = Reply.text(200, "abc")
    reply.headers.append("Content-Length", "1")
    reply.headers.append("Transfer-Encoding", "chunked")
    reply.headers.append("Connection", "upgrade")
    let text = text(reply)
    #expect(text.contains("content-length: 3\r\n"))
    #expect(!text.contains("chunked") && !text.contains("upgrade"))
  }

  @Test(arguments: [
    ("Location", "/\r\nSet-Cookie: a=b"), ("Location", "/\nX: y"), ("Location", "/\u{0}"),
    ("Bad Name", "x"), ("", "x"), ("X:Y", "x"), ("X\r\nY", "x"),
  ])
  func `a field that would be another one becomes a failure`(name: String, value: String) {
    var reply = Reply.text(200, "secret page")
    reply.headers.append(name, value)
    let text = text(reply)
    #expect(text.hasPrefix("HTTP/1.1 500 "))
    #expect(!text.contains("secret") && !text.contains("a=b") && !text.contains("\nX"))
  }

  @Test func `an answer without a meaningful status becomes a failure`() {
    #expect(text(Reply(status: 100)).hasPrefix("HTTP/1.1 500 "))
    #expect(text(Reply(status: 99_999)).hasPrefix("HTTP/1.1 500 "))
  }
}
