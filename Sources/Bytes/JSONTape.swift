// The strict JSON reader of the data path (RFC 8259): one pass over the bytes that checks grammar and
// UTF-8 and leaves a flat tape of tokens. Nothing is copied or converted: a token is a range of the text,
// and what a caller does not ask for is never made. The tape's memory is reused from record to record.
//
// Duplicate keys stay on the tape in order; callers that take the last one agree with most readers. A lone
// surrogate escape is accepted, as §8.2 leaves open, and decodes to U+FFFD. Numbers stay text until asked
// for: an integer is exact over all of Int64 and never passes through floating point.

/// A parsed JSON text as a flat list of tokens in document order.
public struct JSONTape: Sendable {
  /// The greatest number of nested arrays and objects that is read.
  public static let depthMax = 256

  /// What a token is.
  public enum Kind: UInt8, Sendable {
    /// An object; its keys and values follow, each key before its value.
    case object
    /// An array; its elements follow.
    case array
    /// The name of a member of an object.
    case key
    /// A string; the range is what stands between the quotes.
    case string
    /// A number with neither fraction nor exponent.
    case integer
    /// A number with a fraction or an exponent.
    case decimal
    /// The literal `true`.
    case yes
    /// The literal `false`.
    case no
    /// The literal `null`.
    case null
  }

  /// One token: its kind, its bytes, and the token after it and all that it holds.
  @frozen public struct Token: Sendable {
    /// What the token is.
    public let kind: Kind
    /// Whether a string or key holds escapes, so that its bytes are not its text.
    public let hasEscapes: Bool
    /// Offset of the token's first byte (of a string: after the quote).
    @usableFromInline var start: UInt32
    /// Offset after the token's last byte (of a string: of the closing quote).
    @usableFromInline var end: UInt32
    /// Index of the token that follows this one and everything inside it.
    @usableFromInline var after: UInt32

    @inlinable init(_ kind: Kind, _ start: Int, _ end: Int, after: Int, hasEscapes: Bool = false) {
      self.kind = kind
      self.hasEscapes = hasEscapes
      self.start = UInt32(truncatingIfNeeded: start)
      self.end = UInt32(truncatingIfNeeded: end)
      self.after = UInt32(truncatingIfNeeded: after)
    }

    /// The bytes of the token, in the text that was parsed.
    @inlinable public var range: ByteRange {
      ByteRange(start: Int(start), count: Int(end) - Int(start))
    }
    /// The index of the next sibling.
    @inlinable public var next: Int { Int(after) }
  }

  /// The tokens of the last text; the first is the whole value.
  public private(set) var tokens: [Token] = []
  private var open: [Int] = []

  private var repeated: RepeatedObjects?
  /// The open object that will be kept when it is closed.
  private var keeping: (container: Int, slot: Int, lineFeeds: Int)?

  /// Creates an empty tape.
  public init() {}

  /// Creates an empty tape that scans objects of one kind only once while they repeat byte for byte.
  ///
  /// - Parameter beginning: what such an object begins with, at least eight bytes.
  public init(repeatingObjectsThatBeginWith beginning: StaticString) {
    repeated = RepeatedObjects(beginningWith: beginning)
  }

  /// Parses one JSON value that fills a range of the bytes, white space around it allowed.
  ///
  /// - Parameters:
  ///   - bytes: the buffer that holds the text, at most 4 GiB.
  ///   - range: where the text stands in it; offsets of tokens are offsets into `bytes`.
  /// - Throws: `JSONError` with the offset and line counted from the start of the range.
  public mutating func parse(_ bytes: [UInt8], _ range: ByteRange) throws(JSONError) {
    try bytes.withUnsafeBufferPointer { (all) throws(JSONError) in
      var scanner = JSONScanner(all, from: range.start, to: range.end)
      try scan(&scanner)
      scanner.skipSpace()
      if !scanner.isAtEnd { throw scanner.error(.trailingText) }
    }
  }

  /// Parses a whole buffer.
  public mutating func parse(_ bytes: [UInt8]) throws(JSONError) {
    try parse(bytes, ByteRange(start: 0, count: bytes.count))
  }

  /// Parses the JSON value at the beginning of a range, white space before it allowed, and leaves what
  /// follows it unread.
  ///
  /// - Parameters:
  ///   - bytes: the buffer that holds the text, at most 4 GiB.
  ///   - range: from where to where the value may stand in it.
  /// - Returns: the offset after the value, and how many line feeds stand between its tokens.
  /// - Throws: `JSONError` with the offset and line counted from the start of the range; a text that
  ///   ends inside the value is `endOfText`, or `invalidUTF8` when it ends inside a character.
  public mutating func parsePrefix(_ bytes: [UInt8], _ range: ByteRange) throws(JSONError) -> (
    end: Int, lineFeeds: Int
  ) {
    try bytes.withUnsafeBufferPointer { (all) throws(JSONError) in
      var scanner = JSONScanner(all, from: range.start, to: range.end)
      try scan(&scanner)
      return (scanner.at, scanner.lineFeeds)
    }
  }

  private mutating func scan(_ scanner: inout JSONScanner) throws(JSONError) {
    tokens.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    keeping = nil
    scanner.skipSpace()
    try value(&scanner)
    while let container = open.last {
      let depth = open.count
      let isObject = tokens[container].kind == .object
      while open.count == depth {
        scanner.skipSpace()
        if isObject {
          try member(&scanner, of: container)
        } else {
          try element(&scanner, of: container)
        }
      }
    }
  }

  /// Reads a scalar whole, or opens a container.
  @inline(__always)
  private mutating func value(_ scanner: inout JSONScanner) throws(JSONError) {
    let start = scanner.at
    switch scanner.peek {
    case 0x22:
      let escapes = try scanner.string()
      append(.string, start + 1, scanner.at - 1, escapes)
    case 0x7B:
      if repeated != nil, open.count == 1, takeRepeated(&scanner) { return }
      try push(.object, &scanner)
    case 0x5B: try push(.array, &scanner)
    case 0x74:
      try scanner.literal("true")
      append(.yes, start, scanner.at)
    case 0x66:
      try scanner.literal("false")
      append(.no, start, scanner.at)
    case 0x6E:
      try scanner.literal("null")
      append(.null, start, scanner.at)
    case 0x2D, 0x30...0x39:
      let isInteger = try scanner.number()
      append(isInteger ? .integer : .decimal, start, scanner.at)
    default: throw scanner.error(scanner.isAtEnd ? .endOfText : .expected("a value"))
    }
  }

  /// Reads the next member of an object with its comma, or closes the object.
  @inline(__always)
  private mutating func member(_ scanner: inout JSONScanner, of container: Int) throws(JSONError) {
    let isFirst = tokens.count == container + 1
    if scanner.peek == 0x7D { return pop(&scanner) }
    if !isFirst {
      guard scanner.peek == 0x2C else {
        throw scanner.error(scanner.isAtEnd ? .endOfText : .expected("',' or '}'"))
      }
      scanner.at += 1
      scanner.skipSpace()
    }
    guard scanner.peek == 0x22 else {
      throw scanner.error(scanner.isAtEnd ? .endOfText : .expected("a quoted key"))
    }
    let start = scanner.at
    let escapes = try scanner.string()
    append(.key, start + 1, scanner.at - 1, escapes)
    scanner.skipSpace()
    guard scanner.peek == 0x3A else {
      throw scanner.error(scanner.isAtEnd ? .endOfText : .expected("':'"))
    }
    scanner.at += 1
    scanner.skipSpace()
    try value(&scanner)
  }

  /// Reads the next element of an array with its comma, or closes the array.
  @inline(__always)
  private mutating func element(_ scanner: inout JSONScanner, of container: Int) throws(JSONError) {
    let isFirst = tokens.count == container + 1
    if scanner.peek == 0x5D { return pop(&scanner) }
    if !isFirst {
      guard scanner.peek == 0x2C else {
        throw scanner.error(scanner.isAtEnd ? .endOfText : .expected("',' or ']'"))
      }
      scanner.at += 1
      scanner.skipSpace()
    }
    try value(&scanner)
  }

  @inline(__always)
  private mutating func append(_ kind: Kind, _ start: Int, _ end: Int, _ hasEscapes: Bool = false) {
    tokens.append(Token(kind, start, end, after: tokens.count + 1, hasEscapes: hasEscapes))
  }

  /// Takes an object from those that were scanned before, or prepares to keep it.
  private mutating func takeRepeated(_ scanner: inout JSONScanner) -> Bool {
    guard let slot = repeated?.slot(scanner.bytes, scanner.at, scanner.end) else { return false }
    guard
      let known = repeated?.append(slot, scanner.bytes, scanner.at, scanner.end, to: &tokens)
    else {
      keeping = (tokens.count, slot, scanner.lineFeeds)
      return false
    }
    scanner.at += known.count
    scanner.lineFeeds += known.lineFeeds
    return true
  }

  private mutating func push(_ kind: Kind, _ scanner: inout JSONScanner) throws(JSONError) {
    guard open.count < JSONTape.depthMax else { throw scanner.error(.tooDeep) }
    open.append(tokens.count)
    append(kind, scanner.at, scanner.at)
    scanner.at += 1
  }

  private mutating func pop(_ scanner: inout JSONScanner) {
    scanner.at += 1
    guard let container = open.popLast() else { return }
    tokens[container].end = UInt32(truncatingIfNeeded: scanner.at)
    tokens[container].after = UInt32(truncatingIfNeeded: tokens.count)
    guard let kept = keeping, kept.container == container else { return }
    keeping = nil
    repeated?.keep(
      kept.slot, scanner.bytes, tokens[container].range.indices,
      lineFeeds: scanner.lineFeeds - kept.lineFeeds, tokens: tokens[container...])
  }
}
