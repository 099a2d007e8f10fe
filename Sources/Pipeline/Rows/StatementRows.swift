// What statements and aggregators' dumps leave open: most name no account, or name it in their own way. The rows of
// the other inputs answer it, once all are known.

import Bytes
package import Model

/// What is known of the accounts of files that do not name the bank's.
struct StatementRows {
  /// The account of rows whose account nobody knows.
  static let unknownAccount = AccountTitle.unknownStatement

  /// An account as a file has it.
  private struct Owner: Hashable {
    let file: UInt32
    /// The file's own name for it; empty when it has none.
    let name: String
  }

  private var accounts: [Owner: Set<String>] = [:]

  /// Takes note that a row of a file, as it was read, is of an account of the bank.
  mutating func note(account: String, of row: Row, file: UInt32) {
    guard row.source.mayLackAccount, !row.namesAccountOfBank else { return }
    accounts[Owner(file: file, name: row[.accountID] ?? ""), default: []].insert(account)
  }

  /// Gives a row without an account of the bank the one account that known rows of its file belong to.
  ///
  /// - Returns: false when there is no such account and the row names none itself, so that it is of an unknown one.
  func resolveAccount(of row: inout Row, file: UInt32) -> Bool {
    guard row.source.mayLackAccount, !row.namesAccountOfBank else { return true }
    let own = row[.accountID]
    let known = accounts[Owner(file: file, name: own ?? "")] ?? []
    if known.count == 1 {
      row[.accountID] = known.first
      return true
    }
    if own != nil { return true }
    row[.accountID] = StatementRows.unknownAccount
    return false
  }
}

extension Dialect {
  /// Whether records of the dialect may not say of which account of the bank they are.
  var mayLackAccount: Bool { self == .statementCSV || self == .openBanking }
}

extension Row {
  /// Whether the account is one by the bank's own id, and not as an aggregator or nobody names it.
  package var namesAccountOfBank: Bool { startsWith("acc_", .accountID) }

  /// Whether the id is the bank's, and not made up or of another program.
  var hasIDOfBank: Bool { !source.mayLackAccount || startsWith("tx_", .id) }

  /// Whether the id was made of the record because the source gave none.
  var hasMadeUpID: Bool { startsWith("row_", .id) }

  private func startsWith(_ text: String, _ field: RowText) -> Bool {
    guard let range = range(field) else { return false }
    return storage[range.indices].starts(with: text.utf8)
  }
}
