// A login from its beginning to a token that is saved and approved: the authorisation code flow of RFC 6749 §4.1
// for programs on a user's machine (RFC 8252), the password grant of 2015, or a token from elsewhere.

package import Disk
package import Fetch
package import LoopbackHTTP
internal import Model
package import MonzoAPI

/// What a login needs to know, and whom it asks.
package struct LoginRequest {
  /// How a token is obtained.
  package enum Way {
    /// By the bank's page in a browser.
    case browser(BrowserLogin)
    /// By a name and a password, which are asked for.
    case password(() throws -> (name: String, password: Secret))
    /// It was obtained elsewhere.
    case imported(TokenAnswer, source: String)
  }

  /// A client that logs in.
  package struct Client {
    /// Its id.
    package var id: String
    /// Its secret.
    package var secret: Secret

    /// Creates a client.
    package init(id: String, secret: Secret) { (self.id, self.secret) = (id, secret) }

    var saved: SavedLogin.Client { .init(id: id, secret: secret) }
  }

  let way: Way
  let findClient: (SavedLogin.Client?) throws -> Client
  let replaceClient: (Client, BankError) throws -> Client
  let willLogIn: () throws -> Void

  /// Creates a request.
  ///
  /// - Parameters:
  ///   - way: how a token is obtained.
  ///   - findClient: finds the client that logs in, given the one of the earlier login.
  ///   - replaceClient: finds another client in the place of one that the bank refuses; throws when there is none.
  ///   - willLogIn: is called before the bank is asked to log anybody in; what it throws ends the login.
  package init(
    _ way: Way, findClient: @escaping (SavedLogin.Client?) throws -> Client,
    replaceClient: @escaping (Client, BankError) throws -> Client,
    willLogIn: @escaping () throws -> Void
  ) {
    (self.way, self.willLogIn) = (way, willLogIn)
    (self.findClient, self.replaceClient) = (findClient, replaceClient)
  }
}

/// What a login by a browser needs.
package struct BrowserLogin {
  /// The bank's page for logging in, without its arguments.
  let page: BaseAddress
  /// Where the browser comes back to.
  let redirect: RedirectAddress
  /// Whether to open the page, and not only to show its address.
  let opensBrowser: Bool
  /// Where pasted addresses come from.
  let input: File
  /// The page that the browser shows for a callback; for none at another address.
  let reply: @Sendable (LoginAttempt.Judgement?) -> Reply

  /// Creates a login.
  package init(
    page: BaseAddress, redirect: RedirectAddress, opensBrowser: Bool, input: File,
    reply: @escaping @Sendable (LoginAttempt.Judgement?) -> Reply
  ) {
    (self.page, self.redirect, self.opensBrowser) = (page, redirect, opensBrowser)
    (self.input, self.reply) = (input, reply)
  }
}

/// Logs in.
package struct LoginFlow {
  /// How long the browser may take to come back.
  private static let callbackSecondsMax = 600

  let bank: BankConnection
  let line: BankLine
  let request: LoginRequest

  /// Creates a login; nothing is asked yet.
  package init(_ bank: BankConnection, _ line: BankLine, _ request: LoginRequest) {
    (self.bank, self.line, self.request) = (bank, line, request)
  }

  /// Logs in and keeps the token before anything else is done with it, then waits for the approval and starts the
  /// consent clock.
  ///
  /// - Returns: the login, ready to be used.
  /// - Throws: `ConnectError`, and what the closures of the request throw.
  package func run() throws -> TokenKeeper {
    let store = try bank.store()
    let saved = try bank.savedLogin(in: store)
    let keeper = try logIn(saved, store)
    try awaitApproval(keeper, after: saved)
    return keeper
  }

  private func logIn(_ saved: SavedLogin?, _ store: any TokenStore) throws -> TokenKeeper {
    let (client, answer) = try token(saved)
    var login = saved ?? SavedLogin(api: bank.api.origin, client: client)
    login.client = client
    let keeper = try bank.keeper(
      of: login.taking(answer, at: line.now()), store: store.keepsLogins ? store : nil)
    do {
      try keeper.keepNewLogin(in: store)
    } catch {
      throw ConnectError.newLoginNotKept(ConnectError(storing: error))
    }
    if answer.refreshToken == nil { bank.report(.tokenNotRenewable) }
    return keeper
  }

  /// Gets a token in the way that was asked for; nothing is kept before the bank has given one.
  private func token(_ saved: SavedLogin?) throws -> (SavedLogin.Client, TokenAnswer) {
    if case .imported(let answer, let source) = request.way {
      let id = answer.clientID ?? bank.clientID ?? ""
      let isSaved = saved?.client.id == id
      let client = SavedLogin.Client(
        id: id, secret: bank.clientSecret ?? (isSaved ? saved?.client.secret : nil))
      return (client, try accepted(answer, client, from: source))
    }
    var client = try request.findClient(saved?.client)
    try request.willLogIn()
    while true {
      do {
        return (client.saved, try answer(client))
      } catch ConnectError.noTokenGiven(let error) where error.isInvalidClient {
        client = try request.replaceClient(client, error)
      }
    }
  }

  private func answer(_ client: LoginRequest.Client) throws -> TokenAnswer {
    switch request.way {
    case .imported(let answer, _): return answer
    case .browser(let login): return try authorisationCode(client, login)
    case .password(let ask):
      let (name, password) = try ask()
      return try exchange(
        PasswordGrant(
          clientID: client.id, clientSecret: client.secret, username: name, password: password))
    }
  }

  /// Makes sure that the bank takes a token from elsewhere, before it takes the place of a login that is good.
  ///
  /// - Returns: the token, renewed when it had run out.
  private func accepted(
    _ answer: TokenAnswer, _ client: SavedLogin.Client, from source: String
  ) throws -> TokenAnswer {
    do {
      do {
        _ = try line.ask(AskWhoAmI(), token: answer.accessToken)
      } catch let error as BankError where error.needsApproval || error.needsVerification {
        // It waits for the approval.
      } catch let error as BankError where error.isExpired {
        guard let refresh = answer.refreshToken, let secret = client.secret else { throw error }
        let call = RefreshToken(clientID: client.id, clientSecret: secret, refreshToken: refresh)
        return try line.ask(call, token: nil)
      }
      return answer
    } catch let error as BankError {
      throw ConnectError.importedTokenRefused(source: source, error)
    }
  }

  private func authorisationCode(
    _ client: LoginRequest.Client, _ login: BrowserLogin
  ) throws -> TokenAnswer {
    let attempt = LoginAttempt.withSystemRandomness()
    let wait = try CallbackWait(attempt, login, bank.report)
    let page = AuthorisationPage(
      clientID: client.id, redirectURI: login.redirect.text, state: attempt.state)
    let address = page.address(at: "\(login.page)/")
    let isOpen = login.opensBrowser && Browser(environment: bank.environment).open(address)
    bank.report(.page(address: address, isOpen: isOpen))
    switch try wait.run(seconds: Self.callbackSecondsMax) {
    case .code(let code):
      return try exchange(
        ExchangeCode(
          clientID: client.id, clientSecret: client.secret, redirectURI: login.redirect.text,
          code: code))
    case .denied(let word): throw ConnectError.denied(word)
    case nil: throw ConnectError.browserLate(minutes: Self.callbackSecondsMax / 60)
    }
  }

  private func exchange<Call: Endpoint>(_ call: Call) throws -> Call.Answer {
    do {
      return try line.ask(call, token: nil)
    } catch let error as BankError {
      throw ConnectError.noTokenGiven(error)
    }
  }
}
