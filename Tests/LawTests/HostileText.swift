// Names and notes as people and attackers write them: separators of every format, controls, clusters of
// many scalars, both directions, markup, formulas, the empty string.

import TestSupport

enum HostileText {
  private static let pieces = [
    "Deli", "Café", "cafe\u{301}", "O'Brien & Sons", "a,b", "say \"when\"", "semi;colon",
    "tab\there",
    "line\nbreak", "line\r\nbreak", "^", "^caret", "/slash|pipe", "[Account]", "a:b", "<b>bold</b>",
    "&amp;", "&#233;", "]]>", "=1+1", "+44 20", "-5.35", "@home", "\u{0}nul", "\u{7F}", "\u{85}",
    "\u{2028}sep\u{2029}", "\u{FEFF}", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇬🇧🇫🇷", "שלום", "مرحبا", "\u{202E}evil",
    "\\", "\\n", "'", "''", "{{name}}", "{{{raw}}}", "%s%n", "NULL", "null", "0", "  ", "ﬀ", "İ",
    "数学", "é́́́", "#tag", "#tag#tag", "#", "Ω≈ç√",
  ]

  /// One to four pieces, sometimes long.
  static func text(_ random: inout SeededRandom) -> String {
    let count =
      Int.random(in: 0..<12, using: &random) == 0 ? 40 : Int.random(in: 1...4, using: &random)
    return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }
      .joined(separator: Bool.random(using: &random) ? " " : "")
  }

  /// A text that names somebody, so never blank.
  static func name(_ random: inout SeededRandom) -> String {
    "N" + String(Int.random(in: 0..<9, using: &random)) + text(&random)
  }
}
