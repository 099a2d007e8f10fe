// What counts neither as spending nor as income, by who says so: for manifests, for `status` and for the console, from
// the one rule of `Aggregate`.

public import Aggregate
public import Bytes
public import Model

/// What one reason leaves out of spending and income, in one currency.
public struct NotCounted: Equatable, Sendable {
  /// Who leaves it out.
  public var reason: LeftOutReason
  /// The currency of the sums.
  public var currency: Currency
  /// How many rows.
  public var count: Int
  /// Money in, in minor units.
  public var inMinor: Int128
  /// Money out, in minor units, at least zero.
  public var outMinor: Int128

  /// Everything that a summary leaves out, by reason and currency.
  public static func all(of summary: Summary) -> [NotCounted] {
    summary.leftOut.map { reason, currency, totals in
      let counted = totals.counted
      return NotCounted(
        reason: reason, currency: currency, count: counted.count, inMinor: counted.moneyIn,
        outMinor: counted.moneyOut)
    }
  }

  /// Writes the members of its JSON object.
  public func write(to json: inout JSONWriter) {
    json.member("by", reason.word)
    json.member("currency", currency.code)
    json.member("rows", count)
    json.member("in_minor", inMinor)
    json.member("out_minor", outMinor)
  }
}
