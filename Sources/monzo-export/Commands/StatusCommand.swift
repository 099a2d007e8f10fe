// What the archive holds, whether it is whole, and what is to be done.

import Aggregate
import Archive
import Arguments
import Connect
import Fetch
import Pipeline
import Wording

extension CommandRunner {
  private static let verifies = Option.flag(
    "verify", help: "read every file and check its digest, its order and its rows")

  static let status = CommandRunner(
    definition: Command(
      "status", abstract: "show what the archive holds and what is missing",
      discussion: """
        Lists accounts and pots, since when each is complete, and whether its books balance: proved, gap, or \
        unproved and why. Then how long Monzo's permission lasts, what is missing, and what changed since the \
        last export to each folder, and what does not count as spending or income, by who says so. Nothing is \
        fetched.
        """,
      options: [verifies, Options.json("print the status as one JSON object")],
      examples: [
        Example("monzo-export status --verify", help: "whether every file is as it was written"),
        Example("monzo-export status --json", help: "the same for scripts"),
      ],
      exitCodes: ExitCode.of(.gap))
  ) { context in
    let status = try ArchiveStatus(
      context.archivePath(), context.pipelineSettings, context.observer, rules: context.rules(),
      verifies: context[verifies])
    context.bankTime.learn(status.knownUntil)
    let consent = context.consentState()
    try context.print(
      json: status.json(consentEnds: consent?.consent.ends, daysLeft: consent?.daysLeft),
      lines: StatusReport(status, consent, context.timeZone).lines)
    for problem in status.verification?.problems ?? [] {
      context.console.fault(DamageWording.line(problem), .gap)
    }
    for register in status.registers {
      if case .gap = register.proof { context.console.record(.gap) }
    }
  }
}
