// Every word that the site says, in British English. Templates take theirs from `labels` by name; what
// has a number or a date in it is a function here.

internal import Aggregate
internal import Model
internal import Mustache

/// The words of the site.
enum Words {
  /// The words that templates show, by the name that they have there.
  static let labels: [(name: String, text: String)] = [
    ("lang", "en-GB"),
    ("siteName", "Money report"),
    ("skip", "Skip to the content"),
    ("mainNavigation", "Main"),
    ("breadcrumbs", "You are here"),
    ("otherMonths", "Other months"),
    ("pages", "Pages of this list"),
    ("dataTo", "Data to"),
    (
      "privacy",
      "This page holds private bank data. It is a plain file: it loads nothing from the network and sends "
        + "nothing anywhere. Keep it as you would keep a bank statement."
    ),
    ("about", "About this report"),
    ("figures", "At a glance"),
    ("dayByDay", "Spending day by day"),
    ("categories", "Where it went"),
    ("nothingSpent", "Nothing was spent."),
    ("leftOutHeading", "Not counted as spending or income"),
    ("transactions", "Transactions"),
    ("notKnown", "not known"),
    ("showNumbers", "Show the numbers"),
    ("total", total),
    ("day", "Day"),
    ("date", "Date"),
    ("month", "Month"),
    ("months", "Months"),
    ("payee", "Payee"),
    ("category", "Category"),
    ("note", "Note"),
    ("account", account),
    ("amount", "Amount"),
    ("spent", "Spent"),
    ("income", "In"),
    ("net", "Net"),
    ("share", "Share"),
    ("againstAverage", "Against average"),
    ("payments", "Payments"),
    ("what", "What"),
    ("number", "Number"),
    ("moneyIn", "Money in"),
    ("moneyOut", "Money out"),
    ("balance", "Balance"),
    ("books", "Do the books balance?"),
    ("accountsHeading", "Accounts and pots"),
    ("noAccounts", "No accounts were in the data."),
    ("noRows", "No transactions were in the data."),
    ("noPayments", "no transactions"),
    ("needsALook", "Needs a look"),
    ("whatWasRead", "What was read"),
    ("rulesHeading", "How it was counted"),
    ("dataFiles", "The same data as files"),
  ]

  /// The labels as templates see them, under the name `w`.
  static let context = Value.object(
    Shape(labels.map(\.name)), labels.map { .text($0.text) })

  // MARK: Calendar

  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// `1st`, `2nd`, `18th`.
  static func ordinal(_ number: Int) -> String {
    switch (number % 10, number % 100) {
    case (_, 11...13): "\(number)th"
    case (1, _): "\(number)st"
    case (2, _): "\(number)nd"
    case (3, _): "\(number)rd"
    default: "\(number)th"
    }
  }

  static func days(inZone zone: String) -> String {
    "Days are those of \(zone) time, months begin on the 1st."
  }
  static func dayRange(_ first: CivilDate, _ last: CivilDate) -> String {
    "\(first.text) to \(last.text)"
  }

  // MARK: Counts

  /// `1 payment`, `2 payments`, `1,234 payments`.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(grouped(number)) \(number == 1 ? one : many)"
  }

  static func payments(_ number: Int) -> String { count(number, "payment", "payments") }
  static func transactions(_ number: Int) -> String {
    count(number, "transaction", "transactions")
  }
  static func records(_ number: Int) -> String { count(number, "record", "records") }

  /// `12,345`.
  static func grouped(_ number: Int) -> String {
    var groups: [Substring] = []
    var rest = Substring(String(number.magnitude))
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return (number < 0 ? "\u{2212}" : "") + ([rest] + groups).joined(separator: ",")
  }

  static let underOnePercent = "under 1%"
  static let overNinetyNinePercent = "over 99%"

  // MARK: Accounts and categories

  static let account = "Account"
  static let total = "Total"
  static let unknownAccount = "Unknown account"
  static let ownCategory = "Own category"
  static let noCategory = "No category"
  static let pot = "pot"
  static let closed = "closed"

  /// The bank's own categories (Monzo docs, "Transactions", and those seen since), each with a symbol.
  static let categories: [String: (name: String, symbol: String)] = [
    "general": ("General", "🗂️"), "eating_out": ("Eating out", "🍽️"),
    "expenses": ("Expenses", "🧾"), "transport": ("Transport", "🚌"), "cash": ("Cash", "💷"),
    "bills": ("Bills", "💡"), "entertainment": ("Entertainment", "🎭"),
    "shopping": ("Shopping", "🛍️"), "holidays": ("Holidays", "🏖️"),
    "groceries": ("Groceries", "🛒"), "family": ("Family", "👪"), "finances": ("Finances", "🏦"),
    "personal_care": ("Personal care", "🧴"), "gifts": ("Gifts", "🎁"),
    "charity": ("Charity", "🤝"), "income": ("Income", "💰"), "savings": ("Savings", "🐷"),
    "transfers": ("Transfers", "🔁"), "mondo": ("Top-ups", "➕"),
  ]

  static func symbol(ofCategory id: String) -> String? { categories[id]?.symbol }

  /// What a row is called that has no payee.
  static func kind(_ kind: Kind) -> String { Names.readable("\(kind.name)") }

  static func source(_ dialect: Dialect) -> String {
    switch dialect {
    case .monzo: "Monzo API"
    case .openBanking: "Open Banking"
    case .mondo2015: "Mondo API of 2015"
    case .statementCSV: "Statement CSV"
    }
  }
}
