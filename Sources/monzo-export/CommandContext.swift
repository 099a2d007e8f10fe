// One run of one command: what was asked for, and the streams to answer on.

import Arguments
import Model

/// What every command is given.
struct CommandContext {
  let invocation: Invocation
  let console: Console
  let environment: [String: String]
  let configuration: Configuration
  /// Whose days the reports count in.
  let timeZone: TimeZoneRules
  /// What time it is; what is exported never asks.
  let clock: @Sendable () -> Instant
  /// The account of records that name none, when it was looked up in the archive.
  var accountOfStatements: String?
  /// What the run came to know of the bank's time.
  let bankTime = BankTime()

  init(
    _ invocation: Invocation, _ console: Console, environment: [String: String],
    clock: @escaping @Sendable () -> Instant = { BankTime.ofSystem }
  ) throws {
    self.invocation = invocation
    self.clock = clock
    self.console = console
    self.environment = environment
    configuration = try .of(invocation[Options.config], Places(environment: environment))
    console.isQuiet = invocation[Options.quiet]
    let named = invocation[Options.timeZone] ?? configuration.timeZone
    let identifier = named ?? TimeZoneRules.london.identifier
    guard let zone = TimeZoneRules.system(identifier) else {
      throw invocation.badValue(
        of: Options.timeZone, identifier, expected: "a zone such as Europe/London or UTC")
    }
    timeZone = zone
  }

  var places: Places { Places(environment: environment) }

  subscript<Result>(option: Option<Result>) -> Result { invocation[option] }
  subscript<Result>(positional: Positional<Result>) -> Result { invocation[positional] }
}
