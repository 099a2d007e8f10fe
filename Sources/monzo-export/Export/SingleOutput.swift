// One format on stdout or in one file, as `export` without --out and `write` give it.

import Aggregate
import Arguments
import Bytes
import Export
import Model
import Write

/// Writes rows in one format onto one stream.
struct SingleOutput {
  typealias Walk = (_ body: (Row) throws -> Void) throws -> Void

  private let format: Format
  private let target: Target?
  private let history: Dataset
  private let period: Period
  private let context: CommandContext

  init(
    _ format: Format, _ target: Target?, _ history: Dataset, _ period: Period,
    _ context: CommandContext
  ) {
    self.format = format
    self.target = target
    self.history = history
    self.period = period
    self.context = context
  }

  /// Writes the rows of a walk, which is taken twice where registers are wanted.
  ///
  /// - Parameters:
  ///   - isWhole: whether all rows of the period will come, so that balances mean something.
  ///   - accounts: ids of the accounts and pots whose registers are wanted; all when null.
  ///   - walk: gives the rows; for registers those of all accounts, and of all days.
  /// - Throws: a refusal when one file cannot hold the registers, `StorageError`, or what the walk throws.
  func write(isWhole: Bool, of accounts: Set<String>? = nil, _ walk: Walk) throws {
    switch format {
    case .csv, .jsonl: try writeRows(walk)
    case .ofx, .qif: try writeRegisters(isWhole, accounts, walk)
    }
  }

  private func writeRows(_ walk: Walk) throws {
    var stream = try context.outputStream()
    var writer = RowStream(format, target, history)
    writer.begin(&stream.writer)
    try walk { row in
      writer.append(row, &stream.writer)
      try stream.drain()
    }
    try stream.finish()
    report(writer.leftOut)
  }

  private func writeRegisters(_ isWhole: Bool, _ accounts: Set<String>?, _ walk: Walk) throws {
    var scan = history.registerScan
    let giving = ExportPlan(of: period.name, period.days)
    try walk { scan.add($0, giving.share(of: $0)) }
    let registers = Registers(scan, of: accounts)
    var options = context.exportOptions
    options.formats = [format]
    guard format == .qif || registers.all.count <= 1 else {
      let names = registers.all.map(\.slug).joined(separator: ", ")
      throw CommandError(
        message:
          "OFX has one file an account, and the rows are of \(registers.all.count): give --out DIR, "
          + "or --account with one of: \(names)", status: .usage)
    }
    let file = try context.outputFile()
    var files = try RegisterFiles(registers, history, period, options, isWhole: isWhole) { slug in
      CountedOutput(slug, file)
    }
    try walk { try files.append($0, giving.share(of: $0)) }
    if format == .qif {
      var output = CountedOutput("qif", file)
      _ = try files.finishQIF(into: &output)
      try output.finish()
    } else {
      for var (output, _) in try files.finishOFX() { try output.finish() }
    }
    report(files.leftOut)
  }

  private func report(_ leftOut: LeftOut) {
    if !leftOut.isEmpty { context.console.note("note: \(leftOut)") }
  }
}
