// What is done to the archive as a whole: a copy of it.

import Arguments
import Pipeline
import Wording

extension CommandRunner {
  /// What can be done to the archive.
  private enum Action: String, CaseIterable {
    case copy
  }

  private static let action = Positional.required(
    .choice("action", of: Action.self), help: "what to do: copy the archive to another folder")
  private static let folder = Positional.required(
    .text("dir"), help: "a new or an empty folder, or an earlier copy of this archive")

  static let archive = CommandRunner(
    definition: Command(
      "archive", abstract: "copy the archive, also while a fetch runs",
      discussion: """
        'archive copy DIR' makes a backup: a whole archive that any command can use with --archive DIR. It is the \
        archive as it is at one moment, and every file in it is checked against its digest before the copy gets \
        its name. An earlier copy in DIR is brought up to date; files that did not change stay as they are. The \
        cache, the lock and logins are not copied.

        A copy that was written to since is not replaced, nor one that still holds what damaged files of the \
        archive lost: import it, then copy again.
        """,
      positionals: [action, folder],
      options: [Options.json("print what was copied as one JSON object")],
      examples: [
        Example("monzo-export archive copy /media/backup/monzo", help: "a backup, every day"),
        Example("monzo-export import /media/backup/monzo", help: "and back"),
      ],
      exitCodes: ExitCode.of(.gap))
  ) { context in
    let copy = try ArchiveCopy(
      of: context.archivePath(), to: context[folder], context.pipelineSettings,
      context.copyObserver, command: "monzo-export archive copy")
    context.console.note(copy.line)
    try context.print(json: copy.json, lines: [])
  }
}

extension CommandContext {
  fileprivate var copyObserver: PipelineObserver {
    var observer = observer
    observer.progress = { [console] progress in
      console.progress(progress.map { "copying \($0.file): \($0.bytes >> 20) MiB" })
    }
    return observer
  }
}
