// `GET /webhooks`: the webhooks of an account.

/// Lists the webhooks that the client registered (Monzo docs, "List webhooks").
public struct ListWebhooks: Endpoint {
  /// The account.
  public var accountID: String

  /// Creates the call.
  public init(accountID: String) { self.accountID = accountID }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(.get, path: "/webhooks", query: FormFields(["account_id": accountID]))
  }

  /// Reads the webhooks, in the bank's order.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> [Webhook] {
    var webhooks: [Webhook] = []
    for object in try AnswerObject(response).objects("webhooks") {
      webhooks.append(try Webhook(object))
    }
    return webhooks
  }
}
