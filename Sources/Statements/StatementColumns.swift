// The columns of a statement, by the names in its first line. The bank's app has written at least these
// heads, and spreadsheets that people saved again move columns about and rename them:
//
//   A (2018)     id,created,amount,currency,local_amount,,local_currency,category,emoji,description,address,
//                notes,receipt; the nameless column is the exchange rate
//   B            as E, without `Transaction ID`
//   C, D, E      Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,
//                Notes and #tags,Address,Receipt,Description; then Category split; then Money Out,Money In
//   F            as E, then Balance, or Balance,Balance currency
//   search       id,created,title,subtitle,amount,currency,categories
//
// So names decide, in any order, any case and with any signs between the words; the bank's own names before
// others for the same thing. Columns of other names are left out and reported once.

internal import Bytes
package import Model

/// A column that means something.
package enum StatementColumn: Int, CaseIterable {
  case id, created, date, time, type, name, emoji, category, amount, currency, localAmount
  case localCurrency, exchangeRate, notes, address, receipt, description, categorySplit
  case moneyOut, moneyIn, balance, balanceCurrency
  // The app's search export, and columns that people add.
  case title, subtitle, status, account, pot

  /// The column of the bank's own name for it, in lower case and with single spaces for signs.
  package static func ofBank(_ name: String) -> StatementColumn? {
    switch name {
    case "transaction id", "id": .id
    case "created": .created
    case "date": .date
    case "time": .time
    case "type": .type
    case "name": .name
    case "emoji": .emoji
    case "category", "categories": .category
    case "amount": .amount
    case "currency": .currency
    case "local amount": .localAmount
    case "local currency": .localCurrency
    case "": .exchangeRate
    case "notes and tags", "notes": .notes
    case "address": .address
    case "receipt": .receipt
    case "description": .description
    case "category split": .categorySplit
    case "money out": .moneyOut
    case "money in": .moneyIn
    case "balance": .balance
    case "balance currency": .balanceCurrency
    case "title": .title
    case "subtitle": .subtitle
    default: nil
    }
  }

  /// The column of a name that people give it.
  package static func ofPeople(_ name: String) -> StatementColumn? {
    switch name {
    case "transactionid", "transaction no", "tx id", "txn id", "monzo id": .id
    case "created at", "timestamp", "datetime", "date time", "date and time": .created
    case "transaction date", "payment date": .date
    case "transaction time", "time of day": .time
    case "transaction type", "payment type": .type
    case "payee", "merchant", "merchant name", "payee name", "counterparty": .name
    case "icon": .emoji
    case "spending category": .category
    case "value", "transaction amount", "amount in account currency": .amount
    case "currency code", "ccy": .currency
    case "original amount", "foreign amount", "amount in local currency": .localAmount
    case "original currency", "foreign currency": .localCurrency
    case "exchange rate", "rate", "fx rate": .exchangeRate
    case "note", "memo", "comment", "comments", "notes tags", "notes and hashtags": .notes
    case "location": .address
    case "details", "transaction description", "narrative": .description
    case "paid out", "debit", "debit amount", "out", "withdrawal": .moneyOut
    case "paid in", "credit", "credit amount", "in", "deposit": .moneyIn
    case "running balance": .balance
    case "status", "state": .status
    case "account", "account id": .account
    case "pot", "pot name": .pot
    default: nil
    }
  }
}

/// Which cell of a record is which column.
package struct StatementColumns: Sendable {
  private var cells = [Int?](repeating: nil, count: StatementColumn.allCases.count)
  /// The names as they are printed.
  package let names: [String]
  /// The columns that nobody knows.
  package private(set) var strangers: [String] = []
  /// The currency that the names of the amounts say, as in `Amount (GBP)`.
  package private(set) var currency: Currency?

  /// How many cells a record has.
  package var count: Int { names.count }
  /// Whether the file is what the app writes when somebody exports a search.
  package var isSearch: Bool { self[.title] != nil && self[.created] != nil }

  /// The columns that a head names.
  package init(_ names: [String]) {
    self.names = names
    let plain = names.map { PlainColumnName($0) }
    for rule in [StatementColumn.ofBank, StatementColumn.ofPeople] {
      for (index, name) in plain.enumerated() where !cells.contains(index) {
        guard let column = rule(name.text) ?? (rule(name.base)), cells[column.rawValue] == nil
        else { continue }
        // Of two columns with one name the first counts; a spreadsheet adds nameless ones at the end.
        cells[column.rawValue] = index
        if [.amount, .moneyIn, .moneyOut].contains(column), let found = name.currency {
          currency = currency ?? found
        }
      }
    }
    for (index, name) in names.enumerated() where !cells.contains(index) {
      let trimmed = name.trimmedASCII
      if !trimmed.isEmpty { strangers.append(trimmed) }
    }
  }

  /// The cell of a column; nil when the statement has no such column.
  package subscript(_ column: StatementColumn) -> Int? { cells[column.rawValue] }

  /// Whether the head is that of a statement at all: it says when and how much.
  package var isStatement: Bool {
    let hasAmount = self[.amount] != nil || self[.moneyIn] != nil || self[.moneyOut] != nil
    return hasAmount && (self[.date] != nil || self[.created] != nil)
  }

  /// Whether the head says of which currency the amounts are.
  package var tellsCurrency: Bool { self[.currency] != nil || currency != nil }
}

/// The name of a column without what people and programs change in it.
package struct PlainColumnName {
  /// The words in lower case, single spaces between them.
  package let text: String
  /// The words without a currency or a time zone behind them.
  package let base: String
  /// The currency behind the words.
  package let currency: Currency?

  package init(_ name: String) {
    var words: [String] = []
    var word = ""
    var found: Currency?
    for character in name {
      if character.isLetter || character.isNumber {
        word.append(character)
        continue
      }
      if !word.isEmpty { words.append(word) }
      word = ""
      found = found ?? PlainColumnName.signs[character]
    }
    if !word.isEmpty { words.append(word) }
    text = words.joined(separator: " ").lowercased()
    if let last = words.last, words.count > 1 {
      let code = last.uppercased() == last ? Currency(last).flatMap { $0.isKnown ? $0 : nil } : nil
      found = found ?? code
      let isZone = ["utc", "gmt", "uk", "london"].contains(last.lowercased())
      if code != nil || isZone { words.removeLast() }
    }
    base = words.joined(separator: " ").lowercased()
    currency = found
  }

  /// Currencies by their signs; signs of several currencies say nothing.
  package static let signs: [Character: Currency] = {
    var signs: [Character: Currency] = ["£": .gbp]
    signs["€"] = Currency("EUR")
    return signs
  }()
}

extension String {
  /// The text without ASCII white space at both ends.
  package var trimmedASCII: String {
    let isSpace = { (byte: UInt8) in byte <= 0x20 }
    let bytes = utf8.drop(while: isSpace)
    var end = bytes.endIndex
    while end > bytes.startIndex, isSpace(bytes[bytes.index(before: end)]) {
      end = bytes.index(before: end)
    }
    return String(self[bytes.startIndex..<end])
  }
}
