// The writer of JSON documents: every one that the program writes, and every line that is no row, is made with it,
// member by member, keys in the order in which they are written. Rows have a writer of their own, for speed.

/// Writes JSON, member by member.
public struct JSONWriter {
  /// How an object looks.
  public enum Layout: Sendable {
    /// Each member on a line of its own, two spaces an indent.
    case indented
    /// On one line, a space behind each colon and comma.
    case spaced
    /// On one line, without spaces.
    case compact
  }

  fileprivate var writer = ByteWriter()
  private var layout: Layout
  private let leavesOutAbsent: Bool
  private var depth = 0
  private var isFirst = true

  fileprivate init(_ layout: Layout, leavesOutAbsent: Bool) {
    self.layout = layout
    self.leavesOutAbsent = leavesOutAbsent
  }

  /// A document of one object, with a line feed at its end.
  ///
  /// - Parameters:
  ///   - layout: how it looks.
  ///   - leavesOutAbsent: whether a member without a value is left out; else it is null.
  ///   - members: writes the members.
  /// - Returns: the bytes.
  public static func document(
    _ layout: Layout, leavesOutAbsent: Bool = false, _ members: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.appendJSON(layout, leavesOutAbsent: leavesOutAbsent, members)
    writer.append(0x0A)
    return writer.bytes
  }

  // MARK: Members of the object that is being written

  /// Writes a member that is a string.
  public mutating func member(_ name: String, _ text: String?) {
    guard begin(name, text == nil), let text else { return }
    writer.appendJSONString(text)
  }

  /// Writes a member that is a whole number.
  public mutating func member(_ name: String, _ number: (some BinaryInteger)?) {
    guard begin(name, number == nil), let number else { return }
    writer.append(string: String(number))
  }

  /// Writes a member that is true or false.
  public mutating func member(_ name: String, _ flag: Bool?) {
    guard begin(name, flag == nil), let flag else { return }
    writer.append(flag ? "true" : "false")
  }

  /// Writes a member whose value is JSON already.
  public mutating func member(_ name: String, json: [UInt8]?) {
    guard begin(name, json == nil), let json else { return }
    writer.append(bytes: json)
  }

  /// Writes a member that is an object.
  ///
  /// - Parameters:
  ///   - name: the key.
  ///   - layout: how the object looks; as the one around it when nil.
  ///   - members: writes its members.
  public mutating func member(
    _ name: String, in layout: Layout? = nil, _ members: (inout JSONWriter) -> Void
  ) {
    _ = begin(name, false)
    object(in: layout, members)
  }

  /// Writes a member that is an array of strings.
  public mutating func member(_ name: String, texts: [String]) {
    _ = begin(name, false)
    array(texts) { $1.writer.appendJSONString($0) }
  }

  /// Writes a member that is an array of objects.
  ///
  /// - Parameters:
  ///   - name: the key.
  ///   - list: what is written, one object an element.
  ///   - layout: how each object looks; as the one around the array when nil.
  ///   - members: writes the members of one object.
  public mutating func member<Element>(
    _ name: String, each list: [Element], in layout: Layout? = nil,
    _ members: (Element, inout JSONWriter) -> Void
  ) {
    _ = begin(name, false)
    array(list) { element, json in json.object(in: layout) { members(element, &$0) } }
  }

  /// Writes what is before a member's value.
  ///
  /// - Returns: whether the value is still to be written.
  private mutating func begin(_ name: String, _ isAbsent: Bool) -> Bool {
    if isAbsent, leavesOutAbsent { return false }
    separate()
    writer.appendJSONString(name)
    writer.append(0x3A)
    if layout != .compact { writer.append(0x20) }
    if isAbsent { writer.append("null") }
    return !isAbsent
  }

  // MARK: Objects and arrays

  fileprivate mutating func object(
    in inner: Layout? = nil, _ members: (inout JSONWriter) -> Void
  ) {
    let outer = layout
    layout = inner ?? outer
    container(0x7B, 0x7D, members)
    layout = outer
  }

  fileprivate mutating func array<Element>(
    _ list: [Element], _ value: (Element, inout JSONWriter) -> Void
  ) {
    container(0x5B, 0x5D) { json in
      for element in list {
        json.separate()
        value(element, &json)
      }
    }
  }

  private mutating func container(
    _ open: UInt8, _ close: UInt8, _ content: (inout JSONWriter) -> Void
  ) {
    writer.append(open)
    let wasFirst = isFirst
    isFirst = true
    depth += 1
    content(&self)
    depth -= 1
    if !isFirst, layout == .indented { breakLine() }
    isFirst = wasFirst
    writer.append(close)
  }

  private mutating func separate() {
    if !isFirst { writer.append(0x2C) }
    switch layout {
    case .indented: breakLine()
    case .spaced: if !isFirst { writer.append(0x20) }
    case .compact: break
    }
    isFirst = false
  }

  private mutating func breakLine() {
    writer.append(0x0A)
    for _ in 0..<depth { writer.append("  ") }
  }
}

extension ByteWriter {
  /// Appends an object, with no line feed at its end.
  public mutating func appendJSON(
    _ layout: JSONWriter.Layout = .compact, leavesOutAbsent: Bool = false,
    _ members: (inout JSONWriter) -> Void
  ) {
    appendJSON(JSONWriter(layout, leavesOutAbsent: leavesOutAbsent)) { $0.object(members) }
  }

  /// Appends an array of strings.
  public mutating func appendJSON(texts: [String]) {
    appendJSON(JSONWriter(.compact, leavesOutAbsent: false)) { json in
      json.array(texts) { $1.writer.appendJSONString($0) }
    }
  }

  /// Appends an array of objects.
  public mutating func appendJSON<Element>(
    each list: [Element], _ members: (Element, inout JSONWriter) -> Void
  ) {
    appendJSON(JSONWriter(.compact, leavesOutAbsent: false)) { json in
      json.array(list) { element, json in json.object { members(element, &$0) } }
    }
  }

  /// Lends the buffer to a writer of JSON.
  private mutating func appendJSON(_ json: JSONWriter, _ write: (inout JSONWriter) -> Void) {
    var json = json
    swap(&json.writer, &self)
    write(&json)
    swap(&json.writer, &self)
  }
}
