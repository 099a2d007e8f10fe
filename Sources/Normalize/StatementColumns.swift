// The columns of a statement, by the names in its first line. The bank's app has written at least these
// heads, and spreadsheets that people saved again move columns about:
//
//   A (2018)     id,created,amount,currency,local_amount,,local_currency,category,emoji,description,address,
//                notes,receipt; the nameless column is the exchange rate
//   B            as E, without `Transaction ID`
//   C, D, E      Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,
//                Notes and #tags,Address,Receipt,Description; then Category split; then Money Out,Money In
//   F            as E, then Balance, or Balance,Balance currency
//
// So names decide, in any order and any case; columns of other names are left out and reported once.

internal import Bytes

/// A column that means something.
enum StatementColumn: Int, CaseIterable {
  case id, created, date, time, type, name, emoji, category, amount, currency, localAmount
  case localCurrency, exchangeRate, notes, address, receipt, description, categorySplit
  case moneyOut, moneyIn, balance, balanceCurrency

  /// The column of a name in lower case.
  static func of(_ name: String) -> StatementColumn? {
    switch name {
    case "transaction id", "id": .id
    case "created": .created
    case "date": .date
    case "time": .time
    case "type": .type
    case "name": .name
    case "emoji": .emoji
    case "category": .category
    case "amount": .amount
    case "currency": .currency
    case "local amount", "local_amount": .localAmount
    case "local currency", "local_currency": .localCurrency
    case "": .exchangeRate
    case "notes and #tags", "notes": .notes
    case "address": .address
    case "receipt": .receipt
    case "description": .description
    case "category split": .categorySplit
    case "money out": .moneyOut
    case "money in": .moneyIn
    case "balance": .balance
    case "balance currency": .balanceCurrency
    default: nil
    }
  }
}

/// Which cell of a record is which column.
struct StatementColumns: Sendable {
  private var cells = [Int?](repeating: nil, count: StatementColumn.allCases.count)
  /// How many cells a record has.
  let count: Int
  /// The columns that nobody knows.
  private(set) var strangers: [String] = []

  /// The columns that a head names.
  init(_ names: [String]) {
    count = names.count
    for (index, name) in names.enumerated() {
      let trimmed = name.trimmedASCII
      guard let column = StatementColumn.of(trimmed.lowercased()) else {
        strangers.append(trimmed)
        continue
      }
      // Of two columns with one name the first counts; a spreadsheet adds nameless ones at the end.
      if cells[column.rawValue] == nil { cells[column.rawValue] = index }
    }
  }

  /// The cell of a column; nil when the statement has no such column.
  subscript(_ column: StatementColumn) -> Int? { cells[column.rawValue] }

  /// Whether the head is that of a statement at all: it says when and how much.
  var isStatement: Bool {
    let hasAmount = self[.amount] != nil || self[.moneyIn] != nil || self[.moneyOut] != nil
    return hasAmount && (self[.date] != nil || self[.created] != nil)
  }
}

extension String {
  /// The text without ASCII white space at both ends.
  var trimmedASCII: String {
    let isSpace = { (byte: UInt8) in byte <= 0x20 }
    let bytes = utf8.drop(while: isSpace)
    var end = bytes.endIndex
    while end > bytes.startIndex, isSpace(bytes[bytes.index(before: end)]) {
      end = bytes.index(before: end)
    }
    return String(self[bytes.startIndex..<end])
  }
}
