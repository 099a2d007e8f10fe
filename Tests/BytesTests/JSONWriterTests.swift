// How JSON documents look, in each layout.

import Bytes
import Testing

@Suite struct JSONWriterTests {
  private func document(_ layout: JSONWriter.Layout, leavesOutAbsent: Bool = false) -> String {
    let bytes = JSONWriter.document(layout, leavesOutAbsent: leavesOutAbsent) { json in
      json.member("name", "a \"b\"\n")
      json.member("absent", nil as String?)
      json.member("sum", Int128.max)
      json.member("flag", true)
      json.member("ids", texts: ["x", "y"])
      json.member("none", texts: [])
      json.member("lines", each: [1, 2], in: .spaced) { number, json in
        json.member("n", number)
        json.member("is_two", number == 2)
      }
      json.member("inner") { json in
        json.member("exact", json: Array("1.50".utf8))
        json.member("empty") { _ in }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `an indented document has each member on a line of its own`() {
    #expect(
      document(.indented) == #"""
        {
          "name": "a \"b\"\n",
          "absent": null,
          "sum": 170141183460469231731687303715884105727,
          "flag": true,
          "ids": [
            "x",
            "y"
          ],
          "none": [],
          "lines": [
            {"n": 1, "is_two": false},
            {"n": 2, "is_two": true}
          ],
          "inner": {
            "exact": 1.50,
            "empty": {}
          }
        }

        """#)
  }

  @Test func `a compact document is one line without spaces`() {
    #expect(
      document(.compact)
        == #"{"name":"a \"b\"\n","absent":null,"sum":170141183460469231731687303715884105727,"#
        + #""flag":true,"ids":["x","y"],"none":[],"lines":[{"n": 1, "is_two": false},{"n": 2, "is_two": true}],"#
        + #""inner":{"exact":1.50,"empty":{}}}"# + "\n")
  }

  @Test func `a spaced document is one line that people can read`() {
    let line = JSONWriter.document(.spaced) { json in
      json.member("id", "tx_1")
      json.member("minor", -5)
    }
    #expect(String(decoding: line, as: UTF8.self) == #"{"id": "tx_1", "minor": -5}"# + "\n")
  }

  @Test func `what is absent is null, or left out where the document says so`() {
    #expect(document(.compact).contains(#""absent":null,"#))
    #expect(!document(.compact, leavesOutAbsent: true).contains("absent"))
  }

  @Test func `objects and arrays are appended to what is written already`() {
    var writer = ByteWriter()
    writer.append("before ")
    writer.appendJSON { $0.member("a", 1) }
    writer.appendJSON(texts: ["x"])
    writer.appendJSON(each: [7, 8]) { number, json in json.member("n", number) }
    #expect(writer.string == #"before {"a":1}["x"][{"n":7},{"n":8}]"#)
  }

  @Test(arguments: ["", "plain", "a\"b", "back\\slash", "tab\t", "é", "\u{2028}", "\u{7F}", "日本"])
  func `a string is written the same from text and from bytes`(text: String) {
    var (one, other) = (ByteWriter(), ByteWriter())
    one.appendJSONString(text)
    let bytes = Array(text.utf8)
    other.appendJSONString(bytes, ByteRange(start: 0, count: bytes.count))
    #expect(one == other)
  }
}
