// What the bank answers when asked for accounts, pots and balances (Monzo docs, "Accounts", "Pots").

internal import Model

extension DemoBank {
  /// The answer to `GET /accounts`: `{"accounts":[…]}`.
  public func accountsAnswer() -> [UInt8] {
    (#"{"accounts":[\#(DemoAccount.accounts.map(account))]}"# as JSONText).line
  }

  /// The answer to `GET /pots` for an account: `{"pots":[…]}`, deleted ones included.
  ///
  /// - Parameter accountID: The account that the pots belong to; nil for the pots of all accounts.
  /// - Returns: The answer and a line feed.
  public func potsAnswer(of accountID: String? = nil) -> [UInt8] {
    let plans = drafts.calendar.pots.filter { plan in
      accountID == nil || drafts.identities.account(plan.parent).text == accountID
    }
    return (#"{"pots":[\#(plans.map(pot))]}"# as JSONText).line
  }

  /// The answer to `GET /balance` for an account; nil when the bank lists no such account.
  public func balanceAnswer(of accountID: String) -> [UInt8]? {
    guard let register = drafts.identities.register(accountID),
      DemoAccount.accounts.contains(register)
    else { return nil }
    let held = balance(register)
    let pots = drafts.calendar.pots.filter { $0.parent == register }
    func total(_ pots: [PotPlan]) -> Int64 { pots.reduce(held) { $0 + balance($1.register) } }
    let json: JSONText = #"""
      {"balance":\#(held),"total_balance":\#(total(pots)),"currency":"GBP",\#
      "spend_today":\#(spentToday[register.rawValue]),"balance_including_flexible_savings":\#
      \#(total(pots.filter { $0.type == "flexible_savings" })),\#
      "local_currency":"","local_exchange_rate":0,"local_spend":[]}
      """#
    return json.line
  }

  /// Reference lines, one JSON object each: the balance of every account with the time it was read, and the
  /// names of the household's own categories, which the bank's API does not say.
  public func references() -> [UInt8] {
    let balances = DemoAccount.accounts.map { register -> JSONText in
      #"""
      {"reference":"balance","account_id":\#(drafts.identities.account(register)),\#
      "balance_minor":\#(balance(register)),"currency":"GBP","seen":\#(asOf)}
      """#
    }
    let categories = Categories.named.map { category -> JSONText in
      #"{"reference":"category","id":\#(category.id),"name":\#(category.name)}"#
    }
    return Array((balances + categories).map(\.line).joined())
  }

  /// What a register holds at the end, in pence.
  func balance(_ register: DemoAccount) -> Int64 { balances[register.rawValue] }
}

extension JSONText {
  fileprivate var line: [UInt8] { bytes + [0x0A] }
}
