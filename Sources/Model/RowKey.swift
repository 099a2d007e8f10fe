// Transaction ids as numbers. The bank's ids are `tx_` and 22 digits of base 62 (0-9 A-Z a-z), which is
// also ASCII order, so an id is a number whose order is the order of the text; today's fit 107 bits.
// Ids of any other form are hashed: they can be compared for sameness, not for order.

public import Bytes

/// A transaction id in 16 bytes.
public struct RowKey: Hashable, Sendable {
  /// The number; the top bit is set when it is a hash.
  public let bits: UInt128

  private static let hashed: UInt128 = 1 << 127

  /// The key of a number that `bits` gave.
  public init(bits: UInt128) { self.bits = bits }

  /// The key of an id in a buffer.
  public init(_ bytes: [UInt8], _ range: ByteRange) {
    bits = RowKey.packed(bytes, range) ?? RowKey.hash(bytes, range)
  }

  /// The key of an id.
  public init(_ id: String) {
    let bytes = Array(id.utf8)
    self.init(bytes, ByteRange(start: 0, count: bytes.count))
  }

  /// Whether the key orders as its id does, and gives it back.
  public var isExact: Bool { bits & RowKey.hashed == 0 }

  /// The id that the key was made of; nil when the key is a hash.
  public var id: String? {
    guard isExact else { return nil }
    var digits = [UInt8](repeating: 0x30, count: 22)
    var rest = bits
    var at = 21
    while rest > 0 && at >= 0 {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 62)
      digits[at] = RowKey.character(UInt8(digit))
      rest = quotient
      at -= 1
    }
    return "tx_" + String(decoding: digits, as: UTF8.self)
  }

  /// A hash for tables of this process: today's ids share their leading digits, so both halves count.
  @inlinable public var hash: UInt64 {
    let low = UInt64(truncatingIfNeeded: bits)
    let high = UInt64(truncatingIfNeeded: bits >> 64)
    return low ^ high &* 0xFF51_AFD7_ED55_8CCD
  }

  private static func packed(_ bytes: [UInt8], _ range: ByteRange) -> UInt128? {
    let at = range.start
    guard range.count == 25, bytes[at] == 0x74, bytes[at + 1] == 0x78, bytes[at + 2] == 0x5F else {
      return nil
    }
    // Two halves of 11 digits, which 64 bits hold nearly always, then one wide multiplication.
    guard let high = eleven(bytes, at + 3), let low = eleven(bytes, at + 14) else { return nil }
    let elevenDigits: UInt128 = 52_036_560_683_837_093_888  // 62 to the power of 11
    let (value, overflow) = high.multipliedReportingOverflow(by: elevenDigits)
    let (sum, carry) = value.addingReportingOverflow(low)
    return overflow || carry || sum & hashed != 0 ? nil : sum
  }

  /// The number of eleven digits; nil when a byte is no digit of base 62.
  private static func eleven(_ bytes: [UInt8], _ start: Int) -> UInt128? {
    bytes.withUnsafeBufferPointer { buffer in
      var value: UInt64 = 0
      var isOther: UInt64 = 0
      for at in start..<start + 10 {
        let digit = digit(buffer[at])
        isOther |= digit
        value = value &* 62 &+ digit
      }
      let last = digit(buffer[start + 10])
      return (isOther | last) >> 8 == 0 ? UInt128(value) * 62 + UInt128(last) : nil
    }
  }

  /// The value of a digit, without a branch on what it is; more than a byte when it is none.
  @inline(__always)
  private static func digit(_ byte: UInt8) -> UInt64 {
    let (number, upper, lower) = (byte &- 0x30, byte &- 0x41, byte &- 0x61)
    var value: UInt64 = 1 << 8
    value = number < 10 ? UInt64(number) : value
    value = upper < 26 ? UInt64(upper) + 10 : value
    value = lower < 26 ? UInt64(lower) + 36 : value
    return value
  }

  private static func character(_ digit: UInt8) -> UInt8 {
    digit < 10 ? 0x30 + digit : digit < 36 ? 0x41 + digit - 10 : 0x61 + digit - 36
  }

  private static func hash(_ bytes: [UInt8], _ range: ByteRange) -> UInt128 {
    let one = StableHash.of(bytes, range, seed: 1)
    let other = StableHash.of(bytes, range, seed: 2)
    return hashed | UInt128(one) << 64 | UInt128(other)
  }
}

extension RowKey: Comparable {
  /// The order of the ids when both keys are exact; else some fixed order.
  public static func < (left: RowKey, right: RowKey) -> Bool { left.bits < right.bits }
}

/// A hash that is the same in every run and on every machine (FNV-1a, then a finalizer).
public enum StableHash {
  /// The hash of some bytes.
  public static func of(_ bytes: [UInt8], _ range: ByteRange, seed: UInt64 = 0) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ (seed &* 0x9E37_79B9_7F4A_7C15)
    bytes.withUnsafeBufferPointer { buffer in
      for at in range.indices { hash = (hash ^ UInt64(buffer[at])) &* 0x0100_0000_01B3 }
    }
    return finish(hash)
  }

  /// The hash of some text's UTF-8.
  public static func of(_ text: String, seed: UInt64 = 0) -> UInt64 {
    let bytes = Array(text.utf8)
    return of(bytes, ByteRange(start: 0, count: bytes.count), seed: seed)
  }

  private static func finish(_ value: UInt64) -> UInt64 {
    var hash = value
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ hash >> 33
  }
}

extension Row {
  /// The id as a key; nil when the row has no id.
  ///
  /// Asked for by every stage: `rememberKey` works it out once.
  public var key: RowKey? { knownKey ?? range(.id).map { RowKey(storage, $0) } }

  /// Works out the key of the id, so that it need not be done again while the id stays.
  public mutating func rememberKey() { knownKey = key }

  /// Remembers the key of the id, which must be this one.
  public mutating func rememberKey(_ key: RowKey) { knownKey = key }
}
