// Markup that may enter a page unescaped. It can only be made of literals of the program, numbers,
// escaped text and other safe markup, so that no text from outside ever becomes markup.

internal import Bytes

/// Markup that the program wrote itself.
public struct SafeMarkup: Equatable, Sendable {
  let bytes: [UInt8]

  /// The markup as text: for messages and tests.
  public var string: String { String(decoding: bytes, as: UTF8.self) }
}

/// Writes safe markup piece by piece.
public struct MarkupWriter: Sendable {
  private var writer = ByteWriter()

  /// Creates an empty writer.
  public init() {}

  /// What was written so far.
  public var markup: SafeMarkup { SafeMarkup(bytes: writer.bytes) }

  /// Appends literal markup of the program.
  public mutating func append(_ literal: StaticString) { writer.append(literal) }

  /// Appends text, escaped for element content and for attribute values in quotes.
  public mutating func append(text: String) { writer.append(escaping: text) }

  /// Appends an integer.
  public mutating func append(integer: Int) { writer.append(integer: Int64(integer)) }

  /// Appends a fixed-point number: 125 with one fraction digit is `12.5`.
  public mutating func append(fixedPoint value: Int, fractionDigits: Int) {
    writer.append(minorUnits: Int64(value), exponent: fractionDigits)
  }

  /// Appends other safe markup.
  public mutating func append(_ markup: SafeMarkup) { writer.append(bytes: markup.bytes) }
}
