// What the archive holds, whether it is whole, and what is to be done.

import Aggregate
import Arguments
import Connect
import Fetch
import Pipeline

extension CommandRunner {
  static let status = CommandRunner(
    definition: Command(
      "status", abstract: "show what the archive holds and what is missing",
      discussion: """
        Lists accounts and pots, since when each is complete, and whether its books balance: proved, gap, or \
        unproved and why. Then how long Monzo's permission lasts, what is missing, and what changed since the \
        last export to each folder. Nothing is fetched.
        """,
      options: [Options.json("print the status as one JSON object")],
      examples: [Example("monzo-export status --json", help: "the same for scripts")],
      exitCodes: ExitCode.of(.gap))
  ) { context in
    let status = try ArchiveStatus(
      context.archivePath(), context.pipelineSettings, context.observer)
    context.bankTime.learn(status.knownUntil)
    let consent = context.consentState()
    try context.print(
      json: status.json(consentEnds: consent?.consent.ends, daysLeft: consent?.daysLeft),
      lines: StatusReport(status, consent, context.timeZone).lines)
    for register in status.registers {
      if case .gap = register.proof { context.console.record(.gap) }
    }
  }
}
