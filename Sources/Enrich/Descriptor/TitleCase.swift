// Names that shout, written as people write them: `VUE BSL LTD` is `Vue BSL Ltd`. A name with a small letter
// in it was written by somebody and stays as it is.

import Bytes

enum TitleCase {
  /// Words that are written in one way only.
  private static let fixed: [String: String] = {
    var table: [String: String] = [:]
    let words = """
      AA ATM BBC BBQ BMW CIC DIY DVLA EE EU HMRC HMV IKEA LLP NYC PLC RAC TV UAE UCL UK USA YMCA \
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
