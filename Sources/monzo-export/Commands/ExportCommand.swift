// Any period of a history, in one format or in all of them.

import Accounting
import Aggregate
import Arguments
import Bytes
import Enrich
import Export
import Model
import Output
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

        Journals are written when --format names them. Their accounts are those of 'chart' in the configuration, \
        else have the names of categories, accounts and pots.

        What goes into a folder is remembered, as 'month' does: OFX and QIF also hold late transactions of periods \
        that were exported to it before, and changes are listed. --only-new writes what the folder never got, in every \
        format, into a folder of its own in it. An export with --category, --tag or --kind makes no period complete.

        OFX has one file per account: choose the account with --account, or use --out or --ofx-single.

        --for writes the form of one program and nothing else, with --out into the folder for-TARGET of the period's \
        folder. Targets of your own are in the configuration.
        """,
      positionals: [Options.files],
      options: [
        Options.format, Options.target, Options.output, Options.out,
        Options.json("print the manifest as JSON; needs --out"),
      ]
        + PeriodChoice.options + RowFilter.options
        + Options.shape + [
          Options.openings, Options.rules, Options.dates, Options.ofxVersion,
          Options.ofxSingle, Options.qifDate, Options.charset, Options.journalPer,
          Options.checkMapping, Options.onlyNew, Options.adjust, Options.noLate,
        ],
      alternatives: [[Options.output, Options.out, Options.checkMapping]]
        + PeriodChoice.alternatives,
      examples: [
        Example("monzo-export export answers.json > all.csv", help: "everything as one CSV"),
        Example(
          "monzo-export export --month 2026-06 --out june answers.json",
          help: "June in every format"),
        Example(
          "monzo-export export --month 2026-06 --for xero --out june",
          help: "June as Xero imports it, a file for each account"),
      ],
      exitCodes: ExitCode.ofExport)
  ) { context in
    if context[Options.json], context[Options.out] == nil {
      throw context.invocation.missing(Options.out, neededBy: Options.json)
    }
    if context[Options.journalPer] != nil, context[Options.out] == nil {
      throw context.invocation.missing(Options.out, neededBy: Options.journalPer)
    }
    if let style = context[Options.pots], style != .separate,
      let format = context[Options.format], format.isJournal
    {
      throw context.invocation.conflict("--pots \(style.rawValue)", "--format \(format)")
    }
    for option in [Options.onlyNew, Options.adjust] where context[option] {
      if context[Options.out] == nil {
        throw context.invocation.missing(Options.out, neededBy: option)
      }
    }
    let choice = try PeriodChoice(context)
    let target = try context.target(of: context[Options.format])
    let format = target?.format ?? context[Options.format] ?? .csv
    let isTable = context[Options.out] == nil && format == .csv
    // What posts in a period may have been paid long before.
    let isByPosting = context[Options.dateBasis] == .settled
    let rows = try context.enrichedRows(
      of: isByPosting ? .everything : choice.beforeReading(context.holidays),
      keepsAllMetadata: !isTable)
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
        try writeFolder(rows, period, filter, target, options, out, context)
      } else {
        try writeOne(rows, filter, period, format, target, options, context)
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
    _ rows: EnrichedRowSource, _ period: Period, _ filter: RowFilter, _ target: Target?,
    _ options: ExportOptions, _ out: String, _ context: CommandContext
  ) throws -> Bool {
    var options = options
    if let target {
      (options.formats, options.targets) = ([], [target])
    } else if let format = context[Options.format] {
      options.formats = [format]
    }
    var choice = FolderExport.Choice()
    choice.includesLate = context.settings.exportsLateRows
    choice.isOnlyNew = context[Options.onlyNew]
    var export = try FolderExport(into: out, rows.dataset)
    var rows = rows
    if export.needsAllRows, !rows.dataset.isWhole {
      rows = try EnrichedRowSource(context.history(), rules: rows.rules)
    }
    let written = try export.write(rows, period, filter, choice, options, context.observer)
    guard let written else {
      context.console.note(HistoryWording.nothingNew(out, period))
      return false
    }
    let manifest = written.manifest
    try context.report(manifest, in: written.folder)
    if !written.isRecorded { context.console.note(HistoryWording.unrecorded(written.folder)) }
    return manifest.leftOut.isEmpty && manifest.files.allSatisfy { ($0.rows ?? 0) == 0 }
  }

  /// Writes one format.
  ///
  /// - Returns: whether nothing is in it.
  private static func writeOne(
    _ rows: EnrichedRowSource, _ filter: RowFilter, _ period: Period, _ format: Format,
    _ target: Target?, _ options: ExportOptions, _ context: CommandContext
  ) throws -> Bool {
    let output = SingleOutput(
      format, target, rows.dataset, period, options,
      to: context.outputFile)
    let result = try output.write(rows, filter)
    context.report(result, format, isFiltered: !filter.isWhole)
    return result.isEmpty
  }
}

extension CommandContext {
  /// The target that the command line names, a built-in one or one of the configuration.
  ///
  /// - Parameter format: the format that the command line names too, which must be that of the target.
  /// - Returns: the target; nil when the command line names none.
  /// - Throws: `UsageError` when there is no such target.
  func target(of format: Format? = nil) throws(UsageError) -> Target? {
    guard let name = self[Options.target] else { return nil }
    let known = Target.all + settings.targets.filter { Target.named($0.name) == nil }
    guard let target = known.first(where: { $0.name == name }) else {
      throw invocation.badChoice(of: Options.target, name, among: known.map(\.name))
    }
    guard let format, format != target.format else { return target }
    let given = self[Options.format] == nil ? "\(format)" : "--format \(format)"
    throw invocation.conflict("--for \(name)", given)
  }

  var exportOptions: ExportOptions {
    var options = ExportOptions()
    options.dateBasis = self[Options.dateBasis] == .settled ? .settled : .created
    options.pots = self[Options.pots] ?? .separate
    options.includesPending = self[Options.includePending]
    options.hasEmptyStatements = self[Options.emptyStatements]
    options.listsOtherMonth = self[Options.listOtherMonth]
    options.writesOpenings = self[Options.openings]
    options.ofxVersion = self[Options.ofxVersion] ?? .v102
    options.hasJournalPerMonth = self[Options.journalPer] == .month
    options.isSingleOFX = self[Options.ofxSingle]
    options.charset = self[Options.charset] ?? .utf8
    options.adjusts = self[Options.adjust]
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
