// One format on one stream or in one file.

import Accounting
package import Aggregate
import Bytes
package import Disk
package import Export
import Model
package import Pipeline
package import Write

/// Writes rows in one format onto one stream.
package struct SingleOutput {
  private typealias Walk = (_ body: (Row) throws -> Void) throws -> Void

  private let format: Format
  private let target: Target?
  private let dataset: Dataset
  private let period: Period
  private let options: ExportOptions
  private let file: () throws -> File

  /// Prepares an output.
  ///
  /// - Parameters:
  ///   - format: what to write.
  ///   - target: the variant of the format.
  ///   - dataset: what names, openings and proofs are taken from.
  ///   - period: the days of the rows.
  ///   - options: how days are written.
  ///   - file: opens the output, which happens once there is something to write.
  package init(
    _ format: Format, _ target: Target?, _ dataset: Dataset, _ period: Period,
    _ options: ExportOptions, to file: @escaping () throws -> File
  ) {
    self.format = format
    self.target = target
    self.dataset = dataset
    self.period = period
    self.options = options
    self.file = file
  }

  /// What became of the rows of a dataset.
  package struct Result {
    /// What the output does not hold.
    package let leftOut: LeftOut
    /// The lines of the registers in it; empty for rows.
    package let accounts: [AccountLine]
    /// What whoever imports the output should know of it.
    package let hints: [FileHint]
    /// What the registers in it held when the period began; empty unless they are asked for.
    package let openings: [Opening]
    /// The rows whose month is another one in UTC; empty unless they are asked for.
    package let otherMonth: [OtherMonth]
    /// Whether no row was wanted.
    package let isEmpty: Bool
  }

  /// What was written.
  private struct Written {
    var leftOut: LeftOut
    var accounts: [AccountLine] = []
    var hints: [FileHint] = []
    var openings: [Opening] = []

    func result(_ otherMonth: [OtherMonth], isEmpty: Bool) -> Result {
      Result(
        leftOut: leftOut, accounts: accounts, hints: hints, openings: openings,
        otherMonth: otherMonth, isEmpty: isEmpty)
    }
  }

  /// Writes the enriched rows of a dataset that a filter includes.
  ///
  /// - Parameters:
  ///   - rows: the rows.
  ///   - filter: which of them.
  /// - Returns: what became of the rows.
  /// - Throws: `PipelineError` when one file cannot hold the registers, or `StorageError`.
  package func write(_ rows: EnrichedRowSource, _ filter: RowFilter) throws -> Result {
    var isEmpty = true
    var otherMonth: [OtherMonth] = []
    let written = try write(filter, rows.chart) { body in
      try rows.visit { row, _ in
        let isWanted = filter.includes(row)
        if isWanted { isEmpty = false }
        if isWanted, options.listsOtherMonth, OtherMonth.isOne(row) {
          otherMonth.append(OtherMonth(row))
        }
        if isOfRegisters ? filter.includesOnAnyDay(row) : isWanted { try body(row) }
      }
    }
    return written.result(otherMonth, isEmpty: isEmpty)
  }

  /// Writes the rows of a dataset as they are.
  ///
  /// - Returns: what became of the rows.
  /// - Throws: `PipelineError` when one file cannot hold the registers, or `StorageError`.
  package func write(_ dataset: Dataset) throws -> Result {
    var isEmpty = true
    let filter = RowFilter(days: period.days, by: options.dateBasis)
    let written = try write(filter, dataset.chart) { body in
      try dataset.visit { row, _ in
        isEmpty = false
        try body(row)
      }
    }
    return written.result([], isEmpty: isEmpty)
  }

  /// Writes the rows of a walk, which is taken twice where registers are wanted.
  ///
  /// - Parameters:
  ///   - filter: which rows will come, and the accounts and pots whose registers are wanted.
  ///   - chart: what the user's own accounting calls things.
  ///   - walk: visits the rows; for registers those of all accounts, and of all days.
  /// - Returns: what the output does not hold, the lines of its registers, and what is to be said of it.
  /// - Throws: `PipelineError` when one file cannot hold the registers, `StorageError`, or what the walk throws.
  private func write(
    _ filter: RowFilter, _ chart: ChartOfAccounts, _ walk: Walk
  ) throws -> Written {
    guard isOfRegisters else { return Written(leftOut: try writeRows(walk)) }
    return try writeRegisters(filter, chart, walk)
  }

  /// Whether the output is made from registers, for which the rows of all days are needed.
  private var isOfRegisters: Bool {
    if let target { return target.form != .statement }
    return format == .ofx || format == .qif || format.journal != nil
  }

  private func writeRows(_ walk: Walk) throws -> LeftOut {
    var stream = OutputStream(try file())
    var writer = RowStream(format, target, dataset)
    writer.begin(&stream.writer)
    try walk { row in
      writer.append(row, &stream.writer)
      try stream.drain()
    }
    try stream.finish()
    return writer.leftOut
  }

  private func writeRegisters(
    _ filter: RowFilter, _ chart: ChartOfAccounts, _ walk: Walk
  ) throws -> Written {
    var scan = dataset.registerScan(options.registers(period.days))
    let plan = ExportPlan(
      of: period.name, period.days, basis: options.dateBasis,
      includesPending: options.includesPending)
    try walk { scan.add($0, plan.share(of: $0)) }
    if options.hasEmptyStatements || options.writesOpenings { scan.addEmptyRegisters() }
    let registers = Registers(scan, of: filter.accounts)
    var options = options
    options.formats = target == nil ? [format] : []
    options.targets = [target].compactMap(\.self)
    options.hasJournalPerMonth = false
    try check(registers.all, options)
    let file = try file()
    var files = try RegisterFiles(
      registers, dataset, period, options, isWhole: filter.isWhole,
      journals: JournalFiles.all(
        registers, chart, dataset, period, options, filter, isWhole: filter.isWhole),
      targetPlace: { _ in
        TargetPlace(period: period.name, open: { _ in file }, isSingle: true)
      },
      ofxFile: { CountedOutput($0, file) })
    try walk { try files.append($0, plan.share(of: $0)) }
    let (qif, hints) = try files.finishQIF { _ in CountedOutput("QIF", file) }
    let journals = try files.finishJournals { CountedOutput($0, file) }
    for var (output, _) in qif + journals { try output.finish() }
    for var (output, _, _) in try files.finishOFX() { try output.finish() }
    let targets = try files.finishTargets()
    return Written(
      leftOut: files.leftOut, accounts: files.lines, hints: hints + targets.flatMap(\.hints),
      openings: options.writesOpenings && filter.isWhole ? files.openings : [])
  }

  /// Throws when one output cannot hold the registers.
  private func check(_ registers: [Register], _ options: ExportOptions) throws(PipelineError) {
    let currencies = QIFFiles.currencies(registers).map(\.code)
    let slugs = registers.filter { $0.hasRows || options.hasEmptyStatements }.map(\.slug)
    switch target?.form {
    case .workbook, .statement: return
    case .qif: if currencies.count > 1 { throw .severalCurrenciesInOneFile(currencies) }
    case .table, .ofx:
      if slugs.count > 1, let target {
        throw .severalAccountsForTarget(program: target.program, slugs)
      }
    case nil where format == .qif:
      if currencies.count > 1 { throw .severalCurrenciesInOneFile(currencies) }
    case nil where format.journal != nil: return
    case nil:
      if !options.isSingleOFX, slugs.count > 1 { throw .severalAccountsInOneFile(slugs) }
    }
  }
}
