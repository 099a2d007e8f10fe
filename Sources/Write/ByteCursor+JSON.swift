// JSON strings and members (RFC 8259 §7): text is copied eight bytes at a time as long as nothing in it wants an
// escape. The rule is that of `ByteWriter.appendJSONString`, which also takes over where there is one.

internal import Bytes
internal import Model

extension ByteCursor {
  /// The room that a string takes at most: every byte an escape of six, and the quotes.
  static func bytesMax(ofString count: Int) -> Int { 6 * count + 2 }

  /// A string of text.
  @inline(__always)
  mutating func string(_ source: UnsafePointer<UInt8>, _ count: Int) {
    put(0x22)
    var offset = 0
    while offset + 8 <= count {
      let word = UnsafeRawPointer(source + offset).loadUnaligned(as: UInt64.self)
      if ByteCursor.wantsEscape(word) { break }
      UnsafeMutableRawPointer(at + offset).storeBytes(of: word, as: UInt64.self)
      offset += 8
    }
    at += offset
    while offset < count {
      let byte = source[offset]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xE2 {
        escaped(source + offset, count - offset)
        break
      }
      put(byte)
      offset += 1
    }
    put(0x22)
  }

  /// The rest of a string from the first byte on that may want an escape.
  @inline(never)
  private mutating func escaped(_ source: UnsafePointer<UInt8>, _ count: Int) {
    var writer = ByteWriter()
    let bytes = Array(UnsafeBufferPointer(start: source, count: count))
    writer.appendJSONEscaped(bytes, ByteRange(start: 0, count: count))
    writer.bytes.withUnsafeBufferPointer {
      if let first = $0.baseAddress { raw(first, $0.count) }
    }
  }

  /// Whether one of eight bytes is a control, a quote, a backslash, DEL, or E2, with which U+2028 begins.
  @inline(__always)
  private static func wantsEscape(_ word: UInt64) -> Bool {
    let highs: UInt64 = 0x8080_8080_8080_8080
    let isControl = (word &- 0x2020_2020_2020_2020) & ~word
    return
      (isControl | zero(word ^ 0x2222_2222_2222_2222) | zero(word ^ 0x5C5C_5C5C_5C5C_5C5C)
      | zero(word ^ 0x7F7F_7F7F_7F7F_7F7F) | zero(word ^ 0xE2E2_E2E2_E2E2_E2E2)) & highs != 0
  }

  @inline(__always)
  private static func zero(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }

  // MARK: Members

  /// A word that needs no escapes.
  @inline(__always)
  mutating func member(_ key: StaticString, word text: StaticString) {
    word(key)
    put(0x22)
    word(text)
    put(0x22)
  }

  /// An integer, or null.
  @inline(__always)
  mutating func member(_ key: StaticString, integer value: Int64?) {
    word(key)
    if let value { integer(value) } else { word("null") }
  }

  /// An RFC 3339 time, or null.
  @inline(__always)
  mutating func member(_ key: StaticString, time instant: Instant?, _ slot: DayDigits.Slot) {
    word(key)
    guard let instant else { return word("null") }
    put(0x22)
    time(instant, slot)
    put(0x22)
  }

  /// A day as `YYYY-MM-DD`, or null.
  @inline(__always)
  mutating func member(_ key: StaticString, day date: CivilDate?, _ slot: DayDigits.Slot) {
    word(key)
    guard let date else { return word("null") }
    put(0x22)
    day(date, slot)
    put(0x22)
  }

  /// The three letters of a currency, null for none.
  @inline(__always)
  mutating func member(_ key: StaticString, currency code: Currency?) {
    word(key)
    guard let code, code.packed != 0 else { return word("null") }
    put(0x22)
    currency(code)
    put(0x22)
  }
}
