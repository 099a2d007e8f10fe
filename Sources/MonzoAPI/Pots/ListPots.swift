// `GET /pots`: the pots of an account, deleted ones too.

/// Lists the pots of an account (Monzo docs, "List pots").
public struct ListPots: Endpoint {
  /// The account that the pots belong to.
  public var accountID: String

  /// Creates the call.
  public init(accountID: String) { self.accountID = accountID }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(.get, path: "/pots", query: FormFields(["current_account_id": accountID]))
  }

  /// Reads the pots, in the bank's order.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> [ListedPot] {
    var pots: [ListedPot] = []
    for object in try AnswerObject(response).objects("pots") {
      pots.append(try ListedPot(object))
    }
    return pots
  }
}
