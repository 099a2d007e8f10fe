// Text of other encodings as UTF-8, a piece at a time: UTF-16 in both orders, and Windows-1252, in which Excel saves
// "CSV" where nobody asks it for UTF-8 (WHATWG Encoding, "windows-1252").

/// An encoding of text.
public enum TextEncoding: Equatable, Sendable {
  /// UTF-8.
  case utf8
  /// UTF-16, the high byte last.
  case utf16LittleEndian
  /// UTF-16, the high byte first.
  case utf16BigEndian
  /// Windows-1252.
  case windows1252

  /// The encoding that the first bytes of a file show; nil when they show none.
  public static func shown(by head: [UInt8]) -> TextEncoding? {
    if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if head.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    // Without a mark: ASCII in every other byte.
    let pairs = min(head.count / 2, 16)
    guard pairs >= 4 else { return nil }
    if (0..<pairs).allSatisfy({ head[2 * $0] != 0 && head[2 * $0 + 1] == 0 }) {
      return .utf16LittleEndian
    }
    if (0..<pairs).allSatisfy({ head[2 * $0] == 0 && head[2 * $0 + 1] != 0 }) {
      return .utf16BigEndian
    }
    return nil
  }
}

/// Turns text of another encoding into UTF-8.
public struct TextDecoder: Sendable {
  private let encoding: TextEncoding
  private var held: [UInt8] = []
  private var high: UInt16?
  private var isFirst = true
  /// How many characters could not be read and became U+FFFD.
  public private(set) var lossCount = 0

  /// Makes a decoder for an encoding.
  public init(_ encoding: TextEncoding) { self.encoding = encoding }

  /// The 32 characters of Windows-1252 at 80 to 9F; the unused places are controls.
  public static let windows1252: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// The UTF-8 of the next piece of a text.
  public mutating func decode(_ piece: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(piece.count + piece.count / 2)
    switch encoding {
    case .utf8: return piece
    case .windows1252:
      for byte in piece {
        let isUpper = 0x80...0x9F ~= byte
        TextDecoder.append(
          UInt32(isUpper ? TextDecoder.windows1252[Int(byte - 0x80)] : UInt16(byte)), &text)
      }
    case .utf16LittleEndian, .utf16BigEndian:
      for byte in piece {
        held.append(byte)
        guard held.count == 2 else { continue }
        let (low, up) = encoding == .utf16BigEndian ? (held[1], held[0]) : (held[0], held[1])
        held.removeAll(keepingCapacity: true)
        take(UInt16(up) << 8 | UInt16(low), &text)
      }
    }
    return text
  }

  /// What is left at the end of a text: half of a character.
  public mutating func finish() -> [UInt8] {
    var text: [UInt8] = []
    if high != nil || !held.isEmpty { lose(&text) }
    high = nil
    held.removeAll()
    return text
  }

  private mutating func take(_ unit: UInt16, _ text: inout [UInt8]) {
    defer { isFirst = false }
    if isFirst && unit == 0xFEFF { return }
    if let first = high {
      high = nil
      if unit & 0xFC00 == 0xDC00 {
        TextDecoder.append(0x10000 + UInt32(first & 0x3FF) << 10 + UInt32(unit & 0x3FF), &text)
        return
      }
      lose(&text)
    }
    switch unit & 0xFC00 {
    case 0xD800: high = unit
    case 0xDC00: lose(&text)
    default: TextDecoder.append(UInt32(unit), &text)
    }
  }

  private mutating func lose(_ text: inout [UInt8]) {
    lossCount += 1
    TextDecoder.append(0xFFFD, &text)
  }

  private static func append(_ scalar: UInt32, _ text: inout [UInt8]) {
    if scalar < 0x80 {
      text.append(UInt8(scalar))
    } else if let scalar = Unicode.Scalar(scalar) {
      text.append(contentsOf: String(Character(scalar)).utf8)
    }
  }
}

/// What the bytes of a text are: how many characters of several bytes it has, and how many bytes that are no UTF-8.
public struct TextCensus: Sendable {
  /// Characters of more than one byte.
  public private(set) var characterCount = 0
  /// Bytes that belong to no character.
  public private(set) var strayCount = 0
  /// Bytes that no text has.
  public private(set) var controlCount = 0
  private var wanted = 0
  private var seen = 0

  /// Begins a census.
  public init() {}

  /// Takes in the next piece of a text.
  public mutating func add(_ piece: some Sequence<UInt8>) {
    for byte in piece {
      if wanted > 0 {
        if byte & 0xC0 == 0x80 {
          seen += 1
          if seen == wanted {
            characterCount += 1
            wanted = 0
          }
          continue
        }
        strayCount += seen + 1
        wanted = 0
      }
      switch byte {
      case 0..<0x09, 0x0E..<0x20: controlCount += 1
      case 0x80..<0xC2, 0xF5...0xFF: strayCount += 1
      case 0xC2..<0xE0: (wanted, seen) = (1, 0)
      case 0xE0..<0xF0: (wanted, seen) = (2, 0)
      case 0xF0..<0xF5: (wanted, seen) = (3, 0)
      default: break
      }
    }
  }

  /// Whether the text is one of a single byte a character: bytes that are no UTF-8, and more of them than
  /// characters that are.
  public var isOfSingleBytes: Bool {
    let stray = strayCount + (wanted > 0 ? 1 : 0)
    return stray > characterCount && controlCount == 0
  }
}
