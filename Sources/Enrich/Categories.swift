// The two sorts of categories: the bank's own few words, and those that a person made, which the bank's
// API gives as `category_` and 22 base 62 digits without ever telling their names.

import Bytes
import Model

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
    word(bytes, range) != nil
  }

  /// The bank's word for a category that a statement prints: `eating_out` for `Eating out`.
  static func word(_ bytes: [UInt8], _ range: ByteRange) -> String? {
    var word: [UInt8] = []
    for byte in bytes[range.indices] {
      word.append(byte == 0x20 ? 0x5F : 0x41...0x5A ~= byte ? byte | 0x20 : byte)
    }
    guard words.index(of: word, ByteRange(start: 0, count: word.count)) != nil else { return nil }
    return String(decoding: word, as: UTF8.self)
  }
}

/// Gives rows the categories that people read.
///
/// The bank's own words stay. The id of a category of the person's own becomes its name where the name is
/// known: the row says `Pets`, still decided by the bank. Statements print the bank's categories as names,
/// which become the bank's words, so that one category is one word whatever its rows came from.
struct CategoryNames {
  let names: [String: String]

  init(_ names: [String: String]) { self.names = names }

  func apply(to row: inout Row) {
    if row[provenance: .category].isRule { return }
    guard let category = row.range(.category), !category.isEmpty else {
      if let merchant = row.merchant?.fields.category, let who = row[provenance: .merchant] {
        row[.category] = merchant
        row[provenance: .category] = who
      }
      return
    }
    if CustomCategory.isID(row.storage, category) {
      if let id = row[.category], let name = names[id] { row[.category] = name }
    } else if row.source == .statementCSV, 0x41...0x5A ~= row.storage[category.start],
      let word = BankCategory.word(row.storage, category)
    {
      row[.category] = word
    }
    if row[provenance: .category] == nil { row[provenance: .category] = .bank }
    if let split = row.range(.categorySplit), split.count > 2 { nameParts(&row) }
  }

  private func nameParts(_ row: inout Row) {
    let parts = row.categoryParts
    let named = parts.map { CategoryPart(names[$0.category] ?? $0.category, $0.amountMinor) }
    if named != parts { row.categoryParts = named }
  }
}
