// What was found, as diagnostics quote it: cut short, on one line, and nothing that could be a secret.

package import Bytes

package enum QuotedRecord {
  /// How many characters of a found text are shown.
  package static let charactersMax = 40

  /// A text in quotes, cut to 40 characters, line ends and other controls as spaces.
  package static func text(_ text: String) -> String {
    var shown = ""
    for (index, character) in text.unicodeScalars.enumerated() {
      if index == charactersMax { return "'\(shown)…'" }
      shown.unicodeScalars.append(
        character.properties.generalCategory == .control ? " " : character)
    }
    return "'\(shown)'"
  }

  /// A range of UTF-8 as `text` shows it.
  package static func bytes(_ bytes: [UInt8], _ range: ByteRange) -> String {
    // Four bytes a character are enough for what is shown.
    text(String(decoding: bytes[range.indices].prefix(4 * (charactersMax + 1)), as: UTF8.self))
  }

  /// The value of a token: text in single quotes, other scalars as JSON has them, the rest by kind.
  package static func value(_ token: Int, _ tape: JSONTape, _ source: [UInt8]) -> String {
    switch tape[token].kind {
    case .object: "an object"
    case .array: "an array"
    case .string, .key: bytes(source, tape[token].range)
    case .integer, .decimal, .yes, .no, .null:
      String(bytes(source, tape[token].range).dropFirst().dropLast())
    }
  }

  /// The beginning of a line that is no record; nil when the chunk ends before it is known.
  ///
  /// A long word may be a token that was pasted into the wrong place: only its beginning is shown.
  package static func line(_ bytes: [UInt8], _ rest: Range<Int>, isLast: Bool) -> String? {
    let end = min(rest.upperBound, rest.lowerBound + 4 * (charactersMax + 1))
    var at = rest.lowerBound
    while at < end && bytes[at] != 0x0A && bytes[at] != 0x0D { at += 1 }
    guard
      at < end || end < rest.upperBound || isLast
        || at - rest.lowerBound == 4 * (charactersMax + 1)
    else { return nil }
    let line = String(decoding: bytes[rest.lowerBound..<at], as: UTF8.self)
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    return text(
      words.map { $0.count > 20 ? "\($0.prefix(8))…" : String($0) }.joined(separator: " "))
  }
}
