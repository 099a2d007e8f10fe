// CSV output by RFC 4180: a cell is quoted when it has to be and only then, lines end in CRLF.

extension ByteWriter {
  /// Appends one cell of UTF-8 bytes, quoted when a comma, a quote or a line end is in it.
  ///
  /// A cell that begins with a byte order mark is quoted too: at the start of a file readers would
  /// take the mark away.
  public mutating func appendCSVCell(_ text: [UInt8], _ range: ByteRange) {
    text.withUnsafeBufferPointer {
      appendCSVCell(UnsafeBufferPointer(rebasing: $0[range.indices]))
    }
  }

  /// Appends one cell of text, quoted when a comma, a quote or a line end is in it.
  public mutating func appendCSVCell(_ text: String) {
    var text = text
    text.withUTF8 { appendCSVCell($0) }
  }

  /// Appends the comma between two cells.
  @inlinable public mutating func appendCSVComma() { append(0x2C) }

  /// Ends a record; one that is a single empty cell becomes `""`, since a blank line is no record.
  ///
  /// - Parameter start: The `count` of the writer when the record began.
  public mutating func endCSVRecord(startedAt start: Int) {
    if count == start { append("\"\"") }
    append("\r\n")
  }

  /// Appends a whole record, for header lines and the like.
  public mutating func appendCSVRecord(_ cells: [String]) {
    let start = count
    for (index, cell) in cells.enumerated() {
      if index > 0 { appendCSVComma() }
      appendCSVCell(cell)
    }
    endCSVRecord(startedAt: start)
  }

  private mutating func appendCSVCell(_ cell: UnsafeBufferPointer<UInt8>) {
    guard ByteWriter.needsQuotes(cell) else { return bytes.append(contentsOf: cell) }
    append(0x22)
    var written = 0
    for at in cell.indices where cell[at] == 0x22 {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: cell[written...at]))
      written = at  // The quote comes again with what follows it.
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: cell[written...]))
    append(0x22)
  }

  private static func needsQuotes(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in cell where byte <= 0x2C {
      if byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D { return true }
    }
    return cell.count >= 3 && cell[0] == 0xEF && cell[1] == 0xBB && cell[2] == 0xBF
  }
}
