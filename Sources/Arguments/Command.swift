// A command as a value: everything that its help says and its parsing obeys.

/// One command of a program.
///
/// Two commands are equal when their names are; a program has no two of one name.
public struct Command: Equatable, Sendable {
  /// The word that calls the command.
  public let name: String
  /// One line that says what the command does.
  public let abstract: String
  /// What else a person should know: paragraphs with an empty line between them.
  public let discussion: String
  /// The arguments known by their place, in that order.
  public let positionals: [PositionalDefinition]
  /// The command's own options, in the order of help.
  public let options: [OptionDefinition]
  /// Common options that the command explains in its own words, because they do something else there.
  public let commonOptions: [OptionDefinition]
  /// The long names of options that exclude each other, group by group.
  public let alternatives: [[String]]
  /// Whole command lines that a reader can copy.
  public let examples: [Example]
  /// What the command's exit codes mean, in the order of help.
  public let exitCodes: [ExitCode]
  /// Whether the command works without being listed or suggested.
  public let isHidden: Bool

  /// Defines a command.
  ///
  /// - Parameters:
  ///   - name: the word that calls the command.
  ///   - abstract: one line that says what the command does.
  ///   - discussion: paragraphs with an empty line between them.
  ///   - positionals: required ones first, a repeating one last.
  ///   - options: the command's own options.
  ///   - commonOptions: common options that the command explains in its own words.
  ///   - alternatives: groups of options of which at most one may be given on a command line.
  ///   - examples: whole command lines that a reader can copy.
  ///   - exitCodes: what the command's exit codes mean.
  ///   - isHidden: whether the command works without being listed or suggested.
  public init(
    _ name: String, abstract: String, discussion: String = "",
    positionals: [any PositionalKey] = [], options: [any OptionKey] = [],
    commonOptions: [any OptionKey] = [], alternatives: [[any OptionKey]] = [],
    examples: [Example] = [], exitCodes: [ExitCode] = [],
    isHidden: Bool = false
  ) {
    self.name = name
    self.abstract = abstract
    self.discussion = discussion
    self.positionals = positionals.map(\.definition)
    self.options = options.map(\.definition)
    self.commonOptions = commonOptions.map(\.definition)
    self.alternatives = alternatives.map { $0.map(\.definition.name) }
    self.examples = examples
    self.exitCodes = exitCodes
    self.isHidden = isHidden
  }

  /// Whether both are the same command.
  public static func == (one: Command, other: Command) -> Bool { one.name == other.name }
}

/// A command line that a reader can copy, and what it is for.
public struct Example: Sendable {
  /// The whole line, program name included.
  public let line: String
  /// What the line does.
  public let help: String

  /// Defines an example.
  public init(_ line: String, help: String) {
    self.line = line
    self.help = help
  }
}

/// An exit code and its meaning.
public struct ExitCode: Sendable {
  /// The number that the process ends with.
  public let code: Int32
  /// What it says to a script.
  public let meaning: String

  /// Defines an exit code.
  public init(_ code: Int32, _ meaning: String) {
    self.code = code
    self.meaning = meaning
  }
}
