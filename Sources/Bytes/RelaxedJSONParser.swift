// The grammar of hand-written JSON files. What JSON5 has beyond this is refused on purpose: every more
// way to write a number or a text is one more way to be misread.

/// A cursor over the bytes of a hand-written JSON file.
struct RelaxedJSONParser {
  let bytes: [UInt8]
  /// Offset of the next byte.
  var at = 0
  private var known = TextPosition(line: 1, column: 1)  // The place of `knownOffset`.
  private var knownOffset = 0
  private var depth = 0

  init(_ bytes: [UInt8]) throws(RelaxedJSONError) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      at = 3
      knownOffset = 3
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      at = max(at, error.byteOffsets.lowerBound)
      throw failure(.invalidUTF8)
    }
  }

  mutating func file() throws(RelaxedJSONError) -> RelaxedJSON {
    try skipSpace()
    let value = try value()
    try skipSpace()
    if at < bytes.count { throw unexpected("the end of the file") }
    return value
  }

  // MARK: Values

  private mutating func value() throws(RelaxedJSONError) -> RelaxedJSON {
    let position = here()
    switch peek {
    case 0x22, 0x27: return RelaxedJSON(.string(try string()), at: position)
    case 0x7B: return RelaxedJSON(.object(try object()), at: position)
    case 0x5B: return RelaxedJSON(.array(try array()), at: position)
    case let byte? where isDigit(byte) || byte == 0x2D || byte == 0x2B || byte == 0x2E:
      return RelaxedJSON(try number(), at: position)
    case let byte? where RelaxedJSONParser.beginsKey(byte):
      return RelaxedJSON(try literal(), at: position)
    default: throw unexpected("a value")
    }
  }

  private mutating func array() throws(RelaxedJSONError) -> [RelaxedJSON] {
    try open()
    var elements: [RelaxedJSON] = []
    while peek != 0x5D {
      elements.append(try value())
      try separator(before: 0x5D, "',' or ']'")
    }
    close()
    return elements
  }

  private mutating func object() throws(RelaxedJSONError) -> [RelaxedJSON.Member] {
    try open()
    var members: [RelaxedJSON.Member] = []
    var places: [String: TextPosition] = [:]
    while peek != 0x7D {
      let position = here()
      let key = try key()
      if let first = places.updateValue(position, forKey: key) {
        throw RelaxedJSONError(.duplicateKey(key, first: first), at: position)
      }
      try skipSpace()
      guard peek == 0x3A else { throw unexpected("':'") }
      at += 1
      try skipSpace()
      members.append(RelaxedJSON.Member(key: key, position: position, value: try value()))
      try separator(before: 0x7D, "',' or '}'")
    }
    close()
    return members
  }

  private mutating func open() throws(RelaxedJSONError) {
    guard depth < RelaxedJSON.depthMax else { throw failure(.tooDeep) }
    depth += 1
    at += 1
    try skipSpace()
  }

  private mutating func close() {
    depth -= 1
    at += 1
  }

  /// Passes over the comma behind an element; it may be missing, or trailing, before the end.
  private mutating func separator(
    before end: UInt8, _ expected: StaticText
  ) throws(RelaxedJSONError) {
    try skipSpace()
    if peek == 0x2C {
      at += 1
      try skipSpace()
    } else if peek != end {
      throw unexpected(expected)
    }
  }

  private mutating func key() throws(RelaxedJSONError) -> String {
    guard let first = peek else { throw unexpected("a key or '}'") }
    if first == 0x22 || first == 0x27 { return try string() }
    let start = at
    while let byte = peek, RelaxedJSONParser.continuesKey(byte), at > start || !isDigit(byte) {
      at += 1
    }
    if let scalar = scalar(), scalar == "-" || scalar == "." || isLetterBeyondASCII(scalar) {
      throw failure(.unquotedKey(scalar))
    }
    guard at > start else { throw unexpected("a key or '}'") }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  static func beginsKey(_ byte: UInt8) -> Bool {
    0x61...0x7A ~= byte | 0x20 || byte == 0x5F || byte == 0x24
  }

  static func continuesKey(_ byte: UInt8) -> Bool { beginsKey(byte) || isDigit(byte) }

  // MARK: White space and comments

  private mutating func skipSpace() throws(RelaxedJSONError) {
    while let byte = peek {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      case 0x2F where at + 1 < bytes.count && bytes[at + 1] == 0x2F:
        while let byte = peek, byte != 0x0A, byte != 0x0D { at += 1 }
      case 0x2F where at + 1 < bytes.count && bytes[at + 1] == 0x2A: try skipBlockComment()
      default: return
      }
    }
  }

  private mutating func skipBlockComment() throws(RelaxedJSONError) {
    let start = here()
    at += 2
    while at + 1 < bytes.count {
      if bytes[at] == 0x2A && bytes[at + 1] == 0x2F {
        at += 2
        return
      }
      at += 1
    }
    throw RelaxedJSONError(.unclosedComment, at: start)
  }
}

// MARK: - Places and errors

extension RelaxedJSONParser {
  /// The next byte, nil at the end.
  var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  /// The character that begins at the cursor, nil at the end.
  func scalar() -> Unicode.Scalar? {
    String(decoding: bytes[at..<min(at + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
  }

  func isLetterBeyondASCII(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && scalar.properties.isAlphabetic
  }

  /// The place of the cursor, which only moves on: each byte is counted once.
  mutating func here() -> TextPosition {
    var line = known.line
    var column = known.column
    var lineStart = knownOffset
    for offset in knownOffset..<at where bytes[offset] == 0x0A || bytes[offset] == 0x0D {
      if bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A { continue }
      line += 1
      column = 1
      lineStart = offset + 1
    }
    column += String(decoding: bytes[lineStart..<at], as: UTF8.self).count
    known = TextPosition(line: line, column: column)
    knownOffset = at
    return known
  }

  mutating func failure(_ kind: RelaxedJSONError.Kind) -> RelaxedJSONError {
    RelaxedJSONError(kind, at: here())
  }

  mutating func unexpected(_ expected: StaticText) -> RelaxedJSONError {
    failure(.expected(expected, found: scalar()))
  }
}
