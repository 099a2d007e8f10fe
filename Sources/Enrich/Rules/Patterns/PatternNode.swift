// What a regular expression of a rule is made of, as far as it matters for whether a text matches: what is captured,
// and which of several ways to match is preferred, does not.

/// A part of a regular expression.
indirect enum PatternNode: Equatable {
  /// One character of the text that passes a test.
  case character(CharacterTest)
  /// Nothing, at a place of the text that an anchor such as `\b` names.
  case anchor(String)
  /// One part behind the other.
  case sequence([PatternNode])
  /// One of several parts.
  case choice([PatternNode])
  /// A part over and over; without an upper limit when `most` is nil.
  case repeated(PatternNode, least: Int, most: Int?)
  /// Nothing, where a part matches what follows, or does not.
  case ahead(PatternNode, isNegative: Bool)
}

/// What one character has to be.
enum CharacterTest: Hashable {
  /// A character, in any case.
  case same(String)
  /// Anything but the end of a line.
  case any
  /// One of a class, in the notation of `Regex`.
  case classed(String)
}

extension PatternNode {
  /// How many instructions it takes; more than anybody needs is `Int.max`.
  var size: Int {
    switch self {
    case .character, .anchor, .ahead: 1
    case .sequence(let parts): parts.reduce(0) { PatternNode.sum($0, $1.size) }
    case .choice(let parts): parts.reduce(0) { PatternNode.sum($0, PatternNode.sum($1.size, 2)) }
    case .repeated(let part, let least, let most):
      PatternNode.product(PatternNode.sum(part.size, 2), max(1, most ?? least + 1))
    }
  }

  private static func sum(_ one: Int, _ other: Int) -> Int {
    let (sum, isTooMuch) = one.addingReportingOverflow(other)
    return isTooMuch ? .max : sum
  }

  private static func product(_ one: Int, _ other: Int) -> Int {
    let (product, isTooMuch) = one.multipliedReportingOverflow(by: other)
    return isTooMuch ? .max : product
  }
}
