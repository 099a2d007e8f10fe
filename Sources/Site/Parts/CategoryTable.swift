// Where the money went: categories in order of what was spent, with bars, against the month before and the
// average. Categories in which more came back than went out are at the end with their sign.

internal import Aggregate
internal import Model
internal import Mustache

/// The categories of a month.
struct CategoryTable {
  /// One category, or the sum of all.
  struct Line: Equatable {
    let name: String
    let spent: Amount
    let refunds: Amount
    /// What people paid back.
    let repaid: Amount
    let count: Int
    /// What was spent in the month before; nil when there is nothing to compare with.
    let previous: Amount?
    let average: Amount?
  }

  let month: Month
  let throughDay: Int?
  let lines: [Line]
  let total: Line
  /// How many payments count in more than one category, beyond the first.
  let splitCount: Int
  private let previousMonth: Month?
  private let averagedMonths: Int

  /// The table of a month; nil when nothing was spent in it or in what it is compared with.
  init?(_ month: MonthFacts, _ comparison: MonthSeries.Comparison, _ names: Names) {
    let isWhole = comparison.throughDay == nil
    let before = comparison.previous?.categories(wholeMonth: isWhole)
    let window = comparison.longest.map { $0.categories(wholeMonth: isWhole) }
    func line(_ name: String, _ totals: Totals, _ value: ([String: Totals]) -> Int128) -> Line {
      Line(
        name: name, spent: Amount(totals.spent, month.currency),
        refunds: Amount(totals.counted.refunds, month.currency),
        repaid: Amount(totals.counted.repaid, month.currency), count: totals.paymentCount,
        previous: before.map { Amount(value($0), month.currency) },
        average: mean(window.map(value)).map { Amount($0, month.currency) })
    }
    let keys = Set(month.categories.keys).union(before?.keys ?? [:].keys)
      .union(window.flatMap(\.keys))
    let lines = keys.map { key in
      line(names.category(key), month.categories[key] ?? Totals()) { $0[key]?.spent ?? 0 }
    }
    self.lines = lines.filter(\.hasAnything).sorted(by: CategoryTable.precedes)
    let totals = month.totals()
    total = line(Words.total, totals) { $0.values.reduce(0) { $0 + $1.spent } }
    guard !self.lines.isEmpty else { return nil }
    self.month = month.month
    throughDay = comparison.throughDay
    splitCount = month.categories.values.reduce(0) { $0 + $1.paymentCount } - totals.paymentCount
    previousMonth = comparison.previous?.month
    averagedMonths = window.count
  }

  /// What was spent first, most first; then nothing, by what is usual; then net refunds, most last.
  private static func precedes(_ one: Line, _ other: Line) -> Bool {
    if one.spent != other.spent { return one.spent.minorUnits > other.spent.minorUnits }
    let (usual, usualOther) = (one.average?.minorUnits ?? 0, other.average?.minorUnits ?? 0)
    if usual != usualOther { return usual > usualOther }
    return one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
  }

  // MARK: Context

  /// What the template shows.
  var context: Value {
    let shares = lines.reduce(0) { $0 + max(0, $1.spent.minorUnits) }
    let widest = lines.first?.spent.minorUnits ?? 0
    return [
      "caption": .text(Words.categoriesCaption(month, through: throughDay)),
      "previousName": .text(previousMonth?.text ?? Words.noPrevious),
      "averageName": .text(
        averagedMonths > 0 ? Words.averageColumn(averagedMonths) : Words.noAverage),
      "rows": .list(lines.map { $0.context(share: shares, widest: widest) }),
      "total": total.context(share: nil, widest: 0),
      "note": splitCount > 0 ? .text(Words.splitNote(splitCount)) : .null,
    ]
  }
}

extension CategoryTable.Line {
  /// Whether any of its columns has something to show.
  var hasAnything: Bool {
    count > 0 || spent.minorUnits != 0 || previous.map { $0.minorUnits != 0 } ?? false
      || average.map { $0.minorUnits != 0 } ?? false
  }

  /// What was spent less the average.
  var difference: Amount? {
    average.map { Amount(spent.minorUnits - $0.minorUnits, spent.currency) }
  }

  private static let shape = Shape(
    "name", "bar", "spent", "refunded", "share", "previous", "average", "difference", "count")

  /// What the template shows.
  ///
  /// - Parameters:
  ///   - share: What shares are taken of; nil for the total.
  ///   - widest: What the longest bar stands for.
  /// - Returns: The values of the line.
  func context(share: Int128?, widest: Int128) -> Value {
    let proportion = share.flatMap { Proportion(max(0, spent.minorUnits), of: $0) }
    let bar = spent.minorUnits > 0 ? Proportion(spent.minorUnits, of: widest) : nil
    return .object(
      CategoryTable.Line.shape,
      [
        .text(name),
        bar.map {
          [
            "width": .text(coordinate(hundredths: $0.hundredths(of: 100))),
            "value": .text("\(spent.minorUnits)"),
          ]
        } ?? .null,
        .amount(spent),
        Words.givenBack(refunds, repaid: repaid).map(\.markup) ?? .null,
        .text(spent.minorUnits > 0 ? proportion?.text ?? "" : ""),
        .amount(previous), .amount(average), .amount(difference, .signed),
        .text(Words.grouped(count)),
      ])
  }
}
