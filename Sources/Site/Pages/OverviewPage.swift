// The first page: the last whole month and this one, what needs a look, accounts and pots, all months.

internal import Model
internal import Mustache

/// The overview.
struct OverviewPage: Page {
  static let template = "overview"

  /// A month at the head of the page.
  struct Period {
    let month: Month
    let heading: String
    let note: String?
    /// The figures; empty when the month has no rows, and so no page.
    let figures: [Figure]
    /// What they leave out; nil when that is nothing.
    let leftOut: Phrase?
  }

  /// Something that a person should look at.
  struct Attention: Equatable {
    let text: Phrase
    /// Where to look.
    let path: String?
  }

  let periods: [Period]
  let attention: [Attention]
  let accounts: AccountTable?
  let columns: ColumnChart?
  let years: [YearTable]
  let frame: Frame

  /// The overview of a site whose rows are all read.
  init(_ site: SiteFacts) {
    let shown = OverviewPage.shownMonths(site)
    periods = shown.map { OverviewPage.period($0, site) }
    accounts = AccountTable(site)
    attention = OverviewPage.attention(shown, accounts, site)
    columns = ColumnChart(site.history, site.currency)
    years = YearTable.all(site.history, site.currency)
    frame = Frame(Frame.overview.path, Words.overview, site)
  }

  /// The last month that is over, and the one that is not; only the first on the last day of a month.
  private static func shownMonths(_ site: SiteFacts) -> [Month] {
    let now = site.asOf.month
    guard !site.history.months.isEmpty else { return [] }
    return site.history.lastDay(of: now) == nil ? [now] : [now.previous, now]
  }

  private static func period(_ month: Month, _ site: SiteFacts) -> Period {
    let isPart = site.history.lastDay(of: month) != nil
    let facts = site.history.facts(of: month)
    let comparison = site.history.comparison(for: month)
    return Period(
      month: month, heading: isPart ? Words.monthSoFar(month) : month.text,
      note: facts == nil ? Words.nothingYet : nil,
      figures: facts.map { Figure.all($0, comparison) } ?? [],
      leftOut: facts.flatMap { LeftOutTable.summary($0.totals(), site.currency) })
  }

  private static func attention(
    _ months: [Month], _ accounts: AccountTable?, _ site: SiteFacts
  ) -> [Attention] {
    var items: [Attention] = []
    if site.options.unreadCount > 0 {
      items.append(Attention(text: Words.unread(site.options.unreadCount), path: nil))
    }
    for line in accounts?.lines ?? [] where line.hasGap {
      items.append(Attention(text: Words.gapToSee(line.name), path: "index.html#accounts"))
    }
    for month in months {
      guard let count = site.uncategorised[month], count > 0 else { continue }
      let path = MonthPage.path(month) + "#transactions"
      items.append(Attention(text: Words.uncategorised(count, month), path: path))
    }
    return items
  }

  var content: [(String, Value)] {
    [
      ("periods", .list(periods.map(context))),
      (
        "attention",
        attention.isEmpty
          ? .null
          : [
            "items": .list(
              attention.map { ["text": $0.text.markup, "href": $0.path.map(frame.href) ?? .null] })
          ]
      ),
      ("accounts", accounts?.context ?? .null), ("columns", columns?.context ?? .null),
      ("years", .list(years.map { $0.context(in: frame) })),
    ]
  }

  private func context(_ period: Period) -> Value {
    [
      "id": .text("m\(period.month.slug)"), "heading": .text(period.heading),
      "href": period.figures.isEmpty ? .null : frame.href(MonthPage.path(period.month)),
      "leftOut": period.leftOut.map { leftOut in
        [
          "href": frame.href(MonthPage.path(period.month) + "#left-out"), "text": leftOut.markup,
        ]
      } ?? .null,
      "note": .textOrNull(period.note), "figures": .list(period.figures.map(\.context)),
    ]
  }
}
