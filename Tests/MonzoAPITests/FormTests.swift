// Forms and queries, out and in.

import MonzoAPI
import TestSupport
import Testing

@Suite struct FormTests {
  @Test func `all but letters, digits and four marks is escaped`() {
    #expect(
      FormFields(["a": "AZaz09-._~", "b c": "+ &=%/:?#[]@\n\u{0}é🇬🇧"]).encoded
        == "a=AZaz09-._~&b%20c=%2B%20%26%3D%25%2F%3A%3F%23%5B%5D%40%0A%00%C3%A9"
        + "%F0%9F%87%AC%F0%9F%87%A7")
  }

  @Test func `a field without a value is left out, an empty one is not`() {
    #expect(FormFields(["a": nil, "b": "", "c": "1"]).encoded == "b=&c=1")
    #expect(FormFields().encoded == "")
  }

  @Test(arguments: [
    ("a=1&b=2", [["a", "1"], ["b", "2"]]),
    ("a=x+y%20z%2B", [["a", "x y z+"]]),
    ("metadata%5Bk%5D=&metadata[l]=2", [["metadata[k]", ""], ["metadata[l]", "2"]]),
    ("a&=b&&c=d=e", [["a", ""], ["", "b"], ["c", "d=e"]]),
    ("a=100%&b=%zz%4&c=%41", [["a", "100%"], ["b", "%zz%4"], ["c", "A"]]),
    ("a=%FF", [["a", "\u{FFFD}"]]),
    ("", []),
  ])
  func `a server reads what any client may write`(text: String, fields: [[String]]) {
    let read = FormFields(parsing: text)
    #expect(read.fields.map { [$0.name, $0.value] } == fields)
    #expect(FormFields(parsing: Array(text.utf8)) == read)
  }

  @Test func `fields are found by name, and the members of a map by key`() {
    let form = FormFields(parsing: "a=1&a=2&params[title]=T&params[]=&paramsx[y]=1&params=2")
    #expect(form["a"] == "1")
    #expect(form.all("a") == ["1", "2"])
    #expect(form["b"] == nil)
    #expect(form.members(of: "params").map(\.name) == ["title", ""])
    #expect(form.members(of: "params").map(\.value) == ["T", ""])
  }

  @Test(arguments: 1...300)
  func `law: what is encoded is decoded again, byte by byte`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var fields = FormFields()
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      fields.append(hostileText(&random), hostileText(&random))
    }
    let encoded = fields.encoded
    #expect(encoded.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x2B })
    let read = FormFields(parsing: encoded)
    #expect(read.fields.map { Array($0.name.utf8) } == fields.fields.map { Array($0.name.utf8) })
    #expect(read.fields.map { Array($0.value.utf8) } == fields.fields.map { Array($0.value.utf8) })
  }

  @Test(arguments: 1...300)
  func `law: an id in a path comes back as it was`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let id = "x" + hostileText(&random)
    let request = RetrieveTransaction(id: id).request
    #expect(request.path.map { Array($0.utf8) } == [Array("transactions".utf8), Array(id.utf8)])
    #expect(request.query.all("expand[]") == ["merchant"])
  }

  @Test func `a form is recognized by its type`() {
    func form(_ type: String?) -> FormFields? {
      HTTPRequest(.post, "/", contentType: type, body: Array("a=1".utf8)).form
    }
    #expect(form("application/x-www-form-urlencoded")?["a"] == "1")
    #expect(form("Application/X-WWW-Form-URLencoded; charset=utf-8")?["a"] == "1")
    #expect(form("application/json") == nil)
    #expect(form(nil) == nil)
    #expect(HTTPRequest(.post, "/").form == FormFields())
  }

  /// Up to eight scalars of every width, marks with a meaning among them.
  private func hostileText(_ random: inout SeededRandom) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      let bound: UInt32 = [0x80, 0x80, 0x800, 0x11_0000].randomElement(using: &random) ?? 0x80
      let value = UInt32.random(in: 0..<bound, using: &random)
      text.append(Unicode.Scalar(value) ?? "+")
    }
    return String(text)
  }
}
