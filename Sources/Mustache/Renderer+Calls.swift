// Partials, parents and blocks: templates that call templates.

internal import Bytes

extension Renderer {
  /// Renders the template that a partial or a parent names.
  mutating func expand(_ call: Node.Call, _ index: Int) throws(TemplateError) {
    let node = program.nodes[index]
    guard let template = try template(call.target, node) else { return }
    let outer = (indentation: indentation, overrides: overrides.current)
    if call.isStandalone {
      indent(by: call.indentation)
    } else {
      beginLine()
      indentation = []
    }
    if case .parent = node.content { overrides.enter(parent: index) }
    try descend(node)
    try render(program.templates[template])
    depth -= 1
    if case .parent = node.content { overrides.leave(to: outer.overrides) }
    indentation = outer.indentation
    isAtLineStart = call.isStandalone
  }

  private mutating func template(
    _ target: Node.Call.Target, _ node: Node
  ) throws(TemplateError) -> Int? {
    switch target {
    case .missing: return nil
    case .template(let template): return Int(template)
    case .dynamic(let path):
      let value = try value(path, node)
      guard case .text(let name) = value else {
        if program.mode == .plain { return nil }
        throw failure(.notTemplateName(program.spelling(path), kind: value.kind), node)
      }
      if let template = program.numberOfTemplate[name] { return template }
      if program.mode == .plain { return nil }
      throw failure(.unknownTemplate(name), node)
    }
  }

  /// Renders what overrides a block, or the block itself.
  mutating func expand(_ block: Node.Block, _ index: Int) throws(TemplateError) {
    guard let override = overrides.find(block.name, program) else {
      try render(program.children(of: index))
      return
    }
    let outer = (indentation: indentation, overrides: overrides.current)
    let before = (isAtLineStart: isAtLineStart, count: output.count)
    indent(by: block.indentation)
    overrides.current = override.scope
    try descend(program.nodes[index])
    try render(program.children(of: override.index))
    depth -= 1
    overrides.current = outer.overrides
    indentation = outer.indentation
    let isUntouched = before.isAtLineStart && output.count == before.count
    isAtLineStart = block.closesAlone || isUntouched
  }

  private mutating func indent(by range: ByteRange) {
    if !range.isEmpty { indentation += program.text[range.indices] }
  }

  private mutating func descend(_ node: Node) throws(TemplateError) {
    depth += 1
    guard depth <= Renderer.depthMax else {
      throw failure(.depthExceeded(limit: Renderer.depthMax), node)
    }
  }
}

/// The parents around the template that is being rendered, whose blocks override its own.
///
/// An override belongs to the template in which it is written: blocks in it are overridden by that
/// template's callers, not by the parent it is given to. Of several overrides the outermost counts.
struct Overrides {
  private var parents: [(index: Int, outer: Int)] = []
  /// The innermost parent in effect, counted from 0; -1 when there is none.
  var current = -1

  mutating func enter(parent index: Int) {
    parents.append((index, current))
    current = parents.count - 1
  }

  mutating func leave(to outer: Int) {
    parents.removeLast()
    current = outer
  }

  /// Finds what overrides a block, and the parents that are in effect inside it.
  func find(_ name: Int32, _ program: CompiledTemplate) -> (index: Int, scope: Int)? {
    var found: (index: Int, scope: Int)?
    var at = current
    while at >= 0 {
      let parent = parents[at]
      var child = parent.index + 1
      while child < program.nodes[parent.index].end {
        if case .block(let block) = program.nodes[child].content, block.name == name {
          found = (child, parent.outer)
        }
        child = Int(program.nodes[child].end)
      }
      at = parent.outer
    }
    return found
  }
}
