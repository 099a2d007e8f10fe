// Categories: the bank's own few words (Monzo docs, "Transactions", and those seen since), as its API gives
// them and as its statements print them.

internal import Bytes

enum CategoryWords {
  private static let words = [
    "general", "eating_out", "expenses", "transport", "cash", "bills", "entertainment", "shopping",
    "holidays", "groceries", "family", "finances", "personal_care", "gifts", "charity", "income",
    "savings", "transfers", "mondo",
  ]
  private static let table = KeyTable(words)

  /// Whether a category is one of the bank's words, or the id of a category of the user's own.
  static func isKnown(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    table.index(of: bytes, range) != nil || range.begins(with: "category_", in: bytes)
  }

  /// The bank's word for what a statement prints: `Eating out` is `eating_out`; nil for other names.
  static func word(printed bytes: [UInt8], _ range: ByteRange) -> String? {
    guard range.count <= 16 else { return nil }
    let word = bytes[range.indices].map { byte in
      byte == 0x20 ? 0x5F : 0x41...0x5A ~= byte ? byte | 0x20 : byte
    }
    return table.index(of: word, ByteRange(start: 0, count: word.count)).map { words[$0] }
  }
}
