// JSON output. One rule for all: only what RFC 8259 §7 demands is escaped, plus U+007F and the line
// separators U+2028 and U+2029, so that a row is one line for every reader of lines.

extension ByteWriter {
  /// Appends a quoted JSON string of UTF-8 bytes.
  public mutating func appendJSONString(_ text: [UInt8], _ range: ByteRange) {
    append(0x22)
    appendJSONEscaped(text, range)
    append(0x22)
  }

  /// Appends a quoted JSON string.
  public mutating func appendJSONString(_ text: String) {
    if text.utf8.allSatisfy(ByteWriter.isPlain) {
      append(0x22)
      append(string: text)
      return append(0x22)
    }
    let utf8 = Array(text.utf8)
    appendJSONString(utf8, ByteRange(start: 0, count: utf8.count))
  }

  /// Whether a byte can neither want an escape nor be part of a character that does.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C
  }

  /// Appends the inside of a JSON string, without its quotes.
  public mutating func appendJSONEscaped(_ text: [UInt8], _ range: ByteRange) {
    var clean = range.start  // Everything before is written.
    var at = range.start
    while at < range.end {
      let byte = text[at]
      if ByteWriter.isPlain(byte) {
        at += 1
        continue
      }
      guard let width = ByteWriter.escapedWidth(text, at, range.end) else {
        at += 1
        continue
      }
      append(bytes: text, ByteRange(start: clean, count: at - clean))
      appendEscape(text, at, width)
      at += width
      clean = at
    }
    append(bytes: text, ByteRange(start: clean, count: range.end - clean))
  }

  /// How many bytes at `at` must be written as one escape; nil when the byte may be as it is.
  private static func escapedWidth(_ text: [UInt8], _ at: Int, _ end: Int) -> Int? {
    switch text[at] {
    case 0..<0x20, 0x22, 0x5C, 0x7F: 1
    case 0xE2 where at + 2 < end && text[at + 1] == 0x80 && text[at + 2] & 0xFE == 0xA8: 3
    default: nil
    }
  }

  private mutating func appendEscape(_ text: [UInt8], _ at: Int, _ width: Int) {
    if width == 3 {
      append(text[at + 2] == 0xA8 ? "\\u2028" : "\\u2029")
      return
    }
    switch text[at] {
    case 0x22: append("\\\"")
    case 0x5C: append("\\\\")
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0A: append("\\n")
    case 0x0C: append("\\f")
    case 0x0D: append("\\r")
    case let control:
      append("\\u00")
      append(ByteWriter.hexadecimal(control >> 4))
      append(ByteWriter.hexadecimal(control & 0xF))
    }
  }

  private static func hexadecimal(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? 0x30 + nibble : 0x57 + nibble
  }
}
