// What can be wrong with a command line, as facts. How they are said is in UsageError+Wording.

/// A command line that cannot be understood.
public struct UsageError: Error, Equatable, Sendable {
  /// The program's name.
  public let program: String
  /// The command's name, if it was known by then.
  public let command: String?
  /// What is wrong.
  public let kind: Kind
}

extension UsageError {
  /// What is wrong with a command line; a subject is written as a person knows the place:
  /// `--format`, `MONZO_API_URL`, `<file>`.
  public enum Kind: Equatable, Sendable {
    /// There is no command.
    case missingCommand
    /// No command has this name.
    case unknownCommand(String, nearest: String?)
    /// Neither the command nor the program has this option.
    case unknownOption(String, nearest: String?)
    /// An option of a command is before the command's name.
    case optionBeforeCommand(String)
    /// The command line ends, or an option follows, where a value is expected.
    case missingValue(option: String, placeholder: String, next: String?)
    /// A value is the empty text.
    case emptyValue(of: String, expected: String)
    /// A flag has a value.
    case unexpectedValue(option: String, value: String)
    /// An option that takes one value has two.
    case repeatedOption(String)
    /// Two options exclude each other.
    case conflict(String, String)
    /// An option is given without another that it means nothing without.
    case missingOption(String, neededBy: String)
    /// A value is none of the allowed ones.
    case badChoice(of: String, value: String, choices: [String], nearest: String?)
    /// A value cannot be read.
    case badValue(of: String, value: String, expected: String, nearest: String? = nil)
    /// A required positional is not there.
    case missingPositional(String)
    /// There are more positionals than the command takes.
    case extraPositional(String)
  }
}
