// The two JSON fields of a row that become plain cells of the flat CSV: tags joined by a space, and the
// accounting code out of the metadata. Both are canonical JSON, written by this program without spaces
// between tokens, so nearly always the bytes can be taken as they are; an escape takes the long way.

internal import Bytes

/// Plain cells out of canonical JSON.
enum FlatJSON {
  /// The strings of an array of strings, one space between two.
  static func tags(_ base: UnsafePointer<UInt8>, _ range: ByteRange, to cursor: inout ByteCursor) {
    let start = base + range.start
    guard range.count > 2 else { return }
    // `["one","two"]` without its first and last two bytes; `","` between two tags is a space.
    let cell = cursor.at
    var at = 2
    while at < range.count - 2 {
      let byte = start[at]
      if byte == 0x5C || byte == 0x2C {
        cursor.at = cell
        let source = UnsafeBufferPointer(start: start, count: range.count)
        return text(strings(Array(source)).joined(separator: " "), to: &cursor)
      }
      cursor.put(byte == 0x22 ? 0x20 : byte)
      at += byte == 0x22 ? 3 : 1
    }
  }

  private static func strings(_ bytes: [UInt8]) -> [String] {
    var tape = JSONTape()
    guard (try? tape.parse(bytes)) != nil else { return [] }
    return tape.children(of: 0).compactMap { tape.string($0, in: bytes) }
  }

  private static func text(_ string: String, to cursor: inout ByteCursor) {
    var string = string
    string.withUTF8 { if let first = $0.baseAddress { cursor.text(first, $0.count) } }
  }

  // MARK: The accounting code

  private static let key: StaticString = "\"accounting_code\":"

  /// The value of the member `accounting_code`, nothing when there is none.
  static func accountingCode(
    _ base: UnsafePointer<UInt8>, _ range: ByteRange, to cursor: inout ByteCursor
  ) {
    let source = UnsafeBufferPointer(start: base + range.start, count: range.count)
    guard let value = afterKey(source), value < source.count, source[value] == 0x22 else { return }
    var end = value + 1
    while end < source.count, source[end] != 0x22 {
      if source[end] == 0x5C {
        let member = Array("[".utf8) + stringToken(source, value) + Array("]".utf8)
        return text(strings(member).first ?? "", to: &cursor)
      }
      end += 1
    }
    if let first = source.baseAddress { cursor.text(first + value + 1, end - value - 1) }
  }

  /// The bytes of the string token that begins at a quote.
  private static func stringToken(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> [UInt8] {
    var end = start + 1
    while end < source.count, source[end] != 0x22 { end += source[end] == 0x5C ? 2 : 1 }
    return Array(source[start..<min(end + 1, source.count)])
  }

  /// Where the value of the key begins (Horspool's search: the last byte of the window says how far to go on).
  ///
  /// The key cannot be inside of a text: its quotes would be escaped there.
  private static func afterKey(_ source: UnsafeBufferPointer<UInt8>) -> Int? {
    let last = key.utf8CodeUnitCount - 1
    return steps.withUnsafeBufferPointer { steps in
      var at = last
      while at < source.count {
        let byte = source[at]
        if byte == 0x3A && matches(source, at - last) { return at + 1 }
        at += Int(steps[Int(byte)])
      }
      return nil
    }
  }

  private static func matches(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    for offset in 0..<key.utf8CodeUnitCount where source[start + offset] != key.utf8Start[offset] {
      return false
    }
    return true
  }

  /// For each byte, how far its last place in the key, the last byte aside, is from the end.
  private static let steps: [UInt8] = {
    let last = key.utf8CodeUnitCount - 1
    var steps = [UInt8](repeating: UInt8(last + 1), count: 256)
    for offset in 0..<last { steps[Int(key.utf8Start[offset])] = UInt8(last - offset) }
    return steps
  }()
}
