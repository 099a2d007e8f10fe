// One format on one stream or in one file.

package import Aggregate
import Bytes
package import Disk
package import Export
import Model
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
    /// Whether no row was wanted.
    package let isEmpty: Bool
  }

  /// Writes the enriched rows of a dataset that a filter includes.
  ///
  /// - Parameters:
  ///   - rows: the rows.
  ///   - filter: which of them.
  /// - Returns: what became of the rows.
  /// - Throws: `PipelineError` when one file cannot hold the registers, or `StorageError`.
  package func write(_ rows: EnrichedRowSource, _ filter: RowFilter) throws -> Result {
    let isOfRegisters = format == .ofx || format == .qif
    var isEmpty = true
    let (leftOut, accounts) = try write(isWhole: filter.isWhole, of: filter.accounts) { body in
      try rows.visit { row, _ in
        let isWanted = filter.includes(row)
        if isWanted { isEmpty = false }
        if isOfRegisters ? filter.includesOnAnyDay(row) : isWanted { try body(row) }
      }
    }
    return Result(leftOut: leftOut, accounts: accounts, isEmpty: isEmpty)
  }

  /// Writes the rows of a dataset as they are.
  ///
  /// - Returns: what became of the rows.
  /// - Throws: `PipelineError` when one file cannot hold the registers, or `StorageError`.
  package func write(_ dataset: Dataset) throws -> Result {
    var isEmpty = true
    let (leftOut, accounts) = try write(isWhole: true, of: nil) { body in
      try dataset.visit { row, _ in
        isEmpty = false
        try body(row)
      }
    }
    return Result(leftOut: leftOut, accounts: accounts, isEmpty: isEmpty)
  }

  /// Writes the rows of a walk, which is taken twice where registers are wanted.
  ///
  /// - Parameters:
  ///   - isWhole: whether all rows of the period will come, so that balances mean something.
  ///   - accounts: ids of the accounts and pots whose registers are wanted; all when nil.
  ///   - walk: visits the rows; for registers those of all accounts, and of all days.
  /// - Returns: what the output does not hold, and the lines of its registers.
  /// - Throws: `PipelineError` when one file cannot hold the registers, `StorageError`, or what the walk throws.
  private func write(
    isWhole: Bool, of accounts: Set<String>?, _ walk: Walk
  ) throws -> (LeftOut, [AccountLine]) {
    switch format {
    case .csv, .jsonl: (try writeRows(walk), [])
    case .ofx, .qif: try writeRegisters(isWhole, accounts, walk)
    }
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

  private func writeRegisters(_ isWhole: Bool, _ accounts: Set<String>?, _ walk: Walk) throws
    -> (LeftOut, [AccountLine])
  {
    var scan = dataset.registerScan
    let plan = ExportPlan(of: period.name, period.days)
    try walk { scan.add($0, plan.share(of: $0)) }
    let registers = Registers(scan, of: accounts)
    var options = options
    options.formats = [format]
    guard format == .qif || options.isSingleOFX || registers.all.count <= 1 else {
      throw PipelineError.severalAccountsInOneFile(registers.all.map(\.slug))
    }
    let file = try file()
    var files = try RegisterFiles(registers, dataset, period, options, isWhole: isWhole) { slug in
      CountedOutput(slug, file)
    }
    try walk { try files.append($0, plan.share(of: $0)) }
    if format == .qif {
      var output = CountedOutput("qif", file)
      _ = try files.finishQIF(into: &output)
      try output.finish()
    } else {
      for var (output, _) in try files.finishOFX() { try output.finish() }
    }
    return (files.leftOut, files.lines)
  }
}
