// Which rows of a dataset an output is about. Conditions of different kinds must all hold; of one kind,
// one is enough.

public import Aggregate
public import Model

/// A choice of rows.
public struct RowFilter: Sendable {
  /// The days, both ends included; nil is all of time.
  public var days: DayRange?
  /// Which of a row's days is held against them.
  public var dateBasis = DateBasis.created
  /// Ids of accounts; nil is all accounts.
  public var accounts: Set<String>?
  /// Categories, as rows have them.
  public var categories: [String] = []
  /// Tags without `#`.
  public var tags: [String] = []
  /// Kinds.
  public var kinds: Set<Kind> = []
  /// Merchants and payees, as rows name them, or the bank's ids of merchants and chains.
  public var merchants: [String] = []

  /// Chooses the rows of some days; of all days when there are none.
  ///
  /// - Parameters:
  ///   - days: the days.
  ///   - basis: which of a row's days is held against them.
  public init(days: DayRange? = nil, by basis: DateBasis = .created) {
    self.days = days
    dateBasis = basis
  }

  /// Whether a row is among them.
  public func includes(_ row: Row) -> Bool {
    if let accounts, !accounts.contains(row[.accountID] ?? "") { return false }
    if let days, !days.contains(row.day(dateBasis)) { return false }
    return includesOnAnyDay(row)
  }

  /// Whether a row is among them but for its account and its day: the register of a pot needs rows of its
  /// account, and that of a month may need rows of the month before.
  public func includesOnAnyDay(_ row: Row) -> Bool {
    if !kinds.isEmpty, !kinds.contains(row.kind) { return false }
    if !categories.isEmpty, !hasCategory(row) { return false }
    if !tags.isEmpty, !row.tags.contains(where: tags.contains) { return false }
    if !merchants.isEmpty, !row.merchantNames.contains(where: merchants.contains) { return false }
    return true
  }

  /// Whether only whole accounts over whole days are chosen, so that balances mean something.
  public var isWhole: Bool {
    categories.isEmpty && tags.isEmpty && kinds.isEmpty && merchants.isEmpty
  }

  private func hasCategory(_ row: Row) -> Bool {
    if let category = row[.category], categories.contains(category) { return true }
    return row.categoryParts.contains { categories.contains($0.category) }
  }
}

extension Row {
  /// What the other side of the row can be chosen by: its payee, and the merchant's name, id and chain.
  var merchantNames: [String] {
    let merchant = merchant?.fields
    return [self[.payee], merchant?.name, merchant?.id, merchant?.groupID].compactMap(\.self)
  }
}
