// What `accounts` says: a table for people, one object for programs. Account numbers are masked in both, since
// output ends up in logs and tickets.

import Bytes
import Model
import MonzoAPI
import Normalize
import Write

/// Accounts with their pots and balances.
struct AccountList {
  private let names: [String: String]
  private var book = ReferenceBook()
  private var balances: [String: Balance] = [:]
  private var refusals: [String: BankError] = [:]
  /// Ids in the bank's order.
  private var order: (accounts: [String], pots: [String]) = ([], [])

  /// Begins an empty list.
  ///
  /// - Parameter names: names that were given before, by id.
  init(names: [String: String]) { self.names = names }

  mutating func add(account: RawObject) {
    order.accounts.append(account.id)
    book.add([account], listedAs: .accounts)
  }

  mutating func add(pot: RawObject) {
    order.pots.append(pot.id)
    book.add([pot], listedAs: .pots)
  }

  mutating func add(balance: Balance, of account: String) { balances[account] = balance }

  mutating func add(refusal: BankError, of account: String) { refusals[account] = refusal }

  private var accounts: [Model.Account] { order.accounts.compactMap { book.accounts[$0] } }

  private func pots(of account: String) -> [Model.Pot] {
    order.pots.compactMap { book.pots[$0] }.filter { $0.accountID == account }
  }

  // MARK: For people

  /// The table, one line an account or pot; pots that were deleted are left out.
  var text: String {
    let slugs = Slugs(book, fixed: names)
    var table = [["name", "type", "sort code", "number", "balance"]]
    for account in accounts {
      let balance = balances[account.id]
      table.append([
        slugs[account.id], account.type + (account.isClosed ? " (closed)" : ""),
        account.sortCode.map(AccountList.masked) ?? "",
        account.accountNumber.map(AccountList.masked) ?? "",
        balance.map { AccountList.amount($0.balance, Currency($0.currency)) } ?? "refused",
      ])
      for pot in pots(of: account.id) where !pot.isDeleted {
        table.append([
          "  " + slugs[pot.id], pot.type ?? "", "", "",
          pot.balanceMinor.map { AccountList.amount($0, pot.currency) } ?? "",
        ])
      }
    }
    return AccountList.aligned(table)
  }

  /// What the table leaves out, or could not have.
  var notes: [String] {
    let deleted = book.pots.values.count { $0.isDeleted }
    let slugs = Slugs(book, fixed: names)
    return accounts.compactMap { account in
      refusals[account.id].map { "note: \(slugs[account.id]): Monzo gave no balance (\($0))" }
    } + (deleted > 0 ? ["note: \(deleted) deleted pot\(deleted == 1 ? "" : "s") left out"] : [])
  }

  /// The last digits, as banks print numbers of cards.
  private static func masked(_ number: String) -> String { "••••\(number.suffix(2))" }

  private static func amount(_ minor: Int64, _ currency: Currency?) -> String {
    let currency = currency ?? .gbp
    var writer = ByteWriter()
    writer.append(minorUnits: minor, exponent: currency.exponent)
    return "\(writer.string) \(currency.code)"
  }

  /// Columns two spaces apart, the last one to the right.
  private static func aligned(_ table: [[String]]) -> String {
    let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { cells in
      let padded = zip(cells, widths).enumerated().map { index, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return index == cells.count - 1 ? space + cell.0 : cell.0 + space
      }
      return padded.joined(separator: "  ") + "\n"
    }.joined()
  }

  // MARK: For programs

  /// One object on one line; pots that were deleted are in it.
  var json: [UInt8] {
    let slugs = Slugs(book, fixed: names)
    var writer = ByteWriter()
    writer.append("{\"accounts\":[")
    for (index, account) in accounts.enumerated() {
      if index > 0 { writer.append(",") }
      let balance = balances[account.id]
      writer.append("{\"id\":")
      writer.appendJSONString(account.id)
      writer.append(text: ",\"name\":", slugs[account.id])
      writer.append(text: ",\"type\":", account.type)
      writer.append(flag: ",\"closed\":", account.isClosed)
      writer.append(text: ",\"currency\":", balance?.currency ?? account.currency.code)
      writer.append(number: ",\"balance_minor\":", balance?.balance)
      writer.append(number: ",\"total_balance_minor\":", balance?.totalBalance)
      writer.append(number: ",\"spend_today_minor\":", balance?.spendToday)
      writer.append(text: ",\"sort_code_ends\":", account.sortCode.map { "\($0.suffix(2))" })
      writer.append(
        text: ",\"account_number_ends\":", account.accountNumber.map { "\($0.suffix(2))" })
      writer.append("}")
    }
    writer.append("],\"pots\":[")
    for (index, pot) in order.pots.compactMap({ book.pots[$0] }).enumerated() {
      if index > 0 { writer.append(",") }
      writer.append("{\"id\":")
      writer.appendJSONString(pot.id)
      writer.append(text: ",\"account_id\":", pot.accountID)
      writer.append(text: ",\"name\":", slugs[pot.id])
      writer.append(text: ",\"title\":", pot.name)
      writer.append(text: ",\"type\":", pot.type)
      writer.append(flag: ",\"deleted\":", pot.isDeleted)
      writer.append(text: ",\"currency\":", pot.currency.code)
      writer.append(number: ",\"balance_minor\":", pot.balanceMinor)
      writer.append("}")
    }
    writer.append("]}\n")
    return writer.bytes
  }
}

extension ByteWriter {
  fileprivate mutating func append(text key: StaticString, _ value: String?) {
    append(key)
    if let value { appendJSONString(value) } else { append("null") }
  }

  fileprivate mutating func append(number key: StaticString, _ value: Int64?) {
    append(key)
    if let value { append(integer: value) } else { append("null") }
  }

  fileprivate mutating func append(flag key: StaticString, _ value: Bool) {
    append(key)
    append(value ? "true" : "false")
  }
}
