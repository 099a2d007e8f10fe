// Differences of rows for people and for programs.

import Bytes
import Export
import Model
import Write

/// Differences of rows in words or lines.
struct DifferenceReport {
  let differences: [RowDifference]
  let slug: (String) -> String

  /// How many there are of each sort, in words: `2 new, 1 settled`; nil when there are none.
  static func counts(_ differences: [RowDifference]) -> String? {
    let parts = RowDifference.Sort.allCases.compactMap { sort in
      let count = differences.count { $0.sort == sort }
      return count > 0 ? "\(count) \(sort.rawValue)" : nil
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// A table for people.
  var table: [String] {
    var table = TextTable(
      ["change", "date", "account", "was", "now", "payee", "id"], figures: ["was", "now"])
    table.rows = differences.map { row in
      [
        row.sort.rawValue, "\(row.date)", slug(row.register), words(row.was), words(row.now),
        String((row.payee ?? "").prefix(DifferenceReport.payeeLettersMax)), row.id,
      ]
    }
    return table.lines
  }

  private static let payeeLettersMax = 32

  private func words(_ state: RowDifference.State?) -> String {
    guard let state else { return "" }
    return state.status == .settled ? "\(state.amount)" : "\(state.amount) \(state.status.name)"
  }

  /// JSON Lines for programs.
  var lines: [UInt8] {
    var writer = ByteWriter()
    for row in differences {
      var json = IndentedJSON()
      json.line { json in
        json.member("change") { $0.string(row.sort.rawValue) }
        json.member("id") { $0.string(row.id) }
        json.member("account") { $0.string(slug(row.register)) }
        json.member("date") { $0.string("\(row.date)") }
        json.member("payee") { $0.string(row.payee) }
        json.member("currency") { $0.string((row.now ?? row.was)?.amount.currency.code) }
        json.member("was_minor") { $0.integer(row.was.map { Int128($0.amount.minorUnits) }) }
        json.member("was_status") { $0.string(row.was.map { "\($0.status.name)" }) }
        json.member("now_minor") { $0.integer(row.now.map { Int128($0.amount.minorUnits) }) }
        json.member("now_status") { $0.string(row.now.map { "\($0.status.name)" }) }
      }
      writer.append(bytes: json.finished)
    }
    return writer.bytes
  }
}
