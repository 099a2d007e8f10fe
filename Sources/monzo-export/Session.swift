// One run of one command: what was asked for, and the streams to answer on.

import Arguments
import Model

/// What every command is given.
struct Session {
  let invocation: Invocation
  let console: Console
  /// Whose days the reports count in.
  let timeZone: TimeZoneRules

  init(_ invocation: Invocation, _ console: Console) throws {
    self.invocation = invocation
    self.console = console
    console.isQuiet = invocation[Options.quiet]
    let identifier = invocation[Options.timeZone] ?? TimeZoneRules.london.identifier
    guard let zone = TimeZoneRules.system(identifier) else {
      throw invocation.badValue(
        of: Options.timeZone, identifier, expected: "a zone such as Europe/London or UTC")
    }
    timeZone = zone
  }

  subscript<Result>(option: Option<Result>) -> Result { invocation[option] }
  subscript<Result>(positional: Positional<Result>) -> Result { invocation[positional] }
}
