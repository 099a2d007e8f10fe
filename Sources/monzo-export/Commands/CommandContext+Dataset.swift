// Where a command's rows come from: the files that are named; for a filter in a pipe, standard input, unless the
// command line names an archive (the environment and the configuration name one for every command, so they do not
// count); else the archive.

import Archive
import Arguments
import Connect
import Disk
import Model
import Pipeline
import Wording

extension CommandContext {
  func history(
    of period: Period = .everything, keepsAllMetadata: Bool = true
  ) throws -> Dataset {
    let reader = DatasetReader(
      pipelineSettings, observer: observer, keepsAllMetadata: keepsAllMetadata)
    switch try source() {
    case .pipe:
      let inputs = try InputOpening.readers("-", standardInput: console.input)
      let history = try reader.read(inputs)
      guard inputs.count == 1, try inputs[0].isEmpty() else { return history }
      throw CommandError(
        message: "standard input is empty: name files, or read an archive with --archive DIR")
    case .files(let files):
      return try reader.read(
        files.flatMap { try InputOpening.readers($0, standardInput: console.input) })
    case .archive(let path):
      return try history(of: ArchiveReading(path), period, reader)
    }
  }

  /// The history in an archive; what it knows of the bank's time is learned.
  func history(
    of archive: ArchiveReading, _ period: Period = .everything, _ reader: DatasetReader? = nil
  ) throws -> Dataset {
    let reader = reader ?? DatasetReader(pipelineSettings, observer: observer)
    let history = try reader.read(archive, for: period)
    bankTime.learn(history.knowledge.latest)
    return history
  }

  /// The account of records that name none: the one that is named by its id.
  var statementAccount: String? {
    if let accountOfStatements { return accountOfStatements }
    let named = self[Options.accounts]
    return named.count == 1 && named[0].hasPrefix("acc_") ? named[0] : nil
  }

  enum Source: Equatable {
    /// Standard input, which nobody named.
    case pipe
    case files([String])
    case archive(String)
  }

  func source() throws -> Source {
    let files = self[Options.files]
    if !files.isEmpty { return .files(files) }
    if isFilter, !settings.isArchiveNamed, !console.input.isTerminal { return .pipe }
    return .archive(try archivePath())
  }

  /// Points out a pipe that was not read although it holds something: only `-` names it.
  ///
  /// Scheduled runs have a pipe too, an empty one. The note comes at the end, when whoever fills the pipe has begun.
  func noteUnreadInput() {
    let takesFiles = invocation.command.positionals.contains {
      $0.spelling == Options.files.definition.spelling
    }
    guard takesFiles, self[Options.files].isEmpty, !isFilter, !settings.isArchiveNamed,
      console.input.holdsUnread
    else { return }
    console.note(
      "note: standard input was not read: name it with '-' to read it instead of the archive")
  }

  /// Whether the command is a filter between pipes.
  private var isFilter: Bool {
    let filters: [CommandRunner] = [.normalize, .enrich, .aggregate, .write]
    return filters.contains { $0.definition == invocation.command }
  }
}
