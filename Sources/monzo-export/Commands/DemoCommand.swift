// The whole product on a household that does not exist: no account, no network, no input.

import Archive
import Arguments
import Connect
import Disk
import Model
import Output
import Pipeline
import Sandbox
import SandboxHost
import Wording

extension CommandRunner {
  static let demo = CommandRunner(
    definition: Command(
      "demo", abstract: "run everything on a demo bank: no account, no network",
      discussion: """
        Generates a household with accounts, pots and three years of transactions, fetches them from an \
        in-memory bank into an archive, and writes the last complete month in every format, and the site. The \
        same seed gives the same bytes.
        """,
      options: [
        Options.out(default: "./exports"), Options.json, Options.seed, Options.transactions,
        Options.records,
      ],
      alternatives: [[Options.out, Options.records], [Options.json, Options.records]],
      examples: [
        Example("monzo-export demo --out exports", help: "then open exports/site/index.html")
      ],
      exitCodes: ExitCode.of())
  ) { context in
    let seed = context[Options.seed] ?? 1
    let bank =
      context[Options.transactions].map { DemoBank(seed: seed, transactions: $0) }
      ?? DemoBank(seed: seed)
    if let path = context[Options.records] {
      return try bank.writeRecords(
        to: path == "-" ? context.console.output : File.replacing(path))
    }
    let archive = "\(context.settings.exports)/demo-archive"
    // Nobody can do anything about what this bank sends and this program does not know.
    let history = try context.console.quietly {
      let reporter = FetchReporter(
        context.timeZone, progressWidth: { context.console.progressWidth },
        show: { context.console.show($0) })
      let end = try DemoArchive.fill(
        from: bank, seed: seed, at: archive, report: { context.console.show($0.message) },
        watching: reporter.watch)
      reporter.report(end, isDryRun: false)
      return try context.history(of: ArchiveReading(archive))
    }
    var export = try context.monthExport(
      EnrichedRowSource(history), Period(try history.lastWholeMonth),
      knownAs: Destination(named: "exports"))
    export.isDemo = true
    // A month of the demo is shown as any month is, not as the first.
    export.exportsOpenings = false
    try context.report(
      export.write(into: ArchiveFolder(writing: SystemDisk(archive))), of: history)
    try DemoArchive.forgetStates(at: archive)
  }
}
