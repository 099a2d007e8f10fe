// A check of templates for HTML, for the tests of whoever ships them. Escaping makes a value safe as
// element content and inside double quotes, and nowhere else; so that is where tags may be.

internal import Bytes

/// A tag that is where escaping does not make its value safe.
public struct LintFinding: Equatable, Sendable, CustomStringConvertible {
  /// The tag.
  public let location: TemplateLocation
  /// What is wrong with its place.
  public let fact: Fact

  /// What can be wrong.
  public enum Fact: Equatable, Sendable {
    /// Inside an HTML tag, but not in double quotes.
    case outsideQuotes
    /// Unescaped inside an HTML tag, where markup has no place.
    case unescapedInAttribute
    /// In an HTML comment.
    case insideComment
    /// In a script or style element.
    case insideScriptOrStyle
    /// The content of a section or block ends in another part of an HTML tag than it began in.
    case unbalanced
  }

  /// One line, `file:line:column: what is wrong`.
  public var description: String {
    switch fact {
    case .outsideQuotes: "\(location): inside an HTML tag only in double quotes"
    case .unescapedInAttribute: "\(location): never unescaped inside an HTML tag"
    case .insideComment: "\(location): never inside an HTML comment"
    case .insideScriptOrStyle: "\(location): never inside a script or style element"
    case .unbalanced: "\(location): ends in another part of an HTML tag than it began in"
    }
  }
}

extension Library {
  /// Finds the tags that are where escaping is not enough, in the order of the templates' names.
  ///
  /// Sections may be inside an HTML tag without quotes, as they write nothing themselves:
  /// `<a{{#current}} aria-current="page"{{/current}}>`.
  public func lint() -> [LintFinding] {
    var linter = Linter(program)
    for template in program.templates { linter.check(template) }
    return linter.findings
  }
}

private struct Linter {
  let program: CompiledTemplate
  var findings: [LintFinding] = []

  init(_ program: CompiledTemplate) { self.program = program }

  /// Checks a template, or a block that is given to one, whose place is unknown.
  mutating func check(_ range: Range<Int>) {
    var scanner = HTMLScanner()
    walk(range, &scanner)
    guard scanner.state != .content, let last = range.last else { return }
    report(.unbalanced, last)
  }

  private mutating func walk(_ range: Range<Int>, _ scanner: inout HTMLScanner) {
    var index = range.lowerBound
    while index < range.upperBound {
      let node = program.nodes[index]
      switch node.content {
      case .text(let text): scanner.scan(program.text[text.indices])
      case .variable, .unescaped, .partial: checkPlace(index, scanner)
      case .section, .inverted: walkSection(index, &scanner)
      case .block:
        checkPlace(index, scanner)
        walkSection(index, &scanner)
      case .parent:
        checkPlace(index, scanner)
        var child = index + 1
        while child < node.end {
          check(program.children(of: child))
          child = Int(program.nodes[child].end)
        }
      }
      index = Int(node.end)
    }
  }

  private mutating func walkSection(_ index: Int, _ scanner: inout HTMLScanner) {
    let before = scanner
    walk(program.children(of: index), &scanner)
    guard scanner.state != before.state else { return }
    report(.unbalanced, index)
    scanner = before
  }

  private mutating func checkPlace(_ index: Int, _ scanner: HTMLScanner) {
    switch scanner.state {
    case .content: return
    case .doubleQuotes:
      if case .unescaped = program.nodes[index].content { report(.unescapedInAttribute, index) }
    case .tag, .singleQuotes: report(.outsideQuotes, index)
    case .comment: report(.insideComment, index)
    case .rawText: report(.insideScriptOrStyle, index)
    }
  }

  private mutating func report(_ fact: LintFinding.Fact, _ index: Int) {
    let location = program.location(program.nodes[index].place)
    findings.append(LintFinding(location: location, fact: fact))
  }
}
