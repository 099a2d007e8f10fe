// Names in QIF. A category is `Category:Sub/Class`, an account in its place is in brackets, `|` begins an
// investment field and a lone `^` ends a record; nothing can be escaped. GnuCash cuts a name at `/` or `|`
// without a word, and then both sides of a transfer no longer find each other and the money doubles.

internal import Bytes
internal import Model

enum QIFText {
  /// A name without the characters that mean something; one space in their place.
  static func name(_ text: String) -> String { AccountTitle.plain(text) }

  /// A payee that no program takes for the opening balance of the account, as some do with these words.
  static func payee(_ text: LineText) -> LineText {
    isOpeningBalance(text.bytes) ? LineText(text.string + " (payment)") : text
  }

  /// Whether a text is these two words, in whatever case.
  private static func isOpeningBalance(_ bytes: [UInt8]) -> Bool {
    let words: StaticString = "opening balance"
    guard bytes.count == words.utf8CodeUnitCount else { return false }
    // The bit that makes a capital small is set in a space already.
    return bytes.indices.allSatisfy { bytes[$0] | 0x20 == words.utf8Start[$0] }
  }
}
