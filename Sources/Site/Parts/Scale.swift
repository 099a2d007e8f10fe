// A scale of money for drawings: from zero, or below it, to a round number above the greatest value.

internal import Model

/// A scale with at most five steps above zero.
struct Scale: Equatable {
  let currency: Currency
  /// The lowest and highest value, both round; the lowest is at most zero.
  let low: Int128
  let high: Int128
  /// What lies between two lines.
  let step: Int128

  /// A scale that holds some values.
  init(_ values: [Int128], _ currency: Currency) {
    let top = max(values.max() ?? 0, 0)
    let bottom = min(values.min() ?? 0, 0)
    step = Scale.step(for: top - bottom, unit: power(currency.exponent))
    high = max((top + step - 1) / step * step, step)
    low = bottom / step * step - (bottom % step == 0 ? 0 : step)
    self.currency = currency
  }

  /// The least of 1, 2, 5, 10, 20, 50 … whole units that divides a span into five parts or fewer.
  private static func step(for span: Int128, unit: Int128) -> Int128 {
    var power = unit
    while true {
      for factor: Int128 in [1, 2, 5] where power * factor * 5 >= span { return power * factor }
      power *= 10
    }
  }

  /// The values at which lines are drawn.
  var ticks: [Int128] { (0...Int((high - low) / step)).map { low + Int128($0) * step } }

  /// How far below the top of a drawing a value lies, in hundredths of the unit of its height.
  func y(_ value: Int128, height: Int) -> Int {
    Proportion(high - value, of: high - low)?.hundredths(of: height) ?? 0
  }
}
