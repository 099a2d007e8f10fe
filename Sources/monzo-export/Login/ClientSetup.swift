// The client that logs in: made once by the user on the bank's page for developers, then known from the
// environment, the configuration or an earlier login.

import Bytes
import Connect
import Fetch
import MonzoAPI
import Wording

/// Finds the client of a login, or walks the user through making one.
struct ClientSetup {
  let context: CommandContext
  let saved: SavedLogin.Client?
  let redirect: RedirectAddress

  func run() throws -> LoginRequest.Client {
    let id = context.settings.clientID ?? saved?.id.nonEmpty
    let secret = context.settings.clientSecret ?? (id == saved?.id ? saved?.secret : nil)
    if let id, let secret { return .init(id: id, secret: secret) }
    guard Prompt(console: context.console).isPossible else {
      throw missing(id == nil ? "client id" : "client secret")
    }
    if id == nil { explain() }
    return try ask(id, nil)
  }

  /// Finds another client in the place of one that the bank refuses.
  ///
  /// - Throws: `CommandError` when it is configured, or there is nobody to ask.
  func replace(
    _ client: LoginRequest.Client, _ error: BankError
  ) throws -> LoginRequest.Client {
    let settings = context.settings
    let isConfigured = settings.clientID != nil && settings.clientSecret != nil
    guard !isConfigured, Prompt(console: context.console).isPossible else {
      throw CommandError(
        message: """
          the bank refuses client id \(client.id) with its secret (\(error)): compare them with those on \
          https://developers.monzo.com; \(origins)
          """, status: .logInAgain)
    }
    context.console.note(
      "the bank refuses this client id with this secret (\(error)): nothing was saved; enter them again"
    )
    return try ask(settings.clientID, settings.clientSecret)
  }

  /// Where the id and the secret come from, and how to change them.
  private var origins: String {
    let (settings, environment) = (context.settings, context.settings.environment)
    func origin(_ variable: String, _ key: String, _ isSet: Bool) -> String {
      if environment[variable]?.trimmed.nonEmpty != nil { return variable }
      return isSet ? "\(key) in the configuration" : storeName
    }
    let id = origin("MONZO_CLIENT_ID", "client_id", settings.clientID != nil)
    let secret = origin("MONZO_CLIENT_SECRET", "client_secret", settings.clientSecret != nil)
    return """
      the id is from \(id), the secret from \(secret); set MONZO_CLIENT_ID and MONZO_CLIENT_SECRET, or run \
      'monzo-export login' on a terminal
      """
  }

  /// Asks for what is not known.
  private func ask(_ id: String?, _ secret: Secret?) throws -> LoginRequest.Client {
    let prompt = Prompt(console: context.console)
    guard let id = try id ?? prompt.text("client id: ") else { throw missing("client id") }
    guard id.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      throw CommandError(
        message: "that is not a client id, expected one such as oauth2client_0000…", status: .usage)
    }
    guard let secret = try secret ?? prompt.secret("client secret of \(id) (not shown): ") else {
      throw missing("client secret")
    }
    return .init(id: id, secret: secret)
  }

  private func explain() {
    context.console.ask(
      """
      The first login needs a client of your own, which takes two minutes to make:

        1. Open https://developers.monzo.com, sign in with the e-mail address of your Monzo account, and
           follow the link in the e-mail that comes.
        2. Choose Clients, New OAuth Client. Any name, description and logo will do.
        3. Redirect URLs: \(redirect.text)
        4. Confidentiality: Confidential. Only then can runs go on without you.
        5. Submit, open the new client, and copy its Client ID and Client Secret to here. They are kept in
           \(storeName), and nowhere else.


      """)
  }

  private var storeName: String { (try? context.bank().store().name) ?? "the token store" }

  private func missing(_ what: String) -> CommandError {
    let variable = what == "client id" ? "MONZO_CLIENT_ID" : "MONZO_CLIENT_SECRET"
    let key = what == "client id" ? "client_id" : "client_secret"
    return CommandError(
      message: """
        no \(what): set \(variable) or \(key) in the configuration, or run 'monzo-export login' on a \
        terminal, which shows how to get one
        """, status: .logInAgain)
  }
}
