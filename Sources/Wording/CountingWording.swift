// Why a row counts or not, in one sentence: what `Flow` decided, and by whom.

internal import Aggregate
package import Model

/// The words of flows.
package enum CountingWording {
  /// One sentence for any row.
  package static func sentence(for row: Row) -> String {
    if row.status == .declined { return "Does not count: it was declined, and no money moved." }
    let pending = row.status == .pending ? "; it is pending, so its amount can still change" : ""
    return "\(clause(for: row))\(pending)."
  }

  private static func clause(for row: Row) -> String {
    let inCategory = categories(of: row)
    switch row.flow {
    case .none: return "Does not count: its amount is zero"
    case .transfer: return "Does not count: \(transfer(row))"
    case .spending: return "Counts as spending\(inCategory): \(why(row))"
    case .income: return "Counts as income: it is money in, and \(noReturn(row))"
    case .refund:
      if let purchase = row[.refundOf] {
        return "Lowers spending\(inCategory): it gives money back for \(purchase)"
      }
      return "Lowers spending\(inCategory): its kind is refund"
    case .repaid:
      return
        "Lowers spending\(inCategory): it is from a person, and the category is one of spending, "
        + "by \(name(row[provenance: .category]))"
    case .notSpending: return "Does not count as spending: \(leftOut(row))"
    case .notIncome where row.kind == .refund || row.range(.refundOf) != nil:
      return "Does not lower spending: \(leftOut(row))"
    case .notIncome: return "Does not count as income: \(leftOut(row))"
    }
  }

  /// The category, or what each of several has of a split row.
  private static func categories(of row: Row) -> String {
    func name(_ category: String?) -> String {
      category.map { $0.isEmpty ? "no category" : "category \($0)" } ?? "no category"
    }
    guard row.range(.categorySplit) != nil else {
      return row[.category] == nil ? "" : " in \(name(row[.category]))"
    }
    let sign: Int128 = row.amountMinor < 0 ? -1 : 1
    let shares = row.categoryShares.compactMap { share in
      Int64(exactly: sign * share.amountMinor).map {
        "\(Money($0, row.currency)) in \(name(share.category))"
      }
    }
    return ", " + shares.joined(separator: " and ")
  }

  private static func transfer(_ row: Row) -> String {
    let what =
      row.kind == .potTransfer
      ? "it is a move between an account and a pot" : "it is a move between your own accounts"
    switch row[provenance: .kind] {
    case .rule(let number): return "\(what), by rule \(number)"
    case .config: return "\(what), by 'own_accounts' of the configuration"
    default: return what
    }
  }

  private static func why(_ row: Row) -> String {
    switch (row[provenance: .includeInSpending], row.includeInSpending) {
    case (.rule(let number)?, _): "rule \(number) says so"
    case (_, true?): "the bank's flag says so"
    default: "it is money out, and nothing leaves it out"
    }
  }

  private static func noReturn(_ row: Row) -> String {
    if row.isPayday { return "the bank calls it a payday" }
    switch row.kind {
    case .monzoToMonzo, .bankTransfer, .standingOrder:
      return
        "its category, \(row[.category].map { $0.isEmpty ? "none" : $0 } ?? "none"), is none of spending"
    default: return "its kind, \(row.kind.name), gives nothing back"
    }
  }

  private static func leftOut(_ row: Row) -> String {
    switch row.leftOutReason {
    case .rule(let number)?: "rule \(number) leaves it out"
    case .configuration?: "'spending' of the configuration leaves it out"
    case .accountOfOthers?: "the account belongs to somebody else"
    case .category?: "its category is transfers, and the source has no flag of its own"
    case .bank?, nil: "the bank's flag leaves it out"
    }
  }

  private static func name(_ who: Provenance?) -> String {
    switch who {
    case .rule(let number)?: "rule \(number)"
    case .csv?: "the statement"
    case .merchant?: "the merchant"
    case .directory?: "the payment that it gives money back for"
    default: "the bank"
    }
  }
}
