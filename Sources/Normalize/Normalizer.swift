// Stage 2 of the pipeline: raw records of any dialect in, canonical rows out. A normalizer is fed one input
// in chunks of bytes and gives one outcome after the other: a row, something the input says beside rows,
// or a diagnostic that says where and why. It knows no file, clock or locale.
//
//     bytes ── framing ──▶ record ── dialect ──▶ row, reference or diagnostic
//
// Whatever the chunks are, the outcomes are the same. Records are read where they are in the chunk; the
// row's memory is used again for the next row, so a history of any length needs the memory of one chunk.

public import Model
public import Statements

/// One step of reading an input.
///
/// What is rare is kept elsewhere, so that a row, which is not, costs nothing to say.
public enum Outcome: Equatable, Sendable {
  /// A record became a row, which is now the normalizer's `row`.
  case row
  /// The input holds an account, a pot, a balance or a category.
  indirect case reference(Reference)
  /// A record could not be read, and the rest of the input can.
  indirect case diagnostic(Diagnostic)
}

/// Where a record is in its input.
public struct RecordPlace: Equatable, Hashable, Sendable {
  /// The offset of its first byte in the whole input.
  public var offset: Int
  /// The number of its bytes.
  public var length: Int
  /// The line on which it begins, from 1.
  public var line: Int

  /// Creates a place, by default that of the first byte of an input.
  public init(offset: Int = 0, length: Int = 0, line: Int = 1) {
    self.offset = offset
    self.length = length
    self.line = line
  }
}

/// Reads one input, a chunk at a time.
///
///     var normalizer = Normalizer(.init(file: "april.jsonl"))
///     while let outcome = normalizer.next(in: chunk, &rest, isLast: isLast) {
///       switch outcome { case .row: use(normalizer.row, normalizer.place) … }
///     }
///
/// When there is no next outcome, what is left of `rest` must be in front of the next chunk.
public struct Normalizer: Sendable {
  /// What a normalizer must be reported about its input.
  public struct Options: Sendable {
    /// The name of the input in diagnostics, `-` for standard input.
    public var file: String
    /// Whose days the rows are dated in.
    public var zone: TimeZoneRules
    /// The account of records that do not name one: statements, balance answers, the oldest lists.
    public var account: String?
    /// The order of day and month in statements whose dates do not say it; nil to find it out.
    public var dates: DateOrder?
    /// Whether rows keep metadata that no later stage looks at; a flat table shows none of it.
    public var keepsAllMetadata = true
    /// The place of the first byte that will be fed, for readers that begin inside of a file of lines.
    public var start = RecordPlace()

    /// Creates options.
    public init(file: String, zone: TimeZoneRules = .london, account: String? = nil) {
      self.file = file
      self.zone = zone
      self.account = account
    }
  }

  /// The longest record in bytes that is waited for; the bank's have two thousand.
  public static let recordBytesMax = 16 << 20

  /// The row of the last outcome; it may be changed, the next row begins from nothing.
  public var row = Row()
  /// Where the record of the last outcome is.
  public internal(set) var place: RecordPlace
  /// The names that were met and are not known.
  public var unknown: UnknownNames { reader.unknown }

  let file: String
  let options: Options
  /// In how many texts within records the input is.
  var depth = 0
  /// A text within the last record that is read before the rest; at most one.
  var innerText: [InnerText] = []
  /// How the numbers and dates of a statement are to be read.
  var statementForm = StatementForm.ofBank
  var format = InputFormat.undecided
  var framing: JSONFraming
  var statement: StatementFraming
  var reader: RecordReader

  /// Creates a normalizer that is at the start of its input.
  public init(_ options: Options) {
    file = options.file
    self.options = options
    place = options.start
    framing = JSONFraming(start: options.start)
    statement = StatementFraming(start: options.start)
    reader = RecordReader(
      zone: options.zone, account: options.account, keepsAllMetadata: options.keepsAllMetadata)
  }

  /// Reads on until there is an outcome or the chunk is used up.
  ///
  /// - Parameters:
  ///   - chunk: a buffer that holds the next bytes of the input.
  ///   - rest: the part of the chunk that was not read yet; its start moves behind what was read.
  ///   - isLast: whether the input ends where the chunk ends.
  /// - Returns: nil when more bytes are needed, and when the last chunk is used up.
  public mutating func next(in chunk: [UInt8], _ rest: inout Range<Int>, isLast: Bool) -> Outcome? {
    switch format {
    case .json: return nextOfJSON(in: chunk, &rest, isLast: isLast)
    case .statement: return nextOfStatement(in: chunk, &rest, isLast: isLast)
    case .foreign:
      rest = rest.upperBound..<rest.upperBound
      return nil
    case .undecided: break
    }
    guard let (found, head) = InputFormat.detect(chunk, rest, isLast: isLast) else { return nil }
    format = found
    if found == .foreign { return foreign(chunk, rest) }
    if let head {
      rest = rest.lowerBound + head.offset..<rest.upperBound
      statement.begin(head, options.dates)
    } else {
      // The reader of CSV knows byte order marks itself.
      framing.advance(InputFormat.markLength(chunk, rest), &rest)
    }
    return next(in: chunk, &rest, isLast: isLast)
  }

  /// The one thing to say of an input that is known and not read.
  private func foreign(_ bytes: [UInt8], _ rest: Range<Int>) -> Outcome? {
    KnownFormat.of(bytes, rest).map {
      .diagnostic(Diagnostic(file: file, message: $0.message))
    }
  }
}
