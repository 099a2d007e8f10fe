// Escaping for HTML. All five characters are escaped everywhere, the apostrophe too, so that a value
// is safe as element content and in attributes with either kind of quote.

internal import Bytes

extension ByteWriter {
  /// Appends text with `& < > " '` as character references.
  mutating func append(escaping text: String) {
    var text = text
    text.withUTF8 { utf8 in
      var clean = 0  // Everything before is written.
      for at in 0..<utf8.count {
        let byte = utf8[at]
        guard byte < 64 && (special >> UInt64(byte)) & 1 == 1 else { continue }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[clean..<at]))
        appendReference(to: byte)
        clean = at + 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[clean...]))
    }
  }

  private mutating func appendReference(to byte: UInt8) {
    switch byte {
    case 0x22: append("&quot;")
    case 0x26: append("&amp;")
    case 0x27: append("&#39;")
    case 0x3C: append("&lt;")
    default: append("&gt;")
    }
  }
}

/// One bit for each of `" & ' < >`, all of which lie below 64.
private let special: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E
