// Cuts a template's source into tokens, by the syntax of the public Mustache specification, version
// 1.4 with inheritance and dynamic names. Delimiters set in a template hold to its end, and nowhere else.

internal import Bytes

/// Reads tags and text from left to right.
struct Tokenizer {
  private let source: TemplateSource
  private let bytes: [UInt8]
  private var opening: [UInt8] = [0x7B, 0x7B]
  private var closing: [UInt8] = [0x7D, 0x7D]
  private var tokens: [Token] = []

  /// Cuts a source into tokens, which together cover all of it.
  static func tokens(of source: TemplateSource) throws(TemplateError) -> [Token] {
    var tokenizer = Tokenizer(source)
    try tokenizer.run()
    return tokenizer.tokens
  }

  private init(_ source: TemplateSource) {
    self.source = source
    bytes = source.bytes
  }

  private mutating func run() throws(TemplateError) {
    try checkUTF8()
    var at = 0
    while at < bytes.count {
      let tag = find(opening, from: at) ?? bytes.count
      appendText(from: at, to: tag)
      guard tag < bytes.count else { return }
      at = try readTag(at: tag)
    }
  }

  private func checkUTF8() throws(TemplateError) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw TemplateError(.notUTF8, source.location(at: error.byteOffsets.lowerBound))
    }
  }

  private mutating func appendText(from start: Int, to end: Int) {
    var lineStart = start
    for at in start..<end where bytes[at] == 0x0A || at + 1 == end {
      tokens.append(Token(kind: .text, range: range(lineStart, at + 1)))
      lineStart = at + 1
    }
  }

  // MARK: Tags

  /// Reads the tag that begins at an offset, and returns the offset after it.
  private mutating func readTag(at start: Int) throws(TemplateError) -> Int {
    var inside = start + opening.count
    while inside < bytes.count && isSpace(bytes[inside]) { inside += 1 }
    let sigil = inside < bytes.count ? bytes[inside] : 0
    let kind = Self.kind(ofSigil: sigil)
    if kind != .variable { inside += 1 }

    var terminator = closing
    if sigil == 0x7B { terminator.insert(0x7D, at: 0) }
    if sigil == 0x3D { terminator.insert(0x3D, at: 0) }
    guard let end = find(terminator, from: inside) else {
      let expected = String(decoding: terminator, as: UTF8.self)
      throw TemplateError(.unclosedTag(expected: expected), source.location(at: start))
    }
    var token = Token(kind: kind, range: range(start, end + terminator.count))
    token.name = trimmed(inside, end)
    if kind == .delimiters { try setDelimiters(token) }
    try complete(&token)
    tokens.append(token)
    return token.range.end
  }

  private static func kind(ofSigil byte: UInt8) -> Token.Kind {
    switch byte {
    case 0x21: .comment
    case 0x23: .section
    case 0x24: .block
    case 0x26, 0x7B: .unescaped
    case 0x2F: .close
    case 0x3C: .parent
    case 0x3D: .delimiters
    case 0x3E: .partial
    case 0x5E: .inverted
    default: .variable
    }
  }

  private mutating func setDelimiters(_ token: Token) throws(TemplateError) {
    let words = bytes[token.name.indices].split(whereSeparator: isSpace)
    guard words.count == 2, !words.joined().contains(0x3D) else {
      throw TemplateError(.badDelimiters(text(token.name)), source.location(at: token.range.start))
    }
    opening = Array(words[0])
    closing = Array(words[1])
  }

  /// Takes the `*` from a dynamic name, and checks the name.
  private func complete(_ token: inout Token) throws(TemplateError) {
    switch token.kind {
    case .text, .comment, .delimiters: return
    case .partial, .parent:
      guard !token.name.isEmpty && bytes[token.name.start] == 0x2A else {
        guard TemplateSource.isName(text(token.name)) else {
          let fact = TemplateError.Fact.badTemplateName(text(token.name))
          throw TemplateError(fact, source.location(at: token.range.start))
        }
        return
      }
      token.isDynamic = true
      token.name = trimmed(token.name.start + 1, token.name.end)
    case .close: return  // What it must be called is decided by what it closes.
    default: break
    }
    guard isName(token.name) else {
      throw TemplateError(.badName(text(token.name)), source.location(at: token.range.start))
    }
  }

  /// Whether a name is `.` or words joined by dots, without white space and braces.
  private func isName(_ name: ByteRange) -> Bool {
    let name = bytes[name.indices]
    if name.elementsEqual([0x2E]) { return true }
    return !name.contains { isSpace($0) || $0 == 0x7B || $0 == 0x7D }
      && name.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
  }

  // MARK: Bytes

  private func find(_ pattern: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first, start + pattern.count <= bytes.count else { return nil }
    for at in start...(bytes.count - pattern.count) where bytes[at] == first {
      if bytes[at...].starts(with: pattern) { return at }
    }
    return nil
  }

  private func trimmed(_ start: Int, _ end: Int) -> ByteRange {
    var (start, end) = (start, end)
    while start < end && isSpace(bytes[start]) { start += 1 }
    while end > start && isSpace(bytes[end - 1]) { end -= 1 }
    return range(start, end)
  }

  private func range(_ start: Int, _ end: Int) -> ByteRange {
    ByteRange(start: start, count: end - start)
  }

  private func text(_ range: ByteRange) -> String {
    String(decoding: bytes[range.indices], as: UTF8.self)
  }
}

/// Whether a byte is a space, tab, line feed or carriage return.
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
