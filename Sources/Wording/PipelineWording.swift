// What users read of the findings and errors of the pipeline, and how a run ends because of them.

internal import Archive
internal import Arguments
package import Export
package import Model
internal import Mustache
internal import Normalize
package import Pipeline

extension PipelineFinding {
  /// The finding in words.
  package var messages: [Message] {
    switch self {
    case .unreadable(let diagnostic, let isOfArchive):
      return [.error("\(diagnostic)", isOfArchive ? .gap : .badInput)]
    case .leftOut(let diagnostic): return [.note("note: \(diagnostic)")]
    case .moreUnreadable(let count, let file, let isOfArchive):
      let place = file.map { "\($0): " } ?? ""
      return [
        .error("\(place)\(count) more records could not be read", isOfArchive ? .gap : .badInput)
      ]
    case .unknownName(let entry):
      let times = entry.count == 1 ? "once" : "\(entry.count) times"
      return [.note("note: unknown \(entry.sort.name) '\(entry.name)', seen \(times)")]
    case .rowsOfUnknownAccount(let count):
      return [
        .note(
          "note: the account of \(counted(count, "statement row")) is not known: name it with --account ID"
        )
      ]
    case .movesOfOneOfSeveralPots(let count, let name):
      return [
        .note(
          "note: \(counted(count, "move")) of the pot '\(name)' could be of several pots of that name: their pot "
            + "is left open")
      ]
    case .damaged(let files):
      return DamageWording.lines(files).map { .errorOnce($0, .gap) }
    case .damagedImport(let archive, let files):
      return DamageWording.lines(files, of: archive).map { .error($0, .gap) }
    case .madeDigests:
      return [
        .note(
          "note: the archive keeps a digest of every file from now on, so that damage is noticed; "
            + "older versions of monzo-export cannot open it any more")
      ]
    case .skippedMonths(let months, let destination):
      return [.note("note: \(HistoryWording.skipped(months, destination))")]
    }
  }
}

extension PipelineError: WordedError {
  package var inWords: CommandError {
    switch self {
    case .noArchive(let path):
      CommandError(
        message: """
          no archive at \(path): fill one with 'login', 'fetch' or 'import FILE...', name another with \
          --archive, or name the files to read
          """, status: .localStorage)
    case .changedWhileRead(let path):
      CommandError(
        message:
          "\(path): another run changed it while it was read; try again when that run is done",
        status: .localStorage)
    case .unknownAccount(let name, let known):
      CommandError(
        message: "no account '\(name)' in the input, "
          + (known.isEmpty ? "the input has none" : NearNames.words(name, among: known)))
    case .severalAccountsInOneFile(let slugs):
      CommandError(
        message: """
          OFX has one file per account, and these transactions are of \(slugs.count): use --out DIR, --ofx-single, or \
          --account with one of: \(slugs.joined(separator: ", "))
          """, status: .usage)
    case .severalCurrenciesInOneFile(let codes):
      CommandError(
        message: """
          QIF has one currency per file, and these transactions are in \(codes.joined(separator: ", ")): use --out DIR, \
          which writes a file for each, or --account
          """, status: .usage)
    case .severalAccountsForTarget(let program, let slugs):
      CommandError(
        message: """
          \(program) takes one file per account, and these transactions are of \(slugs.count): use --out DIR, or \
          --account with one of: \(slugs.joined(separator: ", "))
          """, status: .usage)
    case .workbookTooLarge:
      CommandError(
        message:
          "a workbook holds at most 4 GB: export a shorter period, or one account with --account",
        status: .usage)
    case .foreignMonth(let folder, let row):
      CommandError(
        message: """
          \(folder): holds an export of another archive, with \(row) which this one has not, and nothing was written: \
          name another folder with --out, or the archive that it is of with --archive
          """, status: .localStorage)
    case .unlistedMonth(let folder):
      CommandError(
        message: """
          \(folder): was exported by an earlier version that did not list its rows, and nothing was written: name \
          another folder with --out
          """, status: .localStorage)
    case .template(let error, let folder):
      CommandError(message: (folder.map { "\($0)/" } ?? "") + "\(error)", status: .usage)
    case .importOfItself(let path):
      CommandError(message: "\(path): this is the archive itself", status: .usage)
    case .importOfDamaged(let path, let file):
      CommandError(
        message: """
          \(path): is damaged and was not imported: \(file) does not hold what was written into it; run \
          'monzo-export status --archive \(path)' to see what is lost
          """, status: .localStorage)
    case .unknownImport(let number, let known):
      CommandError(
        message: "no import \(number): "
          + (known.isEmpty
            ? "the log of the archive has none"
            : "expected one of: \(known.map { "\($0.number) (\($0.file))" }.joined(separator: ", "))")
      )
    case .unreadableImport(let entry, let path):
      CommandError(
        message: """
          \(path): is damaged, so nobody knows what import \(entry.number) (\(entry.file)) brought, and nothing was \
          undone: restore the file from a copy, or import the copy of the archive
          """, status: .localStorage)
    case .copyRefused(let path, let why):
      CommandError(message: why.words(path), status: .localStorage)
    case .importOfOtherUser(let file, let account, let user, let owner):
      CommandError(
        message: """
          \(file): account \(account) belongs to bank user \(user), and the archive to \(owner): nothing \
          was imported; name another archive with --archive
          """, status: .usage)
    case .potIsNoAccount(let pot, let account):
      CommandError(
        message: "\(pot) is a pot, and pots are fetched with their accounts"
          + (account.map { ": '--account \($0)'" } ?? ""), status: .usage)
    case .nothingExported(let destination, let others):
      CommandError(
        message: "nothing exported to \(destination) yet: "
          + (others.isEmpty
            ? "run 'monzo-export month'"
            : "name another folder with --out: \(others.joined(separator: ", "))"))
    case .nothingFetched:
      CommandError(message: "nothing fetched yet: run 'monzo-export fetch'")
    }
  }
}

extension FilterNames.Unmatched {
  /// One line: the name, and what could have been meant.
  package var wording: String {
    let expected = known.isEmpty ? "and none has any" : NearNames.words(name, among: known)
    return "no transaction has the \(sort) '\(name)', \(expected)"
  }
}

/// What could have been meant by a name that nothing has.
private enum NearNames {
  /// So many names are listed; there may be thousands of merchants.
  static let countMax = 20

  /// The nearest name, or those that there are.
  static func words(_ name: String, among known: [String]) -> String {
    let nearest = Spelling.nearest(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    let listed = known.prefix(countMax).joined(separator: ", ")
    let rest = known.count - countMax
    return "\(nearest)expected one of: \(listed)\(rest > 0 ? " and \(rest) more" : "")"
  }
}

/// The words for an output without a row.
package enum EmptyPeriodWording {
  /// A note that says so, and of a period beside all payments where these are.
  ///
  /// - Parameters:
  ///   - period: the period.
  ///   - span: the days of the first and the last payment; nil without any.
  /// - Returns: the note.
  package static func note(_ period: Period, span: DayRange?) -> String {
    guard let days = period.days else { return "no transactions to export" }
    let empty = "no transactions to export in \(period.name)"
    guard let span, days.through < span.from || span.through < days.from else { return empty }
    return "\(empty): the first is of \(span.from), the last of \(span.through)"
  }
}
