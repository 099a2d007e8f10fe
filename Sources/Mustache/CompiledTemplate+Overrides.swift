// A block that overrides nothing would vanish without a word, so strict mode refuses it.

extension CompiledTemplate {
  /// Refuses blocks inside a parent whose template, with all it calls, has no block of that name.
  func checkOverrides() throws(TemplateError) {
    for (index, node) in nodes.enumerated() {
      guard case .parent(let call) = node.content, case .template(let template) = call.target,
        let offered = blockNames(from: Int(template))
      else { continue }
      var child = index + 1
      while child < node.end {
        if case .block(let block) = nodes[child].content, !offered.contains(block.name) {
          let parent = sources[Int(template)].name
          throw TemplateError(
            .unknownBlock(names[Int(block.name)], parent: parent), location(nodes[child].place))
        }
        child = Int(nodes[child].end)
      }
    }
  }

  /// The blocks of a template and of those it calls; nil when a dynamic name leaves that open.
  private func blockNames(from template: Int) -> Set<Int32>? {
    var found: Set<Int32> = []
    var seen: Set<Int> = [template]
    var open = [template]
    while let next = open.popLast() {
      for node in nodes[templates[next]] {
        switch node.content {
        case .block(let block): found.insert(block.name)
        case .partial(let call), .parent(let call):
          guard case .template(let called) = call.target else { return nil }
          if seen.insert(Int(called)).inserted { open.append(Int(called)) }
        default: break
        }
      }
    }
    return found
  }
}
