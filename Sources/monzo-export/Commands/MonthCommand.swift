// The monthly export: what came since, then the files of one month and the site.

import Archive
import Arguments
import Connect
import Disk
import Fetch
import Model
import Output
import Pipeline
import Wording
import Write

extension CommandRunner {
  static let wantedMonth = Positional.optional(
    ValueType("YYYY-MM", expected: "a month such as 2026-06") { Month($0) },
    help: "the month [default: the last complete one]")

  static let monthly = CommandRunner(
    definition: Command(
      "month", abstract: "fetch, then export a month and build the site",
      discussion: """
        Writes OUT/YYYY-MM with every format, and OUT/site; for each target of the configuration and of --for also \
        OUT/YYYY-MM/for-TARGET, in the form of that program. Each folder is replaced when the new one is \
        complete. Other files in it are never touched: then each file is replaced by itself.

        OFX and QIF also hold late transactions: those of an earlier exported month that were pending then or \
        arrived later. They keep their own dates, and the manifest lists them. Exporting a month again writes the \
        same transactions, so all months together hold each transaction once. OUT is one folder however it is spelled, \
        and months in it that the archive does not know are recognized by their manifests.

        The first export to OUT has opening balances: records in QIF, and openings.csv for what cannot read them.

        A transaction that changed after its export is not exported again, because importers skip an id that they \
        know: the manifest and the summary at the end list it, and --adjust adds an entry of the difference to OFX \
        and QIF, once.

        A month that was skipped is named; --catch-up exports it. Into a new folder, --catch-up exports every month \
        since the accounts were opened.

        When Monzo cannot be reached, the month is written from the archive if it is complete there. Interrupting \
        the fetch writes nothing.
        """,
      positionals: [wantedMonth],
      options: [
        Options.offline, Options.catchUp, Options.noLate, Options.adjust, Options.concurrency,
        Options.out(default: "./exports"),
        Options.json,
      ] + PeriodChoice.shared + Options.shape + [
        Options.noOpenings, Options.rules, Options.templates, Options.ofxVersion,
        Options.ofxSingle, Options.qifDate, Options.charset, Options.target,
      ],
      alternatives: [
        [Options.quarter, Options.vatQuarter, Options.payCycle, Options.catchUp]
      ],
      examples: [
        Example("monzo-export month", help: "the last complete month"),
        Example("monzo-export month 2026-06 --offline", help: "June, from the archive"),
        Example("monzo-export month --catch-up", help: "and every month before that was skipped"),
      ],
      exitCodes: ExitCode.all)
  ) { context in
    _ = try context.target()
    let run = MonthRun(context: context, month: context[wantedMonth])
    try run.run(
      fetching: context[Options.offline] ? nil : { try $0.fetch($0.fetchRequest).report.outcome })
  }
}

struct MonthRun {
  typealias Fetching = (CommandContext) throws -> FetchOutcome

  let context: CommandContext
  /// The month that is wanted; nil for the last complete one.
  let month: Month?

  func run(fetching: Fetching?) throws {
    let path = try context.archivePath()
    let choice = try PeriodChoice(context, month: month)
    let isCurrent = try fetching.map(fetched)
    let disk = SystemDisk(path)
    let reading = try reading(path, hasFailed: isCurrent == false)
    let lock = try DiskLock(disk, command: "monzo-export month")
    defer { withExtendedLifetime(lock) {} }
    let rules = try context.rules()
    let history = try context.history(of: reading)
    let asOf = context.timeZone.date(of: history.asOf)
    var period = try context.period(choice, of: history)
    if period == .everything { period = Period(asOf.month.previous) }
    if let first = period.days?.from, first > asOf {
      throw CommandError(
        message: """
          the archive ends on \(asOf), before \(period.name) begins\
          \(fetching == nil ? ": run this without --offline" : "")
          """)
    }
    if let begins = history.begins.map(context.timeZone.date), let last = period.days?.through,
      last < begins
    {
      return context.console.note(
        "nothing to export for \(period.name): the archive begins on \(begins)")
    }
    if isCurrent == false {
      context.console.note("\(period.name): using archived data, last updated \(history.asOf)")
    }
    let rows = EnrichedRowSource(history, rules: rules)
    let destination = Destination(context.settings.exports, home: context.settings.home)
    if context[Options.catchUp], let month = Month(period.name) {
      try catchUp(rows, month, destination, disk)
    }
    try check(history, period, mustReachEnd: isCurrent == false)
    var export = try context.monthExport(rows, period, knownAs: destination)
    export.options.asked = context.periodOptions(choice)
    try context.report(export.write(into: ArchiveFolder(writing: disk)), of: history)
    context.reportUnused(rows)
  }

  /// Exports the months that were skipped before a month; of a new folder all since the accounts were opened.
  private func catchUp(
    _ rows: EnrichedRowSource, _ month: Month, _ destination: Destination, _ disk: SystemDisk
  ) throws {
    let history = rows.dataset
    var known = try DestinationHistory(
      of: destination, in: context.settings.exports, history.archive?.folder,
      home: context.settings.home)
    try known.adopt(history)
    for month in known.missingMonths(
      before: month, sinceOpening: history.begins.map { context.timeZone.date(of: $0).month })
    {
      do { try check(history, Period(month), mustReachEnd: false) } catch let error as CommandError
      {
        context.console.fault(error.message, error.status)
        continue
      }
      var export = try context.monthExport(rows, Period(month), knownAs: destination)
      export.writesSite = false
      export.namesSkippedMonths = false
      let result = try export.write(into: ArchiveFolder(writing: disk))
      try context.report(result.manifest, in: result.folder)
      context.console.note("")
    }
  }

  /// The archive; a run that could not fetch and has none ends as the fetch did, which has reported why.
  private func reading(_ path: String, hasFailed: Bool) throws -> ArchiveReading {
    do { return try ArchiveReading(path) } catch PipelineError.noArchive where hasFailed {
      throw AlreadyReported()
    }
  }

  /// Fetches; an unreachable bank is reported and leaves the archive to write from.
  ///
  /// - Returns: whether everything that the bank gives is in the archive.
  /// - Throws: `CommandError` when the user stopped the fetch, who wants nothing written.
  private func fetched(_ fetching: Fetching) throws -> Bool {
    do {
      let outcome = try fetching(context)
      if outcome == .interrupted {
        throw CommandError(
          message: "no month was written: run this again, or with --offline", status: .interrupted)
      }
      return outcome == .done
    } catch ConnectError.noNewToken {
      return false
    } catch is AlreadyReported {
      return false
    } catch let error as any WordedError where error.inWords.status.isOfBank {
      context.console.fault(error.inWords.message, error.inWords.status)
      return false
    }
  }

  /// Throws for a period of which rows are missing.
  private func check(_ history: Dataset, _ period: Period, mustReachEnd: Bool) throws {
    let check = CoverageCheck(history, period)
    try context.report(check, of: history)
    if mustReachEnd && !check.reachesEnd {
      throw CommandError(
        message: "\(period.name) is not written: the archive does not reach to its end",
        status: context.console.statuses.last ?? .unreachable)
    }
  }
}

extension CommandContext {
  /// The export of a month, or of another period, as the settings want it.
  func monthExport(
    _ rows: EnrichedRowSource, _ period: Period, knownAs destination: Destination
  ) throws -> MonthExport {
    var export = MonthExport(
      rows, period, in: settings.exports, knownAs: destination, observer: observer)
    export.options = exportOptions
    export.options.targets = settings.targets
    if let target = try target(), !settings.targets.contains(target) {
      export.options.targets.append(target)
    }
    export.templates = settings.templates
    export.exportsLateRows = settings.exportsLateRows
    export.exportsOpenings = !self[Options.noOpenings]
    return export
  }

  func report(_ result: MonthExport.Result, of history: Dataset) throws {
    try report(result.manifest, in: result.folder)
    reportGaps(of: history)
    console.note("")
    console.note(
      "\(result.site)/ holds \(result.pages.count) files; begin with \(result.site)/index.html")
  }
}
