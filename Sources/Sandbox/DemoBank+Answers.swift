// What the bank answers when asked for accounts, pots and balances (Monzo docs, "Accounts", "Pots").

internal import Bytes
internal import Model

extension DemoBank {
  /// The identifiers of the accounts that the bank lists: current, joint, Flex.
  public var accountIDs: [String] {
    DemoAccount.accounts.map { drafts.identities.account($0).text }
  }

  /// The identifiers of the hidden accounts of the pots, which only the metadata of transfers name.
  public var potAccountIDs: [String] { DemoAccount.pots.map { drafts.identities.account($0).text } }

  /// The answer to `GET /accounts`: `{"accounts":[…]}`.
  public func accountsAnswer() -> [UInt8] {
    var json = ByteWriter()
    json.append("{\"accounts\":[")
    for register in DemoAccount.accounts {
      if register != .current { json.append(",") }
      appendAccount(register, to: &json)
    }
    json.append("]}\n")
    return json.bytes
  }

  /// The answer to `GET /pots` for an account: `{"pots":[…]}`, deleted ones included.
  ///
  /// - Parameter accountID: The account that the pots belong to; nil for the pots of all accounts.
  /// - Returns: The answer and a line feed.
  public func potsAnswer(of accountID: String? = nil) -> [UInt8] {
    var json = ByteWriter()
    json.append("{\"pots\":[")
    var isFirst = true
    for plan in drafts.calendar.pots {
      guard accountID == nil || drafts.identities.account(plan.parent).text == accountID else {
        continue
      }
      if !isFirst { json.append(",") }
      isFirst = false
      appendPot(plan, to: &json)
    }
    json.append("]}\n")
    return json.bytes
  }

  /// The answer to `GET /balance` for an account; nil when the bank lists no such account.
  public func balanceAnswer(of accountID: String) -> [UInt8]? {
    guard let register = drafts.identities.register(accountID),
      DemoAccount.accounts.contains(register)
    else { return nil }
    var json = ByteWriter()
    json.append("{")
    appendBalance(register, to: &json)
    json.append(",\"balance_including_flexible_savings\":")
    let flexible = drafts.calendar.pots.filter {
      $0.type == "flexible_savings" && $0.parent == register
    }
    json.append(integer: flexible.reduce(balance(register)) { $0 + balance($1.register) })
    json.append(",\"local_currency\":\"\",\"local_exchange_rate\":0,\"local_spend\":[]}\n")
    return json.bytes
  }

  /// Reference lines, one JSON object each: the balance of every account with the time it was read, and the
  /// names of the household's own categories, which the bank's API does not say.
  public func references() -> [UInt8] {
    var json = ByteWriter()
    for register in DemoAccount.accounts {
      json.append("{\"reference\":\"balance\",\"account_id\":\"")
      json.append(drafts.identities.account(register))
      json.append("\",\"balance_minor\":")
      json.append(integer: balance(register))
      json.append(",\"currency\":\"GBP\",\"seen\":\"")
      json.append(asOf)
      json.append("\"}\n")
    }
    for category in Categories.named {
      json.append("{\"reference\":\"category\",\"id\":\"")
      json.append(category.id)
      json.append("\",\"name\":")
      json.appendJSONString(category.name)
      json.append("}\n")
    }
    return json.bytes
  }

  /// What a register holds at the end, in pence.
  func balance(_ register: DemoAccount) -> Int64 { balances[register.rawValue] }

  private func appendBalance(_ register: DemoAccount, to json: inout ByteWriter) {
    let pots = drafts.calendar.pots.filter { $0.parent == register }
    json.append("\"balance\":")
    json.append(integer: balance(register))
    json.append(",\"total_balance\":")
    json.append(integer: pots.reduce(balance(register)) { $0 + balance($1.register) })
    json.append(",\"currency\":\"GBP\",\"spend_today\":")
    json.append(integer: spentToday[register.rawValue])
  }
}
