// `summary.json`: the Summary as one JSON document, indented for people, every object's keys sorted by
// their bytes. Amounts are integers of minor units; a sum is never a float.
//
// Of every cell: `in` is income, `out` spending, `refunds` and `repaid` lower it; `not_spending` and `not_income` are
// left out of both, `by_left_out` says by whom; `transfers_in` and `transfers_out` moved between the user's own
// accounts and pots. `set_aside` is what went into savings and came out of them, `fees` what the bank charged, by month.

public import Aggregate
import Bytes
internal import Model

/// Writes a Summary as JSON.
public struct SummaryWriter: Sendable {
  /// Creates a writer.
  public init() {}

  /// The bytes of `summary.json`, a line feed at the end.
  public func bytes(_ summary: Summary) -> [UInt8] {
    JSONWriter.document(.indented) { json in
      json.member("rows", summary.rowCount)
      json.member("totals") { json in
        for (currency, totals) in summary.whole { write(totals, named: currency.code, &json) }
      }
      json.member("by_month") { writeMonths(summary, &$0) }
      json.member("by_day") { writeDays(summary, &$0) }
      for dimension in Summary.Dimension.allCases {
        json.member("by_\(dimension.name)") { writeCells(summary, dimension, &$0) }
      }
      json.member("set_aside") { json in
        writeByMonth(summary.setAside, &json) { moved, json in
          json.member("into", moved.into)
          json.member("out_of", moved.outOf)
          json.member("net", moved.net)
        }
      }
      json.member("fees") { json in
        writeByMonth(summary.fees, &json) { charged, json in
          json.member("count", charged.count)
          json.member("sum", charged.sum)
        }
      }
      json.member("merchant_names") { json in
        for (id, named) in summary.merchantNames.sorted(by: { $0.key < $1.key }) {
          json.member(id, named.name)
        }
      }
    }
  }

  private func writeMonths(_ summary: Summary, _ json: inout JSONWriter) {
    let cells = summary.months.map { ("\($0.month)", $0.currency, $0.totals) }
    writeGrouped(cells, &json)
  }

  private func writeDays(_ summary: Summary, _ json: inout JSONWriter) {
    let sorted = summary.days.sorted {
      ($0.key.date, $0.key.currency) < ($1.key.date, $1.key.currency)
    }
    writeGrouped(sorted.map { ("\($0.key.date)", $0.key.currency, $0.value) }, &json)
  }

  private func writeCells(
    _ summary: Summary, _ dimension: Summary.Dimension, _ json: inout JSONWriter
  ) {
    let sorted = summary.cells.filter { $0.key.dimension == dimension }.sorted { left, right in
      if left.key.value.utf8.elementsEqual(right.key.value.utf8) {
        return left.key.currency < right.key.currency
      }
      return left.key.value.utf8.lexicographicallyPrecedes(right.key.value.utf8)
    }
    writeGrouped(sorted.map { ($0.key.value, $0.key.currency, $0.value) }, &json)
  }

  private func writeByMonth<Sum>(
    _ sums: [Summary.MonthKey: Sum], _ json: inout JSONWriter,
    _ write: (Sum, inout JSONWriter) -> Void
  ) {
    let sorted = sums.sorted { ($0.key.month, $0.key.currency) < ($1.key.month, $1.key.currency) }
    for month in Set(sorted.map(\.key.month)).sorted() {
      json.member("\(month)") { json in
        for (key, sum) in sorted where key.month == month {
          json.member(key.currency.code, in: .spaced) { write(sum, &$0) }
        }
      }
    }
  }

  /// Members of an object of objects: value, then currency, then totals.
  ///
  /// Cells of one value must be together.
  private func writeGrouped(_ cells: [(String, Currency, Totals)], _ json: inout JSONWriter) {
    var at = 0
    while at < cells.count {
      let value = cells[at].0
      var end = at
      while end < cells.count, cells[end].0.utf8.elementsEqual(value.utf8) { end += 1 }
      json.member(value) { json in
        for (_, currency, totals) in cells[at..<end] {
          write(totals, named: currency.code, &json)
        }
      }
      at = end
    }
  }

  private func write(_ totals: Totals, named name: String, _ json: inout JSONWriter) {
    let (settled, pending) = (totals.settled, totals.pending)
    let figures: [(String, Int128)] = [
      ("count", Int128(settled.count)), ("in", settled.income),
      ("out", settled.spending), ("refunds", settled.refunds),
      ("transfers_in", settled.transfersIn), ("transfers_out", settled.transfersOut),
      ("not_spending", settled.notSpending), ("pending_count", Int128(pending.count)),
      ("pending_in", pending.moneyIn), ("pending_out", pending.moneyOut),
      ("declined_count", Int128(totals.declinedCount)), ("zero_count", Int128(totals.zeroCount)),
      ("repaid", settled.repaid), ("not_income", settled.notIncome),
    ]
    json.member(name, in: .spaced) { json in
      for (figure, value) in figures { json.member(figure, value) }
    }
  }
}
