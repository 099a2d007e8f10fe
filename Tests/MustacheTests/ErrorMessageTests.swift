// The exact words of every error, with its place: what a person sees who writes templates.

import Mustache
import Testing

struct ErrorMessageTests {
  @Test(arguments: [
    ("a\n  {{b", "page.mustache:2:3: the tag is never closed by '}}'"),
    ("{{{b}}", "page.mustache:1:1: the tag is never closed by '}}}'"),
    ("{{=<% %>=}}\n<% b }}", "page.mustache:2:1: the tag is never closed by '%>'"),
    ("é£{{#rows}}x", "page.mustache:1:3: 'rows' is opened here and never closed by '{{/rows}}'"),
    ("\r\n{{/rows}}", "page.mustache:2:1: '{{/rows}}' closes nothing"),
    (
      "{{#a}}\n{{#b}}\n {{/a}}",
      "page.mustache:3:2: found '{{/a}}', expected '{{/b}}' to close line 2 column 1"
    ),
    (
      "{{=<%=}}",
      "page.mustache:1:1: '<%' are not delimiters: expected two words without '=', as in '{{=<% %>=}}'"
    ),
    (
      "{{a b}}",
      "page.mustache:1:1: 'a b' is not a name: expected words joined by dots,"
        + " without spaces and braces"
    ),
    (
      "{{#}}{{/}}",
      "page.mustache:1:1: '' is not a name: expected words joined by dots, without spaces and braces"
    ),
    (
      "{{>../../secret}}",
      "page.mustache:1:1: '../../secret' is not a template name: expected letters, digits, '_'"
        + " and '-', in parts joined by '/'"
    ),
    (
      "{{</etc/passwd}}",
      "page.mustache:1:1: '/etc/passwd' is not a template name: expected letters, digits, '_'"
        + " and '-', in parts joined by '/'"
    ),
    ("x\n {{>rwo}}", "page.mustache:2:2: there is no template 'rwo'"),
    ("{{<rwo}}{{/rwo}}", "page.mustache:1:1: there is no template 'rwo'"),
    (
      "{{<layout}}\nlost {{$main}}{{/main}}{{/layout}}",
      "page.mustache:2:1: only blocks may stand inside a parent, anything else is dropped"
    ),
    (
      "{{<layout}}{{$mian}}x{{/mian}}{{/layout}}",
      "page.mustache:1:12: 'layout' has no block 'mian' to override"
    ),
  ])
  func `an error of a template`(_ template: String, _ expected: String) {
    #expect(complaint(template, with: ["layout": "{{$main}}{{/main}}"]) == expected)
  }

  @Test(arguments: [
    ("{{amuont}}", "page.mustache:1:1: there is no value 'amuont'; here are: amount, rows, chart"),
    (
      "{{#rows}}\n{{amount.txt}}{{/rows}}",
      "page.mustache:2:1: there is no value 'amount.txt'; here are: payee"
    ),
    ("{{chart}}", "page.mustache:1:1: 'chart' is markup: write '{{{chart}}}'"),
    (
      "{{#amount}}{{&text}}{{/amount}}",
      "page.mustache:1:12: 'text' is text, and only markup may stand unescaped: write '{{text}}'"
    ),
    ("{{rows}}", "page.mustache:1:1: 'rows' is a list, expected text"),
    ("{{amount}}", "page.mustache:1:1: 'amount' is an object, expected text"),
    ("{{>*rows}}", "page.mustache:1:1: 'rows' is a list, expected the name of a template"),
    ("{{>*amount.text}}", "page.mustache:1:1: there is no template '../x'"),
    ("{{<*amount.text}}{{/*amount.text}}", "page.mustache:1:1: there is no template '../x'"),
  ])
  func `an error of what fills it`(_ template: String, _ expected: String) {
    let context: Value = [
      "amount": ["text": "../x"], "rows": [["payee": "Pret"]], "chart": markup("<svg/>"),
    ]
    #expect(complaint(template, context) == expected)
  }

  @Test func `an error in a partial names the partial`() {
    let partials = ["rows/row": "\n<td>{{amuont}}</td>"]
    let expected = "rows/row.mustache:2:5: there is no value 'amuont'; here are: a"
    #expect(complaint("{{#l}}{{>rows/row}}{{/l}}", ["l": [["a": "1"]]], with: partials) == expected)
  }

  @Test func `an error in an override names the template that wrote it`() {
    let expected = "page.mustache:2:1: there is no value 'x'"
    let page = "{{<layout}}{{$a}}\n{{x}}{{/a}}{{/layout}}"
    #expect(complaint(page, with: ["layout": "{{$a}}{{/a}}"]) == expected)
  }

  @Test func `a file is named as its source names it`() throws {
    let source = TemplateSource(name: "page", file: "my/page.html", bytes: Array("{{a".utf8))
    let error = #expect(throws: TemplateError.self) { try Library([source]) }
    #expect(error.map { "\($0)" } == "my/page.html:1:1: the tag is never closed by '}}'")
  }

  @Test func `bytes that are not UTF-8 have a place`() {
    let source = TemplateSource(name: "page", bytes: Array("a\nb".utf8) + [0xFF])
    let error = #expect(throws: TemplateError.self) { try Library([source]) }
    #expect(error.map { "\($0)" } == "page.mustache:2:2: not valid UTF-8")
  }

  @Test(arguments: ["", "a/", "/a", "a//b", "..", "a.b", "a b", "é"])
  func `a template may not be called so`(_ name: String) {
    let error = #expect(throws: TemplateError.self) {
      try Library([TemplateSource(name: name, text: "")])
    }
    #expect(error?.fact == .badTemplateName(name))
    #expect(error?.location == nil)
  }

  @Test func `an unknown page has no place`() throws {
    let library = try Library([])
    let error = #expect(throws: TemplateError.self) { try library.render("page", with: [:]) }
    #expect(error.map { "\($0)" } == "there is no template 'page'")
  }
}
