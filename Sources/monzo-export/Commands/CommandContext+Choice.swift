// Which period and which rows a command line asks for.

import Arguments
import Export
import Model
import Output
import Pipeline
import Wording

extension Period {
  init(_ context: CommandContext) throws {
    if let year = context[Options.year] {
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

extension RowFilter {
  static let options: [any OptionKey] = [
    Options.accounts, Options.categories, Options.tags, Options.kinds, Options.merchants,
  ]

  init(_ context: CommandContext, _ period: Period, _ book: AccountBook) throws {
    self.init(days: period.days)
    dateBasis = context.exportOptions.dateBasis
    let named = context[Options.accounts]
    accounts = named.isEmpty ? nil : try Set(named.flatMap { try book.ids(of: $0) })
    categories = context[Options.categories]
    tags = context[Options.tags].map { $0.hasPrefix("#") ? String($0.dropFirst()) : $0 }
    kinds = Set(context[Options.kinds].compactMap { Kind($0) })
    merchants = context[Options.merchants]
  }
}

extension CommandContext {
  /// The filter with its names as rows spell them.
  ///
  /// What no row around the period has, a row of the rest may have: rules and the user's tags decide.
  ///
  /// - Throws: `AlreadyReported` when no row has one of the names.
  func resolved(_ filter: RowFilter, _ rows: EnrichedRowSource) throws -> RowFilter {
    if filter.isWhole { return filter }
    var names = FilterNames(filter, categoryNames: rows.dataset.categoryNames)
    try rows.visit { row, _ in names.learn(row) }
    if !names.unmatched.isEmpty, !rows.dataset.isWhole {
      try EnrichedRowSource(history(), rules: rows.rules).visit { row, _ in names.learn(row) }
    }
    for name in names.unmatched { console.fault(name.wording, .failed) }
    if !names.unmatched.isEmpty { throw AlreadyReported() }
    return names.resolved
  }
}
