// The static site of a history.

import Arguments
import Bytes
import Output
import Pipeline
import Wording

extension CommandRunner {
  static let report = CommandRunner(
    definition: Command(
      "report", abstract: "build the static site",
      discussion: """
        The site is plain files: no scripts, and nothing is loaded from elsewhere. Other files in the folder are \
        never touched.
        """,
      positionals: [Options.files],
      options: [
        Options.out(default: "./exports/site"),
        Options.json("print the paths of the files as JSON"),
      ] + PeriodChoice.options + [
        Options.rules, Options.templates, Options.statementAccount, Options.dates,
      ],
      alternatives: PeriodChoice.alternatives,
      examples: [
        Example("monzo-export report --out site answers.json", help: "then open site/index.html")
      ],
      exitCodes: ExitCode.ofExport)
  ) { context in
    let choice = try PeriodChoice(context)
    let rows = try context.enrichedRows(of: choice.beforeReading(context.holidays))
    let period = try context.period(choice, of: rows.dataset)
    try context.checkCoverage(of: rows.dataset, period)
    let out = context.settings.site
    let files = try SiteFolder(
      rows, in: out, templates: context.settings.templates, days: period.days
    ).write()
    let json = JSONWriter.document(.indented) { json in
      json.member("first_page", "\(out)/index.html")
      json.member("files", texts: files.map { "\(out)/\($0)" })
    }
    try context.print(json: json, lines: [])
    context.console.note("\(out)/ holds \(files.count) files; begin with \(out)/index.html")
    if !rows.dataset.hasPayments(in: period) {
      context.console.note(EmptyPeriodWording.note(period, span: rows.dataset.span))
    }
    context.finish(rows)
  }
}
