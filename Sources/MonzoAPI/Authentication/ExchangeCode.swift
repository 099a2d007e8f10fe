// `POST /oauth2/token`, grant `authorization_code`: the code that the browser brought back, for tokens.

/// Exchanges an authorisation code for tokens (Monzo docs, "Exchange the authorization code").
public struct ExchangeCode: Endpoint {
  /// The client.
  public var clientID: String
  /// The client's secret.
  public var clientSecret: Secret
  /// Where the browser came back to, the same as in the authorisation page.
  public var redirectURI: String
  /// The code that it brought.
  public var code: Secret

  /// Creates the call.
  public init(clientID: String, clientSecret: Secret, redirectURI: String, code: Secret) {
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.redirectURI = redirectURI
    self.code = code
  }

  /// What the bank answers.
  public typealias Answer = TokenAnswer

  /// The request; its body holds the secrets.
  public var request: HTTPRequest {
    HTTPRequest(
      .post, path: "/oauth2/token",
      form: FormFields([
        "grant_type": "authorization_code", "client_id": clientID,
        "client_secret": clientSecret.reveal(), "redirect_uri": redirectURI,
        "code": code.reveal(),
      ]))
  }
}
