// Where in HTML a tag may be.

import Mustache
import Testing

struct LintTests {
  @Test(arguments: [
    "<p class=\"{{a}} b\">{{a}}</p>{{{b}}}",
    "<a{{#on}} aria-current=\"page\"{{/on}} href=\"{{a}}\">{{^on}}x{{/on}}</a>",
    "<!DOCTYPE html><title>{{$title}}x > y{{/title}}</title>",
    "1 < 2 {{a}} <3 {{a}}",
    "<!-- a \" < comment -->{{a}}<style>a > b { c: \"\" }</style>{{a}}",
    "<script>if (a < b) {}</SCRIPT>{{a}}<styled-by x>{{a}}</styled-by>",
    "<br/>{{a}}<p title=\"it's > {{a}}\">{{a}}",
    "{{<p}}{{$b}}<i>{{a}}</i>{{/b}}{{/p}}",
  ])
  func `is safe`(_ template: String) throws {
    #expect(try findings(template) == [])
  }

  @Test(arguments: [
    ("<p class={{a}}>", "page.mustache:1:10: inside an HTML tag only in double quotes"),
    ("<p class='{{a}}'>", "page.mustache:1:11: inside an HTML tag only in double quotes"),
    ("<p\n  {{a}}>", "page.mustache:2:3: inside an HTML tag only in double quotes"),
    ("<{{a}}>", "page.mustache:1:2: inside an HTML tag only in double quotes"),
    ("<p {{#a}}{{b}}{{/a}}>", "page.mustache:1:10: inside an HTML tag only in double quotes"),
    ("<p {{>p}}>", "page.mustache:1:4: inside an HTML tag only in double quotes"),
    ("<p {{$b}}{{/b}}>", "page.mustache:1:4: inside an HTML tag only in double quotes"),
    ("<p title=\"{{{a}}}\">", "page.mustache:1:11: never unescaped inside an HTML tag"),
    ("<!-- {{a}} -->", "page.mustache:1:6: never inside an HTML comment"),
    ("<style>{{a}}</style>", "page.mustache:1:8: never inside a script or style element"),
    (
      "<SCRIPT src=\"\">{{a}}</script>",
      "page.mustache:1:16: never inside a script or style element"
    ),
    (
      "{{#a}}<p title=\"{{/a}}\">",
      "page.mustache:1:1: ends in another part of an HTML tag than it began in"
    ),
    ("<p title=\"", "page.mustache:1:1: ends in another part of an HTML tag than it began in"),
    (
      "{{<p}}{{$b}}<i title={{a}}>{{/b}}{{/p}}",
      "page.mustache:1:22: inside an HTML tag only in double quotes"
    ),
  ])
  func `is not safe`(_ template: String, _ finding: String) throws {
    #expect(try findings(template) == [finding])
  }

  private func findings(_ template: String) throws -> [String] {
    try Library(sources(template, ["p": "{{$b}}{{/b}}"])).lint().map(\.description)
  }
}
