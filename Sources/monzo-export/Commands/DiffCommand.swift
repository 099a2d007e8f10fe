// What became of rows since an earlier fetch or export.

import Archive
import Arguments
import Export
import Model
import Pipeline
import Wording
import Write

extension CommandRunner {
  private static let exportsFolder = Option.value(
    "out", .text("dir"), default: "./exports", help: "the folder whose exports are compared")

  static let diff = CommandRunner(
    definition: Command(
      "diff", abstract: "show transactions that are new, changed, settled or gone",
      discussion: """
        Since fetch: what the last fetch changed. Since a time: everything that changed after the last fetch \
        before that time. Since export: what differs from the last exports to OUT.

        Earlier amounts come from the superseded versions that the archive keeps.
        """,
      options: [
        Options.since, exportsFolder, Options.json("print one JSON object per transaction"),
      ],
      examples: [
        Example("monzo-export diff", help: "what changed in the last fetch"),
        Example("monzo-export diff --since export", help: "what changed since the last export"),
      ],
      exitCodes: ExitCode.of(.gap))
  ) { context in
    let path = try context.archivePath()
    let reading = try ArchiveReading(path)
    let archive = reading.folder
    let history = try context.history(of: reading)
    let differences = try ArchiveDifferences(
      history, in: archive, since: context[Options.since] ?? .fetch,
      exportsTo: Destination(context.settings.exports, home: context.settings.home),
      context.settings.exports)
    let report = DifferenceReport(
      differences: differences.rows, slug: history.accounts.slug(ofRegister:))
    try context.print(json: report.json, lines: report.table)
    let counts = DifferenceReport.counts(differences.rows) ?? "nothing is different"
    context.console.note("\(counts) since \(DifferenceReport.words(differences.since))")
  }
}
