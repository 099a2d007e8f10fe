// What was spent in each of up to 24 months, as columns from zero, with the average of the whole ones as
// a line; part months are outlined.

internal import Aggregate
internal import Model
internal import Mustache

/// Months as columns.
struct ColumnChart: Equatable {
  /// One month.
  struct Column: Equatable {
    let month: Month
    let spent: Amount
    /// Whether the data cover only a part of it.
    let isPart: Bool
  }

  /// The months in order, those without rows as zero.
  let columns: [Column]
  /// The mean of the whole months that have rows; nil when there is none.
  let average: Amount?
  let averagedMonths: Int
  let finding: Phrase
  private let currency: Currency

  /// The most months that are drawn.
  static let monthsMax = 24
  private static let top = 20
  private static let height = 188

  /// The last months of a history; nil when it has no rows.
  init?(_ history: MonthSeries, _ currency: Currency) {
    guard let first = history.months.first?.month, let last = history.months.last?.month else {
      return nil
    }
    self.currency = currency
    let start = max(first.index, last.index - ColumnChart.monthsMax + 1)
    columns = (start...last.index).map { index in
      let month = Month(index: index)
      let spent = history.facts(of: month)?.totals().spent ?? 0
      return Column(
        month: month, spent: Amount(spent, currency), isPart: !history.isWhole(month))
    }
    let whole = columns.filter { !$0.isPart && history.facts(of: $0.month) != nil }
    average = mean(whole.map(\.spent.minorUnits)).map { Amount($0, currency) }
    averagedMonths = whole.count
    finding = ColumnChart.finding(whole, average)
  }

  private static func finding(_ whole: [Column], _ average: Amount?) -> Phrase {
    func precedes(_ one: Column, _ other: Column) -> Bool {
      (one.spent.minorUnits, one.month) < (other.spent.minorUnits, other.month)
    }
    guard let highest = whole.max(by: precedes), let lowest = whole.min(by: precedes),
      let average
    else {
      return Words.columnsNothing
    }
    return Words.columnsFinding(
      highest: (highest.month, highest.spent), lowest: (lowest.month, lowest.spent),
      average: average, whole: whole.count)
  }

  /// What the template shows.
  var context: Value {
    let scale = Scale(columns.map(\.spent.minorUnits), currency)
    return [
      "title": .text(Words.columnsTitle), "finding": finding.markup,
      "description": .text(finding.text),
      "grid": .list(scale.grid(top: ColumnChart.top, height: ColumnChart.height)),
      "bars": .list(columns.indices.map { bar($0, scale) }),
      "average": average.map { average in
        let y = ColumnChart.top * 100 + scale.y(average.minorUnits, height: ColumnChart.height)
        return [
          "y": .text(coordinate(hundredths: y)), "textY": .text(coordinate(hundredths: y - 400)),
          "label": .text(Words.averageLine(average)),
          "name": .text(Words.averageOf(averagedMonths)), "amount": .amount(average),
          "minor": .text("\(average.minorUnits)"),
        ]
      } ?? .null,
    ]
  }

  /// One column: the middle seven tenths of its share of the width.
  private func bar(_ index: Int, _ scale: Scale) -> Value {
    let column = columns[index]
    let slot = 100_00 / columns.count
    let zero = scale.y(0, height: ColumnChart.height)
    let value = scale.y(column.spent.minorUnits, height: ColumnChart.height)
    let name = column.month.shortText
    let showsYear = index == 0 || column.month.month == 1
    return [
      "class": column.isPart ? "part" : "whole",
      "x": .text(coordinate(hundredths: slot * index + slot * 15 / 100)),
      "width": .text(coordinate(hundredths: slot * 70 / 100)),
      "middle": .text(coordinate(hundredths: slot * index + slot / 2)),
      "y": .text(coordinate(hundredths: ColumnChart.top * 100 + min(value, zero))),
      "height": .text(coordinate(hundredths: abs(value - zero))),
      "initial": .text(String(name.prefix(1))), "rest": .text(String(name.dropFirst())),
      "year": showsYear ? .text("\(column.month.year)") : .null,
      "name": .text(column.isPart ? Words.soFar(column.month) : column.month.text),
      "amount": .amount(column.spent), "minor": .text("\(column.spent.minorUnits)"),
    ]
  }
}
