// The sentences of single parts of pages: figures, charts, lists, the state of the books.

internal import Aggregate
internal import Model

extension Words {
  // MARK: Figures

  static let spent = "Spent"
  static let moneyIn = "In"
  static let net = "Net"
  static let netNote: Phrase = "money in less spending"
  static let balanceNote: Phrase = "all accounts and pots together"
  static let balanceAtEnd = "Balance at end"
  static let balanceNow = "Balance"
  static let less = "less than"
  static let more = "more than"
  static let same = "The same as"

  static func monthSoFar(_ month: Month) -> String { "\(month.text) so far" }
  static func partMonth(_ month: Month, day: Int) -> String {
    "\(month.text) is not over: its figures go to the \(ordinal(day)), and other months are compared to the "
      + "same day."
  }
  static func beginsLate(_ month: Month, _ first: CivilDate) -> String {
    "The data begin on \(first.text), so \(month.text) is not whole and no later month is compared with it."
  }
  static let nothingYet = "No transactions yet."

  static func ofWhichPending(_ amount: Amount) -> Phrase { "\(amount) of it pending" }
  static let setAside = "Set aside"
  static let setAsideNote: Phrase = "into pots and savings, less what came back"
  static func feesNote(_ count: Int, _ sum: Amount) -> Phrase {
    "Fees that Monzo charged: \(sum), with \(transactions(count))."
  }
  static func afterPaidBack(_ amount: Amount) -> Phrase { "after \(amount) paid back" }
  static func afterRefunds(_ amount: Amount) -> Phrase { "after \(amount) of refunds" }

  /// `in May 2026`, `in May 2026 to the 18th`.
  static func inMonth(_ month: Month, through day: Int?) -> Phrase {
    let span = day.map { " to the \(ordinal($0))" } ?? ""
    return "in \(month.text)\(span)"
  }
  static func atEnd(of month: Month, through day: Int?) -> Phrase {
    let words = day.map { "on \($0) \(month.text)" } ?? "at the end of \(month.text)"
    return "\(words)"
  }
  static func average(months: Int, _ amount: Amount, through day: Int?) -> Phrase {
    let span = day.map { " to the \(ordinal($0))" } ?? ""
    let words = months == 1 ? "the one month before" : "the \(months)-month average"
    return "\(words)\(span) (\(amount))"
  }

  // MARK: Charts

  static let typical = "Typical"
  static func curveTitle(_ month: Month) -> String { "Spent since the 1st, \(month.text)" }

  /// What the curve shows, in one sentence.
  static func curveFinding(
    _ month: Month, _ spent: Amount, day: Int?, typical: (amount: Amount, months: Int)?
  ) -> Phrase {
    let span = day.map { "by the \(ordinal($0))" } ?? "by the end of the month"
    let start: Phrase = "\(spent) was spent \(span)"
    guard let typical else { return "\(start)." }
    let difference = Amount(spent.minorUnits - typical.amount.minorUnits, spent.currency)
    let base: Phrase =
      "a typical month (\(typical.amount), the median of the \("\(typical.months)") months before)"
    if difference.minorUnits == 0 { return "\(start), the same as in \(base)." }
    let word = difference.minorUnits < 0 ? less : more
    return "\(start), \(difference.size) \(word) in \(base)."
  }

  static let columnsTitle = "Spent by month"
  static func columnsFinding(
    highest: (month: Month, amount: Amount), lowest: (month: Month, amount: Amount),
    average: Amount,
    whole: Int
  ) -> Phrase {
    let high: Phrase = "\(highest.amount, .whole)"
    if whole < 2 { return "\(high) was spent in \(highest.month.text)." }
    let low: Phrase = "\(lowest.amount, .whole) (\(lowest.month.text))"
    return """
      Between \(low) and \(high) (\(highest.month.text)) a month; \(average, .whole) on average.
      """
  }
  static let columnsNothing: Phrase = "No month is whole yet."
  static func averageLine(_ amount: Amount) -> String { "average \(amount.wholeText)" }
  static func averageOf(_ months: Int) -> String {
    months == 1 ? "1 whole month" : "Average of \(months) whole months"
  }
  static let part = "(part)"
  static func soFar(_ month: Month) -> String { "\(month.text) (part)" }

  // MARK: Categories

  static func categoriesCaption(_ month: Month, through day: Int?) -> String {
    "Spending by category, \(month.text)" + (day.map { " to the \(ordinal($0))" } ?? "")
  }
  static let noPrevious = "Month before"
  static let noAverage = "Average"
  static func averageColumn(_ months: Int) -> String {
    months == 1 ? "Average of 1 month" : "\(months)-month average"
  }
  /// What lowered a category; nil for nothing.
  static func givenBack(_ refunds: Amount, repaid: Amount) -> Phrase? {
    switch (refunds.minorUnits == 0, repaid.minorUnits == 0) {
    case (true, true): nil
    case (false, true): "(\(refunds) refunded)"
    case (true, false): "(\(repaid) paid back)"
    case (false, false): "(\(refunds) refunded, \(repaid) paid back)"
    }
  }
  static func splitNote(_ extra: Int) -> String {
    "Split payments count in each of their categories, \(grouped(extra)) more than in the total."
  }

  // MARK: Left out

  static func leftOutCaption(_ span: String) -> String { "Left out, \(span)" }
  static let nothingLeftOut: Phrase = "Nothing was left out."
  static let leftOutNote: Phrase =
    "These are in the list of transactions, but in no figure of spending or income."
  static func pendingNote(_ count: Int, spent: Amount, income: Amount) -> Phrase {
    var sums: [Phrase] = []
    if spent.minorUnits != 0 { sums.append("\(spent) spent") }
    if income.minorUnits != 0 { sums.append("\(income) in") }
    let sum = sums.isEmpty ? "nothing in sum" : Phrase.joined(sums, by: ", ")
    let rows = "\(transactions(count)) in the figures \(count == 1 ? "is" : "are")"
    return "\(rows) still pending and can change: \(sum)."
  }
  static let transfers = "Transfers between your own accounts and pots"
  static let notSpending = "Payments that you do not count as spending"
  static let declined = "Declined payments: no money moved"
  static let zero = "Card checks and other zero-amount transactions"
  static func otherCurrency(_ code: String, _ what: String) -> String {
    "\(what), \(code) accounts"
  }
  static func leftOut(by reason: LeftOutReason) -> String {
    switch reason {
    case .bank: notSpending
    case .category: "In category Transfers, by a source that does not say more"
    case .configuration: "Left out by your configuration"
    case .accountOfOthers: "In an account that belongs to somebody else"
    case .rule(let number): "Left out by rule \(number)"
    }
  }
  static func transfers(by reason: LeftOutReason) -> String {
    switch reason {
    case .rule(let number): "Transfers by rule \(number)"
    case .configuration: "Transfers to and from your accounts elsewhere"
    default: transfers
    }
  }
  static let otherPayments = "Payments and refunds"
  static let otherIncome = "Money in"

  // MARK: Transactions

  static func transactionsCaption(_ month: Month, largestFirst: Bool) -> String {
    "Transactions of \(month.text), \(largestFirst ? "largest first, transfers after them" : "newest first")"
  }
  static func transactionsTitle(_ month: Month, page: Int, of pages: Int, largestFirst: Bool)
    -> String
  {
    let order = largestFirst ? ", largest first" : ", newest first"
    return "\(month.text)\(order)" + (pages > 1 ? ", page \(page) of \(pages)" : "")
  }
  static let largestFirst = "Largest first"
  static let newestFirst = "Newest first"
  static func rows(_ rows: Range<Int>, of count: Int) -> String {
    "Rows \(grouped(rows.lowerBound + 1))–\(grouped(rows.upperBound)) of \(grouped(count))"
  }
  static let firstPage = "First"
  static let previousPage = "Previous"
  static let nextPage = "Next"
  static let lastPage = "Last"
  static let sumOfRows = "In less out, transfers included, declined left out"
  static let sumOfPage = "Sum of this page"
  static let sumOfAll = "Sum of all pages"

  static let pending = "Pending."
  static let refund = "Refund."
  static let transfer = "Transfer."
  static let notCounted = "Not counted as spending."
  static let notCountedAsIncome = "Not counted as income."
  static let paidBack = "Paid back."
  static let noMoney = "No money moved."
  static let foreign = "Abroad:"
  static func fee(_ amount: Amount) -> String { "Fee \(amount.text)" }
  static func split(_ count: Int) -> String { "Split over \(count) categories." }

  /// `Declined: insufficient funds.`; the bank's word is taken only when it is a plain one.
  static func declined(_ reason: String?) -> String {
    let plain = reason.flatMap { reason in
      reason.utf8.allSatisfy { 0x41...0x5A ~= $0 || 0x5F == $0 } && !reason.isEmpty
        && reason.utf8.count <= 60 ? reason : nil
    }
    guard let plain, plain != "OTHER" else { return "Declined." }
    return "Declined: " + plain.lowercased().split(separator: "_").joined(separator: " ") + "."
  }
}
