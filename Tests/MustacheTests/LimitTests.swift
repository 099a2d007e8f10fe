// Templates that do not end, and output that is too long.

import Bytes
import Mustache
import Testing

struct LimitTests {
  @Test func `a partial that calls itself without end is stopped`() {
    let expected = "page.mustache:1:2: templates call each other deeper than 64"
    #expect(complaint("a{{>page}}") == expected)
    #expect(complaint("a{{<page}}{{/page}}") == expected)
  }

  @Test func `64 calls are allowed and 65 are not`() throws {
    func chain(_ count: Int) -> [String: String] {
      var partials = ["p\(count)": "end"]
      for number in 1..<count { partials["p\(number)"] = "{{>p\(number + 1)}}" }
      return partials
    }
    #expect(try render("{{>p1}}", with: chain(64)) == "end")
    #expect(
      complaint("{{>p1}}", with: chain(65))
        == "p64.mustache:1:1: templates call each other deeper than 64")
  }

  @Test func `an override that holds its own block ends`() throws {
    let page = "{{<layout}}{{$a}}[{{$a}}inner{{/a}}]{{/a}}{{/layout}}"
    #expect(try render(page, with: ["layout": "{{$a}}default{{/a}}"]) == "[inner]")
  }

  @Test func `64 tags may be nested and 65 may not`() throws {
    func nest(_ count: Int) -> String {
      String(repeating: "{{#a}}", count: count) + String(repeating: "{{/a}}", count: count)
    }
    #expect(try render(nest(64), ["a": true]) == "")
    #expect(complaint(nest(65)) == "page.mustache:1:385: tags are nested deeper than 64")
  }

  @Test func `the output has a limit, and nothing is left of what exceeds it`() throws {
    let library = try Library([TemplateSource(name: "page", text: "{{#l}}\n12345\n{{/l}}\n")])
    var output = ByteWriter()
    output.append("before")
    try library.render("page", with: ["l": ["", ""]], into: &output, bytesMax: 12)
    #expect(output.string == "before12345\n12345\n")
    let error = #expect(throws: TemplateError.self) {
      try library.render("page", with: ["l": ["", ""]], into: &output, bytesMax: 11)
    }
    #expect(
      error.map { "\($0)" } == "page.mustache:2:1: the output is longer than 11 bytes")
    #expect(output.string == "before12345\n12345\n")
  }
}
