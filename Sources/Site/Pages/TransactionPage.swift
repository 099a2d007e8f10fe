// The pages that hold nothing but transactions of a month: the second and later ones, and all of those that
// have the largest first.

internal import Mustache

/// A page of transactions.
struct TransactionPage: Page {
  static let template = "transactions"

  let list: TransactionList
  /// Counted from 1.
  let number: Int
  let frame: Frame

  /// One page of a list.
  init(_ list: TransactionList, number: Int) {
    self.list = list
    self.number = number
    let title = Words.transactionsTitle(
      list.month, page: number, of: list.pageCount, largestFirst: list.order == .largestFirst)
    let month = Frame.Link(label: list.month.text, path: MonthPage.path(list.month))
    frame = Frame(
      list.path(number), title,
      above: [Frame.overview, MonthPage.yearLink(list.month), month], list.site)
  }

  var content: [(String, Value)] { [("table", list.table(number, in: frame))] }
}
