// What one value on the command line looks like and how it is read. The same value type serves
// options and positionals, so that a month is written, read and refused in one way everywhere.

/// How one value is named in help, what it may be, and how its text becomes a Swift value.
public struct ValueType<Value: Sendable>: Sendable {
  /// The part that help and error messages need.
  public let definition: ValueDefinition
  /// The reading itself; pure, because a lookup may repeat it.
  let read: @Sendable (String) -> Value?

  /// Makes a value type from its reading.
  ///
  /// - Parameters:
  ///   - placeholder: the word that stands for the value in help, without angle brackets.
  ///   - expected: what an error says was expected, for example `YYYY-MM`; the placeholder if nil.
  ///   - suggestions: words that a misspelt text may have been meant to be.
  ///   - read: the value of a text, nil when the text is not one. It must be pure.
  public init(
    _ placeholder: String, expected: String? = nil, suggestions: [String] = [],
    read: @escaping @Sendable (String) -> Value?
  ) {
    self.init(placeholder, expected: expected, choices: [], suggestions: suggestions, read: read)
  }

  private init(
    _ placeholder: String, expected: String?, choices: [String], suggestions: [String] = [],
    read: @escaping @Sendable (String) -> Value?
  ) {
    definition = ValueDefinition(
      placeholder: placeholder, choices: choices, expected: expected ?? "<\(placeholder)>",
      suggestions: suggestions, accepts: { read($0) != nil })
    self.read = read
  }

  /// One of the raw values of an enumeration, offered in the order of its cases.
  public static func choice(_ placeholder: String, of type: Value.Type) -> ValueType
  where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    ValueType(
      placeholder, expected: nil, choices: Value.allCases.map(\.rawValue),
      read: { text in Value.allCases.first { isSameWord($0.rawValue, text) } })
  }
}

extension ValueType where Value == String {
  /// Any text that is not empty.
  public static func text(_ placeholder: String) -> ValueType {
    ValueType(placeholder) { $0 }
  }

  /// One of some words, offered in the order given.
  public static func choice(_ placeholder: String, _ choices: [String]) -> ValueType {
    ValueType(
      placeholder, expected: nil, choices: choices,
      read: { text in choices.first { isSameWord($0, text) } })
  }
}

/// What help and the parser know of a value: everything but its Swift type.
public struct ValueDefinition: Sendable {
  /// The word that stands for the value in help, without angle brackets.
  public let placeholder: String
  /// The only words allowed, in the order of their definition; empty when any text may be right.
  public let choices: [String]
  /// What an error says was expected.
  public let expected: String
  /// Words that a misspelt text may have been meant to be, where any text may be right.
  let suggestions: [String]
  /// Whether a text can be read.
  let accepts: @Sendable (String) -> Bool

  /// Says why a text is not a value of this type, nil when it is one.
  func mistake(in text: String, of subject: String) -> UsageError.Kind? {
    if text.isEmpty { return .emptyValue(of: subject, expected: expected) }
    if !choices.isEmpty, !choices.contains(where: { isSameWord($0, text) }) {
      return .badChoice(
        of: subject, value: text, choices: choices,
        nearest: Spelling.nearest(to: text, among: choices))
    }
    if accepts(text) { return nil }
    return .badValue(
      of: subject, value: text, expected: expected,
      nearest: Spelling.nearest(to: text, among: suggestions))
  }
}

/// Whether two words are the same in any capitals, with hyphens or underscores.
private func isSameWord(_ one: String, _ other: String) -> Bool {
  one.lowercased().map { $0 == "_" ? "-" : $0 } == other.lowercased().map { $0 == "_" ? "-" : $0 }
}
