// Logging in: once by hand, and from then on every run goes by the token that is kept.

import Archive
import Arguments
import Connect
import Disk
import Fetch
import Model
import MonzoAPI
import Wording

extension CommandRunner {
  private static let extended = Option.flag(
    "extended",
    help: "record that you just extended the permission in the app, for 90 days")
  private static let noFetch = Option.flag("no-fetch", help: "log in without fetching")

  static let login = CommandRunner(
    definition: Command(
      "login", abstract: "log in to Monzo and fetch the full history",
      discussion: """
        Opens Monzo's login page in a browser and waits for the browser to come back, or for you to paste the \
        address that it came back to. The first login shows how to create an API client. Then approve the access \
        in the Monzo app: for the next five minutes Monzo gives the whole history, which is fetched at once.

        Without a terminal nothing is asked: the client id and secret come from MONZO_CLIENT_ID and \
        MONZO_CLIENT_SECRET, or from the configuration. The token is saved in a private file, or where \
        token_store in the configuration says. A new login makes the token of the earlier one invalid.
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
        Example("monzo-export login", help: "the first time, and again for history past 90 days"),
        Example(
          "monzo-export login --no-browser", help: "on a remote machine"),
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
      replaceClient: {
        try ClientSetup(context: context, saved: nil, redirect: redirect).replace($0, $1)
      },
      willLogIn: {
        // A run that has the archive would lose its token to the login, and the login its five minutes to the run.
        if !context[noFetch] { lock = try context.lockArchive() }
      })
    let keeper = try LoginFlow(bank, bank.line(), request).run()
    context.console.note("logged in to \(bank.api.origin)")
    if !context[noFetch] { _ = try context.fetch(context.fetchRequest, keeper, holding: lock) }
  }

  private static func way(
    to redirect: RedirectAddress, _ context: CommandContext
  ) throws -> LoginRequest.Way {
    let console = context.console
    if let name = context[Options.importToken] {
      let file = name == "-" ? console.input : try File.readingInput(name)
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
        message:
          "--password asks for a name and a password, and stdin is no terminal: run it on one",
        status: .usage)
    }
    guard let name = try prompt.text("e-mail address: "),
      let password = try prompt.secret("password (not shown, not kept): ")
    else { throw CommandError(message: "no name or no password was entered", status: .usage) }
    return (name, password)
  }

  /// Starts the consent clock again.
  private static func recordExtension(_ context: CommandContext) throws {
    let bank = try context.bank()
    guard bank.consent() != nil else {
      throw CommandError(
        message:
          "there is no login whose permission could be extended: run 'monzo-export login'",
        status: .logInAgain)
    }
    let consent = Consent(approved: try bank.line().now())
    try bank.keep(consent)
    context.console.note(
      "the permission now ends on \(context.timeZone.date(of: consent.ends))")
  }
}

extension Options {
  static let noBrowser = Option.flag(
    "no-browser", help: "print the address of the login page instead of opening it")
  static let importToken = Option.value(
    "import", .text("file"),
    help:
      "use a token from elsewhere: the JSON of /oauth2/token or a bare access token; '-' is standard input"
  )
  static let password = Option.flag(
    "password", help: "log in with name and password, to a server of the 2015 API")
}
