// What enriching makes of money in: money back is decided of as its purchase was, and pay is marked as pay.

import Bytes
import Model

extension Enricher {
  /// Gives money back the category that it lowers, where the bank put it into none, or into the one where it puts what
  /// it does not know.
  func categorizeMoneyBack(_ row: inout Row) {
    guard row.amountMinor > 0, !categoriesOfMoneyIn.isEmpty || !purchases.isEmpty,
      !row[provenance: .category].isRule, row.isInNoCategory, let key = row.key,
      let category = categoriesOfMoneyIn[key] ?? purchases.category(ofOriginalOf: key)
    else { return }
    row.replace(.category, with: category)
    row[provenance: .category] = .directory
  }

  /// Gives money back what settings made of its purchase, unless a rule decided of the row itself.
  func followPurchase(_ row: inout Row) {
    guard let decision = purchases.decision(for: row), !row.kind.isTransfer else { return }
    if decision.isRuled, !row[provenance: .category].isRule, let category = decision.category {
      row.replace(.category, with: category)
      row[provenance: .category] = decision.categoryBy
    }
    if let who = decision.leftOutBy, !row[provenance: .includeInSpending].isRule {
      row.includeInSpending = false
      row[provenance: .includeInSpending] = who
    }
  }

  /// Keeps in the metadata that the row is of the salary, and how often that comes.
  ///
  /// What somebody put into a category of spending is none: it may be a flatmate's share of the rent.
  func markSalary(_ row: inout Row) {
    guard let salary, row.amountMinor > 0, row.range(.recurringID) != nil, let key = row.key,
      links[key]?.recurring == salary.series, row.metadata("salary") == nil
    else { return }
    let isPay =
      row.kind == .bacsCredit || row.isEqual(.category, "income") || row.isInNoCategory
    if isPay { row[.metadata] = Metadata.setting("salary", to: salary.rhythm, in: row[.metadata]) }
  }
}

extension Row {
  /// Whether nobody said what the row is for: it has no category, or the one for what the bank does not know.
  fileprivate var isInNoCategory: Bool {
    range(.category)?.isEmpty ?? true || isEqual(.category, "general")
  }
}
