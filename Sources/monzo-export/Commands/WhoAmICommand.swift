// Who is logged in, as the bank says, and for how long.

import Arguments
import Connect
import MonzoAPI
import Wording

extension CommandRunner {
  static let whoami = CommandRunner(
    definition: Command(
      "whoami", abstract: "show who is logged in, and until when",
      options: [Options.jsonAnswer],
      examples: [Example("monzo-export whoami", help: "also checks that the login still works")],
      exitCodes: ExitCode.ofBank)
  ) { context in
    let calls = try context.bankCalls()
    let identity = try Identity(calls, context.bank().consent())
    context.bankTime.learn(calls.line.now())
    try context.print(json: identity.json, lines: identity.lines(in: context.timeZone))
    if !identity.who.isAuthenticated { throw ConnectError.notAuthenticated }
  }
}
