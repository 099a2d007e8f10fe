// What can be wrong with a JSON text, as facts with a place; the wording of all of them is here.

/// A JSON text that does not follow RFC 8259, and where.
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was found to be wrong.
  public enum Kind: Equatable, Sendable {
    /// Something else is where the named thing is required.
    case expected(StaticText)
    /// The text ends inside a value.
    case endOfText
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// A raw byte below U+0020 inside a string.
    case controlCharacter
    /// A backslash that begins no escape of RFC 8259 §7.
    case invalidEscape
    /// A number that RFC 8259 §6 does not allow.
    case invalidNumber
    /// More nested arrays and objects than `JSONTape.depthMax`.
    case tooDeep
    /// Something follows the value.
    case trailingText
  }

  /// What was wrong.
  public let kind: Kind
  /// The byte offset of the error from the start of the text, from zero.
  public let offset: Int
  /// The line of the error in the text, from 1.
  public let line: Int

  /// Creates an error at a place.
  public init(_ kind: Kind, offset: Int, line: Int) {
    self.kind = kind
    self.offset = offset
    self.line = line
  }

  /// The error and its place in words.
  public var description: String { "\(wording) at byte \(offset) of line \(line)" }

  /// The error in words, without its place.
  public var wording: String {
    switch kind {
    case .expected(let what): "expected \(what)"
    case .endOfText: "the text ends inside a value"
    case .invalidUTF8: "not UTF-8"
    case .controlCharacter: "a raw control character inside a string, expected an escape"
    case .invalidEscape:
      "an unknown escape, expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
    case .invalidNumber: "not a JSON number"
    case .tooDeep: "more than \(JSONTape.depthMax) nested arrays and objects"
    case .trailingText: "text after the end of the value"
    }
  }
}

/// Literal text that can be compared: what an error expected.
public struct StaticText: Equatable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The text.
  public let description: String
  /// Creates it from a literal.
  public init(stringLiteral value: StaticString) { description = "\(value)" }
}
