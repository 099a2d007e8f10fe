// The one loop under the JSON tape. Its state is in local variables, and its tokens go to memory that
// was made room for before, so that a token costs a few instructions. What is rare (escapes, text beyond
// ASCII, numbers with a fraction) is left to `JSONScanner`.
//
// Every read is checked against `end`; the pointers never leave the call that made them.

/// How a walk over one JSON value ended.
struct JSONWalk {
  /// Why a walk ended.
  enum Stop: UInt8 {
    /// The value is complete.
    case done
    /// There is no room for more tokens.
    case full
    case endOfText, noValue, noCommaOrBrace, noCommaOrBracket, noKey, noColon
    case invalidUTF8, controlCharacter, invalidEscape, invalidNumber, tooDeep
  }

  let stop: Stop
  /// The offset behind the value, or of the error.
  let at: Int
  /// The number of tokens that were made.
  let count: Int
  /// The line feeds between tokens.
  let lineFeeds: Int
  /// The innermost container that is still open, -1 when there is none.
  ///
  /// While a container is open, its `after` is the one around it.
  let container: Int
  /// The last token that is a known object, and which, -1 when there is none.
  let known: (token: Int, number: Int)
}

extension JSONWalk {
  /// Walks over the value at the beginning of a text, white space before it allowed.
  static func overValue(
    _ buffer: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int,
    into room: UnsafeMutableBufferPointer<JSONTape.Token>, knowing objects: KnownObjects
  ) -> JSONWalk {
    precondition(start >= 0 && end <= buffer.count && start <= end)
    var (at, count, lineFeeds, container) = (start, 0, 0, -1)
    var known = (token: -1, number: -1)
    var stop = Stop.full
    if let text = buffer.baseAddress, let tokens = room.baseAddress {
      stop = walk(
        text, &at, end, tokens, &count, room.count, &lineFeeds, &container, objects, &known)
    } else if buffer.isEmpty {
      stop = .endOfText
    }
    return JSONWalk(
      stop: stop, at: at, count: count, lineFeeds: lineFeeds, container: container, known: known)
  }

  /// The loop: one turn is one token, and what is between it and the next.
  @inline(__always)
  private static func walk(
    _ text: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int,
    _ tokens: UnsafeMutablePointer<JSONTape.Token>, _ count: inout Int, _ countMax: Int,
    _ lineFeeds: inout Int, _ container: inout Int, _ objects: KnownObjects,
    _ known: inout (token: Int, number: Int)
  ) -> Stop {
    var isObject = false
    var expectsKey = false
    var depth = 0
    skipSpace(text, &at, end, &lineFeeds)
    turns: while true {
      guard count < countMax else { return .full }
      guard at < end else { return .endOfText }
      let byte = text[at]
      if byte == 0x22 {
        let first = at &+ 1
        var hasEscapes = false
        at = plainEnd(text, first, end)
        if at >= end || text[at] != 0x22 {
          let rest = restOfString(text, at, end)
          at = rest.at
          guard rest.stop == .done else { return rest.stop }
          hasEscapes = rest.hasEscapes
        }
        let kind: JSONTape.Kind = expectsKey ? .key : .string
        tokens[count] = JSONTape.Token(kind, first, at, after: count &+ 1, hasEscapes: hasEscapes)
        count &+= 1
        at &+= 1
        if expectsKey {
          skipSpace(text, &at, end, &lineFeeds)
          guard at < end, text[at] == 0x3A else { return at < end ? .noColon : .endOfText }
          at &+= 1
          skipSpace(text, &at, end, &lineFeeds)
          expectsKey = false
          continue turns
        }
      } else if expectsKey {
        return .noKey
      } else if depth == 1, byte == 0x7B, let match = objects.match(text, at, end) {
        tokens[count] = JSONTape.Token(.object, at, at &+ match.length, after: count &+ 1)
        known = (count, match.number)
        count &+= 1
        at &+= match.length
      } else if byte == 0x7B || byte == 0x5B {
        guard depth < JSONTape.depthMax else { return .tooDeep }
        isObject = byte == 0x7B
        tokens[count] = JSONTape.Token(isObject ? .object : .array, at, at, after: container)
        container = count
        count &+= 1
        depth &+= 1
        at &+= 1
        skipSpace(text, &at, end, &lineFeeds)
        guard at < end && text[at] == (isObject ? 0x7D : 0x5D) else {
          expectsKey = isObject
          continue turns
        }
        close(&at, tokens, count, &container, &isObject, &depth)
      } else {
        let plain = plain(text, at, end)
        guard plain.stop == .done else {
          at = plain.at
          return plain.stop
        }
        tokens[count] = JSONTape.Token(plain.kind, at, plain.at, after: count &+ 1)
        count &+= 1
        at = plain.at
      }
      while container >= 0 {
        skipSpace(text, &at, end, &lineFeeds)
        guard at < end else { return .endOfText }
        if text[at] == 0x2C {
          at &+= 1
          skipSpace(text, &at, end, &lineFeeds)
          expectsKey = isObject
          continue turns
        }
        guard text[at] == (isObject ? 0x7D : 0x5D) else {
          return isObject ? .noCommaOrBrace : .noCommaOrBracket
        }
        close(&at, tokens, count, &container, &isObject, &depth)
      }
      return .done
    }
  }

  /// Ends the innermost container behind its bracket.
  @inline(__always)
  private static func close(
    _ at: inout Int, _ tokens: UnsafeMutablePointer<JSONTape.Token>, _ count: Int,
    _ container: inout Int, _ isObject: inout Bool, _ depth: inout Int
  ) {
    let outer = Int(Int32(bitPattern: tokens[container].after))
    at &+= 1
    tokens[container].end = UInt32(truncatingIfNeeded: at)
    tokens[container].after = UInt32(truncatingIfNeeded: count)
    container = outer
    isObject = outer >= 0 && tokens[outer].kind == .object
    depth &-= 1
  }

  @inline(__always)
  private static func skipSpace(
    _ text: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int, _ lineFeeds: inout Int
  ) {
    while at < end && text[at] <= 0x20 {
      let byte = text[at]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      if byte == 0x0A { lineFeeds &+= 1 }
      at &+= 1
    }
  }
}

// MARK: - Text

extension JSONWalk {
  /// The next byte that is a quote, a backslash, a control or not ASCII.
  @inline(__always)
  private static func plainEnd(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    let raw = UnsafeRawPointer(text)
    var at = start
    // Two words at once: most strings end within them, which makes the jump back a rare one.
    while at &+ 16 <= end {
      let low = special(raw, at)
      let high = special(raw, at &+ 8)
      if low | high != 0 {
        let first = low != 0 ? low : high
        return at &+ (low != 0 ? 0 : 8) &+ first.trailingZeroBitCount &>> 3
      }
      at = at &+ 16
    }
    while at < end {
      let byte = text[at]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { return at }
      at &+= 1
    }
    return end
  }

  /// The high bits of the bytes of a word that are a quote, a backslash, a control or not ASCII.
  ///
  /// A byte below 0x80 gets its high bit when it is one of these; a borrow can only reach the bytes above
  /// such a byte, and only the lowest bit is used.
  @inline(__always)
  private static func special(_ raw: UnsafeRawPointer, _ at: Int) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    let quotes = (word ^ (ones &* 0x22)) &- ones
    let slashes = (word ^ (ones &* 0x5C)) &- ones
    let controls = word &- (ones &* 0x20)
    return (quotes | slashes | controls | word) & highs
  }

  /// Passes over the rest of a string with escapes or characters beyond ASCII, up to its quote.
  @inline(never)
  private static func restOfString(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> (at: Int, hasEscapes: Bool, stop: Stop) {
    var at = start
    var hasEscapes = false
    while at < end {
      let byte = text[at]
      if byte == 0x22 { return (at, hasEscapes, .done) }
      if byte < 0x20 { return (at, hasEscapes, .controlCharacter) }
      if byte == 0x5C {
        hasEscapes = true
        var scanner = JSONScanner(text, at: at, end: end)
        let stop = scanner.escape()
        at = scanner.at
        guard stop == .done else { return (at, hasEscapes, stop) }
      } else {
        let width = utf8Width(byte) { offset in at + offset < end ? text[at + offset] : nil }
        guard let width else { return (at, hasEscapes, .invalidUTF8) }
        at += width
      }
      at = plainEnd(text, at, end)
    }
    return (end, hasEscapes, .endOfText)
  }
}

// MARK: - Numbers and literals

extension JSONWalk {
  /// Passes over a number or a literal.
  @inline(never)
  private static func plain(
    _ text: UnsafePointer<UInt8>, _ at: Int, _ end: Int
  ) -> (at: Int, kind: JSONTape.Kind, stop: Stop) {
    let first = text[at]
    if first == 0x2D || isDigit(first) { return number(text, at, end) }
    if at + 5 <= end {
      let raw = UnsafeRawPointer(text)
      let word = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt32.self))
      switch word {
      case 0x6C6C_756E: return (at + 4, .null, .done)
      case 0x6575_7274: return (at + 4, .yes, .done)
      case 0x736C_6166 where text[at + 4] == 0x65: return (at + 5, .no, .done)
      default: return (at, .null, .noValue)
      }
    }
    var scanner = JSONScanner(text, at: at, end: end)
    let (kind, stop): (JSONTape.Kind, Stop) =
      switch first {
      case 0x6E: (.null, scanner.literal("null"))
      case 0x74: (.yes, scanner.literal("true"))
      case 0x66: (.no, scanner.literal("false"))
      default: (.null, .noValue)
      }
    return (scanner.at, kind, stop)
  }

  /// Passes over a number: a plain integer here, any other in the scanner.
  @inline(__always)
  private static func number(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> (at: Int, kind: JSONTape.Kind, stop: Stop) {
    var at = start &+ (text[start] == 0x2D ? 1 : 0)
    if at < end && text[at] != 0x30 && isDigit(text[at]) {
      while at < end && isDigit(text[at]) { at &+= 1 }
      let next = at < end ? text[at] : 0
      if next != 0x2E && next | 0x20 != 0x65 { return (at, .integer, .done) }
    }
    var scanner = JSONScanner(text, at: start, end: end)
    let (isInteger, stop) = scanner.number()
    return (scanner.at, isInteger ? .integer : .decimal, stop)
  }
}
