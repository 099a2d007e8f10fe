// One format on one stream. CSV and JSON Lines go out row by row; OFX and QIF are made of registers, which
// stand at the end of the rows.

import Bytes
import Model
import Write

/// Writes rows in one format.
struct RowStream {
  private let format: Format
  private let target: Target?
  private let options: ExportOptions
  private let history: History
  private var flat = CSVFlatWriter()
  private let statement: CSVMonzoWriter
  private var kept: [Row] = []
  /// What the output does not hold.
  private(set) var leftOut = LeftOut()

  init(_ format: Format, _ target: Target?, _ options: ExportOptions, _ history: History) {
    self.format = format
    self.target = target
    self.options = options
    self.history = history
    statement = CSVMonzoWriter(categoryNames: history.knowledge.categoryNames)
  }

  mutating func begin(_ writer: inout ByteWriter) {
    guard format == .csv else { return }
    if target == .monzo {
      statement.appendHeader(to: &writer)
    } else {
      flat.appendHeader(to: &writer)
    }
  }

  mutating func append(_ row: Row, _ writer: inout ByteWriter) {
    switch format {
    case .jsonl: JSONLinesWriter().append(row, to: &writer)
    case .csv where target == .monzo:
      if let reason = statement.append(row, to: &writer) { leftOut.add(row, reason) }
    case .csv: flat.append(row, to: &writer)
    case .ofx, .qif: kept.append(row)
    }
  }

  mutating func end(_ writer: inout ByteWriter, _ period: Period) throws {
    guard format == .ofx || format == .qif else { return }
    let maker = Registers(
      history.knowledge.references, potsByAccount: history.knowledge.potsByAccount,
      slugs: history.accounts.slugs)
    var registers = maker.make(kept)
    for index in registers.indices {
      let line = history.line(of: registers[index], period)
      registers[index].period = period.days
      registers[index].openingMinor = line.openingMinor
      registers[index].closingMinor = line.closingSettledMinor
    }
    if format == .qif { return writeQIF(registers, &writer) }
    guard registers.count <= 1 else {
      let names = registers.map(\.slug).joined(separator: ", ")
      throw Refusal(
        message: "OFX has one file an account, and there are \(registers.count): give --out DIR, "
          + "or --account with one of: \(names)", status: .usage)
    }
    for register in registers {
      leftOut = OFXWriter(asOf: history.asOf, dateBasis: options.dateBasis).append(
        register, to: &writer)
    }
  }

  private mutating func writeQIF(_ registers: [Register], _ writer: inout ByteWriter) {
    let qif = QIFWriter(
      dateFormat: options.qifDates, dateBasis: options.dateBasis,
      categoryNames: history.knowledge.categoryNames)
    if let register = registers.first, registers.count == 1 {
      leftOut = qif.append(register, to: &writer)
    } else {
      leftOut = qif.append(all: registers, to: &writer)
    }
  }
}
