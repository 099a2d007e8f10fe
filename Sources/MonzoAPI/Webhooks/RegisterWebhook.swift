// `POST /webhooks`: from now on an address is reported new transactions.

/// Registers a webhook (Monzo docs, "Registering a webhook").
public struct RegisterWebhook: Endpoint {
  /// The account.
  public var accountID: String
  /// The address that is reported.
  public var url: String

  /// Creates the call.
  public init(accountID: String, url: String) {
    self.accountID = accountID
    self.url = url
  }

  /// The request.
  public var request: HTTPRequest {
    HTTPRequest(
      .post, path: "/webhooks", form: FormFields(["account_id": accountID, "url": url]))
  }

  /// Reads the new webhook.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> Webhook {
    try Webhook(AnswerObject(response).object("webhook"))
  }
}
