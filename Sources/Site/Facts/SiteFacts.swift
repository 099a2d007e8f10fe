// All that pages are made of: the options, the months read so far, and what grows beside them as rows
// come in.

internal import Aggregate
internal import Model

/// What is known of the whole while rows come in.
struct SiteFacts {
  let options: SiteOptions
  let names: Names
  /// The day up to which the data reach.
  let asOf: CivilDate
  /// The months that are complete.
  var history: MonthSeries
  /// How many rows each dialect gave.
  private(set) var sources: [Dialect: Int] = [:]
  /// The day of the last row.
  private(set) var lastDay: CivilDate?
  /// The balance of each account and pot after the rows so far.
  private(set) var balances: [String: Amount] = [:]
  /// The accounts and pots whose balance is known from a later day on, the earliest last.
  private var waiting: [AccountSummary]
  /// Payments without a category, by month.
  private(set) var uncategorised: [Month: Int] = [:]
  /// The sum of `balances` in the currency of the site; nil when none is known.
  private var heldInAll: Int128?

  /// Begins with no rows.
  init(_ options: SiteOptions) {
    self.options = options
    asOf = options.asOfDay
    names = Names(options.registers, options.categoryNames)
    history = MonthSeries(asOf: asOf)
    let asOf = asOf
    let days = options.registers.compactMap { register in
      register.openingDay.flatMap { $0 <= asOf ? (day: $0, register: register) : nil }
    }
    waiting = days.filter { $0.register.openingMinor != nil }.sorted { $1.day < $0.day }
      .map(\.register)
    for register in options.registers where register.openingDay == nil { open(register) }
  }

  private mutating func open(_ register: AccountSummary) {
    guard let opening = register.openingMinor else { return }
    set(Amount(Int128(opening), register.currency), of: register.id)
  }

  /// The currency of the figures.
  var currency: Currency { options.currency }
  /// The transactions that a page holds.
  var rowsPerPage: Int { min(max(options.rowsPerPage, 1), SiteOptions.rowsPerPageMax) }
  /// All rows of the months that are complete.
  var rowCount: Int { history.months.reduce(0) { $0 + $1.rowCount } }

  /// The facts of the month that begins with a row.
  mutating func beginMonth(of row: Row) -> MonthFacts {
    history.begin(row.date)
    return MonthFacts(
      row.date.month, currency: currency, cut: asOf.parts.day, opening: totalBalance,
      postings: options.postings)
  }

  /// Takes note of a row; returns what all accounts and pots hold after it, nil when that is unknown.
  ///
  /// A move between an account and a pot changes both.
  mutating func note(_ row: Row) -> Int128? {
    while let register = waiting.last, let day = register.openingDay, day <= row.date {
      open(register)
      waiting.removeLast()
    }
    sources[row.source, default: 0] += 1
    lastDay = row.date
    let account = row[.accountID]
    if let balance = row.balanceMinor, let account {
      set(Amount(Int128(balance), row.currency), of: account)
    }
    if case .move = options.postings.placement(of: row), row.countsAsMoney, let pot = row[.potID],
      let held = balances[pot], held.currency == row.currency
    {
      set(Amount(held.minorUnits - Int128(row.amountMinor), row.currency), of: pot)
    }
    return totalBalance
  }

  /// What all accounts and pots hold; nil while that of any is not known yet: a sum that one of them joins would
  /// seem to grow.
  private var totalBalance: Int128? { waiting.isEmpty ? heldInAll : nil }

  private mutating func set(_ balance: Amount, of id: String) {
    let before = balances.updateValue(balance, forKey: id)
    if balance.currency == currency {
      heldInAll = (heldInAll ?? 0) + balance.minorUnits - (before?.minorUnits ?? 0)
    }
  }

  /// Counts what a person should look at in a month.
  mutating func noteToSee(_ entries: [TransactionLine], of month: Month) {
    uncategorised[month] = entries.count { $0.flow == .spending && $0.counts && $0.isUncategorised }
  }
}
