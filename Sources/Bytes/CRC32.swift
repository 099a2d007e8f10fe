// The check sum of gzip and zip (RFC 1952 §8): the polynomial EDB88320, a byte at a time.

/// A running CRC-32.
public struct CRC32: Sendable {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }

  private var state: UInt32 = .max

  /// Begins a sum.
  public init() {}

  /// The sum of all bytes so far.
  public var value: UInt32 { ~state }

  /// Takes in bytes.
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  /// Takes in bytes that are together, without a call for each of them.
  public mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer {
      for byte in $0 { add(byte) }
    }
  }

  @inline(__always)
  private mutating func add(_ byte: UInt8) {
    state = CRC32.table[Int((state ^ UInt32(byte)) & 0xFF)] ^ state >> 8
  }
}
