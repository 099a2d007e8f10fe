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
  ) { session in
    if session[extended] { return try recordExtension(session) }
    try checkPassword(session)
    let isImport = session[Options.importToken] != nil
    let earlier = isImport ? try session.savedLogin(in: session.tokenStore()) : nil
    let line = try session.bankLine()
    var lock: DiskLock?
    let keeper = try LoginFlow(session: session, line: line) {
      // A run that has the archive would lose its token to the login, and the login its five minutes to the run.
      if !session[noFetch] { lock = try session.lockArchive() }
    }.run()
    let wait = ApprovalWait(line: line, console: session.console) {
      guard keeper.facts.isRefreshable else { return nil }
      try BankCalls(line: line, keeper: keeper).renew()
      return keeper.accessToken
    }
    let approval = try wait.run(keeper.accessToken)
    if isImport, !approval.wasAwaited {
      try session.keep(try knownConsent(of: earlier, to: keeper, line, session))
    } else {
      try session.keep(.given(at: approval.time))
    }
    session.console.note("logged in to \(try session.apiName().origin)")
    if !session[noFetch] { _ = try session.fetch(session.fetchWishes, keeper, holding: lock) }
  }

  /// What is known of the consent to a token from elsewhere, which was given there, nobody knows when.
  ///
  /// - Returns: the consent to the login before, when the bank says that the token is of the same person and
  ///   client: it ends no later than the one that was given since.
  private static func knownConsent(
    of earlier: SavedLogin?, to keeper: TokenKeeper, _ line: BankLine, _ session: Session
  ) throws -> Consent? {
    guard let consent = session.consent(), let user = earlier?.token?.userID else { return nil }
    do {
      let who = try line.ask(AskWhoAmI(), token: keeper.accessToken)
      let isSame = who.userID == user && who.clientID == earlier?.client.id
      return isSame ? Consent(approved: consent.approved) : nil
    } catch is BankError {
      return nil
    } catch let refusal as Refusal where refusal.status.isOfBank {
      return nil
    }
  }

  /// Starts the consent clock again.
  private static func recordExtension(_ session: Session) throws {
    guard session.consent() != nil else {
      throw Refusal(
        message:
          "no login is known whose permission could have been extended: run 'monzo-export login'",
        status: .logInAgain)
    }
    let now = try session.bankLine().now()
    let consent = Consent(approved: now)
    try session.keep(consent)
    session.console.note(
      "the permission is taken to end on \(session.timeZone.date(of: consent.ends))")
  }

  /// A password is sent only to a server that knows nothing better.
  private static func checkPassword(_ session: Session) throws {
    guard session[Options.password] else { return }
    let host = try session.apiName()
    guard host.base.isLoopback || host.base.host == "mini.mondobank.io" else {
      throw Refusal(
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
