// What a month comes to, kept for every month of the history: a few kilobytes whatever the number of its
// rows. Pages of later months compare with it.

internal import Aggregate
internal import Model

/// The sums of one month.
struct MonthFacts {
  /// The month.
  let month: Month
  /// The currency of all sums but those of `others`.
  let currency: Currency
  /// A day of the month by which part months are compared, 1 to 31.
  let cut: Int
  /// The sums of its days; day 1 at index 0, always 31 of them.
  private(set) var days = [Totals](repeating: Totals(), count: 31)
  /// The sums by category; the empty text for rows without one.
  private(set) var categories: [String: Totals] = [:]
  /// The sums by category through the day `cut`.
  private(set) var categoriesToCut: [String: Totals] = [:]
  /// The sums of rows of accounts in other currencies.
  private(set) var others: [Currency: Totals] = [:]
  /// The sums of rows that are left out of spending or income, by who says so.
  private(set) var leftOut: [LeftOutReason: Totals] = [:]
  /// What the bank charged.
  private(set) var fees = FeeTotals()
  /// What was set aside on its days; day 1 at index 0, always 31 of them.
  private var setAsideDays = [SetAside](repeating: SetAside(), count: 31)
  private let postings: PostingRule
  /// What all accounts together held at the end of days on which it changed.
  private var balances: [Int: Int128] = [:]
  /// What they held before the first of them; null when unknown.
  private let opening: Int128?
  /// All rows, those that do not count too.
  private(set) var rowCount = 0

  /// A month without rows.
  init(
    _ month: Month, currency: Currency, cut: Int, opening: Int128?,
    postings: PostingRule = PostingRule()
  ) {
    self.month = month
    self.postings = postings
    self.currency = currency
    self.cut = cut
    self.opening = opening
  }

  /// Adds one row of the month.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - balance: What all accounts hold after it; null when unknown.
  mutating func add(_ row: Row, balance: Int128?) {
    rowCount += 1
    let day = row.date.parts.day
    if let balance { balances[day] = balance }
    if let charged = FeeTotals.charged(with: row)[currency] { fees.merge(charged) }
    guard row.currency == currency else {
      others[row.currency, default: Totals()].merge(Totals(row))
      return
    }
    days[day - 1].merge(Totals(row))
    setAsideDays[day - 1].merge(SetAside(row, postings))
    if let reason = row.leftOutReason { leftOut[reason, default: Totals()].merge(Totals(row)) }
    for share in row.categoryShares {
      let totals = Totals(row, amountMinor: share.amountMinor)
      categories[share.category, default: Totals()].merge(totals)
      if day <= cut { categoriesToCut[share.category, default: Totals()].merge(totals) }
    }
  }

  // MARK: Asking

  /// The sums of the days through one of them.
  func totals(through day: Int = 31) -> Totals {
    days.prefix(day).reduce(into: Totals()) { $0.merge($1) }
  }

  /// What was set aside on the days through one of them.
  func setAside(through day: Int = 31) -> SetAside {
    setAsideDays.prefix(day).reduce(into: SetAside()) { $0.merge($1) }
  }

  /// The sums by category, of the whole month or of its days through `cut`.
  func categories(wholeMonth: Bool) -> [String: Totals] {
    wholeMonth ? categories : categoriesToCut
  }

  /// What all accounts held at the end of a day; null when unknown.
  func balance(through day: Int = 31) -> Int128? {
    let last = balances.keys.filter { $0 <= day }.max()
    return last.flatMap { balances[$0] } ?? opening
  }

  /// What was spent from the first day through each day.
  func cumulativeSpent(days count: Int) -> [Int128] {
    var sum: Int128 = 0
    return days.prefix(count).map { day in
      sum += day.spent
      return sum
    }
  }
}
