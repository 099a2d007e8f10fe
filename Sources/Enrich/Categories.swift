// The two sorts of categories: the bank's own few words, and those that a person made, which the bank's
// API gives as `category_` and 22 base 62 digits without ever telling their names.

import Bytes

enum CustomCategory {
  /// Whether a category is the id of one of the person's own.
  static func isID(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    let prefix: StaticString = "category_"
    guard range.count > prefix.utf8CodeUnitCount else { return false }
    for offset in 0..<prefix.utf8CodeUnitCount
    where bytes[range.start + offset] != prefix.utf8Start[offset] { return false }
    return true
  }
}

/// The bank's own categories (Monzo docs, "Transactions", and those seen in statements since).
enum BankCategory {
  private static let words = KeyTable([
    "general", "eating_out", "expenses", "transport", "cash", "bills", "entertainment", "shopping",
    "holidays", "groceries", "family", "finances", "personal_care", "gifts", "charity", "income",
    "savings", "transfers", "mondo",
  ])

  /// Whether a category is one of the bank's, as its word or as statements print it (`Eating out`).
  static func isKnown(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    var word: [UInt8] = []
    for byte in bytes[range.indices] {
      word.append(byte == 0x20 ? 0x5F : 0x41...0x5A ~= byte ? byte | 0x20 : byte)
    }
    return words.index(of: word, ByteRange(start: 0, count: word.count)) != nil
  }
}
