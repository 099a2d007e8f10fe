// JSON inside of a row has one form, so that equal values are equal bytes: no white space, one way to
// escape, no name twice. What a record has is nearly always in that form already, and is then only copied.

extension JSONTape {
  /// Appends a value in canonical form; of a repeated name the last value stays, at the first one's place.
  package func appendCanonical(_ index: Int, in bytes: [UInt8], to writer: inout ByteWriter) {
    let token = self[index]
    switch token.kind {
    case .string, .key: appendCanonicalText(index, in: bytes, to: &writer)
    case .array:
      writer.append(0x5B)
      for (place, element) in children(of: index).enumerated() {
        if place > 0 { writer.append(0x2C) }
        appendCanonical(element, in: bytes, to: &writer)
      }
      writer.append(0x5D)
    case .object:
      appendMembers(index, in: bytes, to: &writer) { value, writer in
        appendCanonical(value, in: bytes, to: &writer)
      }
    default: writer.append(bytes: bytes, token.range)
    }
  }

  /// Appends an object of texts; values that are no text become the text of their JSON.
  package func appendObjectOfTexts(_ object: Int, in bytes: [UInt8], to writer: inout ByteWriter) {
    appendMembers(object, in: bytes, to: &writer) { value, writer in
      if self[value].kind == .string {
        appendCanonicalText(value, in: bytes, to: &writer)
      } else {
        var json = ByteWriter()
        appendCanonical(value, in: bytes, to: &json)
        writer.appendJSONString(json.bytes, ByteRange(start: 0, count: json.count))
      }
    }
  }

  private func appendMembers(
    _ object: Int, in bytes: [UInt8], to writer: inout ByteWriter,
    value append: (Int, inout ByteWriter) -> Void
  ) {
    var last: [String: Int] = [:]
    var names: [(name: String, key: Int)] = []
    for value in children(of: object) {
      let name = string(value - 1, in: bytes) ?? ""
      if last.updateValue(value, forKey: name) == nil { names.append((name, value - 1)) }
    }
    writer.append(0x7B)
    for (place, member) in names.enumerated() {
      if place > 0 { writer.append(0x2C) }
      appendCanonicalText(member.key, in: bytes, to: &writer)
      writer.append(0x3A)
      append(last[member.name] ?? member.key + 1, &writer)
    }
    writer.append(0x7D)
  }

  private func appendCanonicalText(_ index: Int, in bytes: [UInt8], to writer: inout ByteWriter) {
    guard self[index].hasEscapes else {
      return writer.appendJSONString(bytes, self[index].range)
    }
    var text: [UInt8] = []
    appendText(index, in: bytes, to: &text)
    writer.appendJSONString(text, ByteRange(start: 0, count: text.count))
  }

  // MARK: Canonical already

  /// Whether an object of texts is in the record exactly as it would be written.
  package func isCanonicalObjectOfTexts(_ object: Int, in bytes: [UInt8]) -> Bool {
    let end = self[object].next
    let range = self[object].range
    // Between two tokens there is `":"` or `","`, and nothing else.
    var expected = range.start + 2
    var at = object + 1
    while at < end {
      let (key, value) = (self[at], self[at + 1])
      guard value.kind == .string, !key.hasEscapes, !value.hasEscapes,
        key.range.start == expected, value.range.start == key.range.end + 3
      else { return false }
      expected = value.range.end + 3
      at += 2
    }
    guard range.end == max(expected - 1, range.start + 2) else { return false }
    return bytes.hasOnlyPlainText(range) && hasDistinctKeys(object, in: bytes)
  }

  private func hasDistinctKeys(_ object: Int, in bytes: [UInt8]) -> Bool {
    let end = self[object].next
    // With many keys, comparing each with each would be slow; the long way is not.
    guard end - object <= 64 else { return false }
    var at = object + 1
    while at < end {
      let range = self[at].range
      var other = at + 2
      while other < end {
        let candidate = self[other].range
        if candidate.count == range.count,
          bytes[candidate.start] == bytes[range.start] || range.isEmpty,
          bytes[candidate.indices].elementsEqual(bytes[range.indices])
        {
          return false
        }
        other += 2
      }
      at += 2
    }
    return true
  }
}

extension [UInt8] {
  /// Whether nothing in a range of JSON without escapes would be written with one: no U+007F, and no byte E2,
  /// with which U+2028 and U+2029 begin (and other characters, which are rare).
  package func hasOnlyPlainText(_ range: ByteRange) -> Bool {
    withUnsafeBytes { raw in
      let ones: UInt64 = 0x0101_0101_0101_0101
      let highs: UInt64 = 0x8080_8080_8080_8080
      var at = range.start
      while at + 8 <= range.end {
        let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        let deletes = word ^ (ones &* 0x7F)
        let leads = word ^ (ones &* 0xE2)
        if ((deletes &- ones) & ~deletes | (leads &- ones) & ~leads) & highs != 0 { return false }
        at += 8
      }
      while at < range.end {
        if raw[at] == 0x7F || raw[at] == 0xE2 { return false }
        at += 1
      }
      return true
    }
  }
}
