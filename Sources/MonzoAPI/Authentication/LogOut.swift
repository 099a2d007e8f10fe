// `POST /oauth2/logout`: the end of a token.

/// Makes the token in use worthless, its refresh token too.
public struct LogOut: Endpoint {
  /// Creates the call.
  public init() {}

  /// The bank answers nothing of interest.
  public typealias Answer = Void

  /// The request.
  public var request: HTTPRequest { HTTPRequest(.post, path: "/oauth2/logout") }
}
