// The rare parts of JSON text, one byte at a time: escapes, numbers of every form, words cut short. The walk
// over a whole value comes here only when its own fast paths do not fit.

/// A cursor over JSON text.
struct JSONScanner {
  private let text: UnsafePointer<UInt8>
  private let end: Int
  /// Offset of the next byte.
  private(set) var at: Int

  init(_ text: UnsafePointer<UInt8>, at: Int, end: Int) {
    self.text = text
    self.at = at
    self.end = end
  }

  var isAtEnd: Bool { at >= end }

  /// The next byte, or NUL at the end: no JSON token begins with NUL.
  private var peek: UInt8 { at < end ? text[at] : 0 }

  /// Passes over a word such as `true`; stays at its beginning when it is another one.
  mutating func literal(_ word: StaticString) -> JSONWalk.Stop {
    let length = word.utf8CodeUnitCount
    for index in 0..<length {
      guard at + index < end else {
        at = end
        return .endOfText
      }
      guard text[at + index] == word.utf8Start[index] else { return .noValue }
    }
    at += length
    return .done
  }

  /// Passes over an escape (RFC 8259 §7); stays at its backslash when there is no such escape.
  mutating func escape() -> JSONWalk.Stop {
    guard at + 1 < end else {
      at = end
      return .endOfText
    }
    switch text[at + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 2
    case 0x75:
      for index in 2..<6 {
        guard at + index < end else {
          at = end
          return .endOfText
        }
        guard hexadecimalValue(text[at + index]) != nil else { return .invalidEscape }
      }
      at += 6
    default: return .invalidEscape
    }
    return .done
  }

  /// Passes over a number (RFC 8259 §6) and says whether it is an integer.
  mutating func number() -> (isInteger: Bool, stop: JSONWalk.Stop) {
    if peek == 0x2D { at += 1 }
    guard isDigit(peek) else { return (false, missingDigit) }
    if peek == 0x30 {
      at += 1
      if isDigit(peek) { return (false, .invalidNumber) }
    } else {
      skipDigits()
    }
    var isInteger = true
    if peek == 0x2E {
      isInteger = false
      at += 1
      guard isDigit(peek) else { return (false, missingDigit) }
      skipDigits()
    }
    if peek | 0x20 == 0x65 {
      isInteger = false
      at += 1
      if peek == 0x2B || peek == 0x2D { at += 1 }
      guard isDigit(peek) else { return (false, missingDigit) }
      skipDigits()
    }
    return (isInteger, .done)
  }

  private var missingDigit: JSONWalk.Stop { isAtEnd ? .endOfText : .invalidNumber }

  private mutating func skipDigits() { while isDigit(peek) { at += 1 } }
}

/// Whether a byte is an ASCII digit.
@inlinable @inline(__always) public func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// The value of an ASCII hexadecimal digit, either case; nil for another byte.
@inlinable public func hexadecimalValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x37
  case 0x61...0x66: byte - 0x57
  default: nil
  }
}

/// The number of bytes of a well-formed non-ASCII character (RFC 3629 §4), nil when it is not well formed.
///
/// - Parameters:
///   - lead: its first byte.
///   - byte: gives the byte at a distance from the first, nil past the end.
/// - Returns: 2 to 4, or nil.
@inlinable public func utf8Width(_ lead: UInt8, _ byte: (Int) -> UInt8?) -> Int? {
  func tail(_ index: Int, _ allowed: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
    byte(index).map(allowed.contains) ?? false
  }
  switch lead {
  case 0xC2...0xDF: return tail(1) ? 2 : nil
  case 0xE0: return tail(1, 0xA0...0xBF) && tail(2) ? 3 : nil
  case 0xED: return tail(1, 0x80...0x9F) && tail(2) ? 3 : nil
  case 0xE1...0xEF: return tail(1) && tail(2) ? 3 : nil
  case 0xF0: return tail(1, 0x90...0xBF) && tail(2) && tail(3) ? 4 : nil
  case 0xF1...0xF3: return tail(1) && tail(2) && tail(3) ? 4 : nil
  case 0xF4: return tail(1, 0x80...0x8F) && tail(2) && tail(3) ? 4 : nil
  default: return nil
  }
}
