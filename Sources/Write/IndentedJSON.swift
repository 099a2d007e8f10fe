// Small JSON documents for people: two spaces an indent, keys in the order in which they are written.

import Bytes

/// Writes an indented JSON document, member by member.
public struct IndentedJSON {
  private var writer = ByteWriter()
  private var depth = 0
  private var isFirst = true
  private var isOnOneLine = false

  /// Creates an empty document.
  public init() {}

  /// The document with a line feed at its end.
  public var finished: [UInt8] { writer.bytes + [0x0A] }

  /// Writes an object with each member on a line of its own.
  public mutating func object(_ members: (inout IndentedJSON) -> Void) {
    container(0x7B, 0x7D, members)
  }

  /// Writes an array with each element on a line of its own.
  public mutating func array(_ elements: (inout IndentedJSON) -> Void) {
    container(0x5B, 0x5D, elements)
  }

  /// Writes an object on a single line.
  public mutating func line(_ members: (inout IndentedJSON) -> Void) {
    isOnOneLine = true
    container(0x7B, 0x7D, members)
    isOnOneLine = false
  }

  /// Writes a member of the object that is being written.
  public mutating func member(_ name: String, _ value: (inout IndentedJSON) -> Void) {
    separate()
    writer.appendJSONString(name)
    writer.append(": ")
    value(&self)
  }

  /// Writes an element of the array that is being written.
  public mutating func element(_ value: (inout IndentedJSON) -> Void) {
    separate()
    value(&self)
  }

  /// Writes a string, or null.
  public mutating func string(_ value: String?) {
    if let value { writer.appendJSONString(value) } else { writer.append("null") }
  }

  /// Writes an integer, or null.
  public mutating func integer(_ value: Int128?) {
    if let value { writer.append(sum: value) } else { writer.append("null") }
  }

  /// Writes true or false.
  public mutating func boolean(_ value: Bool) { writer.append(value ? "true" : "false") }

  private mutating func container(
    _ open: UInt8, _ close: UInt8, _ content: (inout IndentedJSON) -> Void
  ) {
    writer.append(open)
    let (outerFirst, wasOnOneLine) = (isFirst, isOnOneLine)
    isFirst = true
    depth += 1
    content(&self)
    depth -= 1
    isOnOneLine = wasOnOneLine
    if !isFirst && !isOnOneLine { breakLine() }
    isFirst = outerFirst
    writer.append(close)
  }

  private mutating func separate() {
    if !isFirst { writer.append(0x2C) }
    if isOnOneLine {
      if !isFirst { writer.append(0x20) }
    } else {
      breakLine()
    }
    isFirst = false
  }

  private mutating func breakLine() {
    writer.append(0x0A)
    for _ in 0..<depth { writer.append("  ") }
  }
}
