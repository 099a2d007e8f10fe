// Laws that hold for every template, tried on random ones.

import Mustache
import TestSupport
import Testing

/// Laws over random templates, which are well formed and call nothing.
struct TemplateLawTests {
  private static let context: Value = [
    "yes": true, "no": false, "text": "T", "list": ["1", "2"], "object": ["text": "inner"],
  ]

  @Test func `a partial renders as its own text would`() throws {
    for template in randomTemplates() {
      let alone = try render(template, Self.context)
      #expect(try render("{{>t}}", Self.context, with: ["t": template]) == alone)
      #expect(try render("{{<t}}{{/t}}", Self.context, with: ["t": template]) == alone)
    }
  }

  @Test func `a block that nothing overrides renders as a section that holds`() throws {
    for template in randomTemplates() {
      let section = try render("{{#yes}}\(template){{/yes}}x", Self.context)
      #expect(try render("{{$yes}}\(template){{/yes}}x", Self.context) == section)
    }
  }

  @Test func `an indented partial is indented text`() throws {
    for template in randomTemplates() {
      let alone = try render(template, Self.context)
      let lines = alone.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      let indented = lines.map { $0.isEmpty ? "" : "  " + String(Substring($0)) }
      let text = indented.joined(separator: "\n")
      #expect(try render("  {{>t}}\n", Self.context, with: ["t": template]) == text)
    }
  }

  @Test func `no row of tags and text stops the program`() throws {
    var random = SeededRandom(seed: 77)
    let pieces = [
      "{{#a}}", "{{/a}}", "{{^a}}", "{{$a}}", "{{<p}}", "{{/p}}", "{{>p}}", "{{>*a}}", "{{!", "}}",
      "{{=| |=}}", "|={{ }}=|", "{{a}}", "{{{a}}}", "{{", " ", "\n", "\r\n", "  ", "x", "\t",
    ]
    var rendered = 0
    for _ in 0..<8000 {
      let count = Int.random(in: 0..<9, using: &random)
      let page = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
      let partials = ["p": "{{$a}}\n  default\n{{/a}}\n"]
      if complaint(page, ["a": "p"], with: partials, mode: .plain) == nil { rendered += 1 }
    }
    #expect(rendered > 400)
  }

  private func randomTemplates() -> [String] {
    var random = SeededRandom(seed: 184)
    return (0..<1000).map { _ in Self.template(depth: 3, &random) }
  }

  private static func template(depth: Int, _ random: inout SeededRandom) -> String {
    (0..<Int.random(in: 1...5, using: &random)).map { _ in piece(depth: depth, &random) }.joined()
  }

  private static func piece(depth: Int, _ random: inout SeededRandom) -> String {
    let leaves = ["\n", "\n", " ", "a", "{{text}}", "{{! note }}", "{{!\n\n}}", "  ", "\nb"]
    guard depth > 0, Bool.random(using: &random) else {
      return leaves.randomElement(using: &random) ?? ""
    }
    let name = ["yes", "no", "text", "list", "object"].randomElement(using: &random) ?? "yes"
    let sigil = ["#", "#", "^", "$"].randomElement(using: &random) ?? "#"
    return "{{\(sigil)\(name)}}" + template(depth: depth - 1, &random) + "{{/\(name)}}"
  }
}
