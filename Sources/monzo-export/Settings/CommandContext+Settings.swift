// What a run goes by: the command line before the environment, the environment before the configuration file,
// and what holds when nobody says anything.

import Arguments
import MonzoAPI

extension CommandContext {
  /// The folder of the archive.
  ///
  /// - Throws: `CommandError` when neither the command line nor the environment lead to one.
  func archivePath() throws(CommandError) -> String {
    if let path = self[Options.archive] ?? configuration.archive ?? places.archive { return path }
    throw CommandError(
      message: "no archive: name one with --archive, MONZO_EXPORT_ARCHIVE or in the configuration",
      status: .usage)
  }

  /// The bank's API.
  var apiURL: String { self[Options.apiURL] ?? configuration.apiURL ?? "https://api.monzo.com" }
  /// The bank's page for logging in.
  var authURL: String { self[Options.authURL] ?? configuration.authURL ?? "https://auth.monzo.com" }
  /// Where exports go when the command line does not say.
  var exportsFolder: String { out ?? configuration.out ?? "./exports" }
}

extension Configuration {
  /// Reads the configuration of a run: the file that is named, or the one at its usual place if there is one.
  static func of(_ named: String?, _ places: Places) throws -> Configuration {
    guard let path = named ?? places.configuration else { return .empty }
    do {
      return try Configuration(
        parsing: File.reading(path).readAll(), path: path, home: places.home)
    } catch let error as StorageError where error.isMissing && named == nil {
      return .empty
    }
  }
}
