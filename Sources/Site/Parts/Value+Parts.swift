// Amounts, days and absent things as templates take them.

internal import Model
internal import Mustache

extension Value {
  private static let amountShape = Shape("text", "value")

  /// An amount, written out in one of its ways, with its decimal for machines.
  static func amount(_ amount: Amount, _ style: Amount.Style = .plain) -> Value {
    .object(amountShape, [.text(amount.text(style)), .text(amount.value)])
  }

  /// An amount, or null.
  static func amount(_ amount: Amount?, _ style: Amount.Style = .plain) -> Value {
    guard let amount else { return .null }
    return .amount(amount, style)
  }

  /// A text, or null.
  static func textOrNull(_ text: String?) -> Value { text.map { .text($0) } ?? .null }

  /// A day, in words and for machines.
  static func date(_ date: CivilDate) -> Value {
    ["text": .text(date.text), "iso": .text(date.description)]
  }
}
