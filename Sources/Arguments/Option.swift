// An option, defined once as a value. Parsing, help and errors read the definition; a command's
// code looks the result up by the same value, so a misspelt option does not compile.

/// An option of a command and the type that looking it up gives.
///
/// A flag gives `Bool`, a single value an optional, a repeatable option an array in the order of
/// the command line.
public struct Option<Result: Sendable>: OptionKey {
  /// The part that parsing and help need.
  public let definition: OptionDefinition
  /// What the texts given for the option mean; a flag that was given has one empty text.
  let result: @Sendable ([String]) -> Result
}

/// An option of any result, as commands list them.
public protocol OptionKey: Sendable {
  /// The part that parsing and help need.
  var definition: OptionDefinition { get }
}

/// What is known of an option apart from the type of its result.
public struct OptionDefinition: Sendable {
  /// The long name, without the dashes.
  public let name: String
  /// The letter of the short form.
  public let short: Character?
  /// What the option takes; nil for a flag.
  public let value: ValueDefinition?
  /// Whether the option may be given more than once.
  public let repeats: Bool
  /// What holds when the option is not given, in words.
  public let defaultText: String?
  /// The environment variable that is read when the option is not given.
  public let environment: String?
  /// One line that says what the option does.
  public let help: String

  /// The long form as it is written on the command line.
  public var spelling: String { "--" + name }
  /// The short form as it is written on the command line.
  public var letter: String? { short.map { "-\($0)" } }
}

extension Option where Result == Bool {
  /// An option without a value.
  ///
  /// Giving it twice says the same thing twice and is no error. An environment variable that is
  /// set to anything but the empty text counts as given.
  public static func flag(
    _ name: String, short: Character? = nil, environment: String? = nil, help: String
  ) -> Option {
    Option(
      definition: OptionDefinition(
        name: name, short: short, value: nil, repeats: false, defaultText: nil,
        environment: environment, help: help),
      result: { !$0.isEmpty })
  }
}

extension Option {
  /// An option with one value, nil when it is not given.
  public static func value<Value>(
    _ name: String, short: Character? = nil, _ type: ValueType<Value>, default: String? = nil,
    environment: String? = nil, help: String
  ) -> Option where Result == Value? {
    Option(
      definition: OptionDefinition(
        name: name, short: short, value: type.definition, repeats: false, defaultText: `default`,
        environment: environment, help: help),
      result: { $0.first.flatMap(type.read) })
  }

  /// An option that may be given several times, empty when it is not given.
  public static func values<Value>(
    _ name: String, short: Character? = nil, _ type: ValueType<Value>, default: String? = nil,
    environment: String? = nil, help: String
  ) -> Option where Result == [Value] {
    Option(
      definition: OptionDefinition(
        name: name, short: short, value: type.definition, repeats: true, defaultText: `default`,
        environment: environment, help: help),
      result: { $0.compactMap(type.read) })
  }
}
