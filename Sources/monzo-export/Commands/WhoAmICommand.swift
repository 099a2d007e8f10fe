// Who is logged in, by the bank's word, and for how long.

import Arguments
import Bytes
import Model
import MonzoAPI

extension CommandRunner {
  static let whoami = CommandRunner(
    definition: Command(
      "whoami", abstract: "tell who is logged in, and for how long",
      options: [Options.jsonAnswer],
      examples: [Example("monzo-export whoami", help: "also to see whether the login still works")],
      exitCodes: ExitCode.ofBank)
  ) { session in
    let calls = BankCalls(line: try session.bankLine(), keeper: try session.tokenKeeper())
    let who = try calls.ask(AskWhoAmI())
    session.bankTime.learn(calls.line.now())
    let told = Identity(
      api: try session.apiName().origin, who: who, token: calls.keeper.facts,
      consent: session.consent(), now: calls.line.now())
    if session[Options.jsonAnswer] {
      try session.console.write(told.json)
    } else {
      try session.console.write(Array(told.text(in: session.timeZone).utf8))
    }
    if !who.isAuthenticated {
      throw Refusal(
        message: "the bank does not accept this login: run 'monzo-export login'",
        status: .logInAgain)
    }
  }
}

extension Options {
  static let jsonAnswer = Option.flag("json", help: "print one JSON object instead of text")
}

extension ExitCode {
  /// How commands end that ask the bank.
  static let ofBank = [
    ExitCode(0, "done"), ExitCode(2, "the command line cannot be understood"),
    ExitCode(4, "the bank was not reached"), ExitCode(5, "not logged in: log in again"),
    ExitCode(6, "the access is not approved in the app, or has ended there"),
    ExitCode(7, "the token could not be read or kept"),
  ]
}
