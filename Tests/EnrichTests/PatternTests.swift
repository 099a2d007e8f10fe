// Regular expressions of rules: they match what Swift's own do, and none takes more steps than it may, whatever the
// text. Steps are counted; how long a step takes is Tests/System's to measure.

import TestSupport
import Testing

@testable import Enrich

@Suite struct PatternTests {
  private func matches(_ pattern: String, _ text: String) throws -> Bool {
    var matcher = try PatternMatcher(pattern)
    return matcher.matches(PatternText(text))
  }

  /// What Swift's own expressions say.
  private func expected(_ pattern: String, _ text: String) throws -> Bool {
    try Regex(pattern).ignoresCase().firstMatch(in: text) != nil
  }

  @Test(arguments: [
    "a", "^a", "a$", "^$", "a|b", "(a|b)c", "ab*c", "ab+c", "ab?c", "a{2}", "a{2,}b", "a{1,2}b",
    "a{,2}b",
    "(?:ab)+c", "[a-c]x", "[^a-c]", #"\d+"#, #"\bab\b"#, #"\w\s\w"#, "(?=ab)a", "a(?!b)", #"a\.b"#,
    "A.B",
    #"\Qa.b\E"#, #"\Qa*\E|x"#, "é", #"\u{e9}"#, #"\x41"#, "[[:digit:]]", #"\p{Lu}"#, "a(?#note)b",
    "(?i:a)B", "a*?b", "ß",
    "^a|b$", "()", "(a?)*b", "(a*)+$", #"\Aab\z"#, "[^\n]", #"\S\D"#, "a{b}",
  ])
  func `they match what Swift's match`(pattern: String) throws {
    let texts = [
      "", "a", "b", "A", "ab", "ba", "abc", "ac", "aab", "aaab", "ab ab", "a.b", "a\nb", "1 2",
      "xa", "cx", "É",
      "e\u{301}", "ß", "SS", "ABAB", "can't", "a{b}", "ab\n", "-", "x{,}",
    ]
    for text in texts where try matches(pattern, text) != expected(pattern, text) {
      Issue.record("\(pattern) in \(text.debugDescription)")
    }
  }

  @Test(arguments: 0..<300)
  func `a random pattern matches what Swift's match, and takes no more steps than it may`(
    seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    let pattern = Self.pattern(3, &random)
    guard var matcher = try? PatternMatcher(pattern) else { return }
    for _ in 0..<6 {
      let text = String(
        (0..<Int.random(in: 0..<8, using: &random)).compactMap { _ in
          "ab1 ".randomElement(using: &random)
        })
      #expect(
        try matcher.matches(PatternText(text)) == expected(pattern, text), "\(pattern) in '\(text)'"
      )
    }
    for text in Self.worst {
      _ = matcher.matches(PatternText(text))
      #expect(matcher.steps <= PatternProgram.stepsMax, "\(pattern)")
    }
  }

  @Test(arguments: [
    "(a+)+$", "(a|aa)+$", "(a*)*b", "(.*)(.*)(.*)(.*)x", #"([a-z]+)*\d"#, "(x+x+)+y",
    ".{0,200}.{0,200}.{0,200}z", "(?=.*.*.*z)a",
    "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaz",
    "(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)(a|aa)z",
    "(.*)*(.*)*(.*)*z",
  ])
  func `a pattern that has taken other matchers for ever takes few steps`(pattern: String) throws {
    var matcher = try PatternMatcher(pattern)
    for text in Self.worst {
      _ = matcher.matches(PatternText(text))
      #expect(matcher.steps <= 500_000)
    }
  }

  @Test func `only the beginning of a text is looked at, however its characters are made`() throws {
    #expect(try !matches("z", String(repeating: "a", count: 200) + "z"))
    #expect(try matches("z", String(repeating: "a", count: 199) + "z"))
    let heavy = "a" + String(repeating: "\u{301}", count: 100_000)
    #expect(PatternText(heavy).text.unicodeScalars.count == 200)
  }

  private static let worst = ["a", "ab", "x", "1a", "aé", " "].map {
    String(repeating: $0, count: 200 / $0.count)
  }

  private static func one(of texts: [String], _ random: inout SeededRandom) -> String {
    texts[Int.random(in: texts.indices, using: &random)]
  }

  /// A pattern of the grammar, not deeper than so.
  private static func pattern(_ depth: Int, _ random: inout SeededRandom) -> String {
    let atoms = ["a", "b", ".", "[ab]", #"\d"#, #"\w"#, "^", "$", #"\b"#, "1", " ", "[^a]"]
    let parts = (0...Int.random(in: 0..<3, using: &random)).map { _ -> String in
      let isGroup = depth > 0 && Int.random(in: 0..<3, using: &random) == 0
      let part =
        isGroup
        ? one(of: ["(", "(?:", "(?=", "(?!"], &random) + pattern(depth - 1, &random) + ")"
        : one(of: atoms, &random)
      let isPlace =
        ["^", "$", #"\b"#].contains(part) || part.hasPrefix("(?=") || part.hasPrefix("(?!")
      return part
        + (isPlace ? "" : one(of: ["", "", "*", "+", "?", "{2}", "{1,3}", "{2,}", "*?"], &random))
    }
    let sequence = parts.joined()
    return Int.random(in: 0..<4, using: &random) == 0
      ? sequence + "|" + one(of: atoms, &random) : sequence
  }
}
