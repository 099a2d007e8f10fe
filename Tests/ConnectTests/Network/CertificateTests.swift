// A server with a certificate that nobody vouches for: the connection ends before the request, and so before the
// token, is sent.

import Fetch
import Foundation
import MonzoAPI
import Testing

@testable import Connect

@Suite struct CertificateTests {
  /// What a server says first in TLS 1.2, its certificate included; no client that looks at it answers with data.
  ///
  /// The certificate is its own authority, for 127.0.0.1, and its key is lost.
  private static let hello: [UInt8] = {
    let certificate = Array(
      Data(
        base64Encoded: """
          MIIBjzCCATagAwIBAgIUS8VynO67lkwEA+Yd4xrFcmmzshswCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJMTI3LjAuMC4xMCAX\
          DTI2MTEyODExMzEzMVoYDzIxMjYxMTA0MTEzMTMxWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO\
          PQMBBwNCAATuSuiv4gyAMP+geRllvO0ieletF0ap1dM3xRP7bB/SWYX400MJr7X0En4nHfolW9yPctPyvVOZ6FxQd+tyCzAp\
          o2QwYjAdBgNVHQ4EFgQUEi9o8XULV76wmxw3VZHNV7Zkdq8wHwYDVR0jBBgwFoAUEi9o8XULV76wmxw3VZHNV7Zkdq8wDwYD\
          VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0cAMEQCIG7NV7K/7sA4nUj7ltA7dDiLbsc3P/8C\
          DzW8bf2rSky+AiBAssbuDU8zwJjulJFyilygwcwXIj1CzEmQl9sDzXC/wA==
          """) ?? Data())
    // TLS 1.2, a random number, no session, ECDHE-ECDSA with AES-128, secure renegotiation.
    let server: [UInt8] =
      [3, 3] + [UInt8](repeating: 0x5A, count: 32) + [0, 0xC0, 0x2B, 0, 0, 5, 0xFF, 1, 0, 1, 0]
    let chain = sized(sized(certificate, 3), 3)
    return record([2] + sized(server, 3)) + record([11] + sized(chain, 3))
  }()

  /// One message in a record of the handshake.
  private static func record(_ message: [UInt8]) -> [UInt8] { [0x16, 3, 3] + sized(message, 2) }

  /// Bytes behind their count.
  private static func sized(_ bytes: [UInt8], _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) } + bytes
  }

  @Test func `nothing is sent to a server whose certificate is not to be trusted`() throws {
    let server = try RawServer([Self.hello])
    let carrier = try HTTPCarrier(BaseAddress("https://127.0.0.1:\(server.port)"))
    carrier.send(1, HTTPRequest(.get, "/accounts"), token: Line.token)
    let arrival = try #require(carrier.next())
    let failure = try #require(throws: TransportFailure.self) { try arrival.result.get() }
    #expect(!failure.mayRetry)
    #expect(
      failure.reason.hasPrefix(
        "127.0.0.1: its certificate is not to be trusted, so nothing was sent to it: "))
    #expect(server.received.allSatisfy { !$0.contains("secret") && !$0.contains("accounts") })
  }
}
