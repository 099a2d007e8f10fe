// What `accounts` prints: a table, one line an account or pot.

internal import Bytes
package import Connect
internal import Model
internal import MonzoAPI

extension AccountList {
  /// The table; deleted pots are left out.
  package var table: [String] {
    var table = TextTable(
      ["name", "type", "sort code", "number", "balance"], figures: ["balance"], indent: "")
    for account in accounts {
      let balance = balances[account.id]
      table.rows.append([
        slugs[account.id], account.type + (account.isClosed ? " (closed)" : ""),
        account.sortCode.map(masked) ?? "", account.accountNumber.map(masked) ?? "",
        balance.map { amount($0.balance, Currency($0.currency)) } ?? "refused",
      ])
      for pot in pots where pot.accountID == account.id && !pot.isDeleted {
        table.rows.append([
          "  " + slugs[pot.id], pot.type ?? "", "", "",
          pot.balanceMinor.map { amount($0, pot.currency) } ?? "",
        ])
      }
    }
    return table.lines
  }

  /// What the table leaves out, or could not have.
  package var notes: [String] {
    let deleted = pots.count { $0.isDeleted }
    return accounts.compactMap { account in
      balanceErrors[account.id].map { "note: \(slugs[account.id]): Monzo gave no balance (\($0))" }
    } + (deleted > 0 ? ["note: \(counted(deleted, "deleted pot")) left out"] : [])
  }

  private func masked(_ number: String) -> String { "••••\(AccountList.ending(number))" }

  private func amount(_ minor: Int64, _ currency: Currency?) -> String {
    "\(Money(minor, currency ?? .gbp))"
  }
}
