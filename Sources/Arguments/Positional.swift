// An argument that is known by its place. Like an option it is defined once and looked up by its
// own definition.

/// A positional argument of a command and the type that looking it up gives.
///
/// A required one gives its value, an optional one an optional, a repeating one an array.
public struct Positional<Result: Sendable>: PositionalKey {
  /// The part that parsing and help need.
  public let definition: PositionalDefinition
  /// What the texts given in this place mean.
  let result: @Sendable ([String]) -> Result
}

/// A positional of any result, as commands list them.
public protocol PositionalKey: Sendable {
  /// The part that parsing and help need.
  var definition: PositionalDefinition { get }
}

/// What is known of a positional apart from the type of its result.
public struct PositionalDefinition: Sendable {
  /// What is in this place; its placeholder is the positional's name.
  public let value: ValueDefinition
  /// Whether at least one must be given.
  public let isRequired: Bool
  /// Whether this place takes all that remains.
  public let repeats: Bool
  /// One line that says what the argument is.
  public let help: String

  /// The name as help and errors write it.
  public var spelling: String { "<\(value.placeholder)>" }
}

extension Positional {
  /// An argument that must be given.
  ///
  /// Looking it up in the invocation of a command that does not have it is a programming error.
  public static func required(_ type: ValueType<Result>, help: String) -> Positional {
    let definition = PositionalDefinition(
      value: type.definition, isRequired: true, repeats: false, help: help)
    return Positional(definition: definition) { texts in
      guard let value = texts.first.flatMap(type.read) else {
        preconditionFailure("\(definition.spelling) is not an argument of this command")
      }
      return value
    }
  }

  /// An argument that may be left out, nil when it is.
  public static func optional<Value>(_ type: ValueType<Value>, help: String) -> Positional
  where Result == Value? {
    Positional(
      definition: PositionalDefinition(
        value: type.definition, isRequired: false, repeats: false, help: help),
      result: { $0.first.flatMap(type.read) })
  }

  /// All arguments from here on.
  public static func repeating<Value>(
    _ type: ValueType<Value>, atLeastOne: Bool = false, help: String
  ) -> Positional where Result == [Value] {
    Positional(
      definition: PositionalDefinition(
        value: type.definition, isRequired: atLeastOne, repeats: true, help: help),
      result: { $0.compactMap(type.read) })
  }
}
