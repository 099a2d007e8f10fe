// Percent-encoding (RFC 3986 §2.1), the narrowest of its dialects: only what no reader of paths, queries or
// forms gives a meaning to stands as it is. A space is `%20` and never `+`, so every decoder agrees.

import Bytes

package enum PercentEncoding {
  /// A text of which only letters, digits, `-`, `.`, `_` and `~` stand as they are.
  static func encode(_ text: String) -> String {
    var writer = ByteWriter(reservingCapacity: text.utf8.count)
    for byte in text.utf8 {
      if isUnreserved(byte) {
        writer.append(byte)
      } else {
        writer.append(0x25)
        writer.append(digit(byte >> 4))
        writer.append(digit(byte & 0xF))
      }
    }
    return writer.string
  }

  /// The text that a part of a path stands for.
  static func decode(_ text: Substring.UTF8View) -> String {
    decode(text, plusIsSpace: false)
  }

  /// The text that a name or value of a form stands for.
  ///
  /// A `%` without two hexadecimal digits behind it stands for itself, and bytes that are no UTF-8 become
  /// U+FFFD, as the URL Standard wants of a reader of forms.
  package static func decode(_ text: Substring.UTF8View, plusIsSpace: Bool) -> String {
    var decoded: [UInt8] = []
    var at = text.startIndex
    while at < text.endIndex {
      let byte = text[at]
      at = text.index(after: at)
      if byte == 0x25, let value = escapedByte(text[at...]) {
        decoded.append(value)
        at = text.index(at, offsetBy: 2)
      } else {
        decoded.append(byte == 0x2B && plusIsSpace ? 0x20 : byte)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func escapedByte(_ rest: Substring.UTF8View) -> UInt8? {
    let digits = rest.prefix(2)
    guard digits.count == 2, let high = digits.first.flatMap(hexadecimalValue),
      let low = digits.last.flatMap(hexadecimalValue)
    else { return nil }
    return UInt8(high << 4 | low)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  private static func digit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? 0x30 + nibble : 0x37 + nibble
  }
}
