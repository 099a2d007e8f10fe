// The two sorts of categories: the bank's own few words, and those that a person made, which the bank's
// API gives as `category_` and 22 base 62 digits without ever naming them.

import Bytes
public import Model

enum CustomCategory {
  /// Whether a category is the id of one of the user's own.
  static func isID(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    let prefix: StaticString = "category_"
    guard range.count > prefix.utf8CodeUnitCount else { return false }
    for offset in 0..<prefix.utf8CodeUnitCount
    where bytes[range.start + offset] != prefix.utf8Start[offset] { return false }
    return true
  }
}

extension Row {
  /// Whether the category is still the id of one of the user's own, because nothing names it.
  public var hasUnnamedCategory: Bool {
    range(.category).map { CustomCategory.isID(storage, $0) } ?? false
  }
}

/// The bank's own categories (Monzo docs, "Transactions", and those seen in statements since).
enum BankCategory {
  private static let words = KeyTable([
    "general", "eating_out", "expenses", "transport", "cash", "bills", "entertainment", "shopping",
    "holidays", "groceries", "family", "finances", "personal_care", "gifts", "charity", "income",
    "savings", "transfers", "mondo",
  ])

  /// Whether a category is one of the bank's.
  static func isKnown(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    words.index(of: bytes, range) != nil
  }
}

/// Gives rows the categories that people read.
///
/// The bank's own words stay. The id of a category of the user's own becomes its name where the name is
/// known: the row says `Pets`, still decided by the bank.
struct CategoryNaming {
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
