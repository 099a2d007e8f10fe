// The sentences of the overview and of the page about the report.

internal import Aggregate
internal import Model

extension Words {
  // MARK: Navigation

  static let overview = "Overview"
  static let months = "Months"
  static let accounts = "Accounts"
  static let about = "About"
  static let aboutTitle = "About this report"

  // MARK: Overview

  static func uncategorised(_ count: Int, _ month: Month) -> Phrase {
    let have = count == 1 ? "has" : "have"
    return "\(payments(count)) of \(month.text) \(have) no category, or only General."
  }
  static func unread(_ count: Int) -> Phrase {
    let are = count == 1 ? "is" : "are"
    return "\(records(count)) could not be read and \(are) in no figure."
  }
  static func gapToSee(_ name: String) -> Phrase { "The books of \(user: name) do not balance." }
  static func notCounted(_ count: Int, moneyIn: Amount, moneyOut: Amount) -> Phrase {
    "Not counted: \(transactions(count)), \(moneyIn) in and \(moneyOut) out."
  }
  static func monthsOf(_ year: Int) -> String { "Months of \(year)" }
  static func accountsCaption(_ day: CivilDate) -> String { "Balances on \(day.text)" }
  static func totalOf(_ currency: Currency) -> String { "Total in \(currency.code)" }

  // MARK: Proof

  static func proof(_ proof: Proof, _ currency: Currency, in zone: TimeZoneRules) -> Phrase {
    let pieces = ProofText(proof).sentence.map { piece -> Phrase in
      switch piece {
      case .text(let words): "\(words)"
      case .amount(let minor): "\(Amount(Int128(minor), currency))"
      case .size(let minor): "\(Amount(Int128(minor), currency).size)"
      case .time(let time), .day(let time): "\(zone.date(of: time).text)"
      }
    }
    return Phrase.joined(pieces, by: "")
  }
  static let notProved: Phrase = "Not checked."

  // MARK: About

  static let transactionsRead = "Transactions"
  static let period = "Period"
  static let sources = "Sources"
  static let dataUpTo = "Data to"
  static let zone = "Time zone"
  static let currency = "Currency of the figures"
  static let version = "Made by"
  static let unreadRecords = "Records that could not be read"
  static let programName = "monzo-export"
  static func fromSource(_ source: Dialect, _ rows: Int) -> String {
    "\(Words.source(source)): \(transactions(rows))"
  }
  static func wholeTime(_ first: CivilDate?, _ last: CivilDate) -> String {
    first.map { "\($0.text) to \(last.text)" } ?? "to \(last.text)"
  }

  /// How figures are made, one rule a sentence.
  static let rules = [
    "Spent is money out for goods and services less refunds; a refund lowers the category and the month in "
      + "which it comes back.",
    "Money from a person in a category of spending is paid back: it lowers that category, and is not in In.",
    "In is money from outside; refunds and transfers are not in it. Net is money in less spending.",
    "Transfers between your own accounts and pots are neither spending nor income.",
    "Declined payments and zero-amount transactions never count. Pending ones count, and are shown apart, "
      + "because their amount can still change.",
    "What you leave out of spending, in the app, by a rule or in the configuration, is left out here, and listed by "
      + "who says so.",
    "Set aside is what went into pots and savings less what came out of them.",
    "A part of a month is compared with the same days of other months, never with a whole one.",
    "Averages are means of the whole months among the last 3 or 12; a typical month is the median of up to "
      + "12. A first month whose transactions begin after the 3rd is not whole.",
    "A share is of all categories in which more was spent than came back.",
    "Sums are exact to the penny. Averages and whole pounds are rounded for display, halves to the even digit.",
    "The balance is that of all accounts together after the last transaction of the period, pending ones counted.",
    "Accounts in other currencies are listed, and left out of the figures.",
  ]
}
