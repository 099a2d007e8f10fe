// Shares, and numbers for attributes of drawings, in whole thousandths: no floating point, so that the
// same sums give the same bytes on every machine.

/// A part of a whole.
struct Proportion: Equatable {
  /// The part.
  let part: Int128
  /// The whole; above zero.
  let whole: Int128

  /// Creates a share; nil when the whole is not above zero.
  init?(_ part: Int128, of whole: Int128) {
    guard whole > 0 else { return nil }
    self.part = part
    self.whole = whole
  }

  /// `42%`, `under 1%`, `over 99%`, `0%`.
  var text: String {
    let percent = divideHalfEven(part * 100, whole)
    if percent == 0 && part > 0 || percent == 1 && part * 100 < whole {
      return Words.underOnePercent
    }
    if percent == 100 && part < whole { return Words.overNinetyNinePercent }
    return percent < 0 ? "\u{2212}\(-percent)%" : "\(percent)%"
  }

  /// The share of a length, in hundredths of its unit: of 200 px, 12345 is 123.45 px.
  func hundredths(of length: Int) -> Int { Int(divideHalfEven(part * Int128(length) * 100, whole)) }
}

/// A number with two decimals for an attribute: 1234 is `12.34`, 1200 is `12`.
func coordinate(hundredths value: Int) -> String {
  let size = value.magnitude
  let rest = size % 100
  let sign = value < 0 ? "-" : ""
  if rest == 0 { return "\(sign)\(size / 100)" }
  if rest % 10 == 0 { return "\(sign)\(size / 100).\(rest / 10)" }
  return "\(sign)\(size / 100).\(rest < 10 ? "0" : "")\(rest)"
}
