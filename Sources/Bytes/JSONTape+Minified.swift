// A value written again without the white space between its tokens: the form in which raw records are
// compared and in which nested values that nobody interprets are kept.

extension JSONTape {
  /// Appends a value with every token's bytes kept and the white space between them gone.
  public func appendMinified(_ index: Int, in bytes: [UInt8], to writer: inout ByteWriter) {
    let token = self[index]
    guard token.kind == .object || token.kind == .array else {
      writer.append(bytes: bytes, sourceRange(index))
      return
    }
    let isObject = token.kind == .object
    writer.append(isObject ? 0x7B : 0x5B)
    var at = index + 1
    while at < token.next {
      if at > index + 1 { writer.append(0x2C) }
      if isObject {
        writer.append(bytes: bytes, sourceRange(at))
        writer.append(0x3A)
        at += 1
      }
      appendMinified(at, in: bytes, to: &writer)
      at = self[at].next
    }
    writer.append(isObject ? 0x7D : 0x5D)
  }
}
