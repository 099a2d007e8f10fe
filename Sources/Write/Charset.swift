// Text in the character set that a program reads. Windows-1252 (WHATWG Encoding, "windows-1252") is what older Windows
// programs take a file for; what it lacks becomes the nearest letters, or a question mark, and is counted, because nothing
// may change silently.

internal import Bytes

/// A character set of files.
public enum Charset: String, CaseIterable, Sendable {
  /// UTF-8, which has everything.
  case utf8 = "utf-8"
  /// Windows-1252, which has the letters of western Europe.
  case windows1252 = "cp1252"
}

/// Writes text in a character set.
public struct CharsetEncoder: Sendable {
  /// The character set.
  public let charset: Charset
  /// How many characters became others, because the character set lacks them.
  public private(set) var replacedCount = 0

  /// Makes an encoder.
  public init(_ charset: Charset) { self.charset = charset }

  /// The bytes of a text.
  public mutating func encode(_ text: [UInt8]) -> [UInt8] {
    if charset == .utf8 || text.allSatisfy({ $0 < 0x80 }) { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for character in String(decoding: text, as: UTF8.self) {
      if !append(character, to: &bytes) { replacedCount += 1 }
    }
    return bytes
  }

  /// Appends a character.
  ///
  /// - Returns: whether it is what it was.
  private func append(_ character: Character, to bytes: inout [UInt8]) -> Bool {
    let start = bytes.count
    var isSame = true
    for scalar in character.unicodeScalars {
      if let byte = CharsetEncoder.byte(of: scalar) {
        bytes.append(byte)
      } else if let letters = CharsetEncoder.letters(near: scalar) {
        bytes.append(contentsOf: letters.utf8)
        isSame = false
      } else {
        // A picture of several scalars is one question mark.
        bytes.removeLast(bytes.count - start)
        bytes.append(0x3F)
        return false
      }
    }
    if bytes.count == start { bytes.append(0x3F) }
    return isSame
  }

  private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0..<0x80, 0xA0...0xFF: UInt8(scalar.value)
    default:
      UInt16(exactly: scalar.value).flatMap { TextDecoder.windows1252.firstIndex(of: $0) }
        .map { UInt8(0x80 + $0) }
    }
  }

  /// Letters that people read alike; nil when there are none, empty for marks on the letter before.
  private static func letters(near scalar: Unicode.Scalar) -> String? {
    let value = scalar.value
    switch value {
    case 0x100...0x17F: return latin[Int(value - 0x100)]
    case 0x1EA0...0x1EF9: return String(vietnamese[Int(value - 0x1EA0)])
    case 0x0300...0x036F, 0xFE00...0xFE0F, 0x200B...0x200F, 0x2060, 0xFEFF: return ""
    case 0x218: return "S"
    case 0x219: return "s"
    case 0x21A: return "T"
    case 0x21B: return "t"
    case 0x1E9E: return "SS"
    case 0x2010, 0x2011, 0x2012, 0x2015, 0x2212: return "-"
    case 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return " "
    case 0x2032, 0x2BC: return "'"
    case 0x2033: return "\""
    case 0x2044: return "/"
    case 0x2190: return "<-"
    case 0x2192: return "->"
    case 0x2264: return "<="
    case 0x2265: return ">="
    case 0x2260: return "!="
    case 0xFB01: return "fi"
    case 0xFB02: return "fl"
    default: return nil
    }
  }

  /// U+0100 to U+017F without their marks.
  private static let latin = """
    A a A a A a C c C c C c C c D d D d E e E e E e E e E e G g G g G g G g H h H h I i I i I i I i I i IJ ij J j K k \
    k L l L l L l L l L l N n N n N n n N n O o O o O o OE oe R r R r R r S s S s S s S s T t T t T t U u U u U u U u \
    U u U u W w Y y Y Z z Z z Z z s
    """.split(separator: " ").map(String.init)
  /// U+1EA0 to U+1EF9 without their marks.
  private static let vietnamese = Array(
    "AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy")
}

extension CharsetEncoder {
  /// What registers are called in a character set: two names that it cannot tell apart stay two.
  ///
  /// - Parameter titles: the names of the registers, all different.
  /// - Returns: the names that are written otherwise, by title.
  public func names(of titles: [String]) -> [String: String] {
    guard charset != .utf8 else { return [:] }
    var names: [String: String] = [:]
    var taken = Set<String>()
    for title in titles {
      var encoder = CharsetEncoder(charset)
      var decoder = TextDecoder(.windows1252)
      let near = String(decoding: decoder.decode(encoder.encode(Array(title.utf8))), as: UTF8.self)
      var name = near
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = "\(near) \(number)"
        number += 1
      }
      if name != title { names[title] = name }
    }
    return names
  }
}
