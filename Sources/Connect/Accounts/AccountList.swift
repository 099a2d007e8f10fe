// The accounts, pots and balances that the bank lists now. Account numbers are shown by their last digits only,
// since output ends up in logs and tickets.

internal import Bytes
public import Model
public import MonzoAPI
internal import Normalize

/// Accounts with their pots and balances.
public struct AccountList {
  private var book = ReferenceBook()
  private var order: (accounts: [String], pots: [String]) = ([], [])
  /// What each account holds, where the bank says it.
  public private(set) var balances: [String: Balance] = [:]
  /// Why the bank gave no balance of an account.
  public private(set) var balanceErrors: [String: BankError] = [:]
  /// The names of accounts and pots.
  public let slugs: Slugs

  /// Asks the bank for everything.
  ///
  /// - Parameters:
  ///   - calls: the connection.
  ///   - names: names that were given before, by id.
  ///   - progress: called before each account.
  /// - Throws: `ConnectError`, and `BankError` when the bank refuses the list.
  public init(_ calls: BankCalls, names: [String: String], progress: () -> Void) throws {
    for account in try calls.ask(ListAccounts()) {
      order.accounts.append(account.id)
      book.add([account.raw], listedAs: .accounts)
      progress()
      do {
        balances[account.id] = try calls.askOfOne(ReadBalance(accountID: account.id))
      } catch let error as BankError {
        balanceErrors[account.id] = error
      }
      do {
        let pots = try calls.askOfOne(ListPots(accountID: account.id)).map(\.raw)
        order.pots += pots.map(\.id)
        book.add(pots, listedAs: .pots)
      } catch let error as BankError where error.status == 403 || error.status == 404 {
        // Accounts such as loans have no pots, and some say so this way.
      }
    }
    slugs = Slugs(book, fixed: names)
  }

  /// The accounts in the bank's order.
  public var accounts: [Account] { order.accounts.compactMap { book.accounts[$0] } }
  /// The pots in the bank's order, deleted ones too.
  public var pots: [Pot] { order.pots.compactMap { book.pots[$0] } }

  /// The last digits of a number, which are enough to recognize it.
  public static func ending(_ number: String) -> String { String(number.suffix(2)) }

  /// One object on one line, for programs.
  public var json: [UInt8] {
    JSONWriter.document(.compact) { json in
      json.member("accounts", each: accounts) { account, json in
        let balance = balances[account.id]
        json.member("id", account.id)
        json.member("name", slugs[account.id])
        json.member("type", account.type)
        json.member("closed", account.isClosed)
        json.member("currency", balance?.currency ?? account.currency.code)
        json.member("balance_minor", balance?.balance)
        json.member("total_balance_minor", balance?.totalBalance)
        json.member("spend_today_minor", balance?.spendToday)
        json.member("sort_code_ends", account.sortCode.map(AccountList.ending))
        json.member("account_number_ends", account.accountNumber.map(AccountList.ending))
      }
      json.member("pots", each: pots) { pot, json in
        json.member("id", pot.id)
        json.member("account_id", pot.accountID)
        json.member("name", slugs[pot.id])
        json.member("title", pot.name)
        json.member("type", pot.type)
        json.member("deleted", pot.isDeleted)
        json.member("currency", pot.currency.code)
        json.member("balance_minor", pot.balanceMinor)
      }
    }
  }
}
