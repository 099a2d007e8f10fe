// One sheet of a workbook (ECMA-376 part 1, §18.3): days, amounts and text each with their type. Text is in the cell itself
// and never a formula, whatever it begins with.

internal import Bytes
internal import Model

/// Writes the rows of a sheet.
struct SheetWriter {
  /// How many characters a cell can have, counted in UTF-16.
  private static let unitsMax = 32_767
  /// Amounts from here on have more digits than the floating point that a spreadsheet counts with.
  private static let amountEnd: UInt128 = 1_000_000_000_000_000

  /// The looks of cells: their places in `WorkbookParts.styles`.
  enum Style: Int {
    case plain, head, day, text, whole, twoPlaces, threePlaces, fourPlaces

    static func ofAmount(_ exponent: Int) -> Style {
      switch exponent {
      case 0: .whole
      case 3: .threePlaces
      case 4: .fourPlaces
      default: .twoPlaces
      }
    }
  }

  private(set) var rowCount = 0

  /// Appends the beginning of a sheet, whose first row stays in sight.
  func appendStart(widths: [Int], to writer: inout ByteWriter) {
    writer.append(WorkbookParts.xml)
    writer.append(
      """
      <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>\
      <sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>\
      </sheetView></sheetViews><cols>
      """)
    for (index, width) in widths.enumerated() {
      writer.append(
        string:
          "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>")
    }
    writer.append("</cols><sheetData>\n")
  }

  /// Appends the row of headers.
  mutating func append(headers: [String], to writer: inout ByteWriter) {
    beginRow(&writer)
    for (column, header) in headers.enumerated() {
      append(LineText(header), .head, column, to: &writer)
    }
    writer.append("</row>\n")
  }

  /// Appends a row.
  mutating func append(_ cells: [TargetCell], to writer: inout ByteWriter) {
    beginRow(&writer)
    for (column, cell) in cells.enumerated() { append(cell, column, to: &writer) }
    writer.append("</row>\n")
  }

  /// Appends the end of a sheet.
  func appendEnd(to writer: inout ByteWriter) { writer.append("</sheetData></worksheet>\n") }

  private mutating func beginRow(_ writer: inout ByteWriter) {
    rowCount += 1
    writer.append("<row r=\"")
    writer.append(magnitude: UInt64(rowCount))
    writer.append("\">")
  }

  private func append(_ cell: TargetCell, _ column: Int, to writer: inout ByteWriter) {
    switch cell {
    case .empty: break
    case .text(let text): if !text.isEmpty { append(text, .text, column, to: &writer) }
    case .day(let day):
      // Days count from 30 December 1899, and only from March 1900 on as the calendar does.
      let serial = Int(day.days) + 25_569
      guard serial > 60 else { return append(LineText("\(day)"), .text, column, to: &writer) }
      appendStart(column, .day, to: &writer)
      writer.append("><v>")
      writer.append(magnitude: UInt64(serial))
      writer.append("</v></c>")
    case .money(let minor, let exponent):
      var digits = ByteWriter()
      digits.append(sumOfMinorUnits: minor, exponent: exponent)
      if minor.magnitude >= SheetWriter.amountEnd {
        return append(LineText(digits.string), .text, column, to: &writer)
      }
      appendStart(column, .ofAmount(exponent), to: &writer)
      writer.append("><v>")
      writer.append(bytes: digits.bytes)
      writer.append("</v></c>")
    }
  }

  private func append(
    _ text: LineText, _ style: Style, _ column: Int, to writer: inout ByteWriter
  ) {
    appendStart(column, style, to: &writer)
    writer.append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
    var text = text
    // A scalar is at most two units, so this keeps within the limit of units.
    if text.bytes.count > SheetWriter.unitsMax {
      text.cut(scalarsMax: SheetWriter.unitsMax / 2, bytesMax: .max)
    }
    WorkbookParts.append(text.bytes, to: &writer)
    writer.append("</t></is></c>")
  }

  /// Appends the beginning of a cell: its place and its look.
  private func appendStart(_ column: Int, _ style: Style, to writer: inout ByteWriter) {
    writer.append("<c r=\"")
    if column < 26 {
      writer.append(UInt8(0x41 + column))
    } else {
      writer.append(string: SheetWriter.letters(of: column))
    }
    writer.append(magnitude: UInt64(rowCount))
    writer.append("\" s=\"")
    writer.append(UInt8(0x30 + style.rawValue))
    writer.append("\"")
  }

  /// The letters of a column: A to Z, AA and on.
  static func letters(of column: Int) -> String {
    let last = String(UnicodeScalar(UInt8(0x41 + column % 26)))
    return column < 26 ? last : letters(of: column / 26 - 1) + last
  }
}
