// Which closing tag belongs to which opening tag. After this step nesting is known to be right.

internal import Bytes

/// The opening and closing tags of one template, matched.
struct Pairing {
  /// For an opening tag the index of its closing tag, and the other way round; -1 for other tokens.
  private(set) var partner: [Int]
  /// The index of the innermost opening tag that encloses a token, -1 outside of all.
  ///
  /// A tag and its closing tag are enclosed by the same.
  private(set) var enclosing: [Int]

  /// How deeply tags may be nested in one template.
  static let nestingMax = 64

  /// Matches the tags of a template.
  init(_ tokens: [Token], _ source: TemplateSource) throws(TemplateError) {
    partner = Array(repeating: -1, count: tokens.count)
    enclosing = partner
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      if token.kind == .close {
        try Self.check(token, closes: open.last.map { tokens[$0] }, in: source)
        let opening = open.removeLast()
        partner[opening] = index
        partner[index] = opening
      }
      enclosing[index] = open.last ?? -1
      guard token.opens else { continue }
      open.append(index)
      guard open.count <= Self.nestingMax else {
        throw TemplateError(
          .nestedTooDeeply(limit: Self.nestingMax), source.location(at: token.range.start))
      }
    }
    guard let unclosed = open.last.map({ tokens[$0] }) else { return }
    throw TemplateError(
      .unclosedSection(source.name(of: unclosed)), source.location(at: unclosed.range.start))
  }

  private static func check(
    _ close: Token, closes opening: Token?, in source: TemplateSource
  ) throws(TemplateError) {
    let found = source.text(close.name)
    let location = source.location(at: close.range.start)
    guard let opening else { throw TemplateError(.unexpectedClose(found), location) }
    let expected = source.name(of: opening)
    // Spaces may follow the `*` of a dynamic name.
    let compact = opening.isDynamic ? found.filter { $0 != " " } : found
    guard compact.utf8.elementsEqual(expected.utf8) else {
      let openedAt = source.location(at: opening.range.start)
      throw TemplateError(
        .wrongClose(found: found, expected: expected, openedAt: openedAt), location)
    }
  }
}

extension TemplateSource {
  /// A part of the source as text.
  func text(_ range: ByteRange) -> String { String(decoding: bytes[range.indices], as: UTF8.self) }

  /// A tag's name as its closing tag repeats it.
  fileprivate func name(of token: Token) -> String {
    (token.isDynamic ? "*" : "") + text(token.name)
  }
}
