// What an input is written in, known by its first bytes: JSON begins with a bracket, a statement with a line
// that names its columns. Whatever is neither is left to the reader of JSON, which says so.

internal import Bytes

enum InputFormat: Sendable {
  case undecided
  case json
  case statement

  /// How much of an input is looked at for its first line.
  private static let lineBytesMax = 1 << 16

  /// Says the format; nil when more bytes are needed.
  static func detect(_ bytes: [UInt8], _ rest: Range<Int>, isLast: Bool) -> InputFormat? {
    guard rest.count >= 3 || isLast else { return nil }
    var at = rest.lowerBound + markLength(bytes, rest)
    while at < rest.upperBound && isSpace(bytes[at]) { at += 1 }
    guard at < rest.upperBound else { return isLast ? .json : nil }
    if bytes[at] == 0x7B || bytes[at] == 0x5B { return .json }
    let limit = min(rest.upperBound, at + lineBytesMax)
    var end = at
    while end < limit && bytes[end] != 0x0A && bytes[end] != 0x0D { end += 1 }
    guard end < limit || isLast || limit - at == lineBytesMax else { return nil }
    return isHead(bytes, at..<end) ? .statement : .json
  }

  /// Whether a byte may be in front of anything; other control characters begin what nobody reads.
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The length of a byte order mark that the input begins with.
  static func markLength(_ bytes: [UInt8], _ rest: Range<Int>) -> Int {
    bytes[rest].starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private static func isHead(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    var csv = CSVReader()
    var rest = line
    do {
      guard try csv.next(in: bytes, &rest) || csv.finish() else { return false }
    } catch {
      return false
    }
    return StatementColumns(csv.cells.indices.map { csv.string($0) }).isStatement
  }
}
