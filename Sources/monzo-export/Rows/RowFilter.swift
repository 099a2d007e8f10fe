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
    if let accounts, !accounts.contains(row[.accountID] ?? "") { return false }
    if let days, !days.contains(row.date) { return false }
    return includesOnAnyDay(row)
  }

  /// Whether a row is among them but for its account and its day: the register of a pot needs rows of its
  /// account, and that of a month may need rows of the month before.
  func includesOnAnyDay(_ row: Row) -> Bool {
    if !kinds.isEmpty, !kinds.contains(row.kind) { return false }
    if !categories.isEmpty, !hasCategory(row) { return false }
    if !tags.isEmpty, !row.tags.contains(where: tags.contains) { return false }
    return true
  }

  /// Whether only whole accounts over whole days are chosen, so that balances mean something.
  var isWhole: Bool { categories.isEmpty && tags.isEmpty && kinds.isEmpty }

  private func hasCategory(_ row: Row) -> Bool {
    if let category = row[.category], categories.contains(category) { return true }
    return row.categoryParts.contains { categories.contains($0.category) }
  }
}

extension RowFilter {
  /// The options that choose rows within a period.
  static let options: [any OptionKey] = [
    Options.accounts, Options.categories, Options.tags, Options.kinds,
  ]

  /// The choice of the command line.
  ///
  /// - Throws: a refusal when an account is named that the history does not have.
  init(_ context: CommandContext, _ period: Period, _ book: AccountBook) throws {
    days = period.days
    let named = context[Options.accounts]
    accounts = named.isEmpty ? nil : try Set(named.flatMap { try book.ids(of: $0) })
    categories = context[Options.categories]
    tags = context[Options.tags].map { $0.hasPrefix("#") ? String($0.dropFirst()) : $0 }
    kinds = Set(context[Options.kinds].compactMap { Kind($0) })
  }
}
