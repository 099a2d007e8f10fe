// A small reader of HTML that knows nothing of how the pages are made: strict where browsers forgive, so
// that a page which reads here is well formed.

/// One element with what is in it.
final class HTMLElement {
  let name: String
  let attributes: [(name: String, value: String)]
  private(set) weak var parent: HTMLElement?
  private(set) var children: [HTMLElement] = []
  private var pieces: [() -> String] = []
  /// The text directly inside, character references undone.
  private(set) var ownText = ""

  init(_ name: String, _ attributes: [(name: String, value: String)], in parent: HTMLElement?) {
    self.name = name
    self.attributes = attributes
    self.parent = parent
  }

  fileprivate func append(_ text: String) {
    ownText += text
    pieces.append { text }
  }

  fileprivate func append(_ child: HTMLElement) {
    children.append(child)
    pieces.append { child.text }
  }

  subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// The element and all below it, in order.
  var all: [HTMLElement] { [self] + children.flatMap(\.all) }
  func all(_ name: String) -> [HTMLElement] { all.filter { $0.name == name } }
  func first(_ name: String) -> HTMLElement? { all.first { $0.name == name } }
  /// The text of the element and all below it.
  var text: String { pieces.map { $0() }.joined() }
  /// The elements around it, nearest first.
  var ancestors: [HTMLElement] { parent.map { [$0] + $0.ancestors } ?? [] }
}

/// What is wrong with a page.
struct HTMLError: Error, CustomStringConvertible {
  let description: String
}

/// Reads a page into a tree.
struct HTMLReader {
  private static let void: Set<String> = ["meta", "link", "br", "hr", "img", "input"]
  private let bytes: [UInt8]
  private var at = 0

  static func read(_ page: String) throws -> HTMLElement {
    var reader = HTMLReader(bytes: Array(page.utf8))
    return try reader.run()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run() throws -> HTMLElement {
    let root = HTMLElement("#root", [], in: nil)
    var open = [root]
    guard take("<!DOCTYPE html>\n") else { throw HTMLError(description: "no doctype") }
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<") else {
        open[open.count - 1].append(try text(until: "<", or: nil))
        continue
      }
      if take("</") {
        let name = word()
        guard take(">"), open.count > 1, open[open.count - 1].name == name else {
          throw error("'</\(name)>' does not close '<\(open[open.count - 1].name)>'")
        }
        open.removeLast()
        continue
      }
      try readTag(&open)
    }
    guard open.count == 1 else { throw error("'<\(open[open.count - 1].name)>' is never closed") }
    return root
  }

  private mutating func readTag(_ open: inout [HTMLElement]) throws {
    at += 1
    let name = word()
    guard !name.isEmpty else { throw error("a '<' opens nothing") }
    var attributes: [(name: String, value: String)] = []
    while take(" ") {
      let key = word()
      guard !key.isEmpty, take("=\"") else { throw error("attribute '\(key)' has no quotes") }
      guard !attributes.contains(where: { $0.name == key }) else {
        throw error("attribute '\(key)' is there twice")
      }
      attributes.append((key, try text(until: "\"", or: "<")))
      at += 1
    }
    let element = HTMLElement(name, attributes, in: open[open.count - 1])
    open[open.count - 1].append(element)
    if take("/>") { return }
    guard take(">") else { throw error("'<\(name)' is not closed by '>'") }
    if !Self.void.contains(name) { open.append(element) }
  }

  /// Text up to a character, with references undone; a second one must not come before it.
  private mutating func text(until end: Unicode.Scalar, or bad: Unicode.Scalar?) throws -> String {
    var text: [UInt8] = []
    while at < bytes.count, bytes[at] != UInt8(ascii: end) {
      if let bad, bytes[at] == UInt8(ascii: bad) { throw error("'\(bad)' is in an attribute") }
      guard bytes[at] == UInt8(ascii: "&") else {
        guard bytes[at] != UInt8(ascii: ">"), bytes[at] != 0 else {
          throw error("an unescaped '>' or NUL")
        }
        text.append(bytes[at])
        at += 1
        continue
      }
      let references = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
      ]
      guard let found = references.first(where: { take($0.0) }) else {
        throw error("an '&' begins no reference")
      }
      text += Array(found.1.utf8)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func word() -> String {
    let start = at
    while at < bytes.count {
      switch bytes[at] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: at += 1
      default: return String(decoding: bytes[start..<at], as: UTF8.self)
      }
    }
    return ""
  }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[at...].starts(with: text.utf8) else { return false }
    at += text.utf8.count
    return true
  }

  private func error(_ what: String) -> HTMLError {
    let line = bytes[..<min(at, bytes.count)].count { $0 == 0x0A } + 1
    return HTMLError(description: "line \(line): \(what)")
  }
}
