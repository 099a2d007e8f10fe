// Logging in: once by hand, and from then on every run goes by the token that is kept.

import Archive
import Arguments
import Connect
import Fetch
import Model
import MonzoAPI

extension CommandRunner {
  private static let extended = Option.flag(
    "extended",
    help: "the permission was just extended in the app: count its 90 days anew, and stop")
  private static let noFetch = Option.flag("no-fetch", help: "do not fetch anything afterwards")

  static let login = CommandRunner(
    definition: Command(
      "login", abstract: "log in at the bank and fetch the full history",
      discussion: """
        Opens the bank's page in a browser and waits for it to come back, or for the address that it comes \
        back to, pasted. The first login shows how to make a client for it. Then approve the access in the \
        Monzo app: for five minutes from there on the bank gives the whole history, which is fetched at once.

        Without a terminal nothing is asked: client id and secret come from MONZO_CLIENT_ID and \
        MONZO_CLIENT_SECRET or from the configuration. The token is kept in a file of your own, or where \
        token_store in the configuration says. A new login makes the token of an earlier one worthless.
        """,
      options: [
        noFetch, Options.noBrowser, Options.importToken, Options.password, extended,
        Options.concurrency,
      ],
      alternatives: [
        [Options.importToken, Options.password, extended],
        [Options.importToken, Options.noBrowser], [extended, noFetch],
      ],
      examples: [
        Example("monzo-export login", help: "once, and again for history past 90 days"),
        Example(
          "monzo-export login --no-browser", help: "on a machine that you are not sitting at"),
      ],
      exitCodes: ExitCode.ofFetch)
  ) { context in
    if context[extended] { return try recordExtension(context) }
    let bank = try context.bank()
    if context[Options.password], !bank.api.takesPasswords {
      throw ConnectError.passwordNotTaken(api: bank.api.origin)
    }
    var lock: DiskLock?
    let redirect = try RedirectAddress(context.settings.redirect)
    let request = LoginRequest(
      try way(to: redirect, context),
      findClient: { try ClientSetup(context: context, saved: $0, redirect: redirect).run() },
      willLogIn: {
        // A run that has the archive would lose its token to the login, and the login its five minutes to the run.
        if !context[noFetch] { lock = try context.lockArchive() }
      })
    let keeper = try LoginFlow(bank, bank.line(), request).run()
    context.console.note("logged in to \(bank.api.origin)")
    if !context[noFetch] { _ = try context.fetch(context.fetchRequest, keeper, holding: lock) }
  }

  /// How the command line wants a token to be obtained.
  private static func way(
    to redirect: RedirectAddress, _ context: CommandContext
  ) throws -> LoginRequest.Way {
    let console = context.console
    if let name = context[Options.importToken] {
      let file = name == "-" ? console.input : try File.reading(name)
      return .imported(try TokenImport.read(try file.readAll(), from: name), source: name)
    }
    if context[Options.password] { return .password { try askPassword(console) } }
    let page: BaseAddress
    do { page = try BaseAddress(context.settings.authURL) } catch {
      throw ConnectError.loginAddress(error)
    }
    return .browser(
      BrowserLogin(
        page: page, redirect: redirect, opensBrowser: !context[Options.noBrowser],
        input: console.input, reply: { CallbackPage.reply(to: $0) }))
  }

  private static func askPassword(_ console: Console) throws -> (String, Secret) {
    let prompt = Prompt(console: console)
    guard prompt.isPossible else {
      throw CommandError(
        message: "a name and a password are asked for on a terminal only, and stdin is none",
        status: .usage)
    }
    guard let name = try prompt.text("e-mail address: "),
      let password = try prompt.secret("password (not shown, not kept): ")
    else { throw CommandError(message: "no name or no password was given", status: .usage) }
    return (name, password)
  }

  /// Starts the consent clock again.
  private static func recordExtension(_ context: CommandContext) throws {
    guard context.consent() != nil else {
      throw CommandError(
        message:
          "no login is known whose permission could have been extended: run 'monzo-export login'",
        status: .logInAgain)
    }
    let bank = try context.bank()
    let consent = Consent(approved: bank.line().now())
    try bank.keep(consent)
    context.console.note(
      "the permission is taken to end on \(context.timeZone.date(of: consent.ends))")
  }
}

extension Options {
  static let noBrowser = Option.flag(
    "no-browser", help: "only show the address of the bank's page")
  static let importToken = Option.value(
    "import", .text("file"),
    help: "keep a token from elsewhere: JSON of /oauth2/token, or a bare access token; '-' is stdin"
  )
  static let password = Option.flag(
    "password", help: "log in by name and password, at a server of the 2015 API")
}
