// The months of a year with what was spent, what came in and the net, those without data said plainly.

internal import Aggregate
internal import Model
internal import Mustache

/// The months of a year.
struct YearTable {
  /// One month.
  struct Line {
    let month: Month
    /// Its facts; nil when it has no rows.
    let facts: MonthFacts?
    /// Whether the data cover only a part of it.
    let isPart: Bool
  }

  let year: Int
  /// The months from the last of the data to the first.
  let lines: [Line]
  private let currency: Currency

  /// The years of a history, latest first.
  static func all(_ history: MonthSeries, _ currency: Currency) -> [YearTable] {
    guard let first = history.months.first?.month, let last = history.months.last?.month else {
      return []
    }
    return (first.year...last.year).reversed().map { year in
      let from = max(first.index, Month(year: year, month: 1).index)
      let through = min(last.index, Month(year: year, month: 12).index)
      let lines = (from...through).reversed().map { index in
        let month = Month(index: index)
        return Line(
          month: month, facts: history.facts(of: month), isPart: !history.isWhole(month))
      }
      return YearTable(year: year, lines: lines, currency: currency)
    }
  }

  /// The sums of the year.
  var total: Totals {
    lines.reduce(into: Totals()) { sum, line in
      if let facts = line.facts { sum.merge(facts.totals()) }
    }
  }

  /// The id of the year's heading, for links.
  static func anchor(_ year: Int) -> String { "y\(year)" }

  /// What the template shows, for a page with a frame.
  func context(in frame: Frame) -> Value {
    [
      "id": .text(YearTable.anchor(year)), "year": .text("\(year)"),
      "label": .text(Words.monthsOf(year)),
      "months": .list(
        lines.map { line in
          [
            "name": .text(line.month.text),
            "facts": line.facts.map { facts in
              [
                "href": frame.href(MonthPage.path(line.month)),
                "note": line.isPart ? .text(Words.part) : .null,
                "amounts": amounts(facts.totals()),
                "count": .text(Words.grouped(facts.totals().paymentCount)),
              ]
            } ?? .null,
          ]
        }),
      "total": ["amounts": amounts(total), "count": .text(Words.grouped(total.paymentCount))],
    ]
  }

  private func amounts(_ totals: Totals) -> Value {
    .list([totals.spent, totals.income, totals.difference].map { .amount(Amount($0, currency)) })
  }
}
