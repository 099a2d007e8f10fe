// Walks the tree and writes. Indentation is added at the beginning of lines of templates only, never
// inside values, and values are never read as templates.

internal import Bytes

/// One rendering of one template.
struct Renderer {
  let program: CompiledTemplate
  var output = ByteWriter()
  var scope: Scope
  /// What lines of templates are indented by.
  var indentation: [UInt8] = []
  /// Whether what is written next begins a line of a template.
  var isAtLineStart = true
  /// How many templates and overrides are being expanded.
  var depth = 0
  var overrides = Overrides()
  private let bytesMax: Int
  private var countBefore = 0
  private let isStrict: Bool

  /// How deeply templates may call each other, themselves included.
  static let depthMax = 64

  init(_ program: CompiledTemplate, _ context: Value, bytesMax: Int) {
    self.program = program
    self.bytesMax = bytesMax
    isStrict = program.mode == .strict
    scope = Scope(program, context)
  }

  /// Renders a template behind the bytes that the output already holds.
  mutating func render(template: Int, after countBefore: Int) throws(TemplateError) {
    self.countBefore = countBefore
    try render(program.templates[template])
  }

  mutating func render(_ range: Range<Int>) throws(TemplateError) {
    var index = range.lowerBound
    while index < range.upperBound {
      let node = program.nodes[index]
      switch node.content {
      case .text(let text): write(text)
      case .variable(let path): try variable(path, node)
      case .unescaped(let path): try unescaped(path, node)
      case .section(let path): try section(path, index)
      case .inverted(let path): try inverted(path, index)
      case .block(let block): try expand(block, index)
      case .partial(let call): try expand(call, index)
      case .parent(let call): try expand(call, index)
      }
      guard output.count - countBefore <= bytesMax else {
        throw failure(.outputExceeded(limit: bytesMax), node)
      }
      index = Int(node.end)
    }
  }

  func failure(_ fact: TemplateError.Fact, _ node: Node) -> TemplateError {
    TemplateError(fact, program.location(node.place))
  }

  // MARK: Text

  private mutating func write(_ text: ByteRange) {
    guard !indentation.isEmpty else {
      output.append(bytes: program.text, text)
      isAtLineStart = program.text[text.end - 1] == 0x0A
      return
    }
    var lineStart = text.start
    for at in text.indices where program.text[at] == 0x0A || at + 1 == text.end {
      let line = ByteRange(start: lineStart, count: at + 1 - lineStart)
      if !isLineEnd(line) { beginLine() }
      output.append(bytes: program.text, line)
      isAtLineStart = program.text[at] == 0x0A
      lineStart = at + 1
    }
  }

  /// Whether there is nothing on a line but its end: such lines are not indented.
  private func isLineEnd(_ line: ByteRange) -> Bool {
    let first = program.text[line.start]
    return first == 0x0A
      || first == 0x0D && line.count == 2 && program.text[line.start + 1] == 0x0A
  }

  /// Indents the line that begins here, if one does.
  mutating func beginLine() {
    if isAtLineStart && !indentation.isEmpty { output.append(bytes: indentation) }
    isAtLineStart = false
  }

  // MARK: Values

  /// Finds a value; what is missing is an error in strict mode, else null.
  mutating func value(_ path: Path, _ node: Node) throws(TemplateError) -> Value {
    if let value = scope.find(path) { return value }
    guard isStrict else { return .null }
    let known = scope.innermostNames
    throw failure(.missingKey(program.spelling(path), known: known), node)
  }

  private mutating func variable(_ path: Path, _ node: Node) throws(TemplateError) {
    beginLine()
    let value = try value(path, node)
    switch value {
    case .text(let text): output.append(escaping: text)
    case .markup where isStrict: throw failure(.markupEscaped(program.spelling(path)), node)
    case .markup(let markup): output.append(escaping: markup.string)
    default: try writeOther(value, path, node)
    }
  }

  private mutating func unescaped(_ path: Path, _ node: Node) throws(TemplateError) {
    beginLine()
    let value = try value(path, node)
    switch value {
    case .markup(let markup): output.append(bytes: markup.bytes)
    case .null: break
    case _ where isStrict:
      throw failure(.notMarkup(program.spelling(path), kind: value.kind), node)
    case .text(let text): output.append(string: text)
    default: try writeOther(value, path, node)
    }
  }

  private mutating func writeOther(
    _ value: Value, _ path: Path, _ node: Node
  ) throws(TemplateError) {
    switch value {
    case .bool(let condition): output.append(condition ? "true" : "false")
    case .list, .object:
      guard isStrict else { return }
      throw failure(.notText(program.spelling(path), kind: value.kind), node)
    case .null, .text, .markup: break
    }
  }

  // MARK: Sections

  private mutating func section(_ path: Path, _ index: Int) throws(TemplateError) {
    let value = try value(path, program.nodes[index])
    switch value {
    case .null, .bool(false): return
    case .list(let elements):
      for element in elements { try render(program.children(of: index), within: element) }
    case .bool, .text, .markup, .object:
      try render(program.children(of: index), within: value)
    }
  }

  private mutating func inverted(_ path: Path, _ index: Int) throws(TemplateError) {
    switch try value(path, program.nodes[index]) {
    case .null, .bool(false): try render(program.children(of: index))
    case .list(let elements) where elements.isEmpty: try render(program.children(of: index))
    default: return
    }
  }

  private mutating func render(
    _ range: Range<Int>, within value: Value
  ) throws(TemplateError) {
    scope.push(value)
    try render(range)
    scope.pop()
  }
}
