// The static site of a history.

import Arguments
import Bytes
import Model

extension CommandRunner {
  static let report = CommandRunner(
    definition: Command(
      "report", abstract: "write the static site",
      discussion: """
        The site is plain files: no script, nothing fetched from elsewhere. Files in the folder that this \
        program did not write stay where they are.
        """,
      positionals: [Options.files],
      options: [Options.out, Options.rules, Options.templates],
      examples: [
        Example("monzo-export report --out site answers.json", help: "then open site/index.html")
      ],
      exitCodes: ExitCode.ofInput)
  ) { session in
    let history = try History(reading: session.inputs(), session)
    let rows = EnrichedRows(history: history, rules: try session.rules())
    let out = session[Options.out] ?? "./exports/site"
    let files = try SiteFolder(rows, in: out, session).write()
    session.console.note("\(out)/ holds \(files.count) files; begin with \(out)/index.html")
    session.reportUnused(rows.rules, rows.ruleCounts)
  }
}
