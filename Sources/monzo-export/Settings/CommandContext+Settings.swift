// The settings that every part of the program asks for, under short names.

import Model

extension CommandContext {
  /// The time zone of dates.
  var timeZone: TimeZoneRules { settings.timeZone }

  /// The folder of the archive.
  ///
  /// - Throws: `CommandError` when nothing leads to one.
  func archivePath() throws(CommandError) -> String {
    if let path = settings.archive { return path }
    throw CommandError(
      message: "no archive: name one with --archive, MONZO_EXPORT_ARCHIVE or in the configuration",
      status: .localStorage)
  }
}
