// One run of one command: what was asked for, its settings, and the streams to answer on.

import Arguments
import Model

/// What every command is given.
struct CommandContext {
  let invocation: Invocation
  let console: Console
  let settings: Settings
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
    settings = try Settings(invocation, environment: environment)
    console.isQuiet = settings.isQuiet
  }

  subscript<Result>(option: Option<Result>) -> Result { invocation[option] }
  subscript<Result>(positional: Positional<Result>) -> Result { invocation[positional] }
}
