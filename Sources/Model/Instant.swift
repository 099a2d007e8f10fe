// A point in time, exact to the nanosecond that an API may send, with no zone: UTC in, UTC out.

public import Bytes

/// A point in time.
public struct Instant: Hashable, Sendable {
  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  public var seconds: Int64
  /// The rest of the second, 0 to 999,999,999.
  public var nanoseconds: Int32

  /// Creates a point in time.
  @inlinable public init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Reads an RFC 3339 time; nil when the bytes are none.
  public init?(_ bytes: [UInt8], _ range: ByteRange) {
    guard let time = RFC3339.parse(bytes, range) else { return nil }
    self.init(seconds: time.seconds, nanoseconds: time.nanoseconds)
  }

  /// Reads an RFC 3339 time; nil when the text is none.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes, ByteRange(start: 0, count: bytes.count))
  }

  /// A time after all others.
  public static let distantFuture = Instant(seconds: .max)

  /// The time to the second, the fraction dropped.
  public var wholeSecond: Instant { Instant(seconds: seconds) }
}

extension Instant: Comparable, CustomStringConvertible {
  /// Earlier before later.
  @inlinable public static func < (left: Instant, right: Instant) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// RFC 3339 in UTC, the fraction without trailing zeros.
  public var description: String {
    var writer = ByteWriter()
    writer.append(seconds: seconds, nanoseconds: nanoseconds)
    return writer.string
  }
}
