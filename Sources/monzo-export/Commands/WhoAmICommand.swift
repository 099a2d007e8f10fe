// Who is logged in, by the bank's word, and for how long.

import Arguments
import Bytes
import Connect
import Fetch
import Model
import MonzoAPI

extension CommandRunner {
  static let whoami = CommandRunner(
    definition: Command(
      "whoami", abstract: "show who is logged in, and until when",
      options: [Options.jsonAnswer],
      examples: [Example("monzo-export whoami", help: "also checks that the login still works")],
      exitCodes: ExitCode.ofBank)
  ) { context in
    let calls = try context.bankCalls()
    let who = try calls.ask(AskWhoAmI())
    context.bankTime.learn(calls.line.now())
    let told = Identity(
      api: calls.keeper.login.api, who: who, token: calls.keeper.facts,
      consent: context.consent(), now: calls.line.now())
    if context[Options.jsonAnswer] {
      try context.console.write(told.json)
    } else {
      try context.console.write(Array(told.text(in: context.timeZone).utf8))
    }
    if !who.isAuthenticated {
      throw ConnectError.notAuthenticated
    }
  }
}

extension Options {
  static let jsonAnswer = Option.flag("json", help: "print one JSON object instead of text")
}
