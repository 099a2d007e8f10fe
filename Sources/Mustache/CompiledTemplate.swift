// The templates of a library in the form in which they are rendered: one tree, laid flat. A node is
// followed by its descendants, so walking the tree is walking an array, and nothing is counted,
// copied or looked up by text on the way.

internal import Bytes

/// All templates of a library, parsed.
final class CompiledTemplate: Sendable {
  let sources: [TemplateSource]
  let mode: Library.Mode
  /// The root of each template, in the order of the sources.
  let templates: [Range<Int>]
  let nodes: [Node]
  /// The text of all templates.
  let text: [UInt8]
  /// The names in paths, one after the other.
  let pathNames: [Int]
  /// The spelling of each name.
  let names: [String]
  /// The number of each name.
  let numberOfName: [String: Int]
  /// The number of each template.
  let numberOfTemplate: [String: Int]

  init(_ assembler: consuming Assembler, mode: Library.Mode) {
    sources = assembler.sources
    self.mode = mode
    templates = assembler.templates
    nodes = assembler.nodes
    text = assembler.text
    pathNames = assembler.pathNames
    names = assembler.names
    numberOfName = assembler.numberOfName
    numberOfTemplate = assembler.numberOfTemplate
  }

  /// The children of a node.
  func children(of index: Int) -> Range<Int> { index + 1..<Int(nodes[index].end) }

  /// Where a node is in its source.
  func location(_ place: Place) -> TemplateLocation {
    sources[Int(place.template)].location(at: Int(place.offset))
  }

  /// A path as it is written.
  func spelling(_ path: Path) -> String {
    path.isImplicit ? "." : pathNames[path.indices].map { names[$0] }.joined(separator: ".")
  }
}

/// A place in the sources of a program.
struct Place: Equatable {
  let template: Int32
  let offset: Int32
}

/// A dotted name: a range of the program's path names; the empty one is `.`.
struct Path: Equatable {
  let start: Int32
  let count: Int32

  var isImplicit: Bool { count == 0 }
  var indices: Range<Int> { Int(start)..<Int(start + count) }
}

/// A part of a template.
struct Node {
  let content: Content
  let place: Place
  /// The index after its last descendant.
  var end: Int32

  enum Content {
    case text(ByteRange)
    case variable(Path)
    case unescaped(Path)
    case section(Path)
    case inverted(Path)
    /// Its children are what it stands for unless overridden.
    case block(Block)
    case partial(Call)
    /// Its children are the blocks that override those of the template.
    case parent(Call)
  }

  struct Block {
    let name: Int32
    /// What the lines of an override are indented by.
    let indentation: ByteRange
    /// Whether its closing tag has a line of its own.
    let closesAlone: Bool
  }

  struct Call {
    enum Target {
      case template(Int32)
      case dynamic(Path)
      /// No such template, which is nothing in plain mode.
      case missing
    }

    let target: Target
    /// What the lines of the template are indented by.
    let indentation: ByteRange
    /// Whether the call has a line of its own.
    let isStandalone: Bool
  }
}
