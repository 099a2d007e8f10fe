// Accounts, pots and balances, live from the bank.

import Archive
import Arguments
import Connect
import Foundation
import Model
import MonzoAPI

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
    var list = AccountList(names: context.keptNames())
    for account in try calls.ask(ListAccounts()) {
      list.add(account: account.raw)
      context.console.progress("asking for balances")
      do {
        list.add(balance: try calls.askOfOne(ReadBalance(accountID: account.id)), of: account.id)
      } catch let error as BankError {
        list.add(refusal: error, of: account.id)
      }
      do {
        for pot in try calls.askOfOne(ListPots(accountID: account.id)) { list.add(pot: pot.raw) }
      } catch let error as BankError where error.status == 403 || error.status == 404 {
        // Accounts such as loans have no pots, and some say so this way.
      }
    }
    context.console.progress(nil)
    context.bankTime.learn(calls.line.now())
    if context[Options.jsonAnswer] {
      try context.console.write(list.json)
    } else {
      try context.console.write(Array(list.text.utf8))
      for note in list.notes { context.console.note(note) }
    }
  }
}

extension CommandContext {
  /// The names that accounts and pots were given in the archive, by id; none without an archive.
  fileprivate func keptNames() -> [String: String] {
    guard let archive = try? archivePath(),
      let bytes = try? File.reading("\(archive)/\(Layout.names)").readAll()
    else { return [:] }
    return (try? JSONDecoder().decode([String: String].self, from: Data(bytes))) ?? [:]
  }
}
