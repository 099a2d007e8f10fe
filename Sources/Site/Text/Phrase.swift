// A sentence with amounts in it, so that every amount on a page is a `data` element whatever stands around
// it. Phrases are written as literals: `"\(amount) of it pending"`.

internal import Mustache

/// A sentence with amounts in it.
struct Phrase: Equatable {
  fileprivate enum Piece: Equatable {
    case text(String)
    case amount(Amount, Amount.Style)
  }

  private var pieces: [Piece] = []

  /// The sentence as plain text, for titles of drawings.
  var text: String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
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
