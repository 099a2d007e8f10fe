// Reads the notation of `Regex` into parts. Only what can be matched in one pass over the text is let in; everything
// else, and everything that is not known here, is named so that the user can write it another way.

/// Reads one regular expression, which `Regex` has found well formed.
struct PatternParser {
  /// A piece of the notation that rules do not have.
  struct Unsupported: Error, Equatable {
    var piece: String
  }

  private let text: [Character]
  private var at = 0

  /// Reads a whole expression.
  static func parse(_ pattern: String) throws(Unsupported) -> PatternNode {
    var parser = PatternParser(text: Array(pattern))
    let node = try parser.choice()
    if parser.at < parser.text.count { throw Unsupported(piece: String(parser.text[parser.at])) }
    return node
  }

  private init(text: [Character]) { self.text = text }

  private func peek(_ distance: Int = 0) -> Character? {
    at + distance < text.count ? text[at + distance] : nil
  }

  private func begins(_ piece: String) -> Bool { text[at...].starts(with: piece) }

  private mutating func take(_ piece: String) -> Bool {
    guard begins(piece) else { return false }
    at += piece.count
    return true
  }

  /// Takes everything up to a piece, and the piece.
  private mutating func takeThrough(_ end: Character, from start: Int) throws(Unsupported) -> String
  {
    guard let last = text[at...].firstIndex(of: end) else { throw unsupported(from: start) }
    at = last + 1
    return String(text[start..<at])
  }

  private func unsupported(from start: Int) -> Unsupported {
    Unsupported(piece: String(text[start..<min(text.count, max(at, start + 1))]))
  }

  // MARK: Parts

  private mutating func choice() throws(Unsupported) -> PatternNode {
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws(Unsupported) -> PatternNode {
    var parts: [PatternNode] = []
    while let next = peek(), next != "|", next != ")" {
      if take("\\Q") {
        while at < text.count, !take("\\E") { parts.append(literal()) }
      } else if let part = try part() {
        parts.append(try repeated(part))
      }
    }
    return .sequence(parts)
  }

  private mutating func literal() -> PatternNode {
    at += 1
    return .character(.same(text[at - 1].lowercased()))
  }

  /// One part without its repetition; nil for what matches nothing and means nothing, such as a comment.
  private mutating func part() throws(Unsupported) -> PatternNode? {
    switch text[at] {
    case "(": return try group()
    case "[": return try set()
    case "\\": return try escape()
    case ".":
      at += 1
      return .character(.any)
    case "^", "$":
      at += 1
      return .anchor(String(text[at - 1]))
    default: return literal()
    }
  }

  private mutating func group() throws(Unsupported) -> PatternNode? {
    let start = at
    at += 1
    var ahead: Bool?
    if take("?") {
      if take("#") {
        _ = try takeThrough(")", from: start)
        return nil
      }
      // Every expression disregards case.
      if take("i)") { return nil }
      if take("=") {
        ahead = false
      } else if take("!") {
        ahead = true
      } else if begins("P<") || begins("<") && peek(1) != "=" && peek(1) != "!" {
        _ = try takeThrough(">", from: start)
      } else if !take(":"), !take("i:") {
        at += 1
        throw unsupported(from: start)
      }
    } else if begins("*") {
      at += 1
      throw unsupported(from: start)
    }
    let node = try choice()
    guard take(")") else { throw unsupported(from: start) }
    return ahead.map { .ahead(node, isNegative: $0) } ?? node
  }

  /// A class in square brackets, which `Regex` itself judges characters by.
  private mutating func set() throws(Unsupported) -> PatternNode {
    let start = at
    var depth = 0
    repeat {
      switch peek() {
      case nil: throw unsupported(from: start)
      case "\\":
        if begins("\\Q") || begins("\\E") { throw unsupported(from: at) }
        at += 1
      case "[":
        // Whether the bracket behind it closes it is read in two ways.
        if peek(1) == "]" || peek(1) == "^" && peek(2) == "]" { throw unsupported(from: start) }
        depth += 1
      case "]": depth -= 1
      default: break
      }
      at += 1
    } while depth > 0
    return try classed(from: start)
  }

  private func classed(from start: Int) throws(Unsupported) -> PatternNode {
    let source = String(text[start..<min(at, text.count)])
    guard (try? Regex(source)) != nil else { throw Unsupported(piece: source) }
    return .character(.classed(source))
  }

  // MARK: Escapes

  private mutating func escape() throws(Unsupported) -> PatternNode {
    let start = at
    at += 2
    guard let letter = peek(-1) else { throw unsupported(from: start) }
    switch letter {
    case "b", "B", "A", "Z", "z": return .anchor("\\\(letter)")
    case "d", "D", "w", "W", "s", "S", "h", "H", "v", "V", "t", "n", "r", "f":
      return try classed(from: start)
    case "p", "P":
      if peek() == "{" { _ = try takeThrough("}", from: start) } else { at += 1 }
      return try classed(from: start)
    case "x", "u", "U", "N":
      if peek() == "{" {
        let piece = try takeThrough("}", from: start)
        if letter != "N", piece.contains(" ") { throw unsupported(from: start) }
      } else {
        let most = ["x": 2, "u": 4, "U": 8][letter] ?? 0
        let first = at
        while at - first < most, peek()?.isHexDigit == true { at += 1 }
      }
      return try classed(from: start)
    default:
      let isSign = letter.isASCII && !letter.isLetter && !letter.isNumber
      guard isSign else { throw unsupported(from: start) }
      return .character(.same(String(letter)))
    }
  }

  // MARK: Repetitions

  private mutating func repeated(_ part: PatternNode) throws(Unsupported) -> PatternNode {
    let start = at
    let limits: (least: Int, most: Int?)
    switch peek() {
    case "*": limits = (0, nil)
    case "+": limits = (1, nil)
    case "?": limits = (0, 1)
    case "{":
      guard let found = try counts() else { return part }
      limits = found
    default: return part
    }
    at += 1
    // What is taken first makes no difference to whether there is a match, but for what is never given back.
    _ = take("?")
    var isRepeatedAgain = begins("+") || begins("*")
    if peek() == "{" { isRepeatedAgain = try counts() != nil }
    if isRepeatedAgain {
      at += 1
      throw unsupported(from: start)
    }
    return .repeated(part, least: limits.least, most: limits.most)
  }

  /// The limits in braces, up to the closing one; nil when the brace is only a character.
  private mutating func counts() throws(Unsupported) -> (least: Int, most: Int?)? {
    let start = at
    guard let first = peek(1), first.isNumber || first == "," || first == " " else { return nil }
    guard let end = text[at...].firstIndex(of: "}") else { return nil }
    let bounds = String(text[at + 1..<end]).split(
      separator: ",", maxSplits: 1, omittingEmptySubsequences: false
    )
    .map(String.init)
    at = end
    let numbers = bounds.map { Int($0) }
    guard zip(bounds, numbers).allSatisfy({ $0.isEmpty || $1 != nil && !$0.hasPrefix("+") }),
      numbers.contains(where: { $0 != nil })
    else {
      at += 1
      throw unsupported(from: start)
    }
    return numbers.count == 1
      ? (numbers[0] ?? 0, numbers[0]) : (numbers[0] ?? 0, numbers[1])
  }
}
