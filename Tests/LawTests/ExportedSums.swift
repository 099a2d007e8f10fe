// What a reader of the CSV adds up, and what the summary beside it says: by account, month, category and currency.

import Foundation
import TestSupport

/// Sums in minor units under a key such as `by_month 2026-06 GBP`.
typealias Sums = [String: Int64]

extension ExportedFiles {
  /// The sums of the settled rows of the CSV, as anybody adds them up who knows its columns.
  func sumsOfCSV() throws -> Sums {
    let records = readCSV(try bytes("transactions.csv"))
    let header = records.first ?? []
    var sums: Sums = [:]
    for record in records.dropFirst() {
      let row = Dictionary(uniqueKeysWithValues: zip(header, record))
      guard row["status"] == "settled", let amount = Int64(row["amount_minor"] ?? "") else {
        continue
      }
      let currency = row["currency"] ?? ""
      sums["by_account \(row["account_id"] ?? "") \(currency)", default: 0] += amount
      sums["by_month \((row["date"] ?? "").prefix(7)) \(currency)", default: 0] += amount
      for (category, part) in try parts(row, amount) {
        sums["by_category \(category) \(currency)", default: 0] += part
      }
    }
    return sums.filter { $0.value != 0 }
  }

  /// A row by category: the parts of a split, and what they leave under the row's own.
  private func parts(_ row: [String: String], _ amount: Int64) throws -> [(String, Int64)] {
    let own = row["category"] ?? ""
    guard let split = row["category_split"], !split.isEmpty else { return [(own, amount)] }
    let found = try JSONSerialization.jsonObject(with: Data(split.utf8)) as? [[String: Any]] ?? []
    let parts = found.map { ($0["category"] as? String ?? "", $0["amount_minor"] as? Int64 ?? 0) }
    return parts + [(own, amount - parts.reduce(0) { $0 + $1.1 })]
  }

  /// The same sums as `summary.json` has them.
  func sumsOfSummary() throws -> Sums {
    let summary = try JSONSerialization.jsonObject(with: Data(bytes("summary.json")))
    var sums: Sums = [:]
    for name in ["by_account", "by_month", "by_category"] {
      let cells = (summary as? [String: Any])?[name] as? [String: [String: [String: Any]]] ?? [:]
      for (key, currencies) in cells {
        for (currency, totals) in currencies {
          func sum(_ names: String...) -> Int64 {
            names.reduce(0) { $0 + (totals[$1] as? Int64 ?? 0) }
          }
          sums["\(name) \(key) \(currency)"] =
            sum("in", "refunds", "repaid", "not_income", "transfers_in")
            - sum("out", "not_spending", "transfers_out")
        }
      }
    }
    return sums.filter { $0.value != 0 }
  }
}
