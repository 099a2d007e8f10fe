// What can be wrong with a hand-written JSON file, as facts with a place; the wording of all of them is
// here. It speaks to people who never heard of JSON: what was found, what was expected, how to write it.

/// A hand-written JSON file that cannot be read, and where.
public struct RelaxedJSONError: Error, Equatable, Sendable {
  /// What was found to be wrong.
  public enum Kind: Equatable, Sendable {
    /// Another character, or nil for the end of the file, is where the named thing is required.
    case expected(StaticText, found: Unicode.Scalar?)
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// A comment that begins here and never ends.
    case unclosedComment
    /// A text whose quote opens here and does not close on this line.
    case unclosedString
    /// A control character inside a text.
    case controlCharacter(Unicode.Scalar)
    /// A backslash before a character with which it forms no escape, or nil at the end of the file.
    case unknownEscape(Unicode.Scalar?)
    /// Half of a surrogate pair, which is no character.
    case loneSurrogate
    /// A number in hexadecimal digits.
    case hexadecimal(String)
    /// A number with a plus in front.
    case plusSign(String)
    /// `Infinity` or `NaN`.
    case notFinite(String)
    /// Something that begins like a number and is none.
    case notANumber(String)
    /// A word that is not `true`, `false` or `null` and has no quotes.
    case unquotedText(String)
    /// A key that has a character for which quotes are required.
    case unquotedKey(Unicode.Scalar)
    /// A key that the object already has.
    case duplicateKey(String, first: TextPosition)
    /// More nested arrays and objects than `RelaxedJSON.depthMax`.
    case tooDeep
  }

  /// What was wrong.
  public let kind: Kind
  /// Where.
  public let position: TextPosition

  /// Creates an error at a place.
  public init(_ kind: Kind, at position: TextPosition) {
    self.kind = kind
    self.position = position
  }

  /// The error in words, without its place.
  public var wording: String {
    switch kind {
    case .expected(let what, nil): "expected \(what), found the end of the file"
    case .expected(let what, let found?): "expected \(what), found \(shown(found))"
    case .invalidUTF8: "not UTF-8; save the file as UTF-8 text"
    case .unclosedComment: "the comment that begins here has no '*/'"
    case .unclosedString: "the quote that opens here is not closed on its line"
    case .controlCharacter(let found):
      "\(shown(found)) inside quotes; write it as \\u\(hexadecimal(found))"
    case .unknownEscape(let found?) where found.isASCII && found.properties.isAlphabetic:
      "unknown escape '\\\(found)'; a backslash is written twice: '\\\\\(found)'"
    case .unknownEscape: "unknown escape; a backslash is written twice"
    case .loneSurrogate: "half of a surrogate pair is no character"
    case .hexadecimal(let text):
      "\(quoted(text)) is hexadecimal; write the number in decimal digits"
    case .plusSign(let text): "\(quoted(text)) has a plus; write the number without it"
    case .notFinite(let text): "\(quoted(text)) is not a number that can be used"
    case .notANumber(let text): "\(quoted(text)) is not a number; text needs quotes"
    case .unquotedText(let text): "\(quoted(text)) needs quotes"
    case .unquotedKey(let found): "a key with \(shown(found)) in it needs quotes"
    case .duplicateKey(let key, let first):
      "the key \(quoted(key)) is here twice, first at \(first)"
    case .tooDeep: "more than \(RelaxedJSON.depthMax) nested arrays and objects"
    }
  }

  /// A character as a person can find it: by its looks when it is ASCII, else by its number as well.
  private func shown(_ scalar: Unicode.Scalar) -> String {
    if scalar.isASCII && scalar.value > 0x20 && scalar.value < 0x7F { return "'\(scalar)'" }
    let code = "U+\(hexadecimal(scalar))"
    return scalar.properties.isAlphabetic || scalar.properties.isQuotationMark
      ? "'\(scalar)' (\(code))" : code
  }

  private func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// A text of the file in single quotes, cut when it is long.
  private func quoted(_ text: String) -> String {
    text.count <= 40 ? "'\(text)'" : "'\(text.prefix(39))…'"
  }
}

extension RelaxedJSONError: CustomStringConvertible {
  /// The place and the error, as in `12:5: expected ':', found '='`.
  public var description: String { "\(position): \(wording)" }
}
