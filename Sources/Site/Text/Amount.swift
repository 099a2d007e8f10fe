// Amounts as British readers write them: `£1,234.50`, `−£12.34` with U+2212 before the sign of the
// currency, and the decimal that machines read from the page.

public import Model

/// A sum of money on a page, in minor units; sums of many rows may pass 64 bits.
public struct Amount: Equatable, Sendable {
  /// Whole units of the currency's last digit.
  public var minorUnits: Int128
  /// What the units are units of.
  public var currency: Currency

  /// Creates an amount.
  public init(_ minorUnits: Int128, _ currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// Creates an amount.
  init(_ money: Money) { self.init(Int128(money.minorUnits), money.currency) }

  /// The amount without its sign.
  var size: Amount { Amount(Int128(minorUnits.magnitude), currency) }

  // MARK: Text

  /// The ways to write an amount.
  enum Style {
    case plain, signed, whole, foreign
  }

  /// The amount, written in one of the ways.
  func text(_ style: Style) -> String {
    switch style {
    case .plain: text
    case .signed: signedText
    case .whole: wholeText
    case .foreign: foreignText
    }
  }

  /// `£1,234.50`, `−£12.34`.
  var text: String { sign(plus: "") + body(minorUnits.magnitude, currency.exponent) }

  /// `+£12.34`, `−£12.34`, `£0.00`: for lists in which money goes both ways.
  var signedText: String { sign(plus: "+") + body(minorUnits.magnitude, currency.exponent) }

  /// `£1,234`, `−£12`: whole units, half to even, for heads and axes.
  var wholeText: String {
    let whole = divideHalfEven(minorUnits, power(currency.exponent))
    return (whole < 0 ? Amount.minus : "") + body(whole.magnitude, 0)
  }

  /// `€12.00 EUR`, `1.234 KWD`: with the code, for amounts of another currency than the page's.
  var foreignText: String {
    symbol.isEmpty ? text : "\(text) \(currency.code)"
  }

  /// `-12.34`: for the `value` of a `data` element.
  var value: String {
    (minorUnits < 0 ? "-" : "") + digits(minorUnits.magnitude, currency.exponent, grouped: false)
  }

  private static let minus = "\u{2212}"

  private func sign(plus: String) -> String {
    minorUnits < 0 ? Amount.minus : minorUnits > 0 ? plus : ""
  }

  private func body(_ magnitude: UInt128, _ exponent: Int) -> String {
    let number = digits(magnitude, exponent, grouped: true)
    return symbol.isEmpty ? "\(number) \(currency.code)" : symbol + number
  }

  /// The signs that a British reader knows; other currencies go by their code.
  private var symbol: String {
    switch currency.code {
    case "GBP": "£"
    case "EUR": "€"
    case "USD": "$"
    case "JPY": "¥"
    case "INR": "₹"
    default: ""
    }
  }
}

/// The digits of minor units with the point of the currency, in groups of three if wished.
private func digits(_ magnitude: UInt128, _ exponent: Int, grouped: Bool) -> String {
  let all = Array(String(magnitude).utf8)
  let padding = [UInt8](repeating: 0x30, count: max(0, exponent + 1 - all.count))
  let padded = padding + all
  let whole = padded.dropLast(exponent)
  var text: [UInt8] = []
  for (index, digit) in whole.enumerated() {
    if grouped && index > 0 && (whole.count - index) % 3 == 0 { text.append(0x2C) }
    text.append(digit)
  }
  if exponent > 0 { text += [0x2E] + padded.suffix(exponent) }
  return String(decoding: text, as: UTF8.self)
}

/// Ten to a small power.
func power(_ exponent: Int) -> Int128 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

/// The quotient rounded to the nearest whole number, halves to the even one; the divisor is positive.
func divideHalfEven(_ value: Int128, _ divisor: Int128) -> Int128 {
  let (quotient, remainder) = value.magnitude.quotientAndRemainder(dividingBy: divisor.magnitude)
  let double = remainder * 2
  let up = double > divisor.magnitude || double == divisor.magnitude && quotient % 2 == 1
  let size = Int128(quotient) + (up ? 1 : 0)
  return value < 0 ? -size : size
}
