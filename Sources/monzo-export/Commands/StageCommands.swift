// The pure stages as filters: JSON Lines in and out, so that each can be looked at, tested and run on its
// own. Reference lines come before the rows, so that names and proofs survive from one to the next.

import Aggregate
import Archive
import Arguments
import Bytes
import Disk
import Enrich
import Model
import Output
import Pipeline
import Wording
import Write

extension CommandRunner {
  private static let dryRun = Option.flag(
    "dry-run", help: "list what the rules would change; write no rows")

  static let normalize = CommandRunner(
    definition: Command(
      "normalize", abstract: "convert records of any format to rows",
      discussion: """
        Reads Monzo's API answers, Open Banking, statement CSV and rows, recognizes each by what is in it, merges \
        the records of one transaction, and writes rows in order.
        """,
      positionals: [Options.files],
      options: [Options.statementAccount, Options.dates, Options.output],
      examples: [
        Example(
          "monzo-export normalize answers.json statement.csv > rows.jsonl",
          help: "rows of both files, each payment once")
      ],
      exitCodes: ExitCode.ofInput)
  ) { context in
    let history = try context.history()
    try history.writeNormalized(to: context.outputFile())
  }

  static let enrich = CommandRunner(
    definition: Command(
      "enrich", abstract: "add payee, category, place, tags and links to rows",
      positionals: [Options.files],
      options: [dryRun, Options.rules, Options.statementAccount, Options.dates, Options.output],
      examples: [
        Example(
          "monzo-export enrich --rules rules.json5 rows.jsonl",
          help: "the same rows, enriched with your rules"),
        Example(
          "monzo-export enrich --rules rules.json5 --dry-run rows.jsonl",
          help: "what your rules would change"),
      ],
      exitCodes: ExitCode.ofInput)
  ) { context in
    let rows = try context.enrichedRows()
    if context[dryRun] {
      let report = RuleReport(try rows.ruleEffects(), rows.rules)
      for line in report.lines { try context.console.print(line) }
      return
    }
    try rows.write(to: context.outputFile())
    context.reportUnused(rows)
    context.reportUnnamed(rows)
  }

  static let aggregate = CommandRunner(
    definition: Command(
      "aggregate", abstract: "sum enriched rows by month, category, merchant and more",
      positionals: [Options.files], options: [Options.statementAccount, Options.dates],
      examples: [
        Example(
          "monzo-export normalize a.json | monzo-export enrich | monzo-export aggregate",
          help: "the summary.json of an export")
      ],
      exitCodes: ExitCode.ofInput)
  ) { context in
    let history = try context.history()
    try context.console.write(SummaryWriter().bytes(history.summary()))
  }
}

extension CommandContext {
  func outputFile() throws(StorageError) -> File {
    let path = self[Options.output] ?? "-"
    return path == "-" ? console.output : try File.replacing(path)
  }

  func rules() throws -> Rules {
    guard let path = try rulesPath() else { return .none }
    let bytes = try File.reading(path).readAll()
    do { return try Rules(parsing: bytes) } catch {
      throw CommandError(message: error.text(file: path), status: .usage)
    }
  }

  /// The file of the rules: the one that is named, else that of the configuration, else of the archive.
  private func rulesPath() throws -> String? {
    if let path = settings.rules { return path }
    guard case .archive(let folder) = try source() else { return nil }
    let path = "\(folder)/\(Layout.rules)"
    return FileState(path) == nil ? nil : path
  }

  /// Reports what one file does not hold, and which of its balances are not the bank's.
  func report(_ result: SingleOutput.Result, _ format: Format, isFiltered: Bool) {
    if !result.leftOut.isEmpty { console.note("note: \(result.leftOut)") }
    for line in OtherMonthWording.lines(result.otherMonth) { console.note(line) }
    for line in OpeningWording.lines(result.openings) { console.note(line) }
    for hint in result.hints { console.note("note: \(hint.wording)") }
    guard format == .ofx else { return }
    for note in LedgerWording.notes(result.accounts, isFiltered: isFiltered) {
      console.note("note: \(note)")
    }
  }

  /// The rows that the command line asks for, with the user's rules.
  func enrichedRows(
    of period: Period = .everything, keepsAllMetadata: Bool = true
  ) throws -> EnrichedRowSource {
    let rules = try rules()
    return EnrichedRowSource(
      try history(of: period, keepsAllMetadata: keepsAllMetadata), rules: rules)
  }

  func reportUnused(_ rows: EnrichedRowSource) {
    let file = (try? rulesPath()) ?? ""
    for number in rows.ruleCounts.unused(of: rows.rules) {
      console.note(
        "note: rule \(number) at \(file):\(rows.rules.rules[number - 1].position) never matched")
    }
  }

  /// Reports categories of the user's own that nothing names, and how to name them.
  func reportUnnamed(_ rows: EnrichedRowSource) {
    let file = (try? rulesPath()) ?? "rules.json5"
    for (id, count) in rows.unnamedCategories.sorted(by: { $0.key < $1.key }) {
      console.note(
        "note: category '\(id)' of \(counted(count, "transaction")) has no name: "
          + "name it in \(file): { categories: { \"\(id)\": \"Name\" } }")
    }
  }

  /// Ends a run that wrote a period: keeps the names that it gave, and reports what is not as it should be.
  func finish(_ rows: EnrichedRowSource, of accounts: Set<String>? = nil) {
    rows.dataset.fixNames(command: "monzo-export export")
    reportGaps(of: rows.dataset, accounts)
    if rows.dataset.isWhole { reportUnused(rows) }
    reportUnnamed(rows)
  }
}

extension CommandRunner {
  private static let writeFormat = Positional.required(
    .choice("format", of: Format.self), help: "file format")

  static let write = CommandRunner(
    definition: Command(
      "write", abstract: "write enriched rows in one format",
      discussion: "Rows are written as they are; nothing is enriched again.",
      positionals: [writeFormat, Options.files],
      options: [
        Options.target, Options.output, Options.dateBasis, Options.ofxVersion,
        Options.ofxSingle, Options.qifDate, Options.charset,
        Options.statementAccount, Options.dates,
      ],
      examples: [
        Example(
          "monzo-export write qif rows.jsonl > all.qif", help: "every account and pot in one file")
      ],
      exitCodes: ExitCode.ofInput)
  ) { context in
    let target = try context.target(of: context[writeFormat])
    let history = try context.history()
    let output = SingleOutput(
      context[writeFormat], target, history, .everything, context.exportOptions,
      to: context.outputFile)
    context.report(try output.write(history), context[writeFormat], isFiltered: false)
  }
}
