// The server as a client sees it that was written by others: URLSession, which is libcurl on Linux.

import Foundation
import LoopbackHTTP
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite struct ForeignClientTests {
  private let server: LoopbackServer

  init() throws {
    server = try LoopbackServer { request in
      switch request.target {
      case "/cut":
        var reply = Reply.text(200, String(repeating: "x", count: 1000))
        reply.delivery = .cut(afterBytes: 600)
        return reply
      case "/missing":
        return .text(404, "nothing here")
      default:
        var reply = Reply(status: 200, body: Array("\(request.method) \(request.target) ".utf8))
        reply.headers.append("X-Asked-As", request.headers["x-ask"] ?? "")
        reply.body += request.body
        return reply
      }
    }
  }

  private func request(_ target: String, _ method: String = "GET") throws -> URLRequest {
    var request = URLRequest(
      url: try #require(URL(string: "http://127.0.0.1:\(server.port)\(target)")))
    request.httpMethod = method
    return request
  }

  private func send(_ request: URLRequest) async throws -> (body: String, answer: HTTPURLResponse) {
    let (data, answer) = try await URLSession.shared.data(for: request)
    return (String(decoding: data, as: UTF8.self), try #require(answer as? HTTPURLResponse))
  }

  @Test func `a request and its answer come through whole`() async throws {
    var request = try request("/path?query=a%20b&c=%E2%82%AC")
    request.setValue("täst", forHTTPHeaderField: "X-Ask")
    let (body, answer) = try await send(request)
    #expect(body == "GET /path?query=a%20b&c=%E2%82%AC ")
    #expect(answer.statusCode == 200)
    #expect(answer.value(forHTTPHeaderField: "X-Asked-As") == "täst")
  }

  @Test(arguments: [0, 1, 1023, 1025, 3_000_000])
  func `a body of any size goes there and back`(size: Int) async throws {
    var request = try request("/", "PUT")
    let sent = String(repeating: "é", count: size / 2) + String(repeating: "e", count: size % 2)
    request.httpBody = Data(sent.utf8)
    let (body, _) = try await send(request)
    #expect(body.dropFirst("PUT / ".count).utf8.elementsEqual(sent.utf8))
  }

  @Test func `many requests at once each get their own answer`() async throws {
    let server = server
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<100 {
        group.addTask {
          let url = try #require(URL(string: "http://localhost:\(server.port)/\(number)"))
          let (data, _) = try await URLSession.shared.data(from: url)
          #expect(String(decoding: data, as: UTF8.self) == "GET /\(number) ")
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func `HEAD and errors are understood`() async throws {
    let (body, answer) = try await send(request("/", "HEAD"))
    #expect(body == "" && answer.expectedContentLength == 7)
    let (_, missing) = try await send(request("/missing"))
    #expect(missing.statusCode == 404)
  }

  @Test func `an answer that was cut short is a failure`() async throws {
    let request = try request("/cut")
    await #expect(throws: URLError.self) { try await send(request) }
  }
}
