// Answers which of the text conditions of all rules hold for a text, and remembers the answer: a history
// has few distinct texts, and a regular expression takes microseconds.

import Bytes
import Model

/// The conditions on one field of a row, of all rules together.
struct TextMatcher {

  private struct Known {
    var text: [UInt8]
    var words: Range<Int>
  }

  /// How many answers are remembered before all are forgotten, so that memory stays flat.
  private static let answersMax = 1 << 16

  private var patterns: [TextPattern] = []
  private var numbers: [TextPattern: Int] = [:]
  /// By number, like the patterns; nil for those that are no regular expression.
  private var regexes: [PatternMatcher?] = []
  private var answers: [UInt64: [Known]] = [:]
  private var words: [UInt64] = []

  private var hasRegexes = false

  /// How many words an answer has.
  var wordCount: Int { (patterns.count + 63) / 64 }

  /// Adds a condition and gives its number; none may be added after the first question.
  mutating func add(_ pattern: TextPattern) -> Int {
    if let known = numbers[pattern] { return known }
    switch pattern {
    case .exact(let text): patterns.append(.exact(TextMatcher.folded(text)))
    case .contains(let text): patterns.append(.contains(TextMatcher.folded(text)))
    case .regex: patterns.append(pattern)
    }
    if case .regex(let source) = pattern {
      hasRegexes = true
      regexes.append(try? PatternMatcher(source))
    } else {
      regexes.append(nil)
    }
    numbers[pattern] = patterns.count - 1
    return patterns.count - 1
  }

  /// Adds to an answer which conditions hold for a text.
  mutating func ask(_ bytes: [UInt8], _ range: ByteRange, addingTo answer: inout [UInt64]) {
    let hash = StableHash.of(bytes, range)
    let place = place(of: bytes, range, hash) ?? evaluate(bytes, range, hash)
    for index in answer.indices { answer[index] |= words[place.lowerBound + index] }
  }

  private func place(of bytes: [UInt8], _ range: ByteRange, _ hash: UInt64) -> Range<Int>? {
    guard let found = answers.index(forKey: hash) else { return nil }
    let sameHash = answers.values[found]
    return sameHash.first { known in
      known.text.count == range.count
        && (0..<range.count).allSatisfy { known.text[$0] == bytes[range.start + $0] }
    }?.words
  }

  private mutating func evaluate(_ bytes: [UInt8], _ range: ByteRange, _ hash: UInt64) -> Range<
    Int
  > {
    if answers.count >= TextMatcher.answersMax {
      answers.removeAll()
      words.removeAll()
    }
    let text = String(decoding: bytes[range.indices], as: UTF8.self)
    let folded = TextMatcher.folded(text)
    let start = hasRegexes ? PatternText(text) : nil
    let place = words.count..<words.count + wordCount
    words.append(contentsOf: repeatElement(0, count: wordCount))
    for (index, pattern) in patterns.enumerated() {
      let holds =
        switch pattern {
        case .exact(let wanted): folded == wanted
        case .contains(let wanted): folded.contains(wanted)
        case .regex: start.flatMap { regexes[index]?.matches($0) } ?? false
        }
      if holds { words[place.lowerBound + index >> 6] |= 1 << UInt64(index & 63) }
    }
    answers[hash, default: []].append(Known(text: Array(bytes[range.indices]), words: place))
    return place
  }

  /// Small letters and single spaces.
  static func folded(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
