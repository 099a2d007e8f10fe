// Where the browser is sent to log in. Not a call of the API: the bank answers by sending the browser back.

/// The page on which a user lets a client in (Monzo docs, "Redirect the user to Monzo"; RFC 6749 §4.1.1).
public struct AuthorisationPage: Equatable, Sendable {
  /// The client.
  public var clientID: String
  /// Where the browser comes back to, exactly as the client was registered.
  public var redirectURI: String
  /// The text that must come back unchanged.
  public var state: String

  /// Creates the arguments of the page.
  public init(clientID: String, redirectURI: String, state: String) {
    self.clientID = clientID
    self.redirectURI = redirectURI
    self.state = state
  }

  /// The address for the browser.
  ///
  /// - Parameter base: the bank's page, such as `https://auth.monzo.com/`.
  /// - Returns: the page with its arguments.
  public func address(at base: String) -> String {
    let query = FormFields([
      "client_id": clientID, "redirect_uri": redirectURI, "response_type": "code",
      "state": state,
    ])
    return "\(base)\(base.utf8.contains(0x3F) ? "&" : "?")\(query.encoded)"
  }
}
