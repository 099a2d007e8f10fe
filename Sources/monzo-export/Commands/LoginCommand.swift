// Logging in: once by hand, and from then on every run goes by the token that is kept.

import Archive
import Arguments
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
    try checkPassword(context)
    let isImport = context[Options.importToken] != nil
    let earlier = isImport ? try context.savedLogin(in: context.tokenStore()) : nil
    let line = try context.bankLine()
    var lock: DiskLock?
    let keeper = try LoginFlow(context: context, line: line, request: request(context)) {
      // A run that has the archive would lose its token to the login, and the login its five minutes to the run.
      if !context[noFetch] { lock = try context.lockArchive() }
    }.run()
    let wait = ApprovalWait(line: line, console: context.console) {
      guard keeper.facts.isRefreshable else { return nil }
      try BankCalls(line: line, keeper: keeper).renew()
      return keeper.accessToken
    }
    let approval = try wait.run(keeper.accessToken)
    if isImport, !approval.wasAwaited {
      try context.keep(try knownConsent(of: earlier, to: keeper, line, context))
    } else {
      try context.keep(.given(at: approval.time))
    }
    context.console.note("logged in to \(try context.apiName().origin)")
    if !context[noFetch] { _ = try context.fetch(context.fetchWishes, keeper, holding: lock) }
  }

  private static func request(_ context: CommandContext) -> LoginRequest {
    LoginRequest(
      importedFile: context[Options.importToken], usesPassword: context[Options.password],
      opensBrowser: !context[Options.noBrowser])
  }

  /// What is known of the consent to a token from elsewhere, which was given there, nobody knows when.
  ///
  /// - Returns: the consent to the login before, when the bank says that the token is of the same person and
  ///   client: it ends no later than the one that was given since.
  private static func knownConsent(
    of earlier: SavedLogin?, to keeper: TokenKeeper, _ line: BankLine, _ context: CommandContext
  ) throws -> Consent? {
    guard let consent = context.consent(), let user = earlier?.token?.userID else { return nil }
    do {
      let who = try line.ask(AskWhoAmI(), token: keeper.accessToken)
      let isSame = who.userID == user && who.clientID == earlier?.client.id
      return isSame ? Consent(approved: consent.approved) : nil
    } catch is BankError {
      return nil
    } catch let refusal as CommandError where refusal.status.isOfBank {
      return nil
    }
  }

  /// Starts the consent clock again.
  private static func recordExtension(_ context: CommandContext) throws {
    guard context.consent() != nil else {
      throw CommandError(
        message:
          "no login is known whose permission could have been extended: run 'monzo-export login'",
        status: .logInAgain)
    }
    let now = try context.bankLine().now()
    let consent = Consent(approved: now)
    try context.keep(consent)
    context.console.note(
      "the permission is taken to end on \(context.timeZone.date(of: consent.ends))")
  }

  /// A password is sent only to a server that knows nothing better.
  private static func checkPassword(_ context: CommandContext) throws {
    guard context[Options.password] else { return }
    let host = try context.apiName()
    guard host.base.isLoopback || host.base.host == "mini.mondobank.io" else {
      throw CommandError(
        message: """
          --password is for servers of the 2015 API, on this machine or mini.mondobank.io: \(host.origin) is \
          none, and a password must not go there
          """, status: .usage)
    }
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
