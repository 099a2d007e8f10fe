// Answers which of the text conditions of all rules hold for a text, and remembers the answer: a history
// has few distinct texts, and a regular expression takes microseconds.

import Model

/// The conditions on one field of a row, of all rules together.
struct TextMatcher {
  /// Which conditions hold, one bit for each.
  struct Answer: Equatable {
    private var words: [UInt64]

    init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    mutating func insert(_ condition: Int) { words[condition >> 6] |= 1 << UInt64(condition & 63) }

    mutating func formUnion(_ other: Answer) {
      for index in words.indices { words[index] |= other.words[index] }
    }

    func contains(_ condition: Int) -> Bool {
      words[condition >> 6] & 1 << UInt64(condition & 63) != 0
    }
  }

  /// How many answers are remembered before all are forgotten, so that memory stays flat.
  private static let answersMax = 1 << 16

  private var patterns: [TextPattern] = []
  private var numbers: [TextPattern: Int] = [:]
  private var regexes: [Regex<AnyRegexOutput>?] = []
  private var answers: [String: Answer] = [:]

  /// Whether no rule asks about the field.
  var isEmpty: Bool { patterns.isEmpty }
  /// The answer for a row without the field.
  var none: Answer { Answer(count: patterns.count) }

  /// Adds a condition and gives its number.
  mutating func add(_ pattern: TextPattern) -> Int {
    if let known = numbers[pattern] { return known }
    switch pattern {
    case .exact(let text):
      patterns.append(.exact(TextMatcher.folded(text)))
      regexes.append(nil)
    case .contains(let text):
      patterns.append(.contains(TextMatcher.folded(text)))
      regexes.append(nil)
    case .regex(let source):
      patterns.append(pattern)
      regexes.append(RegexGuard.compile(source))
    }
    numbers[pattern] = patterns.count - 1
    return patterns.count - 1
  }

  /// Which conditions hold for a text.
  mutating func answer(for text: String) -> Answer {
    if let known = answers[text] { return known }
    let answer = evaluate(text)
    if answers.count >= TextMatcher.answersMax { answers.removeAll() }
    answers[text] = answer
    return answer
  }

  private func evaluate(_ text: String) -> Answer {
    var answer = none
    let folded = TextMatcher.folded(text)
    let start = text.prefix(RegexGuard.textMax)
    for (index, pattern) in patterns.enumerated() {
      let holds =
        switch pattern {
        case .exact(let wanted): folded == wanted
        case .contains(let wanted): folded.contains(wanted)
        case .regex: regexes[index].map { (try? $0.firstMatch(in: start)) ?? nil != nil } ?? false
        }
      if holds { answer.insert(index) }
    }
    return answer
  }

  /// Small letters and single spaces.
  static func folded(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
