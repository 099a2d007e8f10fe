// Values out of a tape: text with its escapes undone, exact integers, members by name.

extension JSONTape {
  /// The token of the member of an object with this key, the last one when a key is repeated.
  ///
  /// Linear in the members; nil when the token is no object or has no such member.
  public func member(_ name: StaticString, of object: Int, in bytes: [UInt8]) -> Int? {
    guard self[object].kind == .object else { return nil }
    var found: Int?
    var at = object + 1
    while at < self[object].next {
      if isKey(at, name, in: bytes) { found = at + 1 }
      at = self[at + 1].next
    }
    return found
  }

  /// The indices of an array's elements, or of an object's values, in order.
  public func children(of container: Int) -> [Int] {
    let isObject = self[container].kind == .object
    guard isObject || self[container].kind == .array else { return [] }
    var indices: [Int] = []
    var at = container + 1
    while at < self[container].next {
      if isObject { at += 1 }
      indices.append(at)
      at = self[at].next
    }
    return indices
  }

  /// Whether a key or string token reads exactly as a name, escapes undone.
  public func isKey(_ index: Int, _ name: StaticString, in bytes: [UInt8]) -> Bool {
    let token = self[index]
    if token.hasEscapes { return string(index, in: bytes) == "\(name)" }
    let range = token.range
    guard range.count == name.utf8CodeUnitCount else { return false }
    return bytes.withUnsafeBufferPointer { buffer in
      for offset in 0..<range.count
      where buffer[range.start + offset] != name.utf8Start[offset] { return false }
      return true
    }
  }

  /// The text of a string or key, escapes undone; nil for another kind of token.
  public func string(_ index: Int, in bytes: [UInt8]) -> String? {
    let kind = self[index].kind
    guard kind == .string || kind == .key else { return nil }
    var decoded: [UInt8] = []
    appendText(index, in: bytes, to: &decoded)
    return String(decoding: decoded, as: UTF8.self)
  }

  /// The exact value of an integer; nil for another kind of token or one that does not fit.
  public func integer(_ index: Int, in bytes: [UInt8]) -> Int64? {
    let token = self[index]
    guard token.kind == .integer else { return nil }
    let range = token.range
    let isNegative = bytes[range.start] == 0x2D
    var value: Int64 = 0
    for at in (range.start + (isNegative ? 1 : 0))..<range.end {
      let digit = Int64(bytes[at] &- 0x30)
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) =
        isNegative
        ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }

  /// The value of `true` or `false`; nil for another kind of token.
  public func boolean(_ index: Int) -> Bool? {
    switch self[index].kind {
    case .yes: true
    case .no: false
    default: nil
    }
  }

  /// The token's bytes exactly as they are in the text, a string with its quotes.
  public func sourceRange(_ index: Int) -> ByteRange {
    let token = self[index]
    guard token.kind == .string || token.kind == .key else { return token.range }
    return ByteRange(start: token.range.start - 1, count: token.range.count + 2)
  }

  /// Appends the text of a string or key token, escapes undone, to a buffer.
  @inlinable public func appendText(_ index: Int, in bytes: [UInt8], to target: inout [UInt8]) {
    let token = self[index]
    if token.hasEscapes { return appendUnescaped(token.range, in: bytes, to: &target) }
    bytes.withUnsafeBufferPointer { buffer in
      target.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[token.range.indices]))
    }
  }

  @usableFromInline
  func appendUnescaped(_ range: ByteRange, in bytes: [UInt8], to target: inout [UInt8]) {
    var at = range.start
    while at < range.end {
      guard bytes[at] == 0x5C else {
        target.append(bytes[at])
        at += 1
        continue
      }
      switch bytes[at + 1] {
      case 0x62: target.append(0x08)
      case 0x66: target.append(0x0C)
      case 0x6E: target.append(0x0A)
      case 0x72: target.append(0x0D)
      case 0x74: target.append(0x09)
      case 0x75:
        at += appendUnicodeEscape(at, range.end, in: bytes, to: &target)
        continue
      case let literal: target.append(literal)
      }
      at += 2
    }
  }

  /// Appends the character of a `\uXXXX` escape or of a surrogate pair and gives the bytes it took.
  private func appendUnicodeEscape(
    _ at: Int, _ end: Int, in bytes: [UInt8], to target: inout [UInt8]
  ) -> Int {
    let high = codeUnit(at + 2, in: bytes)
    if high & 0xFC00 == 0xD800, at + 12 <= end, bytes[at + 6] == 0x5C, bytes[at + 7] == 0x75 {
      let low = codeUnit(at + 8, in: bytes)
      if low & 0xFC00 == 0xDC00 {
        let value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
        target.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
        return 12
      }
    }
    target.append(contentsOf: String(Unicode.Scalar(high) ?? "\u{FFFD}").utf8)
    return 6
  }

  private func codeUnit(_ at: Int, in bytes: [UInt8]) -> UInt32 {
    (0..<4).reduce(0) { $0 << 4 | UInt32(hexadecimalValue(bytes[at + $1]) ?? 0) }
  }
}
