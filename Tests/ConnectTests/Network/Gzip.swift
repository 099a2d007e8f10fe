// Packed answers for tests, made without a compressor: bytes as they are, and runs that unpack to more than a hundred
// times their size (RFC 1951, RFC 1952).

enum Gzip {
  private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

  /// Bytes in one stored block.
  static func stored(_ bytes: [UInt8], checksum: UInt32? = nil) -> [UInt8] {
    let count = UInt16(bytes.count)
    return header + [1] + littleEndian(count) + littleEndian(~count) + bytes
      + littleEndian(checksum ?? crc32(bytes)) + littleEndian(UInt32(bytes.count))
  }

  /// A run of zeros; its checksum is left out, since nobody should get that far.
  static func bomb(count: Int) -> [UInt8] {
    var bits = Bits()
    // The last block, of fixed codes; a zero byte; then copies of 258 bytes from one byte before.
    bits.append(0b1, 1)
    bits.append(0b01, 2)
    bits.appendCode(0b0011_0000, 8)
    for _ in 0..<count / 258 {
      bits.appendCode(0b1100_0101, 8)
      bits.appendCode(0, 5)
    }
    bits.appendCode(0, 7)
    return header + bits.bytes
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in
        rest >> 1 ^ (rest & 1 == 1 ? 0xEDB8_8320 : 0)
      }
    }
  }

  private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian, Array.init)
  }

  /// Bits in the order of RFC 1951: from the lowest of each byte.
  private struct Bits {
    private(set) var bytes: [UInt8] = []
    private var count = 0

    mutating func append(_ bits: UInt, _ length: Int) {
      for index in 0..<length {
        if count.isMultiple(of: 8) { bytes.append(0) }
        bytes[bytes.count - 1] |= UInt8(bits >> UInt(index) & 1) << UInt8(count % 8)
        count += 1
      }
    }

    /// Appends a code, which begins with its highest bit.
    mutating func appendCode(_ code: UInt, _ length: Int) {
      for index in (0..<length).reversed() { append(code >> UInt(index) & 1, 1) }
    }
  }
}
