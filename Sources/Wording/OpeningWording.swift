// What users read of opening balances, and of rows that the bank's own statements have in another month.

package import Export
internal import Model
package import Write

/// The words for what accounts and pots held when the books begin.
package enum OpeningWording {
  /// A table of them; nothing when there are none.
  package static func lines(_ openings: [Opening]) -> [String] {
    guard !openings.isEmpty else { return [] }
    var table = TextTable(["account", "date", "opening"], figures: ["opening"])
    table.rows = openings.map { opening in
      let amount = opening.minor.map { "\(Money($0, opening.currency))" } ?? "unknown"
      return [opening.slug, opening.day.map { "\($0)" } ?? "", amount]
    }
    return [
      "opening balances, where your books begin: QIF has them; for OFX enter them by hand, once:"
    ] + table.lines
  }
}

/// The words for rows whose month is another one in UTC.
package enum OtherMonthWording {
  /// A table of them; nothing when there are none.
  package static func lines(_ rows: [OtherMonth]) -> [String] {
    guard !rows.isEmpty else { return [] }
    var table = TextTable(
      ["date", "in UTC", "account", "amount", "payee", "id"], figures: ["amount"])
    table.rows = rows.map {
      ["\($0.date)", "\($0.created)", $0.account, "\($0.amount)", $0.payee, $0.id]
    }
    return ["in a different month in UTC:"] + table.lines
  }
}
