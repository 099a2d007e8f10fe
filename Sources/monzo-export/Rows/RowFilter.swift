// Which rows of a history an output is about. Conditions of different kinds must all hold; of one kind,
// one is enough.

import Arguments
import Model

/// A choice of rows.
struct RowFilter {
  /// The days, both ends included; nil is all of time.
  var days: DayRange?
  /// Ids of accounts; nil is all accounts.
  var accounts: Set<String>?
  /// Categories, as rows have them.
  var categories: [String] = []
  /// Tags without `#`.
  var tags: [String] = []
  /// Kinds.
  var kinds: Set<Kind> = []

  /// Whether a row is among them.
  func includes(_ row: Row) -> Bool {
    if let days, !days.contains(row.date) { return false }
    if !kinds.isEmpty, !kinds.contains(row.kind) { return false }
    if let accounts, !accounts.contains(row[.accountID] ?? "") { return false }
    if !categories.isEmpty, !hasCategory(row) { return false }
    if !tags.isEmpty, !row.tags.contains(where: tags.contains) { return false }
    return true
  }

  private func hasCategory(_ row: Row) -> Bool {
    if let category = row[.category], categories.contains(category) { return true }
    return row.categoryParts.contains { categories.contains($0.category) }
  }
}

extension RowFilter {
  /// The options that choose a period; at most one of the first three.
  static let periodOptions: [any OptionKey] = [
    Options.month, Options.year, Options.taxYear, Options.from, Options.through,
  ]

  /// The choice of the command line, accounts still by slug, type or id.
  init(_ session: Session) throws {
    let whole =
      session[Options.month]?.days ?? session[Options.year]?.days ?? session[Options.taxYear]?.days
    let from = session[Options.from]
    let through = session[Options.through]
    if let from, let through, through < from {
      throw session.invocation.badValue(
        of: Options.through, "\(through)", expected: "a day that is not before \(from)")
    }
    if let whole {
      days = whole
    } else if from != nil || through != nil {
      days = DayRange(
        from: from ?? CivilDate(days: Int32.min / 2),
        through: through ?? CivilDate(days: Int32.max / 2))
    }
    categories = session[Options.categories]
    tags = session[Options.tags].map { $0.hasPrefix("#") ? String($0.dropFirst()) : $0 }
    kinds = Set(session[Options.kinds].compactMap { Kind($0) })
  }
}
