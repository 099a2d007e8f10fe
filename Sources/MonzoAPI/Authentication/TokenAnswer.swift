// What every grant of `POST /oauth2/token` answers. The one answer of which the bank's own bytes are not kept:
// they are the secrets.

/// The tokens of a user.
public struct TokenAnswer: Equatable, Sendable {
  /// The token that requests carry.
  public var accessToken: Secret
  /// The one-time token for the next pair; null for clients that are not confidential.
  public var refreshToken: Secret?
  /// The seconds that the access token lives; null when the bank does not say.
  public var expiresIn: Int64?
  /// The user.
  public var userID: String?
  /// The client.
  public var clientID: String?
  /// How the token is carried: `Bearer`.
  public var tokenType: String?

  /// Creates an answer.
  public init(
    accessToken: Secret, refreshToken: Secret? = nil, expiresIn: Int64? = nil,
    userID: String? = nil, clientID: String? = nil, tokenType: String? = nil
  ) {
    self.accessToken = accessToken
    self.refreshToken = refreshToken
    self.expiresIn = expiresIn
    self.userID = userID
    self.clientID = clientID
    self.tokenType = tokenType
  }
}

extension TokenAnswer {
  init(_ response: HTTPResponse) throws(CallFailure) {
    let answer = try AnswerObject(response)
    self.init(
      accessToken: Secret(try answer.requiredText("access_token")),
      refreshToken: answer.text("refresh_token").flatMap { $0.isEmpty ? nil : Secret($0) },
      expiresIn: answer.integer("expires_in"), userID: answer.text("user_id"),
      clientID: answer.text("client_id"), tokenType: answer.text("token_type"))
  }
}

extension Endpoint where Answer == TokenAnswer {
  /// Reads the tokens.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> TokenAnswer {
    try TokenAnswer(response)
  }
}
