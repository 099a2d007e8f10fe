// What was read, how it was counted, what was left out: so that every figure can be checked.

internal import Aggregate
internal import Model
internal import Mustache

/// The page about the report.
struct AboutPage: Page {
  static let template = "about"

  /// Something known of the report.
  struct Fact: Equatable {
    let name: String
    let values: [String]
  }

  let facts: [Fact]
  let leftOut: LeftOutTable
  let files: [DataFile]
  let frame: Frame

  /// The page about a site whose rows are all read.
  init(_ site: SiteFacts) {
    facts = AboutPage.facts(site)
    let whole = site.history.months.reduce(into: Totals()) { $0.merge($1.totals()) }
    let others = site.history.months.reduce(into: [Currency: Totals]()) { sums, month in
      for (currency, tally) in month.others { sums[currency, default: Totals()].merge(tally) }
    }
    let span = Words.wholeTime(site.history.firstDay, site.asOf)
    let reasons = site.history.months.reduce(into: [LeftOutReason: Totals]()) { sums, month in
      for (reason, totals) in month.leftOut { sums[reason, default: Totals()].merge(totals) }
    }
    leftOut = LeftOutTable(span, whole, others, site.currency, by: reasons)
    files = site.options.dataFiles
    frame = Frame("about.html", Words.aboutTitle, above: [Frame.overview], site)
  }

  private static func facts(_ site: SiteFacts) -> [Fact] {
    var facts = [Fact(name: Words.transactionsRead, values: [Words.grouped(site.rowCount)])]
    if let first = site.history.firstDay, let last = site.lastDay {
      facts.append(Fact(name: Words.period, values: [Words.dayRange(first, last)]))
    }
    let sources = Dialect.allCases.compactMap { dialect in
      site.sources[dialect].map { Words.fromSource(dialect, $0) }
    }
    if !sources.isEmpty { facts.append(Fact(name: Words.sources, values: sources)) }
    if site.options.unreadCount > 0 {
      facts.append(
        Fact(name: Words.unreadRecords, values: [Words.grouped(site.options.unreadCount)]))
    }
    return facts + [
      Fact(name: Words.dataUpTo, values: [site.asOf.text]),
      Fact(name: Words.zone, values: [site.options.timeZone.identifier]),
      Fact(name: Words.currency, values: [site.currency.code]),
      Fact(name: Words.version, values: ["\(Words.programName) \(site.options.version)"]),
    ]
  }

  var content: [(String, Value)] {
    [
      (
        "facts",
        .list(
          facts.map { fact in
            ["name": .text(fact.name), "values": .list(fact.values.map { .text($0) })]
          })
      ),
      ("rules", .list(Words.rules.map { .text($0) })), ("leftOut", leftOut.context),
      (
        "files",
        files.isEmpty
          ? .null
          : [
            "items": .list(
              files.map { file in
                ["name": .text(file.name), "href": file.href.map(frame.href) ?? .null]
              })
          ]
      ),
    ]
  }
}
