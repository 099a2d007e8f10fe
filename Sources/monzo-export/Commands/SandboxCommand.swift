// The demo bank as a real server on this machine, for trying everything and for other programs.

import Arguments
import Bytes
import Disk
import Model
import MonzoAPI
import Sandbox
import SandboxHost
import Wording

extension CommandRunner {
  static let sandbox = CommandRunner(
    definition: Command(
      "sandbox", abstract: "run a demo bank on this machine",
      discussion: """
        Answers the whole API of the bank on 127.0.0.1 until Ctrl-C: logging in, the approval, which comes by \
        itself after three seconds, five minutes of whole history, pages, refusals. The first line on stdout \
        is its address; what follows is how to log in to it.

        The history ends when the bank starts: now, or the time of --as-of. Its clock goes on from there; rows \
        only change when a client changes them, and pending ones stay pending. The same seed and --as-of give \
        the same bytes. Without --as-of, a later start shows the same household some time later (a new one from \
        each 1 July). What clients changed is forgotten when the bank ends.

        To check a client, /sandbox/statistics reports how many requests there were and how many at once, and \
        /sandbox/truth what each account holds; with ?account_id=ID all its rows.

        Faults are kinds and rates: \(Faults.Kind.allCases.map(\.rawValue).joined(separator: ", ")).
        """,
      options: [
        Options.port, Options.seed, Options.transactions, Options.years, Options.latency,
        Options.faults, Options.json("print the address and the clients as one line of JSON"),
      ],
      commonOptions: [Options.endOfHistory],
      examples: [
        Example("monzo-export sandbox", help: "then log in to it from another terminal"),
        Example(
          "monzo-export sandbox --latency 300ms --faults 429=0.05,drop=0.02",
          help: "a slow bank at the end of a bad network"),
        Example(
          "monzo-export sandbox --as-of 2026-07-18T09:30:00Z",
          help: "the bank of the demo, the same on every machine and day"),
      ],
      exitCodes: ExitCode.of())
  ) { context in
    var rules = BankServer.Rules()
    rules.hasRefusingAccounts = true
    let seed = context[Options.seed] ?? 1
    var clock = SandboxClock(showing: try context.endOfHistory())
    let demo = context.demoBank(seed: seed, asOf: clock.now)
    let bank = BankServer(BankHistory(demo), seed: seed, rules: rules)
    let faults = try context[Options.faults].map { try Faults(parsing: $0, seed: seed) } ?? Faults()
    // A time that was asked for is not over before the bank is there.
    if context.settings.asOf != nil { clock = SandboxClock(showing: demo.asOf) }
    let statistics = try SandboxServer.run(
      FaultyBank(bank, faults), clock: clock, latency: context[Options.latency] ?? .zero,
      port: context[Options.port] ?? 8913
    ) { address in try context.print(json: address.json, lines: greeting(address)) }
    context.console.note(
      "\(statistics.requests) requests, at most \(statistics.inFlightMax) of them in flight at once"
    )
  }

  private static func greeting(_ address: SandboxServer.Address) -> [String] {
    let (client, open) = (address.clients[0], address.clients[1])
    return [
      """
      \(address.api)

      In another terminal:

        export MONZO_API_URL=\(address.api)
        export MONZO_AUTH_URL=\(address.loginPage)
        export MONZO_CLIENT_ID=\(client.id)
        export MONZO_CLIENT_SECRET=\(client.secret.reveal())
        export MONZO_EXPORT_ARCHIVE=\(shellWord(SystemDisk("sandbox-archive").place))
        monzo-export login

      A client that is not confidential, and gets no refresh tokens:

        export MONZO_CLIENT_ID=\(open.id)
        export MONZO_CLIENT_SECRET=\(open.secret.reveal())
      """
    ]
  }

  /// A text as a shell takes it for one word.
  private static func shellWord(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      Character(Unicode.Scalar(byte)).isLetter && byte < 0x80 || isDigit(byte)
        || "/._-+@%,:=".utf8.contains(byte)
    }
    return isPlain ? text : "'\(text.replacing("'", with: "'\\''"))'"
  }
}

extension CommandContext {
  fileprivate func demoBank(seed: UInt64, asOf: Instant) -> DemoBank {
    let years = self[Options.years]
    return DemoBank(
      seed: seed, asOf: asOf, transactions: self[Options.transactions] ?? years.map { $0 * 2000 },
      years: years)
  }

  /// When the made-up history ends.
  fileprivate func endOfHistory() throws -> Instant {
    let asOf = settings.asOf ?? clock()
    guard !DemoBank.canEnd(at: asOf) else { return asOf }
    let years = DemoBank.yearsOfEnd
    guard settings.asOf == nil else {
      throw invocation.badValue(
        of: Options.asOf, "\(asOf)",
        expected: "a time from \(years.lowerBound) to \(years.upperBound)")
    }
    throw CommandError(
      message: "this machine's clock shows \(asOf); set it, or name a time with --as-of",
      status: .failed)
  }
}
