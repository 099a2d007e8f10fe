// Money: whole minor units in a currency. Every sum is checked, for a wrapped sum is a wrong book.

/// An amount in minor units of one currency; a signed amount is credit-positive.
public struct Money: Hashable, Sendable {
  /// Pence, cents, yen: whole units of the currency's last digit.
  public var minorUnits: Int64
  /// What the units are units of.
  public var currency: Currency

  /// Creates an amount.
  public init(_ minorUnits: Int64, _ currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// The sum of two amounts of one currency.
  ///
  /// - Throws: `MoneyError` when the currencies differ or the sum does not fit 64 bits.
  public func adding(_ other: Money) throws(MoneyError) -> Money {
    guard currency == other.currency else { throw .currenciesDiffer(currency, other.currency) }
    let (sum, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
    guard !overflow else { throw .overflow(self, other) }
    return Money(sum, currency)
  }

  /// The amount with the opposite sign.
  ///
  /// - Throws: `MoneyError.overflow` for the one amount that has no opposite in 64 bits.
  public func negated() throws(MoneyError) -> Money {
    guard minorUnits != .min else { throw .overflow(self, self) }
    return Money(-minorUnits, currency)
  }
}

extension Money: CustomStringConvertible {
  /// The amount in major units and the code: `-12.34 GBP`.
  public var description: String {
    let digits = String(minorUnits.magnitude)
    let exponent = currency.exponent
    let padded = String(repeating: "0", count: max(0, exponent + 1 - digits.count)) + digits
    let whole = padded.dropLast(exponent)
    let fraction = exponent > 0 ? ".\(padded.suffix(exponent))" : ""
    return "\(minorUnits < 0 ? "-" : "")\(whole)\(fraction) \(currency.code)"
  }
}

/// Arithmetic on money that has no right answer.
public enum MoneyError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A sum that 64 bits cannot hold.
  case overflow(Money, Money)
  /// Two currencies in one sum.
  case currenciesDiffer(Currency, Currency)

  /// The error in words.
  public var description: String {
    switch self {
    case .overflow(let left, let right): "\(left) and \(right) do not fit one 64-bit sum"
    case .currenciesDiffer(let left, let right): "cannot add \(left) and \(right)"
    }
  }
}
