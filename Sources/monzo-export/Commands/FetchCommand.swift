// Fetching: what is new, changed, settled or late at the bank, into the archive.

import Archive
import Arguments
import Connect
import Fetch
import Model
import Pipeline

extension CommandRunner {
  private static let isDryRun = Option.flag(
    "dry-run", help: "list what would be requested; fetch nothing")

  static let fetch = CommandRunner(
    definition: Command(
      "fetch", abstract: "update the archive from Monzo",
      discussion: """
        Reads the last 88 days of every account and pot again, because transactions settle, change and arrive \
        late, and whatever older history is missing, as far as Monzo gives it. Downloaded data is saved when a \
        run stops; the next fetch resumes.

        A settled transaction that Monzo no longer lists is reported and stays in the archive.
        """,
      options: [
        Options.fetchedAccounts, isDryRun, Options.concurrency,
        Options.json("print what was fetched as one JSON object"),
      ],
      alternatives: [],
      examples: [
        Example("monzo-export fetch", help: "everything new"),
        Example(
          "monzo-export fetch --account current-account --dry-run", help: "what that would request"),
      ],
      exitCodes: ExitCode.ofFetch)
  ) { context in
    let keeper = try context.bank().tokenKeeper()
    var request = context.fetchRequest
    // Without an archive only the bank knows the names.
    let archive = { try? ArchiveReading(context.archivePath()) }
    let named = context[Options.fetchedAccounts]
    if !named.isEmpty {
      request.options.accounts = try archive()?.accountsToFetch(named: named) ?? named
    }
    request.options.isDryRun = context[isDryRun]
    let end = try context.fetch(request, keeper)
    // A plan learns no names that the archive does not know.
    let names = try context[isDryRun] ? archive()?.slugs() ?? [:] : [:]
    try context.print(
      json: end.json, lines: context[isDryRun] ? context.plan(end.report, names) : [])
    context.bankTime.learn(end.time)
  }
}

extension Options {
  static let fetchedAccounts = Option.values(
    "account", .text("account"), help: "only this account and its pots: slug, type or id")
  static let concurrency = Option.value(
    "concurrency",
    ValueType("number", expected: "a whole number from 1 to 16") { text in
      UInt8(text).flatMap { (1...16).contains($0) && !text.hasPrefix("+") ? Int($0) : nil }
    },
    default: "4", help: "maximum number of requests at once")
}

extension CommandContext {
  var fetchRequest: FetchRequest {
    var request = FetchRequest()
    request.options.concurrency = settings.concurrency
    request.historyOpenUntil = (try? bank())?.consent()?.historyOpenUntil
    return request
  }

  /// What a dry run would have asked for.
  fileprivate func plan(_ report: FetchReport, _ names: [String: String]) -> [String] {
    report.accounts.flatMap { account in
      let id = account.potID ?? account.accountID
      return [names[id] ?? id]
        + account.windows.map {
          "  \(timeZone.date(of: $0.since)) to \(timeZone.date(of: $0.before))"
        }
    }
  }
}
