import Bytes
import TestSupport
import Testing

@Suite struct FixedPointTests {
  @Test(arguments: [
    ("-12.34", 2, -1234), ("0", 2, 0), ("-0.00", 2, 0), ("7", 2, 700), ("7.5", 2, 750),
    ("150.0000", 2, 15000), ("1500", 0, 1500), ("1500.000", 0, 1500), ("0.001", 3, 1),
    ("007.50", 2, 750), ("92233720368547758.07", 2, Int64.max),
    ("-92233720368547758.08", 2, Int64.min), ("0.000000000000000000000", 2, 0),
    ("00000000000000000000000000001", 0, 1),
  ])
  func `digits become minor units`(text: String, exponent: Int, expected: Int64) throws {
    #expect(try minorUnits(text, exponent) == expected)
  }

  @Test(arguments: [
    "", "-", ".", "+1", "--1", "1.", ".5", "-.5", "1,000.00", "1 ", " 1", "1e3", "0x1", "1.2.3",
    "1-",
    "£5", "NaN", "١", "1.234x", "99999999999999999999x",
  ])
  func `what is not plain digits is refused`(text: String) {
    #expect(throws: FixedPointError.notADecimal) { try minorUnits(text, 2) }
  }

  @Test(arguments: [("1.239", 2), ("0.5", 0), ("-3.0001", 3), ("99999999999999999999.001", 2)])
  func `lost digits are an error, never rounded`(text: String, exponent: Int) {
    #expect(throws: FixedPointError.lostDigits(exponent: exponent)) {
      try minorUnits(text, exponent)
    }
  }

  @Test(arguments: [
    ("92233720368547758.08", 2), ("-92233720368547758.09", 2), ("18446744073709551616", 0),
    ("184467440737095516160", 0), ("10", 18), ("1", 40),
  ])
  func `what does not fit 64 bits is an error, never wrapped`(text: String, exponent: Int) {
    #expect(throws: FixedPointError.overflow) { try minorUnits(text, exponent) }
  }

  @Test func `a plus is accepted where the format has one`() throws {
    let text = Array("+5.00".utf8)
    let range = ByteRange(start: 0, count: text.count)
    #expect(try FixedPoint.minorUnits(of: text, range, exponent: 2, allowingPlus: true) == 500)
    #expect(throws: FixedPointError.notADecimal) {
      try FixedPoint.minorUnits(of: Array("+-5.0".utf8), range, exponent: 2, allowingPlus: true)
    }
  }

  @Test func `only the range is read`() throws {
    let text = Array("99-1.5099".utf8)
    let range = ByteRange(start: 2, count: 5)
    #expect(try FixedPoint.minorUnits(of: text, range, exponent: 2) == -150)
  }

  @Test(arguments: 0...4)
  func `what was written is read again`(exponent: Int) throws {
    var random = SeededRandom(seed: UInt64(exponent))
    for _ in 0..<1000 {
      // A random number of bits, so that small and large amounts are equally likely.
      let value = Int64(bitPattern: random.next()) >> Int64.random(in: 0..<64, using: &random)
      var writer = ByteWriter()
      writer.append(minorUnits: value, exponent: exponent)
      #expect(try minorUnits(writer.string, exponent) == value)
    }
  }

  @Test func `errors are worded to follow the text`() {
    #expect("\(FixedPointError.lostDigits(exponent: 2))" == "has more than 2 decimal places")
    #expect("\(FixedPointError.overflow)" == "too large for 64 bits")
  }

  private func minorUnits(_ text: String, _ exponent: Int) throws -> Int64 {
    let bytes = Array(text.utf8)
    let range = ByteRange(start: 0, count: bytes.count)
    return try FixedPoint.minorUnits(of: bytes, range, exponent: exponent)
  }
}
