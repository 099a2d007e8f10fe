// What the specification leaves open about layout and inheritance, and pages rely on.

import Mustache
import Testing

struct InheritanceTests {
  @Test func `a layout with blocks on lines of their own`() throws {
    let layout = """
      <title>{{$title}}Untitled{{/title}}</title>
      <main>
        {{$main}}
        {{/main}}
      </main>

      """
    let page = """
      {{<layout}}
        {{$title}}May{{/title}}
        {{$main}}
          <ul>
            {{#rows}}
            {{>row}}
            {{/rows}}
          </ul>
        {{/main}}
      {{/layout}}

      """
    let expected = """
      <title>May</title>
      <main>
        <ul>
          <li>a</li>
          <li>b</li>
        </ul>
      </main>

      """
    let partials = ["layout": layout, "row": "<li>{{.}}</li>\n"]
    #expect(try render(page, ["rows": ["a", "b"]], with: partials) == expected)
  }

  @Test func `a block given to one parent does not reach another inside it`() throws {
    let page = """
      {{<layout}}{{$title}}Page{{/title}}{{$main}}\
      {{<card}}{{$title}}Card{{/title}}{{/card}}{{/main}}{{/layout}}
      """
    let partials = [
      "layout": "{{$title}}{{/title}}: {{$main}}{{/main}}", "card": "[{{$title}}{{/title}}]",
    ]
    #expect(try render(page, with: partials) == "Page: [Card]")
  }

  @Test func `a block may be in a partial of the parent`() throws {
    let page = "{{<layout}}{{$title}}May{{/title}}{{/layout}}"
    #expect(
      try render(page, with: ["layout": "{{>head}}!", "head": "{{$title}}{{/title}}"]) == "May!")
  }

  @Test func `a parent may be chosen by the context`() throws {
    let page = "{{<*kind}}{{$title}}May{{/title}}{{/ * kind}}"
    let partials = ["month": "{{$title}}{{/title}} month", "year": "year"]
    #expect(try render(page, ["kind": "month"], with: partials) == "May month")
    #expect(try render(page, ["kind": "year"], with: partials) == "year")
  }

  @Test func `empty lines of a partial are not indented`() throws {
    #expect(try render("  {{>p}}\n", with: ["p": "a\n\nb\r\n\r\n"]) == "  a\n\n  b\r\n\r\n")
  }

  @Test(arguments: [
    ("{{>q}}\nlast\n", "q", "  q  last\n"),
    ("{{>q}}last\n", "q\n", "  q\nlast\n"),
    ("{{<r}}{{$b}}q{{/b}}{{/r}}\nlast\n", "", "  [q]  last\n"),
  ])
  func `lines of a template are indented and what goes on a line is not`(
    _ partial: String, _ inner: String, _ expected: String
  ) throws {
    let partials = ["p": partial, "q": inner, "r": "[{{$b}}{{/b}}]"]
    #expect(try render("  {{>p}}\n", with: partials) == expected)
  }

  @Test(arguments: [
    ("{{$b}}\n  default\n{{/b}}\nlast\n", "\n own\n", "    own\n  last\n"),
    ("{{$b}}\n  default\n{{/b}}\nlast\n", "own", "    own  last\n"),
    ("{{$b}}{{/b}}last\n", "\nown\n", "  own\nlast\n"),
    ("{{$b}}default{{/b}}last\n", "", "  last\n"),
    ("[{{$b}}{{/b}}]\n", "\n  a\n    b\n", "  [a\n    b\n]\n"),
  ])
  func `an override takes the indentation of its place`(
    _ parent: String, _ override: String, _ expected: String
  ) throws {
    let page = "  {{<p}}{{$b}}\(override){{/b}}{{/p}}\n"
    #expect(try render(page, with: ["p": parent]) == expected)
  }

  @Test func `a tag alone at the end of a template needs no line end`() throws {
    #expect(try render("a\n  {{#x}}\nb\n  {{/x}}", ["x": true]) == "a\nb\n")
    #expect(try render("a\r\n\t{{! note }}") == "a\r\n")
  }
}
