// One CSV record while it is put together: its decoded bytes, where its cells are, and the lines that it spans.

/// The record that a reader is in.
struct CSVRecord: Sendable {
  /// The decoded cells with one comma between two.
  private(set) var text: [UInt8] = []
  private(set) var cells: [ByteRange] = []
  /// The line in which it begins, from 1.
  private(set) var line = 1
  /// Its bytes in the whole input, without the line end.
  private(set) var range = 0..<0
  private var cellStart = 0  // Offset in `text`.
  /// Whether line ends are in it, which only quotes allow.
  var hasLineEnds = false

  /// Starts over, for the record at an offset of the input.
  mutating func begin(at offset: Int, line: Int) {
    text.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    range = offset..<offset
    self.line = line
    cellStart = 0
    hasLineEnds = false
  }

  /// Adds bytes of a buffer to the text.
  @inline(__always)
  mutating func take(_ bytes: [UInt8], _ run: Range<Int>) {
    bytes.withUnsafeBufferPointer {
      text.append(contentsOf: UnsafeBufferPointer(rebasing: $0[run]))
    }
  }

  /// Ends the cell; what follows in the text after one comma is the next.
  @inline(__always)
  mutating func closeCell(at end: Int) {
    cells.append(ByteRange(start: cellStart, count: end - cellStart))
    cellStart = end + 1
  }

  /// Ends the record at an offset of the input.
  ///
  /// - Throws: `CSVError` when its text is not UTF-8.
  mutating func close(at offset: Int) throws(CSVError) {
    range = range.lowerBound..<offset
    do {
      _ = try UTF8Span(validating: text.span)
    } catch {
      throw CSVError(.invalidUTF8, line: lineOf(error.byteOffsets.lowerBound))
    }
  }

  /// The line in which the scan is.
  var lastLine: Int { lineOf(text.count) }

  /// The line in which the open cell begins.
  var lineOfCell: Int { lineOf(cellStart) }

  /// The line of a place in the text.
  private func lineOf(_ end: Int) -> Int {
    guard hasLineEnds else { return line }
    var count = 0
    for at in 0..<end where text[at] == 0x0A || text[at] == 0x0D {
      if text[at] == 0x0D || at == 0 || text[at - 1] != 0x0D { count += 1 }
    }
    return line + count
  }
}
