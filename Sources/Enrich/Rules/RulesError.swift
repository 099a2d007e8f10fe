// What can be wrong with a rules file, as facts with a place; the wording of all of them is here.

public import Bytes

/// A rules file that cannot be used, and where.
public struct RulesError: Error, Equatable, Sendable {
  /// What was found to be wrong.
  public enum Kind: Equatable, Sendable {
    /// The file is not relaxed JSON.
    case syntax(RelaxedJSONError.Kind)
    /// A key that means nothing here, and the keys that do.
    case unknownKey(String, expected: [String])
    /// A value of another type than the key needs.
    case wrongType(String, expected: String)
    /// A rule without a part that it needs.
    case missing(String)
    /// A rule that would match every row.
    case emptyMatch
    /// A rule that would change nothing.
    case emptySet
    /// A text that must have something in it.
    case emptyText(String)
    /// A kind that no row has, and the kinds that rows have.
    case unknownKind(String, expected: [String])
    /// An amount that is no decimal number, or has too many digits.
    case badAmount(String, FixedPointError)
    /// A range whose end is before its beginning.
    case emptyRange
    /// A regular expression that cannot be read.
    case badRegex(String)
    /// A regular expression that could take too many steps for one text.
    case slowRegex
    /// A regular expression with a piece of the notation that rules do not have.
    case unsupportedRegex(String)
    /// A regular expression longer than `limit` characters.
    case longRegex(limit: Int)
  }

  /// What was wrong.
  public let kind: Kind
  /// Where.
  public let position: TextPosition

  /// Creates an error at a place.
  public init(_ kind: Kind, at position: TextPosition) {
    self.kind = kind
    self.position = position
  }

  /// The error with its place, as in `rules.json5:12:5: unknown key 'payeee', …`.
  public func text(file: String) -> String { "\(file):\(position): \(wording)" }

  /// The error in words, without its place.
  public var wording: String {
    switch kind {
    case .syntax(let kind): RelaxedJSONError(kind, at: position).wording
    case .unknownKey(let key, let expected):
      "unknown key '\(key)', expected \(oneOf(expected))\(guess(key, expected))"
    case .wrongType(let key, let expected): "'\(key)' must be \(expected)"
    case .missing(let key): "the rule has no '\(key)'"
    case .emptyMatch: "'match' is empty and would match every row; give at least one condition"
    case .emptySet: "'set' is empty and would change nothing; give at least one field"
    case .emptyText(let key): "'\(key)' is empty"
    case .unknownKind(let word, let expected):
      "unknown kind '\(word)', expected \(oneOf(expected))\(guess(word, expected))"
    case .badAmount(let text, let error): "'\(text)' is \(reason(error))"
    case .emptyRange: "'min' is greater than 'max', so no amount can match; money out is negative"
    case .badRegex(let reason): "not a regular expression: \(reason)"
    case .slowRegex:
      "the regular expression repeats too much: a text of \(PatternProgram.textMax) characters could take more "
        + "than \(PatternProgram.stepsMax) steps; use smaller numbers in braces, or '*' in place of them"
    case .unsupportedRegex(let piece):
      "'\(piece)' is not supported in the regular expression of a rule; write it without"
    case .longRegex(let limit): "the regular expression has more than \(limit) characters"
    }
  }

  private func reason(_ error: FixedPointError) -> String {
    switch error {
    case .notADecimal: "not an amount; write it in major units, such as -12.50"
    case .lostDigits, .overflow: "not an amount of any currency: it \(error)"
    }
  }

  private func oneOf(_ words: [String]) -> String {
    words.count == 1 ? "'\(words[0])'" : "one of \(words.joined(separator: ", "))"
  }

  private func guess(_ word: String, _ words: [String]) -> String {
    NearestWord.of(word, words).map { "; did you mean '\($0)'?" } ?? ""
  }
}

extension RulesError.Kind {
  init(_ problem: PatternMatcher.Problem) {
    self =
      switch problem {
      case .unreadable(let reason): .badRegex(reason)
      case .unsupported(let piece): .unsupportedRegex(piece)
      case .large: .slowRegex
      case .long: .longRegex(limit: PatternMatcher.patternMax)
      }
  }
}

extension RulesError: CustomStringConvertible {
  /// The place and the error, as in `12:5: 'match' is empty …`.
  public var description: String { "\(position): \(wording)" }
}

/// Finds what a misspelt key was probably meant to be.
enum NearestWord {
  /// The word with the fewest single letters changed, added or taken away, at most a third of them.
  static func of(_ text: String, _ words: [String]) -> String? {
    let limit = max(1, min(text.count, 40) / 3)
    var best: (word: String, distance: Int)?
    for word in words where abs(word.count - text.count) <= limit {
      let distance = distance(Array(text.lowercased()), Array(word))
      if distance <= best.map({ $0.distance - 1 }) ?? limit { best = (word, distance) }
    }
    return best?.word
  }

  private static func distance(_ one: [Character], _ other: [Character]) -> Int {
    var row = Array(0...other.count)
    for (index, character) in one.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, candidate) in other.enumerated() {
        let replaced = diagonal + (character == candidate ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[other.count]
  }
}
