// The account of a row is hashed several times on its way, and is nearly always that of the row before.

public import Bytes

/// The `StableHash` of a text field that seldom changes from row to row.
public struct RecentHash: Sendable {
  private var text: [UInt8] = []
  private var hash = StableHash.of([], .empty)

  /// Begins with the empty text.
  public init() {}

  /// The hash of a range of some bytes.
  public mutating func of(_ bytes: [UInt8], _ range: ByteRange) -> UInt64 {
    let isSame =
      range.count == text.count
      && bytes.withUnsafeBufferPointer { bytes in
        text.withUnsafeBufferPointer { text in
          RecentHash.areEqual(
            UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[range.indices]),
            UnsafeRawBufferPointer(text))
        }
      }
    if !isSame {
      text.removeAll(keepingCapacity: true)
      text.append(contentsOf: bytes[range.indices])
      hash = StableHash.of(bytes, range)
    }
    return hash
  }

  /// Whether buffers of one size have the same bytes, eight at a time; the last eight overlap those before them.
  private static func areEqual(
    _ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer
  ) -> Bool {
    guard one.count >= 8 else { return one.elementsEqual(other) }
    var difference: UInt64 = 0
    for at in stride(from: 0, to: one.count, by: 8) {
      let at = min(at, one.count - 8)
      difference |=
        one.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        ^ other.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    }
    return difference == 0
  }
}
