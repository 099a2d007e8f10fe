// The parts of a purchase that the user split over several categories.

import Bytes

/// One part of a split row.
public struct CategoryPart: Equatable, Sendable {
  /// The category.
  public var category: String
  /// Its part of the amount, in minor units, credit-positive.
  public var amountMinor: Int64

  /// Creates a part.
  public init(_ category: String, _ amountMinor: Int64) {
    self.category = category
    self.amountMinor = amountMinor
  }
}

extension Row {
  /// The parts of a split row in their order; empty when the row is not split.
  public var categoryParts: [CategoryPart] {
    get {
      guard let range = range(.categorySplit) else { return [] }
      var tape = JSONTape()
      guard (try? tape.parse(storage, range)) != nil else { return [] }
      return tape.children(of: 0).compactMap { part in
        guard let category = tape.member("category", of: part, in: storage),
          let name = tape.string(category, in: storage),
          let amount = tape.member("amount_minor", of: part, in: storage),
          let minor = tape.integer(amount, in: storage)
        else { return nil }
        return CategoryPart(name, minor)
      }
    }
    set {
      var writer = ByteWriter()
      writer.appendJSON(each: newValue) { part, json in
        json.member("category", part.category)
        json.member("amount_minor", part.amountMinor)
      }
      self[.categorySplit] = newValue.isEmpty ? nil : writer.string
    }
  }
}
