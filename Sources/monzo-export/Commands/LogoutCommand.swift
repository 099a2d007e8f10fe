// Logging out: the token is made worthless at the bank and forgotten here, the one even without the other.

import Arguments
import MonzoAPI

extension CommandRunner {
  static let logout = CommandRunner(
    definition: Command(
      "logout", abstract: "make the token worthless and forget the login",
      discussion: """
        Forgets client id and secret too, unless they stand in the configuration. The archive stays as it is.
        """,
      examples: [
        Example(
          "monzo-export logout", help: "also when the bank cannot be reached: then it says so")
      ],
      exitCodes: [
        ExitCode(0, "done"), ExitCode(2, "the command line cannot be understood"),
        ExitCode(4, "the bank was not reached; the login is forgotten here"),
        ExitCode(7, "the login could not be forgotten"),
      ])
  ) { session in
    if session.environment["MONZO_ACCESS_TOKEN"]?.isEmpty == false {
      throw Refusal(
        message: "the token of MONZO_ACCESS_TOKEN is not kept here: unset the variable to log out",
        status: .usage)
    }
    let store = try session.tokenStore()
    guard let login = try session.savedLogin(in: store) else {
      return session.console.note("not logged in to \(try session.apiName().origin)")
    }
    defer { forget(store, session) }
    guard let token = login.token else { return }
    do {
      try session.bankLine().ask(LogOut(), token: token.access)
      session.console.note("logged out of \(login.api)")
    } catch let error as BankError where error.family == .unauthorized {
      session.console.note("the bank had ended this login already")
    } catch let error as BankError {
      session.console.fault(
        """
        the bank did not end the login (\(error)): it ends by itself, or at once in the Monzo app under \
        Settings > Privacy & security > Manage apps
        """, .failed)
    } catch let refusal as Refusal {
      session.console.fault(
        """
        \(refusal.message); the login is forgotten here, and its token is good until it expires: end it in the \
        Monzo app under Settings > Privacy & security > Manage apps
        """, refusal.status)
    }
  }

  private static func forget(_ store: any TokenStore, _ session: Session) {
    do {
      try store.erase()
      try session.keep(nil)
    } catch {
      let refusal = Refusal(storing: error)
      session.console.fault(refusal.message, refusal.status)
    }
  }
}
