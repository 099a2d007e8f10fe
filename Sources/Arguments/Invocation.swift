// What a command line that was understood says. Values are looked up by the definition that they
// were parsed with, never by a name.

/// A command and the values given to it, all of them checked.
public struct Invocation: Sendable {
  /// The command to run.
  public let command: Command
  let program: String
  /// Texts by the option's long name, from the command line or else from the environment.
  let options: [String: [String]]
  /// The long names of the options on the command line itself.
  let named: Set<String>
  /// Texts by the positional's placeholder.
  let positionals: [String: [String]]

  /// What an option was given; an option that the command does not have was not given.
  public subscript<Result>(option: Option<Result>) -> Result {
    option.result(options[option.definition.name] ?? [])
  }

  /// Whether an option is on the command line itself, and not only in the environment.
  public func isOnCommandLine(_ option: some OptionKey) -> Bool {
    named.contains(option.definition.name)
  }

  /// What was given in a place of the command line.
  public subscript<Result>(positional: Positional<Result>) -> Result {
    positional.result(positionals[positional.definition.value.placeholder] ?? [])
  }

  /// Makes the error for a value that only the command itself can refuse, such as an end before
  /// its beginning.
  public func badValue(
    of option: some OptionKey, _ text: String, expected: String
  ) -> UsageError {
    UsageError(
      program: program, command: command.name,
      kind: .badValue(of: option.definition.spelling, value: text, expected: expected))
  }

  /// Makes the error for a word that is none of those that only the command knows.
  public func badChoice(
    of option: some OptionKey, _ text: String, among choices: [String]
  ) -> UsageError {
    UsageError(
      program: program, command: command.name,
      kind: .badChoice(
        of: option.definition.spelling, value: text, choices: choices,
        nearest: Spelling.nearest(to: text, among: choices)))
  }

  /// Makes the error for an option that means nothing without another.
  public func missing(_ option: some OptionKey, neededBy given: some OptionKey) -> UsageError {
    UsageError(
      program: program, command: command.name,
      kind: .missingOption(option.definition.spelling, neededBy: given.definition.spelling))
  }

  /// Makes the error for an argument that only some options make needless.
  public func missing(_ positional: some PositionalKey) -> UsageError {
    UsageError(
      program: program, command: command.name,
      kind: .missingPositional(positional.definition.spelling))
  }

  /// Makes the error for two parts of the command line of which each is right without the other.
  public func conflict(_ one: String, _ other: String) -> UsageError {
    UsageError(program: program, command: command.name, kind: .conflict(one, other))
  }
}
