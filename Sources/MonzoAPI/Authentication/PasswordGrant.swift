// `POST /oauth2/token`, grant `password`: how one logged in to the alpha of 2015. The bank of today refuses it.

/// Logs in with a user's name and password, in the dialect of 2015.
public struct PasswordGrant: Endpoint {
  /// The client.
  public var clientID: String
  /// The client's secret.
  public var clientSecret: Secret
  /// The user's e-mail address.
  public var username: String
  /// The user's password.
  public var password: Secret

  /// Creates the call.
  public init(clientID: String, clientSecret: Secret, username: String, password: Secret) {
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.username = username
    self.password = password
  }

  /// What the bank answers.
  public typealias Answer = TokenAnswer

  /// The request; its body holds the secrets.
  public var request: HTTPRequest {
    HTTPRequest(
      .post, path: "/oauth2/token",
      form: FormFields([
        "grant_type": "password", "client_id": clientID, "client_secret": clientSecret.reveal(),
        "username": username, "password": password.reveal(),
      ]))
  }
}
