// What the bank knows and a client should know in the end: every row of every account at a time, and what the
// account holds. For those who check a client against the bank.

public import Model
internal import MonzoAPI

/// The truth about one account, or about the hidden account of a pot.
public struct AccountTruth: Equatable, Sendable {
  /// The account.
  public var accountID: String
  /// The pot whose hidden account it is.
  public var potID: String?
  /// Whether the bank lists rows of the account at all.
  public var isReadable: Bool
  /// What it holds, in pence.
  public var balance: Int64
  /// Every row with its merchant as an object, in order of (created, id).
  public var rows: [[UInt8]]
}

extension BankServer {
  /// The truth at a time, which must not be earlier than that of the last request.
  public func truth(at now: Instant) -> [AccountTruth] {
    var later = self
    later.advance(to: now)
    let identities = books.bank.drafts.identities
    let readable = DemoAccount.allCases.map { register in
      AccountTruth(
        accountID: identities.account(register).text,
        potID: identities.pots[register.rawValue]?.text, isReadable: true,
        balance: later.books.bank.balances[register.rawValue],
        rows: later.books.allRows(register))
    }
    let refusing = refusingAccounts.map {
      AccountTruth(
        accountID: $0.id, isReadable: $0.type == .loan, balance: 0, rows: [])
    }
    return readable + refusing
  }
}

extension BankServer {
  /// Answers what each account holds and how many rows it has; with `account_id` its rows, one a line.
  ///
  /// No token is asked for: `GET /sandbox/truth` is for those who check a client.
  func truth(_ call: BankCall) throws(Refusal) -> HTTPResponse {
    try allow(call, .get)
    let accounts = truth(at: call.now)
    guard let id = call.query["account_id"] else {
      return .json(#"{"accounts":[\#(accounts.map(\.json))]}"#)
    }
    guard let account = accounts.first(where: { $0.accountID == id }) else {
      throw .notFound("Account")
    }
    return .json(Array(account.rows.map { $0 + [0x0A] }.joined()))
  }
}

extension AccountTruth {
  fileprivate var json: JSONText {
    #"""
    {"account_id":\#(accountID),"pot_id":\#(potID),"readable":\#(isReadable),\#
    "balance":\#(balance),"transactions":\#(Int64(rows.count))}
    """#
  }
}

extension BankState {
  /// All rows of a register by the time at which they were made, then by identifier.
  fileprivate func allRows(_ register: DemoAccount) -> [[UInt8]] {
    let rows = rows(register, Range())
    // Only rows that were written down late are elsewhere by time than by identifier.
    let places = rows.indices.sorted { (rows[$0].created, $0) < (rows[$1].created, $1) }
    return places.map { place in
      switch rows[place] {
      case .kept(let bytes, _): bytes
      case .entry(let entry): RecordWriter.object(entry)
      }
    }
  }
}
