// Accounts, pots and balances, live from the bank.

import Archive
import Arguments
import Foundation
import Model
import MonzoAPI

extension CommandRunner {
  static let accounts = CommandRunner(
    definition: Command(
      "accounts", abstract: "list accounts, pots and balances as the bank tells them now",
      discussion: """
        The names are the ones that --account takes. Of account numbers only the last digits are shown.
        """,
      options: [Options.jsonAnswer],
      examples: [Example("monzo-export accounts", help: "what there is, and what is in it")],
      exitCodes: ExitCode.ofBank)
  ) { session in
    let calls = BankCalls(line: try session.bankLine(), keeper: try session.tokenKeeper())
    var list = AccountList(names: session.keptNames())
    for account in try calls.ask(ListAccounts()) {
      list.add(account: account.raw)
      session.console.progress("asking for balances")
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
    session.console.progress(nil)
    session.bankTime.learn(calls.line.now())
    if session[Options.jsonAnswer] {
      try session.console.write(list.json)
    } else {
      try session.console.write(Array(list.text.utf8))
      for note in list.notes { session.console.note(note) }
    }
  }
}

extension Session {
  /// The names that accounts and pots were given in the archive, by id; none without an archive.
  fileprivate func keptNames() -> [String: String] {
    guard let archive = try? archivePath(),
      let bytes = try? File.reading("\(archive)/\(Layout.names)").readAll()
    else { return [:] }
    return (try? JSONDecoder().decode([String: String].self, from: Data(bytes))) ?? [:]
  }
}
