// `PUT /pots/ID/deposit`: money from an account into a pot.

/// Moves money into a pot (Monzo docs, "Deposit into a pot").
public struct DepositIntoPot: Endpoint {
  /// The pot.
  public var potID: String
  /// The account that the money comes from.
  public var sourceAccountID: String
  /// How much, in minor units, more than zero.
  public var amount: Int64
  /// Names this deposit: with the same text again the money moves only once.
  public var dedupeID: String

  /// Creates the call.
  public init(potID: String, sourceAccountID: String, amount: Int64, dedupeID: String) {
    self.potID = potID
    self.sourceAccountID = sourceAccountID
    self.amount = amount
    self.dedupeID = dedupeID
  }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(
      .put, path: "/pots/\(PercentEncoding.encode(potID))/deposit",
      form: FormFields([
        "source_account_id": sourceAccountID, "amount": String(amount), "dedupe_id": dedupeID,
      ]))
  }

  /// Reads the pot as it is afterwards.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> ListedPot {
    try ListedPot(AnswerObject(response))
  }
}
