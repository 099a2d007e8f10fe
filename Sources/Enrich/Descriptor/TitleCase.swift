// Names that shout, written as people write them: `VUE BSL LTD` is `Vue BSL Ltd`. A name with a small letter
// in it was written by somebody and stays as it is.

import Bytes

enum TitleCase {
  /// Words that are written in one way only.
  private static let fixed: [String: String] = {
    var table: [String: String] = [:]
    let words = """
      AA AIB ASOS ATM AXA BBC BBQ BMW CIC DIY DVLA EDF EE EU HMRC HMV IKEA ING ITV LLP NYC OVO PLC RAC SSE \
      TV UAE UBS UCL UK UPS USA YMCA \
      Dr Ltd Mkt Mr Mrs Ms Rd St Stn Sq TfL WHSmith PayPal SumUp eBay
      """
    for word in words.split(separator: " ") { table[word.uppercased()] = String(word) }
    return table
  }()

  /// Words that are small inside a name.
  private static let small: Set<String> = [
    "AND", "AT", "BY", "FOR", "IN", "OF", "ON", "THE", "TO", "UPON",
  ]

  /// The text with single spaces between words, in title case when it has no small letter.
  static func of(_ bytes: [UInt8], _ range: ByteRange) -> String {
    let words = bytes[range.indices].split { $0 <= 0x20 || $0 == 0x7F || $0 == 0x2A }
      .map { String(decoding: $0, as: UTF8.self) }
    let shouts = !words.contains { $0.contains(where: \.isLowercase) }
    guard shouts else { return words.joined(separator: " ") }
    return words.enumerated().map { index, word in
      index > 0 && small.contains(word) ? word.lowercased() : titled(word)
    }.joined(separator: " ")
  }

  private static func titled(_ word: String) -> String {
    if let known = fixed[word] { return known }
    if word.contains(where: \.isNumber) { return word }
    if isWebAddress(word) { return capitalized(word) }
    if let separator = word.first(where: { "&-/.".contains($0) }), word.count > 1 {
      return word.split(separator: separator, omittingEmptySubsequences: false)
        .map { titled(String($0)) }.joined(separator: String(separator))
    }
    if word.count <= 4 && !word.contains(where: "AEIOUY".contains) && word.allSatisfy(\.isASCII) {
      return word
    }
    if word.hasPrefix("MC"), word.count > 5 {
      return "Mc" + capitalized(String(word.dropFirst(2)))
    }
    if let quote = word.firstIndex(where: { $0 == "'" || $0 == "’" }),
      word.distance(from: word.startIndex, to: quote) == 1
    {
      let after = word.index(after: quote)
      return String(word[..<after]) + capitalized(String(word[after...]))
    }
    return capitalized(word)
  }

  /// A domain name is small but for its first letter.
  private static func isWebAddress(_ word: String) -> Bool {
    guard let host = word.split(separator: "/").first else { return false }
    let parts = host.split(separator: ".")
    guard parts.count > 1, let last = parts.last else { return false }
    return ["COM", "UK", "NET", "ORG", "IO", "DE", "FR"].contains(last)
  }

  private static func capitalized(_ word: String) -> String {
    word.prefix(1) + word.dropFirst().lowercased()
  }
}

/// Names of people and companies as banks send them, shouting ones made plain; each text is done once.
struct PlainNames {
  private static let namesMax = 1 << 14
  private var names: [String: String] = [:]

  /// `GABLEWICK LETTINGS LTD` is `Gablewick Lettings Ltd`; a name with a small letter stays as it is.
  mutating func name(_ text: String) -> String {
    if text.utf8.contains(where: { 0x61...0x7A ~= $0 }) { return text }
    if let known = names[text] { return known }
    let bytes = Array(text.utf8)
    let name = TitleCase.of(bytes, ByteRange(start: 0, count: bytes.count))
    if name.isEmpty { return text }
    if names.count >= PlainNames.namesMax { names.removeAll() }
    names[text] = name
    return name
  }
}
