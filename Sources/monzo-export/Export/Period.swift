// The period that an export is about, and the name that its folder gets.

import Arguments
import Model

/// Some days with a name.
struct Period {
  /// The days, both ends included; nil is everything.
  let days: DayRange?
  /// The name of the folder: `2026-06`, `2026`, `tax-year-2025-26`, `2026-01-01-to-2026-03-31`, `all`.
  let name: String

  static let everything = Period(days: nil, name: "all")

  init(days: DayRange?, name: String) {
    self.days = days
    self.name = name
  }

  init(_ month: Month) { self.init(days: month.days, name: "\(month)") }

  /// The options that choose a period.
  static let options: [any OptionKey] = [
    Options.month, Options.year, Options.taxYear, Options.from, Options.through,
  ]

  /// At most one of a month, a year and a tax year may be given, and days only without them.
  static let alternatives: [[any OptionKey]] = [
    [Options.month, Options.year, Options.taxYear, Options.from],
    [Options.month, Options.year, Options.taxYear, Options.through],
  ]

  /// The period of the command line.
  init(_ context: CommandContext) throws {
    if let month = context[Options.month] {
      self.init(month)
    } else if let year = context[Options.year] {
      self.init(days: year.days, name: String("\(year.days.from)".prefix(4)))
    } else if let taxYear = context[Options.taxYear] {
      self.init(days: taxYear.days, name: "tax-year-\(taxYear)")
    } else {
      try self.init(context, from: context[Options.from], through: context[Options.through])
    }
  }

  private init(_ context: CommandContext, from: CivilDate?, through: CivilDate?) throws {
    if let from, let through, through < from {
      throw context.invocation.badValue(
        of: Options.through, "\(through)", expected: "a day that is not before \(from)")
    }
    guard from != nil || through != nil else {
      self = .everything
      return
    }
    let first = from ?? CivilDate(days: Int32.min / 2)
    let last = through ?? CivilDate(days: Int32.max / 2)
    let words = [from.map { "\($0)" }, through.map { "to-\($0)" }].compactMap(\.self)
    self.init(days: DayRange(from: first, through: last), name: words.joined(separator: "-"))
  }
}
