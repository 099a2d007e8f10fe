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
          var difference: UInt8 = 0
          for at in 0..<text.count { difference |= bytes[range.start + at] ^ text[at] }
          return difference == 0
        }
      }
    if !isSame {
      text = Array(bytes[range.indices])
      hash = StableHash.of(bytes, range)
    }
    return hash
  }
}
