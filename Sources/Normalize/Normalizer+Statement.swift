// Statements in, one outcome at a time; and the lines of statements that an archive keeps as JSON.

internal import Bytes
internal import Model

/// The state between two chunks of a statement.
struct StatementFraming: Sendable {
  var csv = CSVReader()
  /// Nil until the first line was read.
  var reader: StatementReader?
  /// Whether the first line was that of something else, so that no line can be read.
  var isRefused = false
  /// The place of the first byte of the statement in the input.
  let start: RecordPlace
}

extension Normalizer {
  mutating func nextOfStatement(
    in bytes: [UInt8], _ rest: inout Range<Int>, isLast: Bool
  ) -> Outcome? {
    while true {
      do {
        var isRecord = try statement.csv.next(in: bytes, &rest)
        if !isRecord && isLast { isRecord = try statement.csv.finish() }
        guard isRecord else { return nil }
        if let outcome = outcomeOfRecord() { return outcome }
      } catch {
        if statement.isRefused { continue }
        return .diagnostic(
          Diagnostic(
            file: file, line: statement.start.line + error.line - 1,
            message: "not CSV: \(error.wording)"))
      }
    }
  }

  /// The outcome of the record that was read; nil when it holds nothing.
  private mutating func outcomeOfRecord() -> Outcome? {
    let csv = statement.csv
    if statement.isRefused || StatementReader.isBlank(csv.cells) { return nil }
    place = RecordPlace(
      offset: statement.start.offset + csv.range.lowerBound, length: csv.range.count,
      line: statement.start.line + csv.line - 1)
    guard statement.reader != nil else { return outcomeOfHead(csv) }
    row.reset()
    do {
      try statement.reader?.read(csv.text, csv.cells, &reader, into: &row)
      return .row
    } catch {
      let id = statement.reader?.id(csv.text, csv.cells)
      return .diagnostic(
        Diagnostic(file: file, line: place.line, id: id, message: error.message))
    }
  }

  private mutating func outcomeOfHead(_ csv: CSVReader) -> Outcome? {
    let columns = StatementColumns(csv.cells.indices.map { csv.string($0) })
    for name in columns.strangers { reader.unknown.note(.column, name) }
    guard columns.isStatement, columns[.currency] != nil else {
      statement.isRefused = true
      return .diagnostic(
        Diagnostic(
          file: file, line: place.line,
          message: "a statement without a column 'Currency', expected one in its first line"))
    }
    statement.reader = StatementReader(columns)
    return nil
  }
}

extension RecordReader {
  /// Reads a line of a statement, `{"header":[…],"cells":[…]}`.
  mutating func readCells(_ bytes: [UInt8], into row: inout Row) throws(RecordError) -> Reading {
    guard let header = members[.header], let list = members[.cells],
      tape[header].kind == .array, tape[list].kind == .array
    else { throw RecordError("'header' and 'cells' are not lists, expected lists of texts") }
    let head = Array(bytes[tape[header].range.indices])
    if head != cellsHead {
      cellsHead = head
      let columns = StatementColumns(
        tape.children(of: header).map { tape.string($0, in: bytes) ?? "" })
      cellsReader = columns.isStatement ? StatementReader(columns) : nil
    }
    guard var statement = cellsReader else {
      throw RecordError("'header' is not that of a statement, expected 'Date' and 'Amount' in it")
    }
    cellsReader = nil  // So that there is one owner, and nothing is copied.
    defer { cellsReader = statement }
    var text: [UInt8] = []
    var cells: [ByteRange] = []
    for token in tape.children(of: list) {
      let start = text.count
      if tape[token].kind == .string { tape.appendText(token, in: bytes, to: &text) }
      cells.append(ByteRange(start: start, count: text.count - start))
      text.append(0x2C)
    }
    if StatementReader.isBlank(cells) { return .nothing }
    try statement.read(text, cells, &self, into: &row)
    return .row
  }
}
