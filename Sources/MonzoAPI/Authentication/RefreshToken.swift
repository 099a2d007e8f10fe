// `POST /oauth2/token`, grant `refresh_token`: a new pair of tokens for the old one, once.

/// Gets a new pair of tokens; the old one is dead afterwards (Monzo docs, "Refreshing access").
public struct RefreshToken: Endpoint {
  /// The client.
  public var clientID: String
  /// The client's secret.
  public var clientSecret: Secret
  /// The refresh token in use.
  public var refreshToken: Secret

  /// Creates the call.
  public init(clientID: String, clientSecret: Secret, refreshToken: Secret) {
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.refreshToken = refreshToken
  }

  /// What the bank answers.
  public typealias Answer = TokenAnswer

  /// The request; its body holds the secrets.
  public var request: HTTPRequest {
    HTTPRequest(
      .post, path: "/oauth2/token",
      form: FormFields([
        "grant_type": "refresh_token", "client_id": clientID,
        "client_secret": clientSecret.reveal(), "refresh_token": refreshToken.reveal(),
      ]))
  }
}
