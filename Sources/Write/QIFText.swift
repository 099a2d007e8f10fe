// Names in QIF. A category is `Category:Sub/Class`, an account in its place stands in brackets, `|` begins an
// investment field and a lone `^` ends a record; nothing can be escaped. GnuCash cuts a name at `/` or `|`
// without a word, and then both sides of a transfer no longer find each other and the money doubles.

internal import Bytes
internal import Model

enum QIFText {
  /// A name without the characters that mean something; one space in their place.
  static func name(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in LineText(text).bytes {
      let plain = isSpecial(byte) ? 0x20 : byte
      if plain != 0x20 || (bytes.last.map { $0 != 0x20 } ?? false) { bytes.append(plain) }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2F, 0x3A, 0x5B, 0x5D, 0x5E, 0x7C: true  // / : [ ] ^ |
    default: false
    }
  }

  /// A payee that no program takes for the opening balance of the account, as some do with these words.
  static func payee(_ text: LineText) -> LineText {
    text.string.lowercased() == "opening balance" ? LineText(text.string + " (payment)") : text
  }
}
