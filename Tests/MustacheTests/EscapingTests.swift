// Values never become markup: escaping, and tags in values.

import Mustache
import TestSupport
import Testing

struct EscapingTests {
  @Test func `five characters are escaped`() throws {
    #expect(try render("{{x}}", ["x": "a&b<c>d\"e'f"]) == "a&amp;b&lt;c&gt;d&quot;e&#39;f")
  }

  @Test func `everything else is left as it is`() throws {
    let text = "£1 – 👩‍👩‍👧 \u{202E}abc\u{2028}`{}=/\\\u{0}\t"
    #expect(try render("{{x}}", ["x": .text(text)]) == text)
  }

  @Test func `unescaping gives back any text`() throws {
    var random = SeededRandom(seed: 8)
    let library = try Library([TemplateSource(name: "page", text: "{{x}}")])
    let alphabet = Array("&<>\"'a;#39é€😀".unicodeScalars)
    for _ in 0..<1000 {
      let count = Int.random(in: 0..<40, using: &random)
      let scalars = (0..<count).compactMap { _ in alphabet.randomElement(using: &random) }
      let text = String(String.UnicodeScalarView(scalars))
      let shown = String(
        decoding: try library.render("page", with: ["x": .text(text)]), as: UTF8.self)
      #expect(!shown.contains { "<>\"'".contains($0) })
      #expect(unescaped(shown) == text)
    }
  }

  /// The ampersand comes last, or `&amp;lt;` would be undone twice.
  private func unescaped(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  @Test(arguments: ["{{#x}}", "{{x}}", "{{{x}}}", "{{>page}}", "{{/a}}", "{{=| |=}}", "{{!"])
  func `a tag in a value stays text`(_ probe: String) throws {
    let shown = probe.replacing(">", with: "&gt;")
    #expect(try render("{{#a}}{{x}}{{/a}}", ["a": true, "x": .text(probe)]) == shown)
    #expect(try render("{{{x}}}", ["x": .text(probe)], mode: .plain) == probe)
    let override = "{{<page2}}{{$b}}{{x}}{{/b}}{{/page2}}"
    #expect(try render(override, ["x": .text(probe)], with: ["page2": "{{$b}}{{/b}}"]) == shown)
  }

  @Test func `a writer of markup escapes text and writes numbers`() {
    var writer = MarkupWriter()
    writer.append("<text x=\"")
    writer.append(fixedPoint: -125, fractionDigits: 1)
    writer.append("\" y=\"")
    writer.append(integer: 40)
    writer.append("\">")
    writer.append(text: "Marks & Spencer's")
    writer.append("</text>")
    var outer = MarkupWriter()
    outer.append("<svg>")
    outer.append(writer.markup)
    outer.append("</svg>")
    let text = "<text x=\"-12.5\" y=\"40\">Marks &amp; Spencer&#39;s</text>"
    #expect(outer.markup.string == "<svg>\(text)</svg>")
  }
}
