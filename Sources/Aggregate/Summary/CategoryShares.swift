// How a row's amount is divided over categories: the one rule for summaries and pages. The parts of a split row and
// what they leave to the row's own category sum to the row's amount, and each has the row's flow.

public import Model

/// A category's share of a row.
public struct CategoryShare: Equatable, Sendable {
  /// The category; the empty text for rows that have none.
  public let category: String
  /// The share of the amount, in minor units, credit-positive.
  public let amountMinor: Int128
}

extension Row {
  /// The category of rows that have none.
  public static let noCategory = ""

  /// The shares of the row's amount: the parts of a split row in their order, then what they leave to the row's own
  /// category; one for every category.
  public var categoryShares: [CategoryShare] {
    let own = self[.category] ?? Row.noCategory
    let amount = Int128(amountMinor)
    guard range(.categorySplit) != nil, countsAsMoney else {
      return [CategoryShare(category: own, amountMinor: amount)]
    }
    var order: [String] = []
    var sums: [String: Int128] = [:]
    var rest = amount
    for part in categoryParts {
      if sums[part.category] == nil { order.append(part.category) }
      sums[part.category, default: 0] += Int128(part.amountMinor)
      rest -= Int128(part.amountMinor)
    }
    if rest != 0 {
      if sums[own] == nil { order.append(own) }
      sums[own, default: 0] += rest
    }
    return order.compactMap { category in
      sums[category].flatMap {
        $0 == 0 ? nil : CategoryShare(category: category, amountMinor: $0)
      }
    }
  }
}
