// The one writer of every table that a target has: the form says how, this only follows it. Each value is one line. Text is
// what it is, whatever it begins with, as in the flat CSV: a guard against formulas would be data to a program that
// imports the file. Only settled money is written: an amount that can still change would be there twice later.

public import Accounting
public import Aggregate
public import Bytes
internal import Model

/// Writes the table of a target.
public struct TableWriter: Sendable {
  private let form: TableForm
  private let basis: DateBasis
  private let names: TargetNames
  private var encoder: CharsetEncoder

  /// Creates the writer.
  ///
  /// - Parameters:
  ///   - form: how the table is written.
  ///   - dateBasis: the day that a transaction is booked on.
  ///   - categoryNames: names of the user's own categories by id.
  ///   - chart: what the user's own accounting calls things.
  public init(
    _ form: TableForm, dateBasis: DateBasis = .created, categoryNames: [String: String] = [:],
    chart: ChartOfAccounts = .empty
  ) {
    self.form = form
    basis = dateBasis
    names = TargetNames(categoryNames, chart)
    encoder = CharsetEncoder(form.charset)
  }

  /// How many characters became others, because the character set lacks them.
  public var replacedCount: Int { encoder.replacedCount }

  /// Appends the header line, if the form has one.
  public mutating func appendHeader(to writer: inout ByteWriter) {
    guard form.hasHeader else { return }
    for (index, column) in form.columns.enumerated() {
      if index > 0 { writer.append(form.delimiter) }
      append(LineText(column.header), to: &writer)
    }
    writer.append("\r\n")
  }

  /// Appends an entry, or gives the reason why it is not in such a file.
  public mutating func append(
    _ entry: Register.Entry, of register: Register, to writer: inout ByteWriter
  ) -> LeftOut.Reason? {
    if let reason = entry.row.reasonToLeaveOut() { return reason }
    let cells = TargetCells(entry, of: register, basis, names)
    for (index, column) in form.columns.enumerated() {
      if index > 0 { writer.append(form.delimiter) }
      append(cells[column.field], to: &writer)
    }
    writer.append("\r\n")
    return nil
  }

  private mutating func append(_ cell: TargetCell, to writer: inout ByteWriter) {
    switch cell {
    case .empty: append(LineText(), to: &writer)
    case .text(let text): append(text, to: &writer)
    case .day(let day):
      var digits = ByteWriter()
      form.dates.append(day, to: &digits)
      append(plain: digits.bytes, to: &writer)
    case .money(let minor, let exponent):
      var digits = ByteWriter()
      digits.append(sumOfMinorUnits: minor, exponent: exponent)
      append(
        plain: digits.bytes.map { $0 == 0x2E ? form.decimalMark : $0 }, to: &writer)
    }
  }

  private mutating func append(_ text: LineText, to writer: inout ByteWriter) {
    var text = text
    if let textMax = form.textMax { text.cut(scalarsMax: textMax, bytesMax: .max) }
    append(plain: encoder.encode(text.bytes), to: &writer)
  }

  /// Appends the bytes of a cell in the quotes that the form wants.
  private func append(plain cell: [UInt8], to writer: inout ByteWriter) {
    switch form.quoting {
    case .never:
      for byte in cell {
        writer.append(byte == form.delimiter ? 0x20 : byte == 0x22 ? 0x27 : byte)
      }
    case .needed where !cell.contains { $0 == form.delimiter || $0 == 0x22 } && !hasMark(cell):
      writer.append(bytes: cell)
    case .needed, .always:
      writer.append(0x22)
      for byte in cell {
        if byte == 0x22 { writer.append(0x22) }
        writer.append(byte)
      }
      writer.append(0x22)
    }
  }

  /// Whether a cell begins with a byte order mark, which readers would take away at the start of a file.
  private func hasMark(_ cell: [UInt8]) -> Bool { cell.starts(with: [0xEF, 0xBB, 0xBF]) }
}
