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
    /// A string; the range is what is between the quotes.
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
    @usableFromInline let start: UInt32
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

  /// The tokens of the last text, and behind them room for those of the next one.
  @usableFromInline var storage: [Token] = []
  /// The number of tokens of the last text.
  public private(set) var count = 0

  /// The token of the last known object in the text, and the number of the object; -1 when there was none.
  public private(set) var known = (token: -1, number: -1)

  /// The tokens of the last text; the first is the whole value.
  ///
  /// After an error they are those before the error. A container that the error left open has an empty range,
  /// and its members follow it.
  public var tokens: ArraySlice<Token> { storage[..<count] }

  /// The token at a place, from zero; quicker than by way of `tokens`.
  @inlinable public subscript(index: Int) -> Token { storage[index] }

  /// Creates an empty tape.
  public init() {}

  /// Parses one JSON value that fills a range of the bytes, white space around it allowed.
  ///
  /// - Parameters:
  ///   - bytes: the buffer that holds the text, at most 4 GiB.
  ///   - range: where the text is in it; offsets of tokens are offsets into `bytes`.
  /// - Throws: `JSONError` with the offset and line counted from the start of the range.
  public mutating func parse(_ bytes: [UInt8], _ range: ByteRange) throws(JSONError) {
    let (end, _) = try parsePrefix(bytes, range)
    for at in end..<range.end {
      let byte = bytes[at]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
        throw JSONTape.error(.trailingText, at, bytes, range)
      }
    }
  }

  /// Parses a whole buffer.
  public mutating func parse(_ bytes: [UInt8]) throws(JSONError) {
    try parse(bytes, ByteRange(start: 0, count: bytes.count))
  }

  /// Parses the JSON value at the beginning of a range, white space before it allowed, and leaves what
  /// follows it unread.
  ///
  /// Known objects that are members of the value become one token each, without the tokens of what they hold;
  /// `known` says the last of them.
  ///
  /// - Parameters:
  ///   - bytes: the buffer that holds the text, at most 4 GiB.
  ///   - range: from where to where the value may be in it.
  ///   - objects: objects that were parsed before.
  /// - Returns: the offset after the value, and how many line feeds are between its tokens.
  /// - Throws: `JSONError` with the offset and line counted from the start of the range; a text that
  ///   ends inside the value is `endOfText`, or `invalidUTF8` when it ends inside a character.
  public mutating func parsePrefix(
    _ bytes: [UInt8], _ range: ByteRange, knowing objects: KnownObjects = KnownObjects()
  ) throws(JSONError) -> (end: Int, lineFeeds: Int) {
    let walk = walk(bytes, range, objects)
    guard walk.stop == .done else {
      throw JSONTape.error(walk.stop.kind, walk.at, bytes, range)
    }
    return (walk.at, walk.lineFeeds)
  }

  /// Fills the tape with the tokens of the value at the beginning of a range.
  private mutating func walk(
    _ bytes: [UInt8], _ range: ByteRange, _ objects: KnownObjects
  ) -> JSONWalk {
    while true {
      let walk = bytes.withUnsafeBufferPointer { text in
        storage.withUnsafeMutableBufferPointer {
          JSONWalk.overValue(
            text, from: range.start, to: range.end, into: $0, knowing: objects)
        }
      }
      if walk.stop == .full {
        let blank = Token(.null, 0, 0, after: 0)
        storage.append(contentsOf: repeatElement(blank, count: max(256, storage.count)))
        continue
      }
      count = walk.count
      known = walk.known
      endOpenContainers(from: walk.container)
      return walk
    }
  }

  /// Makes what follows a container that an error left open the next token.
  private mutating func endOpenContainers(from innermost: Int) {
    var container = innermost
    while container >= 0 {
      let outer = Int(Int32(bitPattern: storage[container].after))
      storage[container].after = UInt32(truncatingIfNeeded: container + 1)
      container = outer
    }
  }

  private static func error(
    _ kind: JSONError.Kind, _ at: Int, _ bytes: [UInt8], _ range: ByteRange
  ) -> JSONError {
    var line = 1
    for index in range.start..<at where bytes[index] == 0x0A { line += 1 }
    return JSONError(kind, offset: at - range.start, line: line)
  }
}

extension JSONWalk.Stop {
  /// The error that a walk stopped at.
  fileprivate var kind: JSONError.Kind {
    switch self {
    case .done: .trailingText
    case .full, .endOfText: .endOfText
    case .noValue: .expected("a value")
    case .noCommaOrBrace: .expected("',' or '}'")
    case .noCommaOrBracket: .expected("',' or ']'")
    case .noKey: .expected("a quoted key")
    case .noColon: .expected("':'")
    case .invalidUTF8: .invalidUTF8
    case .controlCharacter: .controlCharacter
    case .invalidEscape: .invalidEscape
    case .invalidNumber: .invalidNumber
    case .tooDeep: .tooDeep
    }
  }
}
