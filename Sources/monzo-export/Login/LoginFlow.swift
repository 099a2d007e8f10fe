// A login from its beginning to a token that is saved: the authorisation code flow of RFC 6749 §4.1 for
// programs on a person's machine (RFC 8252), the password grant of 2015, or a token from elsewhere.

import Archive
import Fetch
import Foundation
import Model
import MonzoAPI

/// How to log in.
struct LoginRequest {
  /// The file of a token from elsewhere, `-` for standard input; nil to log in at the bank.
  var importedFile: String?
  /// Whether to log in by name and password.
  var usesPassword = false
  /// Whether to open the bank's page in a browser.
  var opensBrowser = true
}

/// Logs a person in.
struct LoginFlow {
  /// How long the browser may take to come back.
  private static let callbackSecondsMax = 600

  let context: CommandContext
  let line: BankLine
  let request: LoginRequest
  /// Is called before the bank is asked to log a person in; what it throws ends the login.
  let willLogIn: () throws -> Void

  private var console: Console { context.console }

  /// Logs in and keeps the token before anything else is done with it.
  ///
  /// - Returns: the login, ready to be used.
  func run() throws -> TokenKeeper {
    let store = try context.tokenStore()
    let saved = try context.savedLogin(in: store)
    let (client, answer) = try token(saved, store)
    let api = try context.apiName().origin
    var login = saved ?? SavedLogin(api: api, client: client)
    login.client = client
    let keeper = try context.keeper(
      of: login.taking(answer, at: line.now()), store: store is EchoTokenStore ? nil : store)
    do {
      try keeper.keepNewLogin(in: store)
    } catch {
      throw CommandError(
        message: """
          \(CommandError(storing: error).message); the bank has given a token that could not be kept: run \
          'monzo-export login' again when it can
          """, status: .localStorage)
    }
    if answer.refreshToken == nil { console.note(LoginFlow.notConfidential) }
    return keeper
  }

  private static let notConfidential = """
    note: this token cannot be renewed and ends within hours: runs without you need a confidential client. \
    On https://developers.monzo.com make one with Confidentiality set to Confidential, then log in with it
    """

  /// Gets a token in the way that was asked for.
  private func token(
    _ saved: SavedLogin?, _ store: any TokenStore
  ) throws -> (SavedLogin.Client, TokenAnswer) {
    if let name = request.importedFile {
      let file = name == "-" ? console.input : try File.reading(name)
      let answer = try TokenImport.read(try file.readAll(), from: name)
      try check(answer, from: name)
      let id = answer.clientID ?? context.settings.clientID ?? ""
      let isSaved = saved?.client.id == id
      return (
        .init(
          id: id, secret: context.settings.clientSecret ?? (isSaved ? saved?.client.secret : nil)),
        answer
      )
    }
    let redirect = try RedirectAddress(context.settings.redirect)
    let setup = try ClientSetup(context: context, saved: saved?.client, redirect: redirect).run()
    if setup.isNew, saved == nil, !(store is EchoTokenStore) {
      // Whatever becomes of this try, nobody has to type the secret again.
      try store.save(SavedLogin(api: try context.apiName().origin, client: setup.client))
    }
    try willLogIn()
    let answer =
      request.usesPassword
      ? try passwordGrant(setup) : try authorisationCode(setup, redirect)
    return (setup.client, answer)
  }

  /// Makes sure that the bank takes a token from elsewhere, before it takes the place of a login that is good.
  private func check(_ answer: TokenAnswer, from name: String) throws {
    do {
      _ = try line.ask(AskWhoAmI(), token: answer.accessToken)
    } catch let error as BankError {
      // One that waits for the approval is good, and so is one that can be renewed.
      let isRenewable = error.isExpired && answer.refreshToken != nil
      guard error.family == .unauthorized, !isRenewable else { return }
      throw CommandError(
        message: """
          the bank refuses the token of \(name == "-" ? "stdin" : name) (\(error)): nothing has changed
          """, status: .logInAgain)
    }
  }

  private func authorisationCode(
    _ client: ClientSetup.Result, _ redirect: RedirectAddress
  ) throws -> TokenAnswer {
    var random = SystemRandomNumberGenerator()
    let attempt = LoginAttempt(using: &random)
    let wait = try CallbackWait(attempt, redirect, console)
    let page = AuthorisationPage(
      clientID: client.id, redirectURI: redirect.text, state: attempt.state)
    open(page.address(at: try context.authPage()))
    switch try wait.run(seconds: Self.callbackSecondsMax) {
    case .code(let code):
      return try exchange(
        ExchangeCode(
          clientID: client.id, clientSecret: client.secret, redirectURI: redirect.text, code: code))
    case .denied(let reason):
      let word = reason.utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x5F } ? reason : "an error"
      throw CommandError(
        message:
          "the bank's page ended the login with \(word): run 'monzo-export login' to try again",
        status: .logInAgain)
    case nil:
      throw CommandError(
        message: """
          the browser has not come back within \(Self.callbackSecondsMax / 60) minutes; nothing has changed: \
          run 'monzo-export login' to try again
          """, status: .logInAgain)
    }
  }

  private func open(_ address: String) {
    let isOpen =
      request.opensBrowser && Browser(environment: context.settings.environment).open(address)
    console.ask(
      """
      \(isOpen ? "Your browser opens the bank's page; if it does not, open this address:" : "Open this address in a browser:")

        \(address)

      Enter the e-mail address of your account there and follow the link in the e-mail that comes. If the
      browser then shows an error instead of coming back, paste the address it is at into here.

      """)
  }

  private func passwordGrant(_ client: ClientSetup.Result) throws -> TokenAnswer {
    let prompt = Prompt(console: console)
    guard prompt.isPossible else {
      throw CommandError(
        message: "a name and a password are asked for on a terminal only, and stdin is none",
        status: .usage)
    }
    guard let name = try prompt.text("e-mail address: "),
      let password = try prompt.secret("password (not shown, not kept): ")
    else { throw CommandError(message: "no name or no password was given", status: .usage) }
    return try exchange(
      PasswordGrant(
        clientID: client.id, clientSecret: client.secret, username: name, password: password))
  }

  private func exchange<Call: Endpoint>(_ call: Call) throws -> Call.Answer {
    do {
      return try line.ask(call, token: nil)
    } catch let error as BankError {
      throw CommandError(
        message: """
          the bank gives no token (\(error)): look whether client id, client secret and redirect address are \
          those of https://developers.monzo.com, and run 'monzo-export login' again
          """, status: .logInAgain)
    }
  }
}
