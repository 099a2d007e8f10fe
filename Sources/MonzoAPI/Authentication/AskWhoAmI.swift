// `GET /ping/whoami`: whom the token in use belongs to.

/// Asks about the token in use (Monzo docs, "Authenticating requests").
public struct AskWhoAmI: Endpoint {
  /// Creates the call.
  public init() {}

  /// The request.
  public var request: HTTPRequest { HTTPRequest(.get, path: "/ping/whoami") }

  /// Reads the answer.
  public static func answer(to response: HTTPResponse) throws(CallFailure) -> WhoAmI {
    let answer = try AnswerObject(response)
    return WhoAmI(
      isAuthenticated: try answer.requiredBoolean("authenticated"),
      clientID: answer.text("client_id"), userID: answer.text("user_id"), body: answer.minified)
  }
}

/// Whom a token belongs to.
public struct WhoAmI: Equatable, Sendable {
  /// Whether the token is good.
  public var isAuthenticated: Bool
  /// The client.
  public var clientID: String?
  /// The user.
  public var userID: String?
  /// The answer as the bank sent it.
  public var body: [UInt8]
}
