// Fetching: what is new, changed, settled or late at the bank, into the archive.

import Archive
import Arguments
import Connect
import Fetch
import Model
import Pipeline
import Write

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
    request.options.accounts = try context.accountsToFetch()
    request.options.isDryRun = context[isDryRun]
    let end = try context.fetch(request, keeper)
    if context[isDryRun] { try context.tellPlan(end.report) }
    if context[Options.json] { try context.console.write(FetchJSON.bytes(end)) }
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
  /// What every run of fetching wants.
  var fetchRequest: FetchRequest {
    var request = FetchRequest()
    request.options.concurrency = settings.concurrency
    request.historyOpenUntil = consent()?.historyOpenUntil
    return request
  }

  /// The accounts of the command line, names turned into ids as far as the archive knows them.
  ///
  /// - Throws: a refusal of pots, which are fetched with their accounts only.
  fileprivate func accountsToFetch() throws -> [String] {
    let named = self[Options.fetchedAccounts]
    guard !named.isEmpty, let archive = try? ArchiveReading(archivePath()) else { return named }
    let book = try archive.book()
    let slugs = Slugs(book, fixed: archive.names)
    return try named.map { name in
      let id = slugs.all.first { $0.value == name }?.key ?? name
      guard let pot = book.pots[archive.referenceKnowledge.pot(ofAccount: id)?.id ?? id] else {
        return id
      }
      let owner = pot.accountID.map { ": '--account \(slugs[$0])'" } ?? ""
      throw CommandError(
        message: "\(slugs[pot.id]) is a pot, and pots are fetched with their accounts\(owner)",
        status: .usage)
    }
  }

  /// Lists what a dry run would have asked for.
  fileprivate func tellPlan(_ report: FetchReport) throws {
    guard !self[Options.json] else { return }
    // A plan learns no names that the archive does not know.
    let archive = try? ArchiveReading(archivePath())
    let names = try archive.map { Slugs(try $0.book(), fixed: $0.names).all } ?? [:]
    for account in report.accounts {
      let id = account.potID ?? account.accountID
      try console.print(names[id] ?? id)
      for window in account.windows {
        try console.print(
          "  \(timeZone.date(of: window.since)) to \(timeZone.date(of: window.before))")
      }
    }
  }
}
