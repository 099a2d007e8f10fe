// Where every output begins: an append-only buffer of bytes. Digits, decimals and JSON strings are
// made here, byte by byte, because the writers of all formats need them and text machinery is slow.

/// A growing buffer of bytes that knows how to write digits and JSON strings.
public struct ByteWriter: Equatable, Sendable {
  /// What was written so far.
  public var bytes: [UInt8] = []

  /// Creates an empty writer.
  ///
  /// - Parameter capacity: How many bytes to make room for at once.
  public init(reservingCapacity capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// The number of bytes written.
  @inlinable public var count: Int { bytes.count }

  /// The bytes as text, invalid UTF-8 repaired: for messages and tests.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends one byte.
  @inlinable public mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Appends literal text of the program, known at compile time.
  @inlinable public mutating func append(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends text as UTF-8.
  @inlinable public mutating func append(string text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends bytes as they are.
  @inlinable public mutating func append(bytes other: [UInt8]) { bytes.append(contentsOf: other) }

  /// Appends a part of other bytes as it is.
  @inlinable public mutating func append(bytes other: [UInt8], _ range: ByteRange) {
    other.withUnsafeBufferPointer { source in
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[range.start..<range.end]))
    }
  }

  /// Empties the buffer and keeps its memory.
  @inlinable public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}

/// A half-open range of byte offsets, half the size of `Range<Int>`; at most 4 GiB into a buffer.
@frozen public struct ByteRange: Equatable, Hashable, Sendable {
  @usableFromInline let lower: UInt32
  @usableFromInline let length: UInt32

  /// The range of `count` bytes from `start` on.
  @inlinable public init(start: Int, count: Int) {
    lower = UInt32(start)
    length = UInt32(count)
  }

  /// The empty range at offset zero.
  @inlinable public static var empty: ByteRange { ByteRange(start: 0, count: 0) }

  /// The offset of the first byte.
  @inlinable public var start: Int { Int(lower) }
  /// The offset after the last byte.
  @inlinable public var end: Int { Int(lower) + Int(length) }
  /// The number of bytes.
  @inlinable public var count: Int { Int(length) }
  /// Whether the range holds no byte.
  @inlinable public var isEmpty: Bool { length == 0 }
  /// The same offsets as a standard range.
  @inlinable public var indices: Range<Int> { start..<end }
}
