// The letters of which learned knowledge is spelled on disk: numbers with their lowest byte first, texts and
// lists behind their length. Reading checks everything: bytes come from a file, and may be anything.

internal import Bytes

/// Why bytes are no knowledge; what is wrong with them does not matter, for they can be made anew.
public struct KnowledgeCodingError: Error, Equatable, Sendable {}

/// Puts numbers and texts behind each other.
struct CodedWriter {
  var bytes: [UInt8] = []

  mutating func add<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String) {
    add(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds a byte that says whether there is something, then it.
  mutating func add<Value>(_ value: Value?, _ write: (inout CodedWriter, Value) -> Void) {
    add(value == nil ? UInt8(0) : 1)
    if let value { write(&self, value) }
  }

  mutating func add(_ text: String?) { add(text) { $0.add($1) } }

  mutating func add(_ time: Instant) {
    add(time.seconds)
    add(time.nanoseconds)
  }

  mutating func add(_ time: Instant?) { add(time) { $0.add($1) } }

  mutating func add(_ flag: Bool) { add(flag ? UInt8(1) : 0) }

  mutating func add(_ key: RowKey) {
    add(UInt64(truncatingIfNeeded: key.bits))
    add(UInt64(truncatingIfNeeded: key.bits >> 64))
  }

  /// Adds how many there are, then each.
  mutating func add<List: Collection>(
    _ list: List, _ write: (inout CodedWriter, List.Element) -> Void
  ) {
    add(UInt32(list.count))
    for element in list { write(&self, element) }
  }
}

/// Takes numbers and texts apart again.
struct CodedReader {
  let bytes: [UInt8]
  private(set) var at: Int

  init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    at = start
  }

  var isAtEnd: Bool { at == bytes.count }

  /// Passes over some bytes, which must be there, and gives where they begin.
  @inline(__always)
  mutating func pass(_ count: Int) throws(KnowledgeCodingError) -> Int {
    guard count <= bytes.count - at else { throw KnowledgeCodingError() }
    defer { at += count }
    return at
  }

  @inline(__always)
  mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type
  ) throws(KnowledgeCodingError) -> Number {
    let start = try pass(MemoryLayout<Number>.size)
    return bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: type))
    }
  }

  mutating func text() throws(KnowledgeCodingError) -> String {
    let count = Int(try number(UInt32.self))
    let start = try pass(count)
    guard let text = String(validating: bytes[start..<start + count], as: UTF8.self) else {
      throw KnowledgeCodingError()
    }
    return text
  }

  mutating func flag() throws(KnowledgeCodingError) -> Bool {
    switch try number(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw KnowledgeCodingError()
    }
  }

  mutating func optional<Value>(
    _ read: (inout CodedReader) throws(KnowledgeCodingError) -> Value
  ) throws(KnowledgeCodingError) -> Value? {
    try flag() ? try read(&self) : nil
  }

  mutating func optionalText() throws(KnowledgeCodingError) -> String? {
    try flag() ? try text() : nil
  }

  mutating func time() throws(KnowledgeCodingError) -> Instant {
    let seconds = try number(Int64.self)
    let nanoseconds = try number(Int32.self)
    let time = Instant(seconds: seconds, nanoseconds: nanoseconds)
    guard time.isPossible else { throw KnowledgeCodingError() }
    return time
  }

  mutating func optionalTime() throws(KnowledgeCodingError) -> Instant? {
    try flag() ? try time() : nil
  }

  mutating func currency() throws(KnowledgeCodingError) -> Currency {
    let currency = Currency(packed: try number(UInt32.self))
    guard currency.isSpelledInLetters else { throw KnowledgeCodingError() }
    return currency
  }

  mutating func key() throws(KnowledgeCodingError) -> RowKey {
    let low = try number(UInt64.self)
    return RowKey(bits: UInt128(try number(UInt64.self)) << 64 | UInt128(low))
  }

  mutating func repeated(
    _ read: (inout CodedReader) throws(KnowledgeCodingError) -> Void
  ) throws(KnowledgeCodingError) {
    for _ in 0..<(try number(UInt32.self)) { try read(&self) }
  }
}

extension Instant {
  /// Whether the fraction is less than a second.
  var isPossible: Bool { 0..<1_000_000_000 ~= nanoseconds }
}

extension Currency {
  /// Whether the code is three letters, or there is none.
  var isSpelledInLetters: Bool {
    if packed == Currency.gbp.packed || packed == 0 { return true }
    return packed >> 24 == 0
      && [packed >> 16, packed >> 8, packed].allSatisfy { 0x41...0x5A ~= $0 & 0xFF }
  }
}
