// Accounts, balances and pots, as they are at the moment.

internal import Model
import MonzoAPI

extension BankServer {
  /// `GET /accounts`, perhaps of one type only.
  func accounts(_ call: BankCall) -> HTTPResponse {
    let type = call.query["account_type"]
    let own = DemoAccount.accounts.filter { type == nil || type == $0.accountType }
    let refusing = refusingAccounts.filter { type == nil || type == $0.type.rawValue }
    let accounts =
      own.map { books.bank.account($0) } + refusing.map { $0.json(ownedBy: userID) }
    return .json(#"{"accounts":[\#(accounts)]}"#)
  }

  func balance(_ call: BankCall) throws(Refusal) -> HTTPResponse {
    let id = try accountID(call.query, "account_id")
    if refusingAccounts.contains(where: { $0.id == id }) {
      throw .permissions("This account has no balance")
    }
    guard let register = register(id), DemoAccount.accounts.contains(register) else {
      throw .permissions("Account is not yours")
    }
    var bank = books.bank
    bank.spentToday = spentToday(at: call.now)
    guard let answer = bank.balanceAnswer(of: id) else { throw .notFound("Account") }
    return .json(answer)
  }

  /// `GET /pots`, deleted ones included.
  func pots(_ call: BankCall) throws(Refusal) -> HTTPResponse {
    let id = try accountID(call.query, "current_account_id")
    let isKnown =
      register(id).map { DemoAccount.accounts.contains($0) } ?? false
      || refusingAccounts.contains { $0.id == id }
    guard isKnown else { throw .permissions("Account is not yours") }
    return .json(books.bank.potsAnswer(of: id))
  }

  /// The account or hidden account of a pot with an identifier.
  func register(_ accountID: String) -> DemoAccount? {
    books.bank.drafts.identities.register(accountID)
  }

  /// A field that must be the identifier of an account.
  func accountID(_ fields: FormFields, _ name: String) throws(Refusal) -> String {
    let id = try fields.required(name)
    guard Identifier(.account, id) != nil else { throw .parameter(name, "not an account id") }
    return id
  }

  /// What was spent on London's day of a time, by register.
  private func spentToday(at now: Instant) -> [Int64] {
    let day = TimeZoneRules.london.date(of: now)
    var spent = books.history.bank.spentToday
    if day != books.bank.drafts.calendar.lastDay { spent = spent.map { _ in 0 } }
    let midnight = day.at(0, 0)
    for register in DemoAccount.accounts {
      for entry in books.entriesAdded(register)
      where entry.created >= midnight && entry.countsAsSpending && !entry.isDeclined {
        spent[register.rawValue] += entry.amount
      }
    }
    return spent
  }
}

/// An account that the bank lists, and then refuses to say more of.
struct RefusingAccount {
  enum AccountType: String {
    case backingLoan = "uk_monzo_flex_backing_loan"
    case loan = "uk_loan"
  }

  let type: AccountType
  let id: String
  let created: Milliseconds

  func json(ownedBy user: String) -> JSONText {
    let description = type == .loan ? "loan_\(user)" : "monzoflexbackingloan_\(user)"
    return #"""
      {"id":\#(id),"closed":false,"created":\#(created, .time),"description":\#(description),\#
      "type":\#(type.rawValue),"owner_type":"personal","currency":"GBP","country_code":"GB",\#
      "owners":[{"user_id":\#(user),"preferred_name":"Tansy Quillfeather",\#
      "preferred_first_name":"Tansy"}]}
      """#
  }
}

extension BankServer {
  /// The accounts that refuse, in a bank that has some.
  var refusingAccounts: [RefusingAccount] {
    guard rules.hasRefusingAccounts else { return [] }
    let identities = books.bank.drafts.identities
    let flex = identities.account(.flex)
    return [
      RefusingAccount(
        type: .backingLoan, id: Identifier(.account, flex.time + 15, flex.salt ^ 1).text,
        created: flex.time + 15),
      RefusingAccount(
        type: .loan, id: Identifier(.account, flex.time + 9_000_000, flex.salt ^ 2).text,
        created: flex.time + 9_000_000),
    ]
  }
}

extension DemoAccount {
  var accountType: String {
    switch self {
    case .joint: "uk_retail_joint"
    case .flex: "uk_monzo_flex"
    default: "uk_retail"
    }
  }
}
