// Where requests go when the environment names a proxy: what is encrypted goes through it, what is for this machine
// never does, and a token is for the bank alone.

import Fetch
import Foundation
import LoopbackHTTP
import MonzoAPI
import Testing

@testable import Connect

@Suite struct ProxyTests {
  @Test(arguments: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
  func `an encrypted request asks the proxy to connect, and does not show it the token`(
    name: String
  ) async {
    await #expect(processExitsWith: .success) { [name] in
      let proxy = try RawServer("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
      setenv(name, "http://user:hunter2@127.0.0.1:\(proxy.port)", 1)
      let carrier = try HTTPCarrier(BaseAddress("https://bank.example"))
      carrier.send(1, HTTPRequest(.get, "/accounts"), token: Line.token)
      let arrival = try #require(carrier.next())
      let failure = try #require(throws: TransportFailure.self) { try arrival.result.get() }
      #expect(failure.reason.contains("HTTP 403") && failure.reason.contains("proxy"))
      #expect(!failure.reason.contains("hunter2"))
      let asked = try #require(proxy.received.first)
      #expect(asked.hasPrefix("CONNECT bank.example:443 HTTP/1.1\r\n"))
      #expect(!asked.contains("secret") && !asked.contains("accounts"))
    }
  }

  @Test(arguments: ["http_proxy", "all_proxy", "ALL_PROXY", "HTTP_PROXY"])
  func `what is for this machine goes through no proxy`(name: String) async {
    await #expect(processExitsWith: .success) { [name] in
      let proxy = try RawServer("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
      setenv(name, "http://127.0.0.1:\(proxy.port)", 1)
      let line = try Line { _ in .text(200, "{}") }
      #expect(try line.ask(HTTPRequest(.get, "/accounts")).get().status == 200)
      #expect(proxy.received == [])
    }
  }

  @Test func `a host of no_proxy is reached without it`() async {
    await #expect(processExitsWith: .success) {
      let proxy = try RawServer("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
      let bank = try RawServer("HTTP/1.1 200 OK\r\n\r\n")
      setenv("https_proxy", "http://127.0.0.1:\(proxy.port)", 1)
      setenv("no_proxy", "127.0.0.1", 1)
      let carrier = try HTTPCarrier(BaseAddress("https://127.0.0.1:\(bank.port)"))
      carrier.send(1, HTTPRequest(.get, "/accounts"), token: Line.token)
      let arrival = try #require(carrier.next())
      #expect(throws: TransportFailure.self) { try arrival.result.get() }
      #expect(proxy.received == [] && bank.received.count == 1)
    }
  }

  @Test(arguments: ["http://user:hunter2@nowhere.invalid:1", "nonsense://user:hunter2@127.0.0.1:1"])
  func `a proxy that cannot be used is a failure that keeps its password`(proxy: String) async {
    await #expect(processExitsWith: .success) { [proxy] in
      setenv("https_proxy", proxy, 1)
      let carrier = try HTTPCarrier(BaseAddress("https://bank.example"))
      carrier.send(1, HTTPRequest(.get, "/accounts"), token: Line.token)
      let arrival = try #require(carrier.next())
      let failure = try #require(throws: TransportFailure.self) { try arrival.result.get() }
      #expect(!failure.reason.contains("hunter2"))
    }
  }
}
