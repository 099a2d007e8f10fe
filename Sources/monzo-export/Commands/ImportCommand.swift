// Saved answers, dumps, statements and other archives into the archive.

import Archive
import Arguments
import Disk
import Import
import Model
import Pipeline
import Wording

extension CommandRunner {
  fileprivate static let imported = Positional.repeating(
    .text("file"),
    help:
      "API answers, Open Banking, CSV, rows, or the folder of another archive; '-' is standard input"
  )
  private static let account = Option.values(
    "account", .text("account"),
    help: "the account of records that name none: its id, or the slug or type of one in the archive"
  )

  private static let accepts = Option.flag(
    "accept", help: "accept damaged files of the archive as they are, and remember it")

  private static let list = Option.flag(
    "list", help: "list the imports of the archive; import nothing")

  fileprivate static let undo = Option.value(
    "undo",
    ValueType("number", expected: "the number of an import, as --list shows it") { Int($0) },
    help: "withdraw what an import brought; import nothing")

  fileprivate static let dryRun = Option.flag(
    "dry-run", help: "with --undo, say what would be withdrawn; change nothing")

  static let importing = CommandRunner(
    definition: Command(
      "import", abstract: "import saved records into the archive",
      discussion: """
        Files are recognized by what is in them. Transactions of Monzo's API join those that were fetched: the \
        better version of each is used, and the other is kept in the archive's history. Records of other formats \
        are kept beside them. Importing the same file again changes nothing.

        Another archive of the same user is merged, whichever of the two is newer: what either has, the archive has \
        then, and what only one of them had is listed. Files that are damaged there are named and not imported; \
        files that are damaged here and that it still has as they were, as a backup does, are put back.

        Every import has a number, which --list shows with how many of its rows nothing else in the archive has. \
        --undo withdraws one as if it had never been: earlier versions return, and rows stay that the bank sent or \
        another import has. What is withdrawn is kept in the archive's history. With --dry-run it is only said.

        Records that cannot be read are reported one by one; the others are imported.

        With --accept, every file of the archive that is not as it was written is accepted as it is: after you \
        edited it on purpose, or when nothing brings back what it lost.
        """,
      positionals: [imported],
      options: [
        account, Options.dates, accepts, list, undo, dryRun,
        Options.json("print what was imported as one JSON object"),
      ],
      alternatives: [[list, undo, accepts], [list, dryRun]],
      examples: [
        Example("monzo-export import answers.json dump.json", help: "files of any kind"),
        Example(
          "monzo-export import --account acc_0000AXF8lvjv0vu6xtfviT statement.csv",
          help: "a statement of an account that is not in the archive"),
        Example("monzo-export import /media/old/archive", help: "another archive of yours"),
        Example("monzo-export import --undo 3 --dry-run", help: "what undoing import 3 would do"),
      ],
      exitCodes: ExitCode.of(.badInput, .gap))
  ) { context in
    var context = context
    if context[list] || context[undo] != nil || context[dryRun] {
      return try context.takeBack(list: context[list], undo: context[undo], context[dryRun])
    }
    guard context[accepts] || !context[imported].isEmpty else {
      throw context.invocation.missing(imported)
    }
    if context.statementAccount == nil, let named = context[account].first {
      guard context[account].count == 1 else {
        throw context.invocation.badValue(of: account, named, expected: "one account only")
      }
      guard let id = try context.archiveIfAny()?.account(named: named) else {
        throw CommandError(
          message:
            "no account '\(named)' in the archive, expected an id such as acc_0000AXF8lvjv0vu6xtfviT, "
            + "or the slug or type of one account")
      }
      context.accountOfStatements = id
    }
    let disk = SystemDisk(try context.archivePath())
    let now = context.settings.asOf ?? context.clock()
    var run = try ArchiveImport(
      disk, context.pipelineSettings, context.observer, standardInput: context.console.input,
      now: now)
    if context[accepts] {
      for line in DamageWording.accepted(try run.acceptDamage(command: "monzo-export import")) {
        context.console.note(line)
      }
    }
    try run.run(context[imported], command: "monzo-export import")
    for line in run.results.flatMap({ $0.lines(in: context.timeZone) }) {
      context.console.note(line)
    }
    try context.print(json: run.results.json(archive: disk.place), lines: [])
  }
}

extension CommandContext {
  /// Lists the imports, or undoes one.
  fileprivate func takeBack(list: Bool, undo: Int?, _ isDryRun: Bool) throws {
    let option = list ? "--list" : "--undo"
    guard list || undo != nil else {
      throw invocation.missing(CommandRunner.undo, neededBy: CommandRunner.dryRun)
    }
    if let file = self[CommandRunner.imported].first { throw invocation.conflict(option, file) }
    let imports = try ArchiveImports(archivePath())
    guard let undo else {
      return try print(json: imports.json, lines: imports.lines(in: timeZone))
    }
    let now = settings.asOf ?? clock()
    let done = try imports.undo(
      undo, at: isDryRun ? nil : now, observer, command: "monzo-export import")
    try print(json: done.json, lines: done.lines(in: timeZone))
  }

  fileprivate func archiveIfAny() throws -> ArchiveReading? {
    guard let path = try? archivePath() else { return nil }
    do { return try ArchiveReading(path) } catch PipelineError.noArchive { return nil }
  }
}
