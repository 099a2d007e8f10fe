// What an input is written in, told by its first bytes.

internal import Bytes

enum InputFormat: Sendable {
  case undecided
  case json

  /// Tells the format, and how many bytes of a byte order mark were passed over; nil when more are needed.
  static func detect(
    _ bytes: [UInt8], _ rest: inout Range<Int>, isLast: Bool
  ) -> (format: InputFormat, markBytes: Int)? {
    guard rest.count >= 3 || isLast else { return nil }
    guard rest.count >= 3, bytes[rest.lowerBound] == 0xEF, bytes[rest.lowerBound + 1] == 0xBB,
      bytes[rest.lowerBound + 2] == 0xBF
    else { return (.json, 0) }
    rest = rest.lowerBound + 3..<rest.upperBound
    return (.json, 3)
  }
}
