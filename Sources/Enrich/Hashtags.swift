// Hashtags in the notes become tags, as in the bank's app: `#` and letters, digits, `_` or `-` of any script,
// at least one of them a letter. A `#` inside a word or a web address begins none.

import Bytes
import Model

enum Hashtags {
  /// Adds the hashtags of a row's notes to its tags, in order of appearance and each once.
  static func apply(to row: inout Row) {
    let decided = row[provenance: .tags]
    guard !decided.isRule else { return }
    // Notes that a rule wrote are not the user's words; the rule has tags of its own.
    if let notes = row.range(.notes), !row[provenance: .notes].isRule,
      row.storage[notes.indices].contains(0x23)
    {
      let found = tags(in: String(decoding: row.storage[notes.indices], as: UTF8.self))
      let known = row.tags
      let all = found.reduce(into: known) { if !$0.contains($1) { $0.append($1) } }
      if all.count > known.count { row.tags = all }
    }
    if decided == nil, row.range(.tags) != nil, !row.isEqual(.tags, "[]") {
      row[provenance: .tags] = .bank
    }
  }

  /// The hashtags of a text, without `#`.
  static func tags(in text: String) -> [String] {
    var tags: [String] = []
    for word in text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace) {
      if isWebAddress(word) { continue }
      var before: Unicode.Scalar?
      var at = word.startIndex
      while at < word.endIndex {
        let next = word.index(after: at)
        guard word[at] == "#", !(before.map { isOfWord($0) || $0 == "&" } ?? false) else {
          before = word[at]
          at = next
          continue
        }
        let end = word[next...].firstIndex { !isOfTag($0) } ?? word.endIndex
        let tag = trimmed(word[next..<end])
        if tag.contains(where: \.properties.isAlphabetic), !tags.contains(String(tag)) {
          tags.append(String(tag))
        }
        before = "#"
        at = end
      }
    }
    return tags
  }

  private static func isWebAddress(_ word: Substring.UnicodeScalarView) -> Bool {
    let text = String(word).lowercased()
    return text.contains("://") || text.hasPrefix("www.")
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || isDigit(scalar) || isMark(scalar) || scalar == "_"
  }

  private static func isOfTag(_ scalar: Unicode.Scalar) -> Bool {
    isOfWord(scalar) || scalar == "-" || scalar == "\u{200D}" || scalar == "\u{200C}"
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .decimalNumber
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark: true
    default: false
    }
  }

  /// A tag does not end in a hyphen or a joiner.
  private static func trimmed(_ tag: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    var tag = tag
    while let last = tag.last, last == "-" || last == "\u{200D}" || last == "\u{200C}" {
      tag.removeLast()
    }
    return tag
  }
}
