// The static site of a history.

import Arguments
import Bytes
import Model
import Pipeline
import Write

extension CommandRunner {
  static let report = CommandRunner(
    definition: Command(
      "report", abstract: "build the static site",
      discussion: """
        The site is plain files: no scripts, and nothing is loaded from elsewhere. A folder that holds files of \
        other programs is refused and not touched.
        """,
      positionals: [Options.files],
      options: [
        Options.out(default: "./exports/site"),
        Options.json("print the paths of the files as JSON"), Options.rules, Options.templates,
      ],
      examples: [
        Example("monzo-export report --out site answers.json", help: "then open site/index.html")
      ],
      exitCodes: ExitCode.ofExport)
  ) { context in
    let rules = try context.rules()
    let history = try context.history()
    try context.checkCoverage(of: history)
    let rows = EnrichedRowSource(history, rules: rules)
    let out = context.settings.site
    let files = try SiteFolder(rows, in: out, templates: context.settings.templates).write()
    if context[Options.json] { try context.console.write(summary(out, files)) }
    context.console.note("\(out)/ holds \(files.count) files; begin with \(out)/index.html")
    history.fixNames(command: "monzo-export export")
    context.reportGaps(of: history)
    context.reportUnused(rows.rules, rows.ruleCounts)
  }

  private static func summary(_ out: String, _ files: [String]) -> [UInt8] {
    var json = IndentedJSON()
    json.object { json in
      json.member("first_page") { $0.string("\(out)/index.html") }
      json.member("files") { json in
        json.array { json in
          for file in files { json.element { $0.string("\(out)/\(file)") } }
        }
      }
    }
    return json.finished
  }
}
