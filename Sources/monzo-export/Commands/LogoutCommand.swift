// Logging out: the token is made worthless at the bank and forgotten here, the one even without the other.

import Arguments
import Connect
import Wording

extension CommandRunner {
  static let logout = CommandRunner(
    definition: Command(
      "logout", abstract: "revoke the token and delete the saved login",
      discussion: """
        Also deletes the client id and secret, unless they are in the configuration. The archive stays as it \
        is. An expired token is renewed once, because only a valid one can end the login.
        """,
      examples: [
        Example(
          "monzo-export logout",
          help: "when Monzo cannot be reached, the saved login is deleted all the same")
      ],
      exitCodes: ExitCode.of(.unreachable, .logInAgain))
  ) { context in
    if context.settings.accessToken != nil {
      throw CommandError(
        message: "MONZO_ACCESS_TOKEN is not a saved login: unset it to log out",
        status: .usage)
    }
    let bank = try context.bank()
    let (console, api) = (context.console, bank.api.origin)
    guard let report = try bank.logOut() else { return console.note("not logged in to \(api)") }
    if let end = report.end { console.show(end.message(of: api)) }
    if let error = report.storing {
      console.fault(ConnectWording.text(error), ConnectWording.status(error))
    }
  }
}
