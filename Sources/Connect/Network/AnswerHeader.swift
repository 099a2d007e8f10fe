// The header of an answer, line by line as it comes: its fields by name, whether it has come whole, and no more of
// it than a bank sends.

/// A header that comes in lines.
struct AnswerHeader {
  /// The most bytes that it may have, interim answers included; a bank's has one or two KB.
  static let bytesMax = 64 << 10

  /// Whether the empty line at its end has come; an answer that ends before has lost something.
  private(set) var isComplete = false
  private var names: [String] = []
  private var values: [String] = []
  private var byteCount = 0

  /// Takes a line with the line break at its end.
  ///
  /// - Returns: whether it is still as large as a header may be.
  mutating func take(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    byteCount += line.count
    guard byteCount <= Self.bytesMax else { return false }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      // An interim answer came before this one.
      self = AnswerHeader(byteCount: byteCount)
    } else if !isComplete {
      take(
        Self.trimmed(text[...]), isContinued: text.first.map { $0 == " " || $0 == "\t" } ?? false)
    }
    return true
  }

  /// The fields by lower-case name; the values of equal names in order, with commas.
  var fields: [String: String] {
    Dictionary(zip(names, values)) { "\($0), \($1)" }
  }

  init() {}

  private init(byteCount: Int) { self.byteCount = byteCount }

  private mutating func take(_ line: Substring, isContinued: Bool) {
    if isContinued {
      guard let last = values.indices.last else { return }
      values[last] += " \(line)"
    } else if line.isEmpty {
      isComplete = true
    } else if let colon = line.firstIndex(of: ":") {
      names.append(Self.trimmed(line[..<colon]).lowercased())
      values.append(String(Self.trimmed(line[line.index(after: colon)...])))
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }
}
