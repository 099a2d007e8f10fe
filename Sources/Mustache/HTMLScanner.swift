// As much of the HTML syntax as it takes to know where in a page a byte is: the states of the
// tokenizer of the HTML standard (§13.2.5), reduced to those that matter for quoting.

/// Follows HTML text and knows in which part of it it is.
struct HTMLScanner {
  enum State: Equatable {
    case content
    /// Between `<` and `>`, outside of quotes.
    case tag
    case doubleQuotes
    case singleQuotes
    case comment
    /// Inside `script` or `style`.
    case rawText
  }

  private(set) var state = State.content
  /// The end tag that the raw text of the current tag waits for.
  private var rawTextEnd: [UInt8]?

  private static let commentStart = Array("<!--".utf8)
  private static let commentEnd = Array("-->".utf8)
  private static let rawElements = [Array("script".utf8), Array("style".utf8)]

  /// Follows one more piece of text.
  mutating func scan(_ text: ArraySlice<UInt8>) {
    var at = text.startIndex
    while at < text.endIndex {
      at += step(text[at...])
    }
  }

  /// Takes the first bytes of the rest, and returns how many.
  private mutating func step(_ rest: ArraySlice<UInt8>) -> Int {
    guard let byte = rest.first else { return 0 }
    switch state {
    case .content: return byte == 0x3C ? open(rest) : 1
    case .tag:
      if byte == 0x22 { state = .doubleQuotes }
      if byte == 0x27 { state = .singleQuotes }
      if byte == 0x3E { state = rawTextEnd == nil ? .content : .rawText }
    case .doubleQuotes: if byte == 0x22 { state = .tag }
    case .singleQuotes: if byte == 0x27 { state = .tag }
    case .comment:
      guard rest.starts(with: Self.commentEnd) else { return 1 }
      state = .content
      return Self.commentEnd.count
    case .rawText:
      guard let end = rawTextEnd, Self.matches(rest, end) else { return 1 }
      state = .tag
      rawTextEnd = nil
      return end.count
    }
    return 1
  }

  /// Takes a `<` and what it opens.
  private mutating func open(_ rest: ArraySlice<UInt8>) -> Int {
    if rest.starts(with: Self.commentStart) {
      state = .comment
      return Self.commentStart.count
    }
    let name = rest.dropFirst()
    // Before anything else a `<` is text. At the end of a piece a tag of the template makes the name.
    if let first = name.first, !Self.startsTag(first) { return 1 }
    state = .tag
    let raw = Self.rawElements.first { element in
      Self.matches(name, element) && !Self.isLetter(name.dropFirst(element.count).first ?? 0x3E)
    }
    rawTextEnd = raw.map { [0x3C, 0x2F] + $0 }
    return 1
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// Whether `<` and this byte open a tag, an end tag or a declaration.
  private static func startsTag(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte == 0x2F || byte == 0x21 || byte == 0x3F
  }

  /// Whether a text begins with a lower-case name, in any case.
  private static func matches(_ text: ArraySlice<UInt8>, _ name: [UInt8]) -> Bool {
    text.prefix(name.count).elementsEqual(name) { byte, expected in
      (0x41...0x5A).contains(byte) ? byte | 0x20 == expected : byte == expected
    }
  }
}
