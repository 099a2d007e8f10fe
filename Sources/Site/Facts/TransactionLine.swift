// A row reduced to what a table of transactions shows. Only the rows of the month that is being built
// are kept.

internal import Aggregate
internal import Model

/// One line of a table of transactions.
struct TransactionLine {
  /// The id of its element.
  let anchor: String
  /// The day.
  let date: CivilDate
  /// Who the money went to or came from.
  let payee: String
  /// An emoji or a letter to be beside the payee.
  let icon: String
  /// The category, or the categories of a split row.
  let category: String
  /// What a person would read; nil when there is nothing.
  let note: String?
  /// The account's name.
  let account: String
  /// The amount, credit-positive.
  let amount: Amount
  /// What was paid abroad, credit-positive, where it was another currency.
  let foreign: Amount?
  /// What the bank charged with it, in the account's currency; nil for nothing.
  let fee: Amount?
  /// Whether the money has moved.
  let status: Status
  /// What the money is to the user.
  let flow: Flow
  /// How many categories the row is split over; zero when it is not.
  let splitCount: Int
  /// Why it was declined, in the bank's words.
  let declineReason: String?

  /// Whether nobody said what it was for: the bank's `general` is where it puts what it does not know.
  let isUncategorised: Bool

  /// Whether it counts in the sum at the foot.
  var counts: Bool { status != .declined && flow != .none }

  /// Reduces a row, with names for its account and categories.
  init(_ row: Row, _ names: Names) {
    anchor = ElementID.row(row[.id] ?? "")
    date = row.date
    let payee = UserText.clean(
      row[.payee] ?? row.merchant?.fields.name ?? row[.counterpartyName] ?? row[.description] ?? "")
    self.payee = payee.isEmpty ? Words.kind(row.kind) : payee
    let categoryID = row[.category] ?? row.merchant?.fields.category ?? ""
    icon =
      UserText.emoji(row.merchant?.fields.emoji) ?? Words.symbol(ofCategory: categoryID)
      ?? UserText.initial(of: self.payee) ?? ""
    let parts = row.range(.categorySplit) == nil ? [] : row.categoryParts
    splitCount = parts.count
    isUncategorised = parts.isEmpty && ["", "general"].contains(row[.category] ?? "")
    category =
      parts.isEmpty
      ? names.category(row[.category] ?? "")
      : parts.map { names.category($0.category) }.joined(separator: ", ")
    let memo = row[.memo].map { UserText.clean($0, bytesMax: UserText.noteBytesMax) }
    note = memo == "" || memo == self.payee ? nil : memo
    account = names.account(row[.accountID])
    amount = Amount(row.amount)
    foreign = row.localAmount.flatMap { $0.currency == row.currency ? nil : Amount($0) }
    fee = row.feeMinor.map { Amount(Int128($0), row.currency) }
    status = row.status
    flow = row.flow
    declineReason = row.status == .declined ? row[.declineReason] : nil
  }
}
