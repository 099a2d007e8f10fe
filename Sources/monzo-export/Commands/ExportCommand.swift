// Any period of a history, in one format or in all of them.

import Accounting
import Aggregate
import Arguments
import Bytes
import Enrich
import Export
import Model
import Pipeline
import Wording
import Write

extension CommandRunner {
  static let export = CommandRunner(
    definition: Command(
      "export", abstract: "export any period, in one format or in all",
      discussion: """
        With --out, writes a folder named after the period, with every format or the one of --format. \
        Otherwise writes one format to stdout, or to the file of --output.

        OFX has one file per account: choose the account with --account, or use --out or --ofx-single.
        """,
      positionals: [Options.files],
      options: [
        Options.format, Options.target, Options.output, Options.out,
        Options.json("print the manifest as JSON; needs --out"),
      ]
        + PeriodChoice.options + RowFilter.options
        + [
          Options.rules, Options.dates, Options.dateBasis, Options.ofxVersion,
          Options.ofxSingle, Options.qifDate, Options.checkMapping,
        ],
      alternatives: [
        [Options.output, Options.out, Options.checkMapping], [Options.target, Options.out],
      ]
        + PeriodChoice.alternatives,
      examples: [
        Example("monzo-export export answers.json > all.csv", help: "everything as one CSV"),
        Example(
          "monzo-export export --month 2026-06 --out june answers.json",
          help: "June in every format"),
      ],
      exitCodes: ExitCode.ofExport)
  ) { context in
    if context[Options.json], context[Options.out] == nil {
      throw context.invocation.missing(Options.out, neededBy: Options.json)
    }
    let choice = try PeriodChoice(context)
    try context.checkTarget(context[Options.format] ?? .csv)
    let isTable = context[Options.out] == nil && context[Options.format] ?? .csv == .csv
    let rows = try context.enrichedRows(
      of: choice.beforeReading(context.holidays), keepsAllMetadata: !isTable)
    let history = rows.dataset
    let period = try context.period(choice, of: history)
    var options = context.exportOptions
    options.asked = context.periodOptions(choice)
    let chosen = try RowFilter(context, period, history.accounts)
    try context.checkCoverage(of: history, period, accounts: chosen.accounts)
    let filter = try context.resolved(chosen, rows)
    if context[Options.checkMapping] {
      return try context.report(rows.checkMapping(period, filter))
    }
    let isEmpty =
      if let out = context.settings.out {
        try writeFolder(rows, period, filter, options, out, context)
      } else {
        try writeOne(rows, filter, period, options, context)
      }
    if isEmpty, history.unreadableCount == 0 {
      context.console.note(EmptyPeriodWording.note(period, span: history.span))
    }
    context.finish(rows, of: filter.accounts)
  }

  /// Writes a folder.
  ///
  /// - Returns: whether nothing is in it.
  private static func writeFolder(
    _ rows: EnrichedRowSource, _ period: Period, _ filter: RowFilter,
    _ options: ExportOptions, _ out: String, _ context: CommandContext
  ) throws -> Bool {
    var options = options
    if let format = context[Options.format] { options.formats = [format] }
    var folder = try ExportFolder(rows.dataset, period, options, in: out)
    let manifest = try folder.write(rows, filter)
    try context.report(manifest, in: "\(out)/\(period.name)")
    return manifest.leftOut.isEmpty && manifest.files.allSatisfy { ($0.rows ?? 0) == 0 }
  }

  /// Writes one format.
  ///
  /// - Returns: whether nothing is in it.
  private static func writeOne(
    _ rows: EnrichedRowSource, _ filter: RowFilter, _ period: Period,
    _ options: ExportOptions, _ context: CommandContext
  ) throws -> Bool {
    let format = context[Options.format] ?? .csv
    let output = SingleOutput(
      format, context[Options.target], rows.dataset, period, options,
      to: context.outputFile)
    let result = try output.write(rows, filter)
    context.report(result, format, isFiltered: !filter.isWhole)
    return result.isEmpty
  }
}

extension CommandContext {
  /// Throws for a target that the format does not have.
  func checkTarget(_ format: Format) throws(UsageError) {
    guard let target = self[Options.target], format != .csv else { return }
    let given = self[Options.format] == nil ? "\(format)" : "--format \(format)"
    throw invocation.conflict("--for \(target)", given)
  }

  var exportOptions: ExportOptions {
    var options = ExportOptions()
    options.dateBasis = self[Options.dateBasis] == .settled ? .settled : .created
    options.ofxVersion = self[Options.ofxVersion] ?? .v102
    options.isSingleOFX = self[Options.ofxSingle]
    switch self[Options.qifDate] ?? .dmy {
    case .dmy: options.qifDates = .dayMonthYear
    case .mdy: options.qifDates = .monthDayYear
    case .iso: options.qifDates = .iso
    }
    return options
  }
}

extension CommandContext {
  /// Reports what an export made, with `--json` its manifest on stdout too.
  func report(_ manifest: Manifest, in folder: String) throws {
    if self[Options.json] { try console.write(manifest.json) }
    for line in ExportReport(manifest, folder: folder).lines { console.note(line) }
  }
}

extension CommandContext {
  /// Prints what the chart of accounts does not map; the run then ends as one of bad input does.
  func report(_ check: MappingCheck) throws {
    let report = MappingReport(
      check, configuration: settings.configuration ?? "the configuration")
    for line in report.lines { try console.print(line) }
    for note in report.notes { console.note(note) }
    if let remedy = report.remedy { console.fault(remedy, .badInput) }
  }
}
