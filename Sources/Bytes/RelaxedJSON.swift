// The tree of a JSON file that people write by hand: rules and configuration. Beyond RFC 8259 it may
// have comments, trailing commas, plain keys and single quotes, which JSON5 has too. Every value and
// key knows its place, so that whoever interprets it can say `rules.json5:12:5: unknown key 'payeee'`.

/// A place in a text file.
public struct TextPosition: Equatable, Sendable, CustomStringConvertible {
  /// The line, from 1; LF, CRLF and a lone CR end a line.
  public let line: Int
  /// The column, from 1, in characters as people see them: a tab, an `é` and an emoji are one each.
  public let column: Int

  /// Creates the place of a line and column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The line and column, as in `12:5`.
  public var description: String { "\(line):\(column)" }
}

/// A value of a hand-written JSON file, and where it is.
public struct RelaxedJSON: Equatable, Sendable {
  /// The greatest number of nested arrays and objects that is read.
  public static let depthMax = 64

  /// What a value is.
  public enum Value: Equatable, Sendable {
    /// The literal `null`.
    case null
    /// The literal `true` or `false`.
    case boolean(Bool)
    /// A number with neither fraction nor exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number, as it was written: `0.10`, `1e3`, `9223372036854775808`.
    case decimal(String)
    /// A text, its escapes undone.
    case string(String)
    /// The elements in order.
    case array([RelaxedJSON])
    /// The members in the order of the file; no two have equal keys.
    case object([Member])
  }

  /// A key of an object with its value.
  public struct Member: Equatable, Sendable {
    /// The key, its escapes undone.
    public let key: String
    /// Where the key begins, with its quote if it has one.
    public let position: TextPosition
    /// The value.
    public let value: RelaxedJSON

    /// Creates a member.
    public init(key: String, position: TextPosition, value: RelaxedJSON) {
      self.key = key
      self.position = position
      self.value = value
    }
  }

  /// What the value is.
  public let value: Value
  /// Where its first character is.
  public let position: TextPosition

  /// Creates a value at a place.
  public init(_ value: Value, at position: TextPosition) {
    self.value = value
    self.position = position
  }

  /// Reads a file: one value, with white space, comments and a byte order mark around it allowed.
  ///
  /// - Parameter bytes: The whole file.
  /// - Throws: The first error and its place.
  public init(parsing bytes: [UInt8]) throws(RelaxedJSONError) {
    var parser = try RelaxedJSONParser(bytes)
    self = try parser.file()
  }

  /// The value of a key; nil when this is no object or has no such key.
  public subscript(key: String) -> RelaxedJSON? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }
}
