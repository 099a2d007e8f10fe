// The demo bank as a real server on this machine, for trying everything and for other people's programs.

import Arguments
import Bytes
import LoopbackHTTP
import Model
import MonzoAPI
import Sandbox

extension CommandRunner {
  static let sandbox = CommandRunner(
    definition: Command(
      "sandbox", abstract: "run a made-up bank on this machine",
      discussion: """
        Answers the whole API of the bank on 127.0.0.1 until Ctrl-C: logging in, the approval, which comes by \
        itself after three seconds, five minutes of whole history, pages, refusals. The first line on stdout \
        is its address; what follows is how to log in to it. The bank begins on 18 July 2026, 09:30 UTC, \
        whenever it is started, and forgets everything when it ends.

        For those who check a client, /sandbox/statistics tells how many requests there were and how many at \
        once, and /sandbox/truth what each account holds; with ?account_id=ID all its rows.

        Faults are kinds and rates: \(Faults.Kind.allCases.map(\.rawValue).joined(separator: ", ")).
        """,
      options: [
        Options.port, Options.seed, Options.transactions, Options.years, Options.latency,
        Options.faults, Options.address,
      ],
      examples: [
        Example("monzo-export sandbox", help: "then log in to it from another terminal"),
        Example(
          "monzo-export sandbox --latency 300ms --faults 429=0.05,drop=0.02",
          help: "a slow bank at the end of a bad network"),
      ],
      exitCodes: ExitCode.of())
  ) { context in
    var rules = BankServer.Rules()
    rules.hasRefusingAccounts = true
    let seed = context[Options.seed] ?? 1
    let bank = BankServer(BankHistory(context.demoBank(seed: seed)), seed: seed, rules: rules)
    let faults = try context[Options.faults].map { try Faults(parsing: $0, seed: seed) } ?? Faults()
    let handler = SandboxHandler(
      FaultyBank(bank, faults), latency: context[Options.latency] ?? .zero)
    EndSignal.hold()
    let server = try LoopbackServer(port: context[Options.port] ?? 8913) { handler.reply(to: $0) }
    let address = "http://\(LoopbackServer.address):\(server.port)"
    handler.listen(at: address)
    try context.console.write(greeting(bank, address, asJSON: context[Options.address]))
    EndSignal.wait()
    server.stop()
    let summary = handler.summary
    context.console.note(
      "\(summary.requests) requests, at most \(summary.inFlightMax) of them in flight at once")
  }

  /// Where the bank is and how to log in to it.
  private static func greeting(_ bank: BankServer, _ address: String, asJSON: Bool) -> [UInt8] {
    let client = bank.clients[0]
    guard asJSON else {
      return Array(
        """
        \(address)

        In another terminal:

          export MONZO_API_URL=\(address)
          export MONZO_AUTH_URL=\(address)/
          export MONZO_CLIENT_ID=\(client.id)
          export MONZO_CLIENT_SECRET=\(client.secret.reveal())
          export MONZO_EXPORT_ARCHIVE=sandbox-archive
          monzo-export login

        A client that is not confidential, and gets no refresh tokens:

          export MONZO_CLIENT_ID=\(bank.clients[1].id)
          export MONZO_CLIENT_SECRET=\(bank.clients[1].secret.reveal())

        """.utf8)
    }
    var json = ByteWriter()
    json.append("{\"api_url\":")
    json.appendJSONString(address)
    json.append(",\"auth_url\":")
    json.appendJSONString("\(address)/")
    json.append(",\"clients\":[")
    for (index, client) in bank.clients.enumerated() {
      json.append(index == 0 ? "{\"client_id\":" : ",{\"client_id\":")
      json.appendJSONString(client.id)
      json.append(",\"client_secret\":")
      json.appendJSONString(client.secret.reveal())
      json.append(client.isConfidential ? ",\"confidential\":true}" : ",\"confidential\":false}")
    }
    json.append("]}\n")
    return json.bytes
  }
}

extension CommandContext {
  /// The made-up bank that the options ask for.
  fileprivate func demoBank(seed: UInt64) -> DemoBank {
    switch (self[Options.transactions], self[Options.years]) {
    case (nil, nil): DemoBank(seed: seed)
    case (let rows?, nil): DemoBank(seed: seed, transactions: rows)
    case (let rows, let years?):
      DemoBank(seed: seed, transactions: rows ?? years * 2000, years: years)
    }
  }
}
