// Logging out: the token is made worthless at the bank and forgotten here, the one even without the other.

import Arguments
import Connect

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
    let bank = try context.bank()
    let (console, api) = (context.console, bank.api.origin)
    guard let report = try bank.logOut() else { return console.note("not logged in to \(api)") }
    if let end = report.end { console.show(end, of: api) }
    if let error = report.storing {
      console.fault(ConnectWording.text(error), ConnectWording.status(error))
    }
  }
}
