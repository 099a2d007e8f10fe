// Where a command's rows come from: the files that are named; for a filter in a pipe, standard input, unless the
// command line names an archive (the environment and the configuration name one for every command, so they do not
// count); else the archive.

import Archive
import Arguments
import Model

extension CommandContext {
  /// The history that the command line asks for.
  ///
  /// - Parameters:
  ///   - period: the days that the output is about.
  ///   - keepsAllMetadata: whether the output shows the rows' metadata.
  /// - Returns: the history, its rows ready to be visited.
  /// - Throws: a refusal when there is no archive to read, `StorageError` when something cannot be read.
  func history(
    of period: Period = .everything, keepsAllMetadata: Bool = true
  ) throws -> Dataset {
    switch try source() {
    case .pipe:
      let input = try InputReader("-", console)
      let history = try Dataset(reading: [input], self, keepsAllMetadata: keepsAllMetadata)
      guard try input.isEmpty() else { return history }
      throw CommandError(
        message: "standard input is empty: name files, or read an archive with --archive DIR")
    case .files(let files):
      return try Dataset(
        reading: files.map { try InputReader($0, console) }, self,
        keepsAllMetadata: keepsAllMetadata)
    case .archive(let path):
      return try Dataset(
        reading: ArchiveReading(path), period, self, keepsAllMetadata: keepsAllMetadata)
    }
  }

  /// Where rows come from.
  enum Source: Equatable {
    /// Standard input, which nobody named.
    case pipe
    /// These files, `-` for standard input.
    case files([String])
    /// The archive in this folder.
    case archive(String)
  }

  /// Where the rows of the command come from.
  func source() throws -> Source {
    let files = self[Options.files]
    if !files.isEmpty { return .files(files) }
    if isFilter, !settings.isArchiveNamed, !console.input.isTerminal { return .pipe }
    return .archive(try archivePath())
  }

  /// Whether the command stands between pipes.
  private var isFilter: Bool {
    let filters: [CommandRunner] = [.normalize, .enrich, .aggregate, .write]
    return filters.contains { $0.definition == invocation.command }
  }
}
