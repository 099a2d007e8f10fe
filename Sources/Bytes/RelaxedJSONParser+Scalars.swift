// Strings, numbers and literals of hand-written JSON files.

extension RelaxedJSONParser {
  /// Reads a text in double or single quotes.
  mutating func string() throws(RelaxedJSONError) -> String {
    let start = here()
    let quote = bytes[at]
    at += 1
    var decoded: [UInt8] = []
    while let byte = peek {
      switch byte {
      case quote:
        at += 1
        return String(decoding: decoded, as: UTF8.self)
      case 0x5C: try escape(&decoded)
      case 0x0A, 0x0D: throw RelaxedJSONError(.unclosedString, at: start)
      case 0..<0x20: throw failure(.controlCharacter(Unicode.Scalar(byte)))
      default:
        decoded.append(byte)
        at += 1
      }
    }
    throw RelaxedJSONError(.unclosedString, at: start)
  }

  /// Reads an escape: those of RFC 8259 §7, and `\'`.
  private mutating func escape(_ decoded: inout [UInt8]) throws(RelaxedJSONError) {
    switch at + 1 < bytes.count ? bytes[at + 1] : nil {
    case let byte? where byte == 0x22 || byte == 0x27 || byte == 0x5C || byte == 0x2F:
      decoded.append(byte)
    case 0x62: decoded.append(0x08)
    case 0x66: decoded.append(0x0C)
    case 0x6E: decoded.append(0x0A)
    case 0x72: decoded.append(0x0D)
    case 0x74: decoded.append(0x09)
    case 0x75: return try unicodeEscape(&decoded)
    default: throw unknownEscape()
    }
    at += 2
  }

  private mutating func unicodeEscape(_ decoded: inout [UInt8]) throws(RelaxedJSONError) {
    guard let first = codeUnit(at) else { throw unknownEscape() }
    var value = first
    var length = 6
    if first & 0xFC00 == 0xD800, let second = codeUnit(at + 6), second & 0xFC00 == 0xDC00 {
      value = 0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)
      length = 12
    }
    guard let scalar = Unicode.Scalar(value) else { throw failure(.loneSurrogate) }
    decoded.append(contentsOf: String(scalar).utf8)
    at += length
  }

  /// The code unit of the `\uXXXX` at an offset, nil when there is none.
  private func codeUnit(_ start: Int) -> UInt32? {
    guard start + 6 <= bytes.count, bytes[start] == 0x5C, bytes[start + 1] == 0x75 else {
      return nil
    }
    var value: UInt32 = 0
    for byte in bytes[(start + 2)..<(start + 6)] {
      guard let digit = hexadecimalValue(byte) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// The error of a backslash, reported where it is.
  private mutating func unknownEscape() -> RelaxedJSONError {
    let position = here()
    at += 1
    return RelaxedJSONError(.unknownEscape(scalar()), at: position)
  }

  /// Reads `true`, `false` or `null`.
  mutating func literal() throws(RelaxedJSONError) -> RelaxedJSON.Value {
    let position = here()
    let text = word()
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    case "Infinity", "NaN": throw RelaxedJSONError(.notFinite(text), at: position)
    default: throw RelaxedJSONError(.unquotedText(text), at: position)
    }
  }

  /// Reads a number by RFC 8259 §6 and names what other languages would allow there.
  mutating func number() throws(RelaxedJSONError) -> RelaxedJSON.Value {
    let position = here()
    let start = at
    let text = word()
    let range = ByteRange(start: start, count: at - start)
    guard let isInteger = isNumber(range) else {
      let unsigned = text.drop { $0 == "-" || $0 == "+" }
      if unsigned == "Infinity" || unsigned == "NaN" {
        throw RelaxedJSONError(.notFinite(text), at: position)
      }
      if unsigned.hasPrefix("0x") || unsigned.hasPrefix("0X") {
        throw RelaxedJSONError(.hexadecimal(text), at: position)
      }
      if text.hasPrefix("+") { throw RelaxedJSONError(.plusSign(text), at: position) }
      throw RelaxedJSONError(.notANumber(text), at: position)
    }
    if isInteger, let value = try? FixedPoint.minorUnits(of: bytes, range, exponent: 0) {
      return .integer(value)
    }
    return .decimal(text)
  }

  /// Whether a range is a number of RFC 8259 §6, and if so whether it is an integer.
  private func isNumber(_ range: ByteRange) -> Bool? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let text = buffer.baseAddress, range.end <= buffer.count else { return nil }
      var scanner = JSONScanner(text, at: range.start, end: range.end)
      let (isInteger, stop) = scanner.number()
      return stop == .done && scanner.isAtEnd ? isInteger : nil
    }
  }

  /// Passes over what looks like one word or number to a person, letters beyond ASCII included.
  private mutating func word() -> String {
    let start = at
    while let byte = peek {
      if RelaxedJSONParser.continuesKey(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E {
        at += 1
      } else if let scalar = scalar(), isLetterBeyondASCII(scalar) {
        at += UTF8.width(scalar)
      } else {
        break
      }
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }
}
