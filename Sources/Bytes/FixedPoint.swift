// Decimal digits in: "-12.34" is -1234 hundredths, exactly. Output is `ByteWriter.append(minorUnits:)`.
// There is no floating point on the way, and what does not fit is an error, never a rounded value.

/// Why text is not an amount of minor units.
public enum FixedPointError: Error, Equatable, Sendable {
  /// The text is not an optional sign, digits, and optionally a point with more digits.
  case notADecimal
  /// A digit other than 0 is behind the last place that the exponent has.
  case lostDigits(exponent: Int)
  /// The value does not fit 64 bits.
  case overflow
}

extension FixedPointError: CustomStringConvertible {
  /// The error in words, to be behind the text in question.
  public var description: String {
    switch self {
    case .notADecimal: "not a decimal number; expected digits such as -12.34"
    case .lostDigits(0): "has a fraction where only whole numbers are possible"
    case .lostDigits(let exponent): "has more than \(exponent) decimal places"
    case .overflow: "too large for 64 bits"
    }
  }
}

/// Decimal numbers as integers of their smallest unit.
public enum FixedPoint {
  /// Reads a decimal as minor units: `-12.34` with exponent 2 is -1234, with exponent 3 -12340.
  ///
  /// The text is a sign or none, at least one digit, and perhaps a point with at least one digit
  /// behind it. Zeros in front and zeros behind the last place change nothing. There are no
  /// spaces, no thousands separators and no powers of ten.
  ///
  /// - Parameters:
  ///   - text: A buffer with the number.
  ///   - range: Where in it the number is.
  ///   - exponent: The number of decimal places of the unit, at least 0.
  ///   - allowingPlus: Whether a `+` in front is accepted.
  /// - Returns: The value in units of 10 to the power of -`exponent`.
  /// - Throws: `notADecimal` before anything else, else `lostDigits`, else `overflow`.
  public static func minorUnits(
    of text: [UInt8], _ range: ByteRange, exponent: Int, allowingPlus: Bool = false
  ) throws(FixedPointError) -> Int64 {
    var at = range.start
    let isNegative = at < range.end && text[at] == 0x2D
    if isNegative || (allowingPlus && at < range.end && text[at] == 0x2B) { at += 1 }

    var magnitude = Magnitude()
    let wholeStart = at
    while at < range.end, isDigit(text[at]) {
      magnitude.append(text[at])
      at += 1
    }
    guard at > wholeStart else { throw .notADecimal }

    var places = 0
    var isExact = true
    if at < range.end {
      guard text[at] == 0x2E, at + 1 < range.end else { throw .notADecimal }
      at += 1
      while at < range.end {
        guard isDigit(text[at]) else { throw .notADecimal }
        if places < exponent {
          magnitude.append(text[at])
          places += 1
        } else if text[at] != 0x30 {
          isExact = false
        }
        at += 1
      }
    }
    guard isExact else { throw .lostDigits(exponent: exponent) }
    while places < exponent {
      magnitude.append(0x30)
      places += 1
    }
    return try magnitude.signed(isNegative)
  }

  /// An unsigned value that grows by one digit at a time.
  private struct Magnitude {
    var value: UInt64 = 0
    var overflows = false

    mutating func append(_ digit: UInt8) {
      let (tens, lost) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(UInt64(digit - 0x30))
      value = sum
      if lost || carry { overflows = true }
    }

    func signed(_ isNegative: Bool) throws(FixedPointError) -> Int64 {
      if !overflows {
        if !isNegative, let value = Int64(exactly: value) { return value }
        if isNegative, value <= Int64.min.magnitude { return Int64(truncatingIfNeeded: 0 &- value) }
      }
      throw .overflow
    }
  }
}
