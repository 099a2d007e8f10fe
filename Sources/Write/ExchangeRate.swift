// Exchange rates worked out from two amounts, digit by digit, with no floating point: what the bank charged
// divided by what the shop asked for.

internal import Bytes
internal import Model

/// How much of one currency one unit of another is, in major units.
struct ExchangeRate {
  /// Digits that count: enough to get back any amount below 10 billion pounds to the penny.
  private static let digitsMax = 15
  /// Decimal places, so that the number keeps within the 32 characters of an OFX amount.
  private static let placesMax = 29

  private let dividend: Int128
  private let divisor: Int128

  /// The rate that makes one amount of another; nil when either is zero.
  init?(_ amount: Money, per local: Money) {
    guard amount.minorUnits != 0, local.minorUnits != 0 else { return nil }
    dividend = Int128(amount.minorUnits.magnitude) * ExchangeRate.power(local.currency.exponent)
    divisor = Int128(local.minorUnits.magnitude) * ExchangeRate.power(amount.currency.exponent)
  }

  private static func power(_ exponent: Int) -> Int128 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// Appends the rate as a decimal, further digits cut off: £12.87 for ¥2400 is `0.0053625`.
  func append(to writer: inout ByteWriter) {
    let (whole, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    writer.append(sum: whole)
    var digits = whole > 0 ? String(whole).utf8.count : 0
    var rest = remainder
    guard rest > 0, digits < ExchangeRate.digitsMax else { return }
    writer.append(0x2E)
    var places = 0
    while rest > 0 && digits < ExchangeRate.digitsMax && places < ExchangeRate.placesMax {
      places += 1
      let (digit, next) = (rest * 10).quotientAndRemainder(dividingBy: divisor)
      writer.append(0x30 + UInt8(truncatingIfNeeded: digit))
      if digits > 0 || digit > 0 { digits += 1 }
      rest = next
    }
  }
}
