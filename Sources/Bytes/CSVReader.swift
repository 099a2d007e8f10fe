// Records out of CSV (RFC 4180), from input that arrives in pieces of any size. The reader keeps its
// state between two pieces, so no piece is read twice and none has to end where a record ends.
//
// Spreadsheets of other countries separate cells by a semicolon or a tab: the separator is the caller's to say.
// Where RFC 4180 is silent: LF and a lone CR end a line as CRLF does; a UTF-8 byte order mark at the
// very start is left out; empty lines are no records; a quote inside an unquoted cell is data, as are
// spaces and NUL bytes. The text must be UTF-8.

/// A reader of CSV records that are fed to it in chunks of bytes.
///
///     var reader = CSVReader()
///     while let chunk = nextChunk() {
///       var rest = chunk.indices
///       while try reader.next(in: chunk, &rest) { use(reader.text, reader.cells) }
///     }
///     if try reader.finish() { use(reader.text, reader.cells) }
///
/// After an error the reader may be asked on: it continues with the next line after a text behind a
/// closing quote or a record that is too long, and with the next record after invalid UTF-8.
public struct CSVReader: Sendable {
  /// The longest record in bytes; real ones have hundreds, an unclosed quote swallows the file.
  public static let recordBytesMax = 16 << 20

  /// The decoded cells of the record: their bytes without quotes, with one separator between two cells.
  public var text: [UInt8] { record.text }

  /// Where the cells of the record are in `text`; at least one.
  public var cells: [ByteRange] { record.cells }

  /// The line in which the record begins, from 1.
  public var line: Int { record.line }

  /// The bytes of the record in the whole input, without its line end.
  public var range: Range<Int> { record.range }

  private var record = CSVRecord()
  private var state = State.fileStart(markBytes: 0)
  private var nextLine = 1  // The line in which the scan is when a record is done.
  private var consumed = 0  // Bytes of the input before the current chunk's rest.
  private var afterCR = false

  /// What the next byte is part of.
  private enum State: Equatable {
    /// A byte order mark, of which some bytes were seen → `recordStart` or `unquoted`.
    case fileStart(markBytes: Int)
    /// A record or an empty line → `cellStart`.
    case recordStart
    /// A cell whose first byte decides → `quoted` or `unquoted`.
    case cellStart
    /// A cell without quotes → `cellStart` after a comma, `recordStart` after a line end.
    case unquoted
    /// The inside of quotes → `quoteSeen`.
    case quoted
    /// What follows a quote inside of quotes → `quoted`, `cellStart`, `recordStart` or `skipping`.
    case quoteSeen
    /// The rest of a line with an error → `recordStart`.
    case skipping
  }

  /// What is between two cells: a comma, or another ASCII character that is no quote and no line end.
  public let separator: UInt8

  /// Creates a reader that is at the start of its input.
  public init(separator: UInt8 = 0x2C) { self.separator = separator }

  /// Whether the last record was ended by the end of the input, so that it may have been cut.
  public private(set) var isLastCut = false

  /// A cell of the record as text.
  public func string(_ cell: Int) -> String {
    String(decoding: record.text[record.cells[cell].indices], as: UTF8.self)
  }

  /// Reads until a record is complete or the chunk is used up.
  ///
  /// - Parameters:
  ///   - chunk: A buffer that holds the next bytes of the input.
  ///   - rest: The part of the chunk that was not read yet; its start moves behind what was read.
  /// - Returns: True when `text`, `cells`, `line` and `range` describe a new record, false when the
  ///   chunk is used up.
  /// - Throws: The error of a record, once; the call after it goes on behind it.
  public mutating func next(in chunk: [UInt8], _ rest: inout Range<Int>) throws(CSVError) -> Bool {
    if case .fileStart = state { skipByteOrderMark(chunk, &rest) }
    while !rest.isEmpty {
      // Windows keep what is added to `text` between two checks of its length small.
      let end = min(rest.upperBound, rest.lowerBound + CSVReader.recordBytesMax)
      var at = rest.lowerBound
      defer {
        consumed += at - rest.lowerBound
        rest = at..<rest.upperBound
      }
      if try scan(chunk, &at, to: end) { return true }
    }
    return false
  }

  /// Ends the input.
  ///
  /// - Returns: True when a last record without a line end became complete.
  /// - Throws: An unclosed quote, or the error of the last record.
  public mutating func finish() throws(CSVError) -> Bool {
    if case .fileStart(let count) = state { notAByteOrderMark(count) }
    switch state {
    case .fileStart, .recordStart: return false
    case .skipping:
      state = .recordStart
      return false
    case .quoted:
      state = .recordStart
      throw CSVError(.unclosedQuote, line: record.lineOfCell)
    case .cellStart, .unquoted, .quoteSeen:
      record.closeCell(at: record.text.count)
      isLastCut = true
      try closeRecord(at: consumed)
      return true
    }
  }
}

// MARK: - The scan

extension CSVReader {
  /// Reads from `at` to the end of a record (true) or to `end` (false).
  ///
  /// The line end of a record is left to the next call, which sees it as an empty line.
  private mutating func scan(_ bytes: [UInt8], _ at: inout Int, to end: Int) throws(CSVError)
    -> Bool
  {
    let base = consumed - at  // Offset of the buffer's first byte in the input.
    var run = at  // What lies between here and `at` belongs to the record but is not in `text` yet.
    while at < end {
      switch state {
      case .fileStart, .recordStart:
        if skipLineEnd(bytes[at]) {
          at += 1
        } else {
          beginRecord(at: base + at)
        }
        run = at
      case .cellStart:
        guard bytes[at] == 0x22 else {
          state = .unquoted
          continue
        }
        try take(bytes, run..<at)
        at += 1
        run = at
        state = .quoted
      case .unquoted:
        at = CSVReader.endOfUnquoted(bytes, at, end, separator)
        guard at < end else { continue }
        record.closeCell(at: record.text.count + at - run)
        if bytes[at] == separator {
          state = .cellStart
          at += 1
          continue
        }
        try take(bytes, run..<at)
        try closeRecord(at: base + at)
        return true
      case .quoted:
        at = endOfQuoted(bytes, at, end)
        try take(bytes, run..<at)
        if at < end {
          state = .quoteSeen
          at += 1
        }
        run = at
      case .quoteSeen:
        if try closeQuoted(before: bytes[at], at: base + at) { return true }
        at += 1  // A second quote and the comma stay in the run: they are part of `text`.
      case .skipping:
        while at < end && bytes[at] != 0x0A && bytes[at] != 0x0D { at += 1 }
        if at < end { state = .recordStart }
        run = at
      }
    }
    try take(bytes, run..<at)
    return false
  }

  /// Decides what the quote before a byte meant; true when it ended the record.
  private mutating func closeQuoted(before byte: UInt8, at offset: Int) throws(CSVError) -> Bool {
    switch byte {
    case 0x22:
      state = .quoted
      return false
    case separator:
      record.closeCell(at: record.text.count)
      state = .cellStart
      return false
    case 0x0A, 0x0D:
      record.closeCell(at: record.text.count)
      try closeRecord(at: offset)
      return true
    default:
      throw skipLine(.textAfterQuote, at: record.lastLine)
    }
  }

  /// The first separator or line end from `start` on, or `end`.
  @inline(__always)
  private static func endOfUnquoted(
    _ bytes: [UInt8], _ start: Int, _ end: Int, _ separator: UInt8
  ) -> Int {
    let last = max(separator, 0x0D)
    var at = start
    while at < end {
      let byte = bytes[at]
      if byte <= last && (byte == separator || byte == 0x0A || byte == 0x0D) { return at }
      at += 1
    }
    return end
  }

  /// The first quote from `start` on, or `end`; line ends on the way are noted.
  @inline(__always)
  private mutating func endOfQuoted(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end && bytes[at] != 0x22 {
      if bytes[at] == 0x0A || bytes[at] == 0x0D { record.hasLineEnds = true }
      at += 1
    }
    return at
  }
}

// MARK: - Records and lines

extension CSVReader {
  private mutating func beginRecord(at offset: Int) {
    record.begin(at: offset, line: nextLine)
    afterCR = false
    state = .cellStart
  }

  private mutating func closeRecord(at offset: Int) throws(CSVError) {
    nextLine = record.lastLine
    state = .recordStart
    try record.close(at: offset)
  }

  /// Adds bytes to the record.
  private mutating func take(_ bytes: [UInt8], _ run: Range<Int>) throws(CSVError) {
    if run.isEmpty { return }
    record.take(bytes, run)
    if record.text.count > CSVReader.recordBytesMax { throw skipLine(.recordTooLong, at: line) }
  }

  /// Gives up the record and the rest of the line in which the scan is.
  private mutating func skipLine(_ kind: CSVError.Kind, at errorLine: Int) -> CSVError {
    nextLine = record.lastLine
    state = .skipping
    return CSVError(kind, line: errorLine)
  }

  /// Whether a byte between two records ends a line, which is counted: CRLF once.
  private mutating func skipLineEnd(_ byte: UInt8) -> Bool {
    guard byte == 0x0A || byte == 0x0D else { return false }
    if byte == 0x0D || !afterCR { nextLine += 1 }
    afterCR = byte == 0x0D
    return true
  }
}

// MARK: - The byte order mark

extension CSVReader {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private mutating func skipByteOrderMark(_ bytes: [UInt8], _ rest: inout Range<Int>) {
    while case .fileStart(let count) = state, let byte = rest.isEmpty ? nil : bytes[rest.lowerBound]
    {
      guard byte == CSVReader.byteOrderMark[count] else { return notAByteOrderMark(count) }
      state = count == 2 ? .recordStart : .fileStart(markBytes: count + 1)
      rest = rest.lowerBound + 1..<rest.upperBound
      consumed += 1
    }
  }

  /// Makes the bytes that only began like a mark the beginning of the first cell.
  private mutating func notAByteOrderMark(_ count: Int) {
    state = .recordStart
    guard count > 0 else { return }
    beginRecord(at: 0)
    record.take(CSVReader.byteOrderMark, 0..<count)
    state = .unquoted
  }
}
