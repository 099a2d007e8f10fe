// Builds the flat tree of a library from the tokens of its templates.

internal import Bytes

/// Collects the templates of a library, one after the other.
struct Assembler {
  let sources: [TemplateSource]
  private(set) var templates: [Range<Int>] = []
  private(set) var nodes: [Node] = []
  private(set) var text: [UInt8] = []
  private(set) var pathNames: [Int] = []
  private(set) var names: [String] = []
  private(set) var numberOfName: [String: Int] = [:]
  private(set) var numberOfTemplate: [String: Int] = [:]
  private let mode: Library.Mode
  /// Whether the last node is text that may grow.
  private var textIsOpen = false

  /// Parses the sources, whose names differ.
  init(_ sources: [TemplateSource], mode: Library.Mode) throws(TemplateError) {
    self.sources = sources
    self.mode = mode
    for (number, source) in sources.enumerated() {
      guard TemplateSource.isName(source.name) else {
        throw TemplateError(.badTemplateName(source.name))
      }
      numberOfTemplate[source.name] = number
    }
    for number in sources.indices { try assemble(number) }
  }

  private mutating func assemble(_ template: Int) throws(TemplateError) {
    let source = sources[template]
    let tokens = try Tokenizer.tokens(of: source)
    let pairing = try Pairing(tokens, source)
    let layout = LineLayout(tokens, pairing, source)
    let start = nodes.count
    var openNodes: [Int] = []
    var index = 0
    textIsOpen = false
    while index < tokens.count {
      let token = tokens[index]
      let place = Place(template: Int32(template), offset: Int32(token.range.start))
      let enclosing = pairing.enclosing[index]
      if enclosing >= 0, tokens[enclosing].kind == .parent, token.kind != .block,
        !(token.kind == .close && tokens[pairing.partner[index]].kind == .block)
      {
        try ignore(token, source)
        index = token.opens ? pairing.partner[index] + 1 : index + 1
        continue
      }
      switch token.kind {
      case .text:
        if !layout.isDropped[index] { append(layout.output(ofText: index), source, place) }
      case .comment, .delimiters: break
      case .close:
        nodes[openNodes.removeLast()].end = Int32(nodes.count)
        textIsOpen = false
      default:
        if token.opens { openNodes.append(nodes.count) }
        let content = try self.content(index, tokens, pairing, layout, source)
        append(content, place)
      }
      index += 1
    }
    templates.append(start..<nodes.count)
  }

  /// Passes over what has no effect inside a parent; what was meant to be seen is an error in strict
  /// mode.
  private func ignore(_ token: Token, _ source: TemplateSource) throws(TemplateError) {
    switch token.kind {
    case .comment, .delimiters: return
    case .text where source.bytes[token.range.indices].allSatisfy(isSpace): return
    case _ where mode == .plain: return
    default: throw TemplateError(.ignoredInParent, source.location(at: token.range.start))
    }
  }

  // MARK: Nodes

  private mutating func append(_ content: Node.Content, _ place: Place) {
    nodes.append(Node(content: content, place: place, end: Int32(nodes.count + 1)))
    textIsOpen = false
  }

  private mutating func append(_ range: ByteRange, _ source: TemplateSource, _ place: Place) {
    guard !range.isEmpty else { return }
    var piece = store(range, source)
    if textIsOpen, case .text(let before)? = nodes.last?.content {
      let first = nodes.removeLast()
      piece = ByteRange(start: before.start, count: before.count + piece.count)
      append(.text(piece), first.place)
    } else {
      append(.text(piece), place)
    }
    textIsOpen = true
  }

  private mutating func content(
    _ index: Int, _ tokens: [Token], _ pairing: Pairing, _ layout: LineLayout,
    _ source: TemplateSource
  ) throws(TemplateError) -> Node.Content {
    let token = tokens[index]
    let name = source.text(token.name)
    switch token.kind {
    case .variable: return .variable(path(name))
    case .unescaped: return .unescaped(path(name))
    case .section: return .section(path(name))
    case .inverted: return .inverted(path(name))
    case .block:
      let block = Node.Block(
        name: Int32(number(of: name)),
        indentation: store(layout.indentation(ofBlock: index), source),
        closesAlone: layout.isStandalone[pairing.partner[index]])
      return .block(block)
    default:
      let isStandalone = layout.isStandalone[index]
      let indentation = isStandalone ? layout.indentation(before: index) : .empty
      let call = Node.Call(
        target: try target(token, name, source),
        indentation: store(indentation, source),
        isStandalone: isStandalone)
      return token.kind == .parent ? .parent(call) : .partial(call)
    }
  }

  private mutating func target(
    _ token: Token, _ name: String, _ source: TemplateSource
  ) throws(TemplateError) -> Node.Call.Target {
    if token.isDynamic { return .dynamic(path(name)) }
    if let template = numberOfTemplate[name] { return .template(Int32(template)) }
    guard mode == .plain else {
      throw TemplateError(.unknownTemplate(name), source.location(at: token.range.start))
    }
    return .missing
  }

  // MARK: Text and names

  private mutating func store(_ range: ByteRange, _ source: TemplateSource) -> ByteRange {
    let start = text.count
    text.append(contentsOf: source.bytes[range.indices])
    return ByteRange(start: start, count: range.count)
  }

  private mutating func path(_ name: String) -> Path {
    let parts = name == "." ? [] : name.utf8.split(separator: 0x2E).map(Substring.init)
    let start = pathNames.count
    for part in parts { pathNames.append(number(of: String(part))) }
    return Path(start: Int32(start), count: Int32(parts.count))
  }

  private mutating func number(of name: String) -> Int {
    if let number = numberOfName[name] { return number }
    numberOfName[name] = names.count
    names.append(name)
    return names.count - 1
  }
}
