// Text that came from outside, made fit to be in a page. Escaping is the templates' work; here goes
// what HTML cannot hold and what would make a page endless.

internal import Bytes
internal import Model

/// Text from outside.
enum UserText {
  /// The most bytes of one name or category.
  static let nameBytesMax = 200
  /// The most bytes of one note; the data files have the whole.
  static let noteBytesMax = 400

  /// The text without control characters, white space as single spaces, cut to a length.
  static func clean(_ text: String, bytesMax: Int = nameBytesMax) -> String {
    guard needsCleaning(text, bytesMax) else { return text }
    var scalars = String.UnicodeScalarView()
    var bytes = 0
    var isBlank = true
    for scalar in text.unicodeScalars {
      let replaced = replacement(scalar)
      if replaced == " " && isBlank { continue }
      bytes += UTF8.width(replaced)
      guard bytes <= bytesMax else {
        scalars.append("…")
        break
      }
      scalars.append(replaced)
      isBlank = replaced == " "
    }
    if scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  private static func needsCleaning(_ text: String, _ bytesMax: Int) -> Bool {
    let utf8 = text.utf8
    // Plain printable text that neither begins nor ends with a space is as good as most text gets.
    return utf8.count > bytesMax || utf8.first == 0x20 || utf8.last == 0x20
      || utf8.contains { $0 < 0x20 || $0 >= 0x7F }
  }

  private static func replacement(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0x2028, 0x2029: " "
    case 0..<0x20, 0x7F..<0xA0, 0xFDD0...0xFDEF: "\u{FFFD}"
    case let value where value & 0xFFFE == 0xFFFE: "\u{FFFD}"
    default: scalar
    }
  }

  /// The first letter or digit, in capitals, to be beside a name; nil when it has none.
  static func initial(of text: String) -> String? {
    text.first { $0.isLetter || $0.isNumber }.map { $0.uppercased() }
      .flatMap { $0.utf8.count <= 16 ? $0 : nil }
  }

  /// The first character of a text that should be an emoji; nil when it is none.
  static func emoji(_ text: String?) -> String? {
    guard let first = text?.first, let scalar = first.unicodeScalars.first, !first.isASCII,
      scalar.properties.isEmoji, first.utf8.count <= 64
    else { return nil }
    return String(first)
  }
}

/// The ids of elements, made of the bank's ids: letters, digits, `-` and `_` only, whatever comes in.
enum ElementID {
  /// The id of the row of a transaction.
  static func row(_ id: String) -> String {
    for (prefix, replacement) in [("tx_", "tx-"), ("row_", "tx-row_")] where id.hasPrefix(prefix) {
      let rest = id.utf8.dropFirst(prefix.utf8.count)
      if !rest.isEmpty, rest.count <= 48, rest.allSatisfy(isLetterOrDigit) {
        return replacement + String(decoding: Array(rest), as: UTF8.self)
      }
    }
    // No id of the other forms has `_` here, so none can be hit upon.
    return "tx-x_" + String(StableHash.of(id), radix: 16)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
  }
}
