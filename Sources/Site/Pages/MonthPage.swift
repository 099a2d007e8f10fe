// The page of a month: figures, the curve of spending, categories, what is left out, transactions.

internal import Aggregate
internal import Model
internal import Mustache

/// The page of a month.
struct MonthPage: Page {
  static let template = "month"

  let month: Month
  /// The months before and after that have rows.
  let previous: Month?
  let next: Month?
  /// What has to be said when the data cover only a part of the month.
  let partNote: String?
  let figures: [Figure]
  /// What the bank charged; nil when it charged nothing.
  let feesNote: Phrase?
  let curve: LineChart
  let categories: CategoryTable?
  let leftOut: LeftOutTable
  let transactions: TransactionList
  let frame: Frame

  /// The page of a month of which the history ends with.
  init(_ facts: MonthFacts, _ transactions: TransactionList, next: Month?, _ site: SiteFacts) {
    let comparison = site.history.comparison(for: facts.month)
    month = facts.month
    previous = site.history.months.last { $0.month < facts.month }?.month
    self.next = next
    partNote = MonthPage.partNote(facts.month, site.history)
    figures = Figure.all(facts, comparison)
    feesNote =
      facts.fees.count == 0
      ? nil : Words.feesNote(facts.fees.count, Amount(facts.fees.sum, site.currency))
    curve = LineChart(facts, comparison)
    categories = CategoryTable(facts, comparison, site.names)
    leftOut = LeftOutTable(
      facts.month.text, facts.totals(), facts.others, site.currency, by: facts.leftOut)
    self.transactions = transactions
    frame = Frame(
      MonthPage.path(month), month.text, above: [Frame.overview, MonthPage.yearLink(month)], site)
  }

  private static func partNote(_ month: Month, _ history: MonthSeries) -> String? {
    if let day = history.lastDay(of: month) { return Words.partMonth(month, day: day) }
    guard history.isFirstPart(month), let first = history.firstDay else { return nil }
    return Words.beginsLate(month, first)
  }

  /// The path of a month's page.
  static func path(_ month: Month) -> String { "months/\(month.slug).html" }

  /// A link to the months of a month's year.
  static func yearLink(_ month: Month) -> Frame.Link {
    Frame.Link(label: "\(month.year)", path: "index.html#\(YearTable.anchor(month.year))")
  }

  var content: [(String, Value)] {
    [
      ("previousMonth", step(previous)), ("nextMonth", step(next)),
      ("partNote", .textOrNull(partNote)), ("figures", .list(figures.map(\.context))),
      ("feesNote", feesNote?.markup ?? .null),
      ("curve", curve.context), ("categories", categories?.context ?? .null),
      ("leftOut", leftOut.context), ("table", transactions.table(1, in: frame)),
    ]
  }

  private func step(_ month: Month?) -> Value {
    month.map { ["href": frame.href(MonthPage.path($0)), "label": .text($0.text)] } ?? .null
  }
}
