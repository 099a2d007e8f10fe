// A workbook, sheet by sheet: those of registers, and one of totals that comes first in it. Sheets are written whole before
// they are put into the zip file, because its headers say how many bytes each has.

public import Accounting
public import Aggregate
public import Bytes
internal import Model

/// Writes the sheets of a workbook.
public struct WorkbookWriter: Sendable {
  private let columns: [TableForm.Column]
  private let basis: DateBasis
  private let names: TargetNames
  private let rowsMax: Int
  /// How many rows a sheet can have (Microsoft, "Excel specifications and limits").
  public static let rowsMax = 1_048_576

  /// Creates the writer.
  ///
  /// - Parameters:
  ///   - columns: the columns of the sheets of registers.
  ///   - dateBasis: the day that a transaction is booked on.
  ///   - categoryNames: names of the user's own categories by id.
  ///   - chart: what the user's own accounting calls things.
  ///   - rowsMax: how many rows a sheet has at most, the header counted.
  public init(
    _ columns: [TableForm.Column], dateBasis: DateBasis = .created,
    categoryNames: [String: String] = [:],
    chart: ChartOfAccounts = .empty, rowsMax: Int = WorkbookWriter.rowsMax
  ) {
    self.rowsMax = rowsMax
    self.columns = columns
    basis = dateBasis
    names = TargetNames(categoryNames, chart)
  }

  /// A sheet being written.
  public struct Sheet: Sendable {
    fileprivate var writer = SheetWriter()
    /// How many rows it has, the header counted.
    public var rowCount: Int { writer.rowCount }
    fileprivate let rowsMax: Int
    /// Whether no further row has room.
    public var isFull: Bool { rowCount >= rowsMax }
  }

  /// Begins the sheet of a register.
  public func beginSheet(to writer: inout ByteWriter) -> Sheet {
    var sheet = Sheet(rowsMax: rowsMax)
    sheet.writer.appendStart(widths: columns.map { $0.field.width }, to: &writer)
    sheet.writer.append(headers: columns.map(\.header), to: &writer)
    return sheet
  }

  /// Appends an entry, or gives the reason why it is not in such a file.
  public func append(
    _ entry: Register.Entry, of register: Register, to sheet: inout Sheet,
    _ writer: inout ByteWriter
  ) -> LeftOut.Reason? {
    if let reason = entry.row.reasonToLeaveOut() { return reason }
    let cells = TargetCells(entry, of: register, basis, names)
    sheet.writer.append(columns.map { cells[$0.field] }, to: &writer)
    return nil
  }

  /// Ends a sheet.
  public func end(_ sheet: Sheet, to writer: inout ByteWriter) {
    sheet.writer.appendEnd(to: &writer)
  }

  /// The bytes of the sheet of totals: what each account or pot held, what came and went, and what it holds.
  ///
  /// - Parameters:
  ///   - lines: what is said of each.
  ///   - counts: how many rows each has in its sheets.
  /// - Returns: the bytes.
  public func totals(_ lines: [AccountLine], rows counts: [Int]) -> [UInt8] {
    var (sheet, writer) = (SheetWriter(), ByteWriter())
    sheet.appendStart(widths: [28, 10, 10, 14, 14, 14, 14, 14, 12], to: &writer)
    sheet.append(
      headers: [
        "Account", "Currency", "Rows", "Opening", "In", "Out", "Pending", "Closing", "Books",
      ], to: &writer)
    for (line, count) in zip(lines, counts) {
      func money(_ minor: Int128?) -> TargetCell {
        minor.map { .money($0, exponent: line.currency.exponent) } ?? .empty
      }
      sheet.append(
        [
          .text(LineText(line.title)), .text(LineText(line.currency.code)),
          .money(Int128(count), exponent: 0), money(line.openingMinor.map { Int128($0) }),
          money(line.inMinor), money(line.outMinor), money(line.pendingMinor),
          money(line.closingMinor), .text(LineText("\(line.proof.word)")),
        ], to: &writer)
    }
    sheet.appendEnd(to: &writer)
    return writer.bytes
  }

  /// The parts of the workbook that are no sheets, by path.
  public static func parts(ofSheets names: [String]) -> [(path: String, bytes: [UInt8])] {
    WorkbookParts.all(names)
  }

  /// The path of the sheet of a number from 1.
  public static func path(ofSheet number: Int) -> String { WorkbookParts.path(ofSheet: number) }
}

extension TargetField {
  /// How wide a column is, in characters.
  fileprivate var width: Int {
    switch self {
    case .payee, .memo, .description, .notes: 32
    case .category, .kind, .account, .otherAccount, .counterAccount: 20
    case .id, .sharedID, .ledgerAccount: 28
    default: 14
    }
  }
}
