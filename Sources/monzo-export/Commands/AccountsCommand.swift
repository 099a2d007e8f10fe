// Accounts, pots and balances, live from the bank.

import Archive
import Arguments
import Connect
import Disk
import Model
import Wording

extension CommandRunner {
  static let accounts = CommandRunner(
    definition: Command(
      "accounts", abstract: "list accounts, pots and current balances from Monzo",
      discussion: """
        --account takes the names shown here. Account numbers are cut to their last digits.
        """,
      options: [Options.jsonAnswer],
      examples: [Example("monzo-export accounts", help: "every account and pot with its balance")],
      exitCodes: ExitCode.ofBank)
  ) { context in
    let calls = try context.bankCalls()
    let list = try AccountList(calls, names: context.keptNames()) {
      context.console.progress("asking for balances")
    }
    context.console.progress(nil)
    context.bankTime.learn(calls.line.now())
    try context.print(json: list.json, lines: list.table)
    if !context[Options.json] { list.notes.forEach(context.console.note) }
  }
}

extension CommandContext {
  /// The names that accounts and pots keep in the archive, by id; none without an archive.
  fileprivate func keptNames() -> [String: String] {
    let archive = try? ArchiveFolder(reading: SystemDisk(archivePath()))
    return (try? archive?.names()) ?? [:]
  }
}
