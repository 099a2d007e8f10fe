// Logging in: the page that a browser is sent to, the code it brings back, tokens, and their end (Monzo docs,
// "Authentication"; RFC 6749 §4.1).

public import Model
public import MonzoAPI

extension BankServer {
  /// Gives a code as the authorisation page does when a person says yes.
  ///
  /// - Parameters:
  ///   - clientID: The client that asks.
  ///   - redirectURI: Where the browser is to go.
  /// - Returns: The code; nil when there is no such client.
  public mutating func approveLogin(of clientID: String, redirectURI: String) -> Secret? {
    guard let client = clients.firstIndex(where: { $0.id == clientID }) else { return nil }
    return Secret(logins.makeCode(client: client, redirect: redirectURI))
  }

  /// Lets every access token expire at once.
  public mutating func expireTokens(at now: Instant) { logins.expireTokens(at: now) }

  /// Renews the consent for another 90 days, as a person can in the app.
  public mutating func extendConsent(at now: Instant) { logins.extendConsent(at: now) }

  /// Logs the household in at another place, which ends the login of a client.
  public mutating func logInElsewhere(_ client: Client, at now: Instant) {
    guard let index = clients.firstIndex(where: { $0.id == client.id }) else { return }
    _ = logins.start(
      Logins.Login(), client: index, isConfidential: client.isConfidential, at: now)
  }

  /// The page: with a button for people, answered at once for programs, which do not ask for HTML.
  mutating func authorisationPage(_ call: BankCall) throws(Refusal) -> HTTPResponse {
    try allow(call, .get)
    let fields = call.query
    try checkAuthorisation(fields)
    return call.accept.contains("text/html") ? loginPage(fields) : try redirect(fields, status: 302)
  }

  /// What the button of the page does.
  mutating func approve(_ call: BankCall) throws(Refusal) -> HTTPResponse {
    guard call.path.count == 1 else { throw .notFound("Endpoint") }
    try allow(call, .post)
    let fields = try call.form()
    try checkAuthorisation(fields)
    return try redirect(fields, status: 303)
  }

  private func checkAuthorisation(_ fields: FormFields) throws(Refusal) {
    let client = try fields.required("client_id")
    guard clients.contains(where: { $0.id == client }) else {
      throw .parameter("client_id", "no such client")
    }
    let redirect = try fields.required("redirect_uri")
    guard redirect.hasPrefix("http://") || redirect.hasPrefix("https://"), !redirect.contains("#")
    else { throw .parameter("redirect_uri", "an absolute address without a fragment is needed") }
    guard try fields.required("response_type") == "code" else {
      throw .parameter("response_type", "only code is known")
    }
  }

  private mutating func redirect(
    _ fields: FormFields, status: Int
  ) throws(Refusal) -> HTTPResponse {
    let address = try fields.required("redirect_uri")
    let code = approveLogin(of: try fields.required("client_id"), redirectURI: address)
    let query = FormFields(["code": code?.reveal(), "state": fields["state"]])
    return HTTPResponse(
      status: status,
      headers: [
        "location": "\(address)\(address.contains("?") ? "&" : "?")\(query.encoded)",
        "cache-control": "no-store",
      ])
  }
}

extension BankServer {
  mutating func authenticate(_ call: BankCall) throws(Refusal) -> HTTPResponse {
    switch call.path {
    case ["oauth2", "token"]:
      try allow(call, .post)
      return try token(try call.form(), at: call.now)
    case ["oauth2", "logout"]:
      try allow(call, .post)
      logins.logOut(try logins.pair(bearer(call), at: call.now).client)
      return .emptyObject
    default:
      throw .notFound("Endpoint")
    }
  }

  private mutating func token(_ form: FormFields, at now: Instant) throws(Refusal) -> HTTPResponse {
    let grant = try form.required("grant_type")
    let index = try client(form)
    let client = clients[index]
    let invalid = Refusal(
      400, "bad_request.invalid_token", "Code or token is invalid, used or expired",
      oauth: "invalid_token")
    var pair: Logins.Pair?
    switch grant {
    case "authorization_code":
      pair = logins.exchange(
        try form.required("code"), client: index, redirect: try form.required("redirect_uri"),
        login: newLogin(at: now), isConfidential: client.isConfidential, at: now)
    case "refresh_token" where client.isConfidential:
      pair = logins.refresh(try form.required("refresh_token"), client: index, at: now)
    case "password" where rules.takesPasswords:
      guard try form.required("username") == credentials.username,
        try form.required("password") == credentials.password.reveal()
      else { throw invalid }
      let login = Logins.Login(approved: now, consented: now)
      pair = logins.start(login, client: index, isConfidential: client.isConfidential, at: now)
    default:
      throw Refusal(
        400, "bad_request.bad_param.grant_type", "Grant type \(grant) is not for this client",
        oauth: "unsupported_grant_type")
    }
    guard let pair else { throw invalid }
    return answer(pair, client)
  }

  /// A login whose approval in the app is still to come.
  private func newLogin(at now: Instant) -> Logins.Login {
    let approved = rules.approvalDelay.map { now.adding(seconds: $0) }
    return Logins.Login(approved: approved, consented: approved)
  }

  private func client(_ form: FormFields) throws(Refusal) -> Int {
    let id = try form.required("client_id")
    let secret = Secret(form["client_secret"] ?? "")
    guard let index = clients.firstIndex(where: { $0.id == id && $0.secret == secret }) else {
      throw Refusal(
        401, "unauthorized.bad_client", "Client id and secret do not match",
        oauth: "invalid_client")
    }
    return index
  }

  private func answer(_ pair: Logins.Pair, _ client: Client) -> HTTPResponse {
    let refresh: JSONText = pair.refresh.map { #","refresh_token":\#($0)"# } ?? ""
    var response = HTTPResponse.json(
      #"""
      {"access_token":\#(pair.access),"client_id":\#(client.id),"expires_in":\#(Logins.tokenLife)\#
      \#(refresh),"token_type":"Bearer","user_id":\#(userID)}
      """#)
    response.headers["cache-control"] = "no-store"
    return response
  }

  func whoAmI(_ pair: Logins.Pair) -> HTTPResponse {
    .json(#"{"authenticated":true,"client_id":\#(clients[pair.client].id),"user_id":\#(userID)}"#)
  }
}
