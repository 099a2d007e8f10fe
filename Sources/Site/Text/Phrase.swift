// A sentence with amounts and text from outside in it, so that every amount on a page is a `data` element and
// every such text a `bdi` element, whatever is around it. Phrases are written as literals:
// `"\(amount) of it pending"`, `"the books of \(user: name)"`.

internal import Mustache

/// A sentence with amounts and text from outside in it.
struct Phrase: Equatable {
  fileprivate enum Piece: Equatable {
    case text(String)
    case amount(Amount, Amount.Style)
    /// Text from outside, whose direction must not spread.
    case user(String)
  }

  private var pieces: [Piece] = []

  /// The sentence as plain text, for titles of drawings.
  var text: String {
    pieces.map { piece in
      switch piece {
      case .text(let text), .user(let text): text
      case .amount(let amount, let style): amount.text(style)
      }
    }.joined()
  }

  /// The sentence as a template takes it.
  var markup: Value {
    var writer = MarkupWriter()
    for piece in pieces {
      switch piece {
      case .text(let text): writer.append(text: text)
      case .amount(let amount, let style):
        writer.append("<data value=\"")
        writer.append(text: amount.value)
        writer.append("\">")
        writer.append(text: amount.text(style))
        writer.append("</data>")
      case .user(let text):
        writer.append("<bdi>")
        writer.append(text: text)
        writer.append("</bdi>")
      }
    }
    return .markup(writer.markup)
  }

  /// Joins phrases with something between them.
  static func joined(_ phrases: [Phrase], by separator: String) -> Phrase {
    var joined = Phrase()
    for (index, phrase) in phrases.enumerated() {
      if index > 0 { joined.pieces.append(.text(separator)) }
      joined.pieces += phrase.pieces
    }
    return joined
  }
}

extension Phrase: ExpressibleByStringInterpolation {
  /// Collects the pieces of a literal.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    /// Begins a literal.
    init(literalCapacity: Int, interpolationCount: Int) {}

    /// Takes the text between values.
    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.text(literal)) }
    }

    /// Takes text.
    mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    /// Takes text from outside.
    mutating func appendInterpolation(user text: String) { pieces.append(.user(text)) }
    /// Takes an amount.
    mutating func appendInterpolation(_ amount: Amount, _ style: Amount.Style = .plain) {
      pieces.append(.amount(amount, style))
    }
    /// Takes another phrase.
    mutating func appendInterpolation(_ phrase: Phrase) { pieces += phrase.pieces }
  }

  /// A phrase without amounts.
  init(stringLiteral text: String) { pieces = [.text(text)] }

  /// A phrase of text and amounts.
  init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }
}
