// One run of one command: its command line, its settings, and the streams to answer on.

import Arguments
import Connect
import Foundation
import Model
import Wording

struct CommandContext {
  let invocation: Invocation
  let console: Console
  let settings: Settings
  /// The time of this machine; what is exported never asks.
  let clock: @Sendable () -> Instant
  /// The account of records that name none, when it was looked up in the archive.
  var accountOfStatements: String?
  let bankTime = BankTime()

  init(
    _ invocation: Invocation, _ console: Console, environment: [String: String],
    clock: @escaping @Sendable () -> Instant = { .ofSystem }
  ) throws {
    self.invocation = invocation
    self.clock = clock
    self.console = console
    settings = try Settings(invocation, environment: environment)
    console.isQuiet = settings.isQuiet
  }

  subscript<Result>(option: Option<Result>) -> Result { invocation[option] }
  subscript<Result>(positional: Positional<Result>) -> Result { invocation[positional] }

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

  /// Prints a result: as JSON where the command line asks for it, else as lines.
  func print(json: @autoclosure () -> [UInt8], lines: @autoclosure () -> [String]) throws {
    if self[Options.json] { return try console.write(json()) }
    for line in lines() { try console.print(line) }
  }
}

extension Instant {
  /// The time of this machine, in whole seconds.
  static var ofSystem: Instant { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
}
