// The demo bank as a server on this machine, until somebody ends it.

import Bytes
import LoopbackHTTP
import MonzoAPI
package import Sandbox

/// Runs the demo bank as a server.
package enum SandboxServer {
  /// Where the bank is, and how to log in to it.
  package struct Address {
    /// The address of the API; the page for logging in has a slash behind it.
    package let api: String
    package let clients: [BankServer.Client]

    package var loginPage: String { "\(api)/" }

    /// The address as one line of JSON.
    package var json: [UInt8] {
      JSONWriter.document(.compact) { json in
        json.member("api_url", api)
        json.member("auth_url", loginPage)
        json.member("clients", each: clients) { client, json in
          json.member("client_id", client.id)
          json.member("client_secret", client.secret.reveal())
          json.member("confidential", client.isConfidential)
        }
      }
    }
  }

  /// Answers requests until the program is asked to end.
  ///
  /// - Parameters:
  ///   - bank: the bank and the faults on the way to it.
  ///   - clock: the bank's clock.
  ///   - latency: how long each answer is held back.
  ///   - port: the port to listen at; 0 for any that is free.
  ///   - isReady: called when the bank answers.
  /// - Returns: what was asked.
  /// - Throws: `LoopbackError` when the port cannot be had, and what `isReady` throws.
  package static func run(
    _ bank: FaultyBank, clock: SandboxClock, latency: Duration, port: UInt16,
    isReady: (Address) throws -> Void
  ) throws -> SandboxStatistics {
    let clients = bank.bank.clients
    let handler = SandboxHandler(bank, clock: clock, latency: latency)
    EndSignal.hold()
    let server = try LoopbackServer(port: port, observer: handler.observe(inFlight:)) {
      handler.reply(to: $0)
    }
    let address = "http://\(LoopbackServer.address):\(server.port)"
    handler.listen(at: address)
    try isReady(Address(api: address, clients: clients))
    EndSignal.wait()
    server.stop()
    return handler.summary
  }
}
