// `PUT /pots/ID/withdraw`: money from a pot into an account.

/// Moves money out of a pot (Monzo docs, "Withdraw from a pot").
public struct WithdrawFromPot: Endpoint {
  /// The pot.
  public var potID: String
  /// The account that the money goes to.
  public var destinationAccountID: String
  /// How much, in minor units, more than zero.
  public var amount: Int64
  /// Names this withdrawal: with the same text again the money moves only once.
  public var dedupeID: String

  /// Creates the call.
  public init(potID: String, destinationAccountID: String, amount: Int64, dedupeID: String) {
    self.potID = potID
    self.destinationAccountID = destinationAccountID
    self.amount = amount
    self.dedupeID = dedupeID
  }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(
      .put, path: "/pots/\(PercentEncoding.encode(potID))/withdraw",
      form: FormFields([
        "destination_account_id": destinationAccountID, "amount": String(amount),
        "dedupe_id": dedupeID,
      ]))
  }

  /// Reads the pot as it is afterwards.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> ListedPot {
    try ListedPot(AnswerObject(response))
  }
}
