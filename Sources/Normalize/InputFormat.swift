// What an input is written in, known by its first bytes: JSON begins with a bracket, a statement with a line
// that names its columns. Whatever is neither is left to the reader of JSON, which says so.

internal import Bytes
internal import Statements

enum InputFormat: Equatable, Sendable {
  case undecided
  case json
  case statement
  /// A format that is known and not read.
  case foreign

  /// The format, and of a statement its first line; nil when more bytes are needed.
  static func detect(
    _ bytes: [UInt8], _ rest: Range<Int>, isLast: Bool
  ) -> (format: InputFormat, head: StatementHead?)? {
    guard rest.count >= 3 || isLast else { return nil }
    let at = startOfText(bytes, rest)
    guard at < rest.upperBound else { return isLast ? (.json, nil) : nil }
    if !isLast, KnownFormat.needsMore(bytes, at..<rest.upperBound) { return nil }
    if KnownFormat.of(bytes, rest) != nil { return (.foreign, nil) }
    if bytes[at] == 0x7B || bytes[at] == 0x5B { return (.json, nil) }
    switch StatementHead.find(bytes, rest, isLast: isLast) {
    case .found(let head): return (.statement, head)
    case .none: return (.json, nil)
    case .needsMore: return nil
    }
  }

  /// Where the text begins behind a byte order mark and white space.
  static func startOfText(_ bytes: [UInt8], _ rest: Range<Int>) -> Int {
    var at = rest.lowerBound + markLength(bytes, rest)
    while at < rest.upperBound && isSpace(bytes[at]) { at += 1 }
    return at
  }

  /// Whether a byte may be in front of anything; other control characters begin what nobody reads.
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The length of a byte order mark that the input begins with.
  static func markLength(_ bytes: [UInt8], _ rest: Range<Int>) -> Int {
    bytes[rest].starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }
}
