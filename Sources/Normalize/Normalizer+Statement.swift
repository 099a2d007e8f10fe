// Statements in, one outcome at a time; and the lines of statements that an archive keeps as JSON.

internal import Bytes
internal import Model
internal import Statements

/// The state between two chunks of a statement.
struct StatementFraming: Sendable {
  var csv = CSVReader()
  /// Nil until the first line was read.
  var reader: StatementReader?
  /// What is known of the form of the file while it is looked for; nil when it is known.
  var survey: StatementFileSurvey?
  /// Whether the first line was that of something else, so that no line can be read.
  var isRefused = false
  /// The place of the first line in the input.
  var start: RecordPlace

  init(start: RecordPlace) { self.start = start }

  /// Begins with the line that names the columns, which may be behind others.
  mutating func begin(_ head: StatementHead, _ given: DateOrder?) {
    csv = CSVReader(separator: head.separator)
    survey = StatementFileSurvey(separator: head.separator, given)
    start.offset += head.offset
    start.line += head.linesBefore
  }
}

/// Looks through a whole file for what shows the form of its numbers and dates.
struct StatementFileSurvey: Sendable {
  /// How much of a file is looked at; statements are smaller.
  private static let bytesMax = 16 << 20

  private var csv: CSVReader
  private var columns: StatementColumns?
  private(set) var survey: StatementSurvey
  /// How many bytes were looked at.
  private var count = 0

  init(separator: UInt8, _ given: DateOrder?) {
    csv = CSVReader(separator: separator)
    survey = StatementSurvey(given)
  }

  /// Looks on; true when the whole file was seen, or as much as is looked at.
  ///
  /// - Parameters:
  ///   - bytes: the buffer of the input.
  ///   - rest: the part that begins where the statement does.
  ///   - isLast: whether the input ends where the rest does.
  /// - Returns: whether the form is known.
  mutating func look(_ bytes: [UInt8], _ rest: Range<Int>, isLast: Bool) -> Bool {
    let end = min(rest.upperBound, rest.lowerBound + StatementFileSurvey.bytesMax)
    var left = rest.lowerBound + count..<end
    while true {
      do {
        var isRecord = try csv.next(in: bytes, &left)
        if !isRecord && isLast { isRecord = try csv.finish() }
        guard isRecord else { break }
        take()
      } catch {
        // Reading the record again reports it.
        continue
      }
    }
    count = left.lowerBound - rest.lowerBound
    return isLast || count >= StatementFileSurvey.bytesMax
  }

  private mutating func take() {
    guard let columns else {
      columns = StatementColumns(csv.cells.indices.map { csv.string($0) })
      return
    }
    let record = StatementRecord(text: csv.text, cells: csv.cells, columns: columns)
    survey.add(record, line: csv.line)
  }
}

/// A record of a statement in words, which says by itself how it is to be read.
public struct StatementLine: Equatable, Sendable {
  /// The names of the columns.
  public let header: [String]
  /// The cells.
  public let cells: [String]
  /// How numbers and dates are to be read; nil for the bank's own way.
  public let form: String?
}

extension Normalizer {
  /// The record of the last outcome, when it is one of a statement file.
  public var statementLine: StatementLine? {
    guard format == .statement, let reader = statement.reader else { return nil }
    let csv = statement.csv
    return StatementLine(
      header: reader.columns.names, cells: csv.cells.indices.map { csv.string($0) },
      form: reader.form.words)
  }

  mutating func nextOfStatement(
    in bytes: [UInt8], _ rest: inout Range<Int>, isLast: Bool
  ) -> Outcome? {
    if var survey = statement.survey {
      statement.survey = nil
      guard survey.look(bytes, rest, isLast: isLast) else {
        statement.survey = survey
        return nil
      }
      statementForm = survey.survey.form
      if let (message, line) = survey.survey.refusal {
        statement.isRefused = true
        return .diagnostic(
          Diagnostic(file: file, line: statement.start.line + line - 1, message: message))
      }
    }
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
      try statement.reader?.read(csv.text, csv.cells, isCut: csv.isLastCut, &reader, into: &row)
      return .row
    } catch {
      let id = statement.reader?.id(csv.text, csv.cells)
      var diagnostic = Diagnostic(file: file, line: place.line, id: id, message: error.message)
      diagnostic.isNote = error.isNote
      return .diagnostic(diagnostic)
    }
  }

  private mutating func outcomeOfHead(_ csv: CSVReader) -> Outcome? {
    let columns = StatementColumns(csv.cells.indices.map { csv.string($0) })
    for name in columns.strangers { reader.unknown.note(.column, name) }
    guard columns.isStatement, columns.tellsCurrency else {
      statement.isRefused = true
      return .diagnostic(
        Diagnostic(
          file: file, line: place.line,
          message: "a statement without a column 'Currency', expected one in its first line"))
    }
    var form = statementForm
    form.isLocal = columns.isSearch
    statement.reader = StatementReader(columns, form)
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
    let form = try formOfCells(bytes)
    cellsReader?.form = form
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

  /// How the cells of a line are to be read: as it says, else as the bank writes them.
  private func formOfCells(_ bytes: [UInt8]) throws(RecordError) -> StatementForm {
    var form = StatementForm()
    if let token = tape.member("form", of: 0, in: bytes), tape[token].kind != .null {
      guard let words = tape.string(token, in: bytes), let given = StatementForm(words) else {
        throw wrong("form", token, "a form of statements", Expected.form, bytes)
      }
      form = given
    }
    form.isLocal = cellsReader?.columns.isSearch ?? false
    return form
  }
}
