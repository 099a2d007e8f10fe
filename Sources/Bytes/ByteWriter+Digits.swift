// Digits out: integers and fixed-point decimals, with no floating point on the way.

extension ByteWriter {
  /// Appends an integer in decimal digits, with `-` when negative.
  @inlinable public mutating func append(integer value: Int64) {
    if value < 0 { append(0x2D) }
    append(magnitude: value.magnitude)
  }

  /// Appends an unsigned integer in decimal digits, at least `minimumDigits` of them.
  public mutating func append(magnitude value: UInt64, minimumDigits: Int = 1) {
    var rest = value
    var count = 0
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 40) { digits in
      while rest > 0 || count < minimumDigits {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        count += 1
        digits[40 - count] = 0x30 + UInt8(truncatingIfNeeded: digit)
        rest = quotient
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[(40 - count)...]))
    }
  }

  /// Appends minor units as a decimal: -1234 with exponent 2 is `-12.34`, with exponent 0 `-1234`.
  public mutating func append(minorUnits value: Int64, exponent: Int) {
    if value < 0 { append(0x2D) }
    var power: UInt64 = 1
    for _ in 0..<exponent { power *= 10 }
    let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: power)
    append(magnitude: whole)
    guard exponent > 0 else { return }
    append(0x2E)
    append(magnitude: fraction, minimumDigits: exponent)
  }

  /// Appends a sum of minor units, which may not fit 64 bits, as a decimal.
  public mutating func append(sumOfMinorUnits value: Int128, exponent: Int) {
    if let value = Int64(exactly: value) { return append(minorUnits: value, exponent: exponent) }
    // More than 64 bits have 19 digits at least, so the point is always behind one of them.
    let digits = String(value)
    append(string: String(digits.dropLast(exponent)))
    guard exponent > 0 else { return }
    append(0x2E)
    append(string: String(digits.suffix(exponent)))
  }

  /// Appends a sum of minor units, which may not fit 64 bits, as decimal digits.
  public mutating func append(sum value: Int128) { append(string: String(value)) }
}
