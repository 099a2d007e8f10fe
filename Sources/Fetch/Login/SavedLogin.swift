// What a token store keeps: one login, the client that it was made with, and the token that came of it.
// It is one line of JSON in every store, so a helper can keep it as one secret.

internal import Bytes
public import Model
public import MonzoAPI

/// One login of one user at one bank.
public struct SavedLogin: Equatable, Sendable {
  /// The API that the token belongs to, such as `https://api.monzo.com`; it is sent nowhere else.
  public var api: String
  /// The client that it was made with.
  public var client: Client
  /// Nil while the client is known and nobody has logged in with it.
  public var token: Token?

  /// A client of the developer page.
  public struct Client: Equatable, Sendable {
    /// The id that the bank gave it.
    public var id: String
    /// Nil when it comes from the configuration alone, and for tokens that were imported without one.
    public var secret: Secret?

    /// Creates a client.
    public init(id: String, secret: Secret?) {
      self.id = id
      self.secret = secret
    }
  }

  /// What the bank gave for a login.
  public struct Token: Equatable, Sendable {
    /// What is sent with every request.
    public var access: Secret
    /// Good for one refresh; nil for clients that are not confidential.
    public var refresh: Secret?
    /// Counts up with every token that takes the place of another, across runs.
    public var generation: Int
    /// When the bank gave it, by the bank's clock.
    public var obtained: Instant
    /// When the account holder logged in for it, if it is not the first token of the login.
    public var loggedIn: Instant?
    /// Nil when nobody knows.
    public var expires: Instant?
    /// Whose it is; nil when the bank did not say.
    public var userID: String?

    /// Creates a token.
    public init(
      access: Secret, refresh: Secret?, generation: Int, obtained: Instant,
      expires: Instant? = nil, userID: String? = nil
    ) {
      (self.access, self.refresh, self.generation) = (access, refresh, generation)
      (self.obtained, self.expires, self.userID) = (obtained, expires, userID)
    }

    /// The greatest generation that is read: nobody renews a token a billion times, and the next one must fit.
    static let generationMax = 1_000_000_000

    /// When the account holder logged in for it: no renewal changes that.
    public var loginTime: Instant { loggedIn ?? obtained }
  }

  /// Creates a login.
  public init(api: String, client: Client, token: Token? = nil) {
    (self.api, self.client, self.token) = (api, client, token)
  }
}

extension SavedLogin.Token {
  /// What the fetch stage may know.
  public var facts: TokenFacts {
    TokenFacts(generation: generation, expires: expires, isRefreshable: refresh != nil)
  }
}

extension SavedLogin {
  /// The client's new login with the token of an answer, given at a time by the bank's clock.
  ///
  /// It is as good as a stranger's: nothing of the login before says whose it is.
  public func taking(_ answer: TokenAnswer, at now: Instant) -> SavedLogin {
    var login = self
    login.token = Token(
      access: answer.accessToken, refresh: answer.refreshToken,
      generation: min(token?.generation ?? 0, Token.generationMax) + 1, obtained: now,
      expires: answer.expiresIn.flatMap { life in
        let (seconds, isTooFar) = now.seconds.addingReportingOverflow(life)
        return isTooFar ? nil : Instant(seconds: seconds)
      },
      userID: answer.userID)
    return login
  }

  /// The same login with the token that it was renewed with; the user stays, named again or not.
  public func renewed(by answer: TokenAnswer, at now: Instant) -> SavedLogin {
    var login = taking(answer, at: now)
    login.token?.userID = answer.userID ?? token?.userID
    login.token?.loggedIn = token?.loginTime
    return login
  }

  /// Whether another login is of the same user, with the same client and bank.
  func isOfSameUser(as other: SavedLogin) -> Bool {
    api == other.api && client.id == other.client.id && token?.userID == other.token?.userID
  }

  /// Whether it has a token that took the place of another login's.
  public func isSuccessor(of other: SavedLogin) -> Bool {
    isOfSameUser(as: other) && token?.generation ?? 0 > other.token?.generation ?? 0
  }

  /// The login as one line of JSON, without its line feed.
  public var json: [UInt8] {
    var writer = ByteWriter()
    writer.appendJSON(leavesOutAbsent: true) { json in
      json.member("version", 1)
      json.member("api", api)
      json.member("client_id", client.id)
      json.member("client_secret", client.secret?.reveal())
      guard let token else { return }
      json.member("access_token", token.access.reveal())
      json.member("refresh_token", token.refresh?.reveal())
      json.member("generation", token.generation)
      json.member("obtained", token.obtained.description)
      json.member("logged_in", token.loggedIn?.description)
      json.member("expires", token.expires?.description)
      json.member("user_id", token.userID)
    }
    return writer.bytes
  }

  /// Reads what `json` wrote; nil when the bytes are no login.
  public init?(json bytes: [UInt8]) {
    guard let object = JSONMembers(bytes), object.integer("version") == 1,
      let api = object.text("api"), let id = object.text("client_id")
    else { return nil }
    self.init(
      api: api, client: Client(id: id, secret: object.text("client_secret").map(Secret.init)))
    guard let access = object.text("access_token") else { return }
    guard let generation = object.integer("generation").flatMap({ Int(exactly: $0) }),
      0...Token.generationMax ~= generation,
      let obtained = object.text("obtained").flatMap({ Instant($0) })
    else { return nil }
    token = Token(
      access: Secret(access), refresh: object.text("refresh_token").map(Secret.init),
      generation: generation, obtained: obtained,
      expires: object.text("expires").flatMap { Instant($0) }, userID: object.text("user_id"))
    token?.loggedIn = object.text("logged_in").flatMap { Instant($0) }
  }
}
