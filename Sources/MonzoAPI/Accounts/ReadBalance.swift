// `GET /balance`: what an account holds now.

/// Reads the balance of an account (Monzo docs, "Read balance").
public struct ReadBalance: Endpoint {
  /// The account.
  public var accountID: String

  /// Creates the call.
  public init(accountID: String) { self.accountID = accountID }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(.get, path: "/balance", query: FormFields(["account_id": accountID]))
  }

  /// Reads the balance.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> Balance {
    let answer = try AnswerObject(response)
    return Balance(
      balance: try answer.requiredInteger("balance"),
      totalBalance: answer.integer("total_balance"),
      currency: try answer.requiredText("currency"), spendToday: answer.integer("spend_today"),
      body: answer.minified)
  }
}

/// What an account holds, in minor units of its currency.
public struct Balance: Equatable, Sendable {
  /// What can be spent.
  public var balance: Int64
  /// The same with the pots; null in old dialects.
  public var totalBalance: Int64?
  /// The currency.
  public var currency: String
  /// What was spent today, negative; null when the bank does not say.
  public var spendToday: Int64?
  /// The answer as the bank sent it.
  public var body: [UInt8]
}
