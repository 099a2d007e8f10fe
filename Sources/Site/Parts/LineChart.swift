// How spending adds up through a month: this month against the month before and a typical one. The lines
// differ by width and dash as well as by colour, and are labelled where they end.

internal import Model
internal import Mustache

/// Sums of spending day by day, as lines.
struct LineChart: Equatable {
  /// One line.
  struct Line: Equatable {
    enum Role: String {
      case now, before, typical
    }

    let role: Role
    let name: String
    /// What was spent through each day, the 1st at index 0.
    let values: [Int128]
  }

  let title: String
  let finding: Phrase
  let currency: Currency
  let lines: [Line]

  /// A typical month is reported from this many months on.
  static let typicalMonthsMin = 3
  private static let dayCount = 31
  /// The drawing: what its template has as heights, in pixels.
  private static let top = 20
  private static let height = 190
  private static let labelHeight = 17

  /// The curve of a month.
  init(_ month: MonthFacts, _ comparison: MonthSeries.Comparison) {
    let days = comparison.throughDay ?? month.month.days.count
    let now = month.cumulativeSpent(days: days)
    var lines = [Line(role: .now, name: month.month.shortText, values: now)]
    if let previous = comparison.previous {
      let values = previous.cumulativeSpent(days: previous.month.days.count)
      lines.append(Line(role: .before, name: previous.month.shortText, values: values))
    }
    var typical: (amount: Amount, months: Int)?
    if comparison.longest.count >= LineChart.typicalMonthsMin {
      let months = comparison.longest.map { $0.cumulativeSpent(days: LineChart.dayCount) }
      let values = (0..<month.month.days.count).map { day in median(months.map { $0[day] }) ?? 0 }
      lines.append(Line(role: .typical, name: Words.typical, values: values))
      typical = (Amount(values[days - 1], month.currency), months.count)
    }
    self.lines = lines
    currency = month.currency
    title = Words.curveTitle(month.month)
    finding = Words.curveFinding(
      month.month, Amount(now.last ?? 0, currency), day: comparison.throughDay, typical: typical)
  }

  // MARK: Context

  /// What the template shows.
  var context: Value {
    let scale = Scale(lines.flatMap(\.values), currency)
    let ends = LineChart.spread(
      lines.map { LineChart.top * 100 + scale.y($0.values.last ?? 0, height: LineChart.height) })
    return [
      "title": .text(title), "finding": finding.markup, "description": .text(finding.text),
      "grid": .list(scale.grid(top: LineChart.top, height: LineChart.height)),
      "ticks": .list(
        [1, 8, 15, 22, 29].map { day in
          ["x": .text(LineChart.x(day)), "label": .text(Words.ordinal(day))]
        }),
      // This month last, so that it lies over the others.
      "lines": .list(
        zip(lines, ends).map { $0.context(scale, currency, endY: $1) }.reversed()),
      "rows": .list(rows),
    ]
  }

  private var rows: [Value] {
    let order = Array(lines.reversed())
    return (0..<(lines.map(\.values.count).max() ?? 0)).map { day in
      [
        "day": .text(Words.ordinal(day + 1)),
        "values": .list(
          order.map { line in
            let sum = day < line.values.count ? line.values[day] : nil
            return ["amount": .amount(sum.map { Amount($0, currency) })]
          }),
      ]
    }
  }

  /// Where a day lies across the drawing, in percent.
  fileprivate static func x(_ day: Int) -> String {
    coordinate(hundredths: day * 100_00 / dayCount)
  }

  /// Moves labels apart that would be on each other; all in hundredths of a pixel.
  private static func spread(_ ends: [Int]) -> [Int] {
    let bottom = (top + height) * 100
    var places = ends
    let order = ends.indices.sorted { (ends[$0], $0) < (ends[$1], $1) }
    var least = 0
    for index in order {
      places[index] = max(places[index], least)
      least = places[index] + labelHeight * 100
    }
    var most = bottom
    for index in order.reversed() {
      places[index] = min(places[index], most)
      most = places[index] - labelHeight * 100
    }
    return places
  }
}

extension LineChart.Line {
  fileprivate func context(_ scale: Scale, _ currency: Currency, endY: Int) -> Value {
    let end = Amount(values.last ?? 0, currency)
    // A hundred units a day across, a thousand from top to bottom.
    var path = "M0 \(coordinate(hundredths: scale.y(0, height: 1000)))"
    for (day, sum) in values.enumerated() {
      path += "L\((day + 1) * 100) \(coordinate(hundredths: scale.y(sum, height: 1000)))"
    }
    return [
      "class": .text(role.rawValue), "path": .text(path), "value": .text("\(end.minorUnits)"),
      "name": .text(name), "end": .text(end.wholeText),
      // The labels of whole months are below each other.
      "endX": values.count < 28 ? .text(LineChart.x(values.count)) : "100",
      "endY": .text(coordinate(hundredths: endY + 400)),
    ]
  }
}

extension Scale {
  /// The lines of a drawing with its plot between a top and a height, in pixels.
  func grid(top: Int, height: Int) -> [Value] {
    ticks.map { tick in
      let y = top * 100 + self.y(tick, height: height)
      return [
        "class": tick == 0 ? "zero" : "grid", "y": .text(coordinate(hundredths: y)),
        "textY": .text(coordinate(hundredths: y + 400)),
        "label": .text(Amount(tick, currency).wholeText),
      ]
    }
  }
}
