// Logging out: the token is made worthless at the bank and forgotten here, the one even without the other.

import Arguments
import Fetch
import MonzoAPI

extension CommandRunner {
  static let logout = CommandRunner(
    definition: Command(
      "logout", abstract: "make the token worthless and forget the login",
      discussion: """
        Forgets client id and secret too, unless they stand in the configuration. The archive stays as it is. \
        A token that has run out is renewed once, since only a good one can end the login.
        """,
      examples: [
        Example(
          "monzo-export logout", help: "also when the bank cannot be reached: then it says so")
      ],
      exitCodes: ExitCode.of(.unreachable, .logInAgain))
  ) { context in
    if context.settings.accessToken != nil {
      throw CommandError(
        message: "the token of MONZO_ACCESS_TOKEN is not kept here: unset the variable to log out",
        status: .usage)
    }
    let store = try context.tokenStore()
    // A run that renewed the token meanwhile would put a good one back.
    let lock = try context.lockToken()
    defer { withExtendedLifetime(lock) {} }
    guard let login = try context.savedLogin(in: store) else {
      return context.console.note("not logged in to \(try context.apiName().origin)")
    }
    defer { forget(store, context) }
    guard login.token != nil else { return }
    let keeper = TokenKeeper(
      login, store: store, secret: context.givenSecret(of: login), lock: { lock }, tell: { _ in })
    try Logout(context: context, line: context.bankLine(), keeper: keeper).run()
  }

  private static func forget(_ store: any TokenStore, _ context: CommandContext) {
    do {
      try store.erase()
      try context.keep(nil)
    } catch {
      let refusal = CommandError(storing: error)
      context.console.fault(refusal.message, refusal.status)
    }
  }
}

/// The end of a login at the bank, and what is told of it.
private struct Logout {
  private static let inApp =
    "end it in the Monzo app under Settings > Privacy & security > Manage apps"

  let context: CommandContext
  let line: BankLine
  let keeper: TokenKeeper

  private var console: Console { context.console }

  func run() throws {
    do {
      try end()
      console.note("logged out of \(keeper.login.api)")
    } catch let error as BankError where error.isExpired {
      tellExpired()
    } catch let error as BankError where error.family == .unauthorized {
      console.note("the bank had ended this login already")
    } catch let error as BankError {
      console.fault(
        "the bank did not end the login (\(error)): it is forgotten here; \(Logout.inApp)", .failed)
    } catch let refusal as CommandError {
      console.fault(
        "\(refusal.message); the login is forgotten here, and the bank still has it: \(Logout.inApp)",
        refusal.status)
    }
  }

  /// Ends the login; with a new token when the one that there is has run out.
  private func end() throws {
    do {
      try line.ask(LogOut(), token: keeper.accessToken)
    } catch let error as BankError where error.isExpired && keeper.facts.isRefreshable {
      let event = try keeper.refresh(
        generation: keeper.facts.generation, now: line.now, sleep: line.sleep,
        send: { try line.carry($0, nil) })
      guard case .tokenRefreshed = event else { throw error }
      try line.ask(LogOut(), token: keeper.accessToken)
    }
  }

  /// Tells that the bank could not be told, because the token has run out.
  private func tellExpired() {
    var status = ExitStatus.failed
    let cause: String
    switch keeper.end {
    case .unreachable(let reason):
      cause = "cannot be renewed now (\(reason))"
      status = .unreachable
    case .refused(let error): cause = "is not renewed (\(error))"
    case .noSecret: cause = "is not renewed without the client's secret"
    case .storeFailed, .replaced: cause = "could not be renewed"
    case .notRefreshable, nil:
      return console.note(
        """
        the token had run out by itself and the login is forgotten here; the access that you gave stays in \
        the Monzo app: \(Logout.inApp)
        """)
    }
    console.fault(
      """
      the token has run out and \(cause), so the bank could not be told; the login is forgotten here, and the \
      access remains: \(Logout.inApp)
      """, status)
  }
}
