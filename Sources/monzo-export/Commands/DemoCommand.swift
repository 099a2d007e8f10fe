// The whole product on a household that does not exist: no account, no network, no input.

import Archive
import Arguments
import Bytes
import Enrich
import Model
import Pipeline
import Sandbox
import Write

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
      return try writeRecords(
        of: bank, to: path == "-" ? context.console.output : File.replacing(path))
    }
    let out = context.settings.exports
    let archive = "\(out)/demo-archive"
    // Nobody can do anything about what this bank sends and this program does not know.
    let history = try context.console.quietly {
      try DemoArchive.fill(from: bank, seed: seed, at: archive, context)
      return try context.history(of: ArchiveReading(archive))
    }
    var export = MonthExport(
      EnrichedRowSource(history), try history.lastWholeMonth, in: out,
      knownAs: Destination("exports", home: nil), observer: context.observer)
    export.options = context.exportOptions
    export.templates = context.settings.templates
    export.exportsLateRows = context.settings.exportsLateRows
    try context.report(
      export.write(into: ArchiveFolder(writing: SystemDisk(archive))), of: history)
  }

  private static func writeRecords(of bank: DemoBank, to file: File) throws {
    var stream = OutputStream(file)
    stream.writer.append(bytes: bank.accountsAnswer())
    stream.writer.append(bytes: bank.potsAnswer())
    stream.writer.append(bytes: bank.references())
    try bank.forEachRecord { line in
      stream.writer.append(bytes: line)
      try stream.drain()
    }
    try stream.finish()
  }
}
