// Words of the bank made fit to be shown and kept: one line, no controls, no novel, and nothing in it that
// could be a token. Rather a word too few than a secret too many.

import Bytes

enum SafeText {
  /// The greatest number of characters that is shown of a message.
  static let lengthMax = 200

  /// What may be shown of a text.
  static func shown(_ text: String, atMost length: Int = lengthMax) -> String {
    let line = oneLine(text)
    var shown = ""
    var hidesNext = false
    var rest = line[...]
    while let first = rest.first {
      let isWord = SafeText.isWord(first)
      let piece = rest.prefix { SafeText.isWord($0) == isWord }
      rest = rest[piece.endIndex...]
      guard isWord else {
        shown += piece
        continue
      }
      shown += hidesNext || mayBeSecret(piece) ? "•••" : String(piece)
      hidesNext = announcesSecret(piece, before: rest)
    }
    return shown.count > length ? "\(shown.prefix(length - 1))…" : shown
  }

  /// The text on one line: controls, invisible characters and runs of spaces become one space.
  private static func oneLine(_ text: String) -> String {
    let blank = text.unicodeScalars.lazy.map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator, .spaceSeparator:
        " "
      default: Character(scalar)
      }
    }
    return blank.split(separator: " ").map { String($0) }.joined(separator: " ")
  }

  /// Whether a character can be part of a token or of the name of a parameter.
  ///
  /// What is hidden stays one word, so that to show what was shown changes nothing.
  private static func isWord(_ character: Character) -> Bool {
    switch character {
    case "•": true
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", "+", "/", "%": character.isASCII
    default: false
    }
  }

  /// Whether a word is too long and too mixed to be language, and none of the bank's public ids.
  private static func mayBeSecret(_ word: Substring) -> Bool {
    if word.utf8.count > 100 { return true }
    guard word.utf8.count >= 20, word.utf8.contains(where: { isDigit($0) || isCapital($0) })
    else { return false }
    let parts = word.utf8.split(separator: 0x5F)
    let isPublicID =
      parts.count == 2 && ["acc", "tx", "pot", "user"].contains(String(Substring(parts[0])))
      && parts[1].count == 22
    return !isPublicID
  }

  /// Whether the next word is a secret by what stands before it: `Bearer …`, `client_secret=…`.
  private static func announcesSecret(_ word: Substring, before rest: Substring) -> Bool {
    let name = word.lowercased()
    if name == "bearer" { return true }
    let names: Set = [
      "access_token", "refresh_token", "client_secret", "password", "token", "code",
    ]
    guard names.contains(name) else { return false }
    return rest.prefix { !isWord($0) }.contains { $0 == "=" || $0 == ":" }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte }
}
