// The transactions of a month in one of two orders, cut into pages.

internal import Aggregate
internal import Model
internal import Mustache

/// The transactions of a month in an order, cut into pages.
struct TransactionList {
  /// The orders that people ask for.
  enum Order {
    case newestFirst, largestFirst
  }

  let month: Month
  let order: Order
  let pageCount: Int
  let site: SiteFacts
  /// The sum of all pages; each of them shows it.
  let wholeSum: Amount
  /// In the order of the list.
  private let entries: [TransactionLine]

  /// Orders the rows of a month, which come in order of time; there is at least one.
  init(_ entries: [TransactionLine], _ order: Order, _ site: SiteFacts) {
    self.order = order
    self.site = site
    month = entries.first?.date.month ?? site.asOf.month
    let newestFirst = Array(entries.reversed())
    self.entries =
      order == .newestFirst ? newestFirst : TransactionList.largestFirst(newestFirst, site.currency)
    wholeSum = TransactionList.sum(entries[...], site.currency)
    pageCount = max(1, (entries.count + site.rowsPerPage - 1) / site.rowsPerPage)
  }

  /// Payments by size whatever their sign; then transfers, which would be twice among them; then what moved no
  /// money; then other currencies.
  private static func largestFirst(_ entries: [TransactionLine], _ currency: Currency)
    -> [TransactionLine]
  {
    func rank(_ entry: TransactionLine) -> (Int, Int128) {
      let group = !entry.counts ? 2 : entry.flow == .transfer ? 1 : 0
      return (entry.amount.currency == currency ? group : 3, -entry.amount.size.minorUnits)
    }
    // Equal ones stay as they were: the place is part of what is compared.
    return entries.enumerated().sorted { one, other in
      let (left, right) = (rank(one.element), rank(other.element))
      return left == right ? one.offset < other.offset : left < right
    }.map(\.element)
  }

  /// The pages, the first of which shares its path with the page of the month when newest comes first.
  var pages: [TransactionPage] { (1...pageCount).map { TransactionPage(self, number: $0) } }

  /// The path of a page, counted from 1.
  func path(_ number: Int) -> String {
    let stem = TransactionList.path(month, order)
    return number == 1 ? "\(stem).html" : "\(stem)-page-\(number).html"
  }

  private static func path(_ month: Month, _ order: Order) -> String {
    "months/\(month.slug)" + (order == .largestFirst ? "-largest" : "")
  }

  /// The path of the first page in the other order.
  var otherPath: String {
    TransactionList.path(month, order == .newestFirst ? .largestFirst : .newestFirst) + ".html"
  }

  /// The places of the rows of a page.
  func range(_ number: Int) -> Range<Int> {
    let start = (number - 1) * site.rowsPerPage
    return start..<min(start + site.rowsPerPage, entries.count)
  }

  /// The rows of a page.
  func rows(_ number: Int) -> ArraySlice<TransactionLine> { entries[range(number)] }

  /// In less out of some rows in the currency of the site.
  func sum(_ rows: ArraySlice<TransactionLine>) -> Amount {
    TransactionList.sum(rows, site.currency)
  }

  private static func sum(_ rows: ArraySlice<TransactionLine>, _ currency: Currency) -> Amount {
    let counted = rows.lazy.filter { $0.counts && $0.amount.currency == currency }
    return Amount(counted.reduce(0) { $0 + $1.amount.minorUnits }, currency)
  }

  /// How many rows there are on all pages.
  var count: Int { entries.count }
}
