// What belongs to the layout of a template's source and not to its output: lines on which a tag
// is alone, and the indentation of blocks.

internal import Bytes

/// The lines of a template, and what is left out of them.
///
/// The specification defines this by examples only. The rules drawn from them:
/// - A tag alone on its line takes the line with it; a partial hands its indentation on.
/// - A parent is alone when nothing is before its opening and nothing after its closing tag.
/// - Inside a parent only blocks count, so to their tags whatever else is there is blank.
/// - A block that opens on a line of its own is indented like the first line of its content. What
///   overrides a block loses its own indentation and takes that of the place it is expanded in.
struct LineLayout {
  private let tokens: [Token]
  private let pairing: Pairing
  private let bytes: [UInt8]
  private var lines: [Line] = []
  private var lineOfToken: [Int] = []
  /// Text tokens that are layout only.
  private(set) var isDropped: [Bool]
  /// Tags that are alone on their line; of a parent, the opening tag stands for both.
  private(set) var isStandalone: [Bool]

  /// The tokens up to and with a line feed outside of tags.
  private struct Line {
    var tokens: Range<Int>
    /// The white space it begins with.
    var indentation: ByteRange
    /// Whether it holds nothing but white space.
    var isBlank: Bool
    /// How much of the indentation belongs to the block around it.
    var dedent = 0
  }

  /// Reads the layout of a template.
  init(_ tokens: [Token], _ pairing: Pairing, _ source: TemplateSource) {
    self.tokens = tokens
    self.pairing = pairing
    bytes = source.bytes
    isDropped = Array(repeating: false, count: tokens.count)
    isStandalone = isDropped
    splitLines()
    for index in tokens.indices where tokens[index].mayStandAlone { settle(index) }
    for index in tokens.indices where tokens[index].kind == .block && isStandalone[index] {
      if isOverride(index) { dedent(index) }
    }
  }

  // MARK: Questions of the assembler

  /// The part of a text token that is output.
  func output(ofText index: Int) -> ByteRange {
    let range = tokens[index].range
    let line = lines[lineOfToken[index]]
    guard line.tokens.lowerBound == index else { return range }
    return ByteRange(start: range.start + line.dedent, count: range.count - line.dedent)
  }

  /// The indentation of the line of a tag, empty when something is between.
  func indentation(before index: Int) -> ByteRange {
    guard isClearBefore(index) else { return .empty }
    return remaining(lines[lineOfToken[index]])
  }

  /// The indentation of a block's content.
  func indentation(ofBlock index: Int) -> ByteRange {
    guard isStandalone[index], let first = firstLine(ofBlock: index) else {
      return indentation(before: index)
    }
    return remaining(lines[first])
  }

  private func remaining(_ line: Line) -> ByteRange {
    ByteRange(
      start: line.indentation.start + line.dedent, count: line.indentation.count - line.dedent)
  }

  // MARK: Lines

  private mutating func splitLines() {
    var start = 0
    for (index, token) in tokens.enumerated() {
      lineOfToken.append(lines.count)
      let ends = token.kind == .text && bytes[token.range.end - 1] == 0x0A
      guard ends || index + 1 == tokens.count else { continue }
      let isBlank = tokens[start...index].allSatisfy(self.isBlank)
      let indentation = indentation(of: tokens[start])
      lines.append(
        Line(tokens: start..<index + 1, indentation: indentation, isBlank: isBlank))
      start = index + 1
    }
  }

  private func indentation(of token: Token) -> ByteRange {
    guard token.kind == .text else { return ByteRange(start: token.range.start, count: 0) }
    let text = bytes[token.range.indices]
    let end = text.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? text.endIndex
    return ByteRange(start: token.range.start, count: end - token.range.start)
  }

  private func isBlank(_ token: Token) -> Bool {
    token.kind == .text && bytes[token.range.indices].allSatisfy(isSpace)
  }

  // MARK: Tags that are alone

  private func isParent(_ index: Int) -> Bool { index >= 0 && tokens[index].kind == .parent }

  /// Whether the tag opens or closes a block that overrides one of a parent.
  private func isOverride(_ index: Int) -> Bool {
    let opening = tokens[index].kind == .close ? pairing.partner[index] : index
    return tokens[opening].kind == .block && isParent(pairing.enclosing[opening])
  }

  private func isClearBefore(_ index: Int) -> Bool {
    if tokens[index].opens && isOverride(index) { return true }
    let line = lines[lineOfToken[index]].tokens
    if index == line.lowerBound { return true }
    return index - 1 == line.lowerBound && isBlank(tokens[index - 1])
  }

  private func isClearAfter(_ index: Int) -> Bool {
    if tokens[index].kind == .close && isOverride(index) { return true }
    let line = lines[lineOfToken[index]].tokens
    if index + 1 == line.upperBound { return true }
    return index + 2 == line.upperBound && isBlank(tokens[index + 1])
  }

  /// Decides whether a tag is alone, and drops the white space around it if so.
  private mutating func settle(_ index: Int) {
    let closing = tokens[index].kind == .parent ? pairing.partner[index] : index
    if isParent(pairing.partner[index]) { return }  // Settled with its opening tag.
    guard isClearBefore(index), isClearAfter(closing) else { return }
    isStandalone[index] = true
    let before = index - 1
    if before >= lines[lineOfToken[index]].tokens.lowerBound && isBlank(tokens[before]) {
      isDropped[before] = true
    }
    let after = closing + 1
    if after < lines[lineOfToken[closing]].tokens.upperBound && isBlank(tokens[after]) {
      isDropped[after] = true
    }
  }

  // MARK: Indentation of blocks

  /// The first line of a block's content that is not blank; nil when there is none.
  private func firstLine(ofBlock index: Int) -> Int? {
    let close = pairing.partner[index]
    for line in (lineOfToken[index] + 1)..<(lineOfToken[close] + 1) where !lines[line].isBlank {
      let first = lines[line].tokens.first { !isBlank(tokens[$0]) }
      return first == close ? nil : line
    }
    return nil
  }

  /// Takes the indentation of an overriding block off its lines.
  private mutating func dedent(_ index: Int) {
    guard let first = firstLine(ofBlock: index) else { return }
    let own = bytes[lines[first].indentation.indices]
    for line in first..<(lineOfToken[pairing.partner[index]] + 1) {
      let common = zip(own, bytes[lines[line].indentation.indices]).prefix { $0 == $1 }
      lines[line].dedent = common.count
    }
  }
}
