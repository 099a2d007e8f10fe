// What is missing, absent or of the wrong sort, in strict and in plain mode; and how names are found.

import Mustache
import Testing

struct StrictnessTests {
  @Test(arguments: ["{{a}}", "{{{a}}}", "{{#a}}x{{/a}}", "{{^a}}x{{/a}}", "{{>*a}}", "{{o.a}}"])
  func `a missing name is an error, wherever it is`(_ template: String) {
    let context: Value = ["o": ["b": "there"]]
    #expect(complaint(template, context)?.contains("there is no value '") == true)
    #expect(complaint(template, context, mode: .plain) == nil)
  }

  @Test func `a missing name in a part that is not rendered is no error`() throws {
    #expect(try render("{{#a}}{{missing}}{{/a}}", ["a": false]) == "")
  }

  @Test func `what is known to be absent is nothing`() throws {
    let context: Value = ["null": .null, "false": false, "empty": []]
    for name in ["null", "false", "empty"] {
      #expect(
        try render("{{#\(name)}}some{{/\(name)}}{{^\(name)}}none{{/\(name)}}", context) == "none")
    }
    #expect(try render("{{null}}{{{null}}}|{{false}}", context) == "|false")
  }

  @Test func `empty text is a value`() throws {
    #expect(try render("{{#a}}[{{.}}]{{/a}}{{^a}}none{{/a}}", ["a": ""]) == "[]")
  }

  @Test func `names are looked for outwards`() throws {
    let context: Value = ["a": "outer", "rows": [["b": "1"], ["b": "2", "a": "inner"]]]
    #expect(try render("{{#rows}}{{a}}{{b}} {{/rows}}", context) == "outer1 inner2 ")
  }

  @Test func `objects share a shape or bring their own`() throws {
    let shape = Shape("date", "payee", "unused")
    let rows = (1...3).map { Value.object(shape, [.text("\($0) May"), "Pret", .null]) }
    let context: Value = ["rows": .list(rows + [["payee": "Tesco", "date": "4 May"]])]
    let text = try render("{{#rows}}{{date}} {{payee}}\n{{/rows}}", context)
    #expect(text == "1 May Pret\n2 May Pret\n3 May Pret\n4 May Tesco\n")
  }

  @Test func `markup is allowed only where the template says so`() throws {
    let context: Value = ["chart": markup("<svg/>"), "note": "<b>"]
    #expect(try render("{{{chart}}} {{&chart}}", context) == "<svg/> <svg/>")
    #expect(complaint("{{chart}}", context) != nil)
    #expect(complaint("{{{note}}}", context) != nil)
    #expect(complaint("{{&note}}", context) != nil)
  }

  @Test func `without strictness any text is allowed and markup may be escaped`() throws {
    let context: Value = ["chart": markup("<svg/>"), "note": "<b>"]
    #expect(try render("{{chart}} {{{note}}}", context, mode: .plain) == "&lt;svg/&gt; <b>")
  }

  @Test func `delimiters set in one template do not reach another`() throws {
    let partials = ["other": "{{=<% %>=}}<%a%> {{a}}"]
    #expect(try render("{{>other}} {{a}}", ["a": "1"], with: partials) == "1 {{a}} 1")
  }

  @Test func `the last of two templates with one name counts`() throws {
    let shipped = TemplateSource(name: "page", text: "shipped")
    let own = TemplateSource(name: "page", text: "own")
    let library = try Library([shipped, own])
    #expect(library.names == ["page"])
    #expect(try library.render("page", with: [:]) == Array("own".utf8))
  }

  @Test func `a byte order mark is not part of a template`() throws {
    let source = TemplateSource(name: "page", bytes: [0xEF, 0xBB, 0xBF] + Array("a{{b}}".utf8))
    let library = try Library([source])
    #expect(try library.render("page", with: ["b": "1"]) == Array("a1".utf8))
    let error = #expect(throws: TemplateError.self) { try library.render("page", with: [:]) }
    #expect(error?.location?.column == 2)
  }
}
