// The byte loops under the JSON tape. Strings are most of the bytes of a bank's answer, so they are
// scanned eight bytes at a time: a word without quote, backslash, control or non-ASCII byte is passed
// over whole. Everything here is checked against `end`; the buffer pointer never leaves the call that made it.

/// A cursor over JSON text.
struct JSONScanner {
  let bytes: UnsafePointer<UInt8>
  private let start: Int
  let end: Int
  /// Offset of the next byte.
  var at: Int
  /// The line feeds that were passed between tokens.
  var lineFeeds = 0

  init(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    precondition(start >= 0 && end <= buffer.count && start <= end)
    bytes = buffer.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
    self.start = start
    self.end = end
    at = start
  }

  @inline(__always) var isAtEnd: Bool { at >= end }

  /// The next byte, or NUL at the end: no JSON token begins with NUL.
  @inline(__always) var peek: UInt8 { at < end ? bytes[at] : 0 }

  @inline(__always) mutating func skipSpace() {
    while at < end {
      let byte = bytes[at]
      guard byte <= 0x20 && (byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09) else {
        return
      }
      if byte == 0x0A { lineFeeds += 1 }
      at += 1
    }
  }

  func error(_ fault: JSONError.Fault) -> JSONError {
    var line = 1
    for index in start..<at where bytes[index] == 0x0A { line += 1 }
    return JSONError(fault, offset: at - start, line: line)
  }

  mutating func literal(_ text: StaticString) throws(JSONError) {
    let length = text.utf8CodeUnitCount
    for index in 0..<length {
      guard at + index < end else {
        at = end
        throw error(.endOfText)
      }
      guard bytes[at + index] == text.utf8Start[index] else { throw error(.expected("a value")) }
    }
    at += length
  }

  // MARK: Strings

  /// Passes over a string with its quotes and tells whether it holds escapes.
  @inline(__always) mutating func string() throws(JSONError) -> Bool {
    at += 1
    var hasEscapes = false
    while true {
      skipPlainText()
      guard at < end else { throw error(.endOfText) }
      let byte = bytes[at]
      if byte == 0x22 {
        at += 1
        return hasEscapes
      }
      if byte == 0x5C {
        hasEscapes = true
        try escape()
      } else if byte < 0x20 {
        throw error(.controlCharacter)
      } else {
        try multibyte(byte)
      }
    }
  }

  /// Moves to the next byte that is a quote, a backslash, a control or not ASCII.
  @inline(__always) private mutating func skipPlainText() {
    let raw = UnsafeRawPointer(bytes)
    while at + 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let special = JSONScanner.specialBytes(UInt64(littleEndian: word))
      if special != 0 {
        at += special.trailingZeroBitCount >> 3
        return
      }
      at += 8
    }
    while at < end {
      let byte = bytes[at]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { return }
      at += 1
    }
  }

  /// The high bit of each byte that needs a closer look.
  ///
  /// Borrows make bytes above the first match unreliable, never the first itself, which is all that is used.
  @inline(__always) private static func specialBytes(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quotes = word ^ (ones &* 0x22)
    let slashes = word ^ (ones &* 0x5C)
    let isQuote = (quotes &- ones) & ~quotes
    let isSlash = (slashes &- ones) & ~slashes
    let isControl = (word &- (ones &* 0x20)) & ~word
    return (isQuote | isSlash | isControl | word) & highs
  }

  private mutating func escape() throws(JSONError) {
    guard at + 1 < end else {
      at = end
      throw error(.endOfText)
    }
    switch bytes[at + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 2
    case 0x75:
      for index in 2..<6 {
        guard at + index < end else {
          at = end
          throw error(.endOfText)
        }
        guard hexadecimalValue(bytes[at + index]) != nil else { throw error(.invalidEscape) }
      }
      at += 6
    default: throw error(.invalidEscape)
    }
  }

  /// Passes over one character of two to four bytes: RFC 3629 §4, overlong forms and surrogates refused.
  private mutating func multibyte(_ lead: UInt8) throws(JSONError) {
    let width = utf8Width(lead) { index in at + index < end ? bytes[at + index] : nil }
    guard let width else { throw error(.invalidUTF8) }
    at += width
  }

  // MARK: Numbers

  /// Passes over a number (RFC 8259 §6) and tells whether it is an integer.
  mutating func number() throws(JSONError) -> Bool {
    if peek == 0x2D { at += 1 }
    guard isDigit(peek) else { throw error(isAtEnd ? .endOfText : .invalidNumber) }
    if peek == 0x30 {
      at += 1
      if isDigit(peek) { throw error(.invalidNumber) }
    } else {
      skipDigits()
    }
    var isInteger = true
    if peek == 0x2E {
      isInteger = false
      at += 1
      try requireDigits()
    }
    if peek | 0x20 == 0x65 {
      isInteger = false
      at += 1
      if peek == 0x2B || peek == 0x2D { at += 1 }
      try requireDigits()
    }
    return isInteger
  }

  private mutating func requireDigits() throws(JSONError) {
    guard isDigit(peek) else { throw error(isAtEnd ? .endOfText : .invalidNumber) }
    skipDigits()
  }

  @inline(__always) private mutating func skipDigits() { while isDigit(peek) { at += 1 } }
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
