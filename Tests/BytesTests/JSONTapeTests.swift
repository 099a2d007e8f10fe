import Bytes
import Testing

@Suite struct JSONTapeTests {
  @Test func `tokens are in document order, each key before its value`() throws {
    let tape = try parse(#" {"a": [1, -2.5], "b": {}, "c": [true, false, null, "x"]} "#)
    #expect(
      tape.tokens.map(\.kind) == [
        .object, .key, .array, .integer, .decimal, .key, .object, .key, .array, .yes, .no, .null,
        .string,
      ])
    #expect(tape.children(of: 0) == [2, 6, 8])
    #expect(tape.children(of: 2) == [3, 4])
    #expect(tape.children(of: 3).isEmpty)
    #expect(tape.tokens[0].next == tape.tokens.count)
    #expect(tape.tokens[2].next == 5)
  }

  @Test func `members are found by name, escapes in the key undone`() throws {
    let text = #"{"id": 1, "\u0069d2": 2, "n": {"id": 3}}"#
    let bytes = Array(text.utf8)
    let tape = try parse(text)
    #expect(tape.member("id", of: 0, in: bytes) == 2)
    #expect(tape.member("id2", of: 0, in: bytes) == 4)
    #expect(tape.member("i", of: 0, in: bytes) == nil)
    #expect(tape.member("id", of: 2, in: bytes) == nil)
  }

  @Test func `of repeated keys the last is taken and all are on the tape`() throws {
    let text = #"{"a": 1, "b": 2, "\u0061": 3}"#
    let bytes = Array(text.utf8)
    let tape = try parse(text)
    let found = try #require(tape.member("a", of: 0, in: bytes))
    #expect(tape.integer(found, in: bytes) == 3)
    #expect(tape.tokens.count { $0.kind == .key } == 3)
  }

  @Test func `a prefix is parsed up to its end, and its line feeds are counted`() throws {
    let text = "{\"a\":\n[1,\n2]} {\"b\": 3} ,"
    let bytes = Array(text.utf8)
    var tape = JSONTape()
    let first = try tape.parsePrefix(bytes, ByteRange(start: 0, count: bytes.count))
    #expect(first == (end: 13, lineFeeds: 2))
    #expect(tape.tokens[0].range.end == 13)
    let second = try tape.parsePrefix(bytes, ByteRange(start: 13, count: bytes.count - 13))
    #expect(second == (end: 22, lineFeeds: 0))
    #expect(throws: JSONError(.expected("a value"), offset: 1, line: 1)) {
      try tape.parsePrefix(bytes, ByteRange(start: 22, count: 2))
    }
  }

  @Test(arguments: [
    (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"), (#"\u00e9\u00E9"#, "éé"),
    (#"a\u0000b"#, "a\0b"),
    (#"\ud83d\ude00"#, "😀"), ("é 😀", "é 😀"), (#"\u2028"#, "\u{2028}"),
  ])
  func `escapes are undone`(source: String, expected: String) throws {
    #expect(try string(source) == expected)
  }

  @Test(arguments: [
    (#"\ud83d"#, "\u{FFFD}"), (#"\ude00"#, "\u{FFFD}"), (#"\ud83dx"#, "\u{FFFD}x"),
    (#"\ud83d\n"#, "\u{FFFD}\n"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
    (#"\ude00\ud83d"#, "\u{FFFD}\u{FFFD}"), (#"\ud83d\u0041"#, "\u{FFFD}A"),
  ])
  func `a lone surrogate decodes to the replacement character`(
    source: String, expected: String
  ) throws {
    #expect(try string(source) == expected)
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
    ("9007199254740993", 9_007_199_254_740_993),
  ])
  func `integers are exact over 64 bits`(text: String, expected: Int64) throws {
    #expect(try parse(text).integer(0, in: Array(text.utf8)) == expected)
  }

  @Test(arguments: [
    "9223372036854775808", "-9223372036854775809", "1.0", "1e2", "123456789012345678901234567890",
  ])
  func `what is no 64-bit integer has no integer value, only its text`(text: String) throws {
    let bytes = Array(text.utf8)
    let tape = try parse(text)
    #expect(tape.integer(0, in: bytes) == nil)
    #expect(String(decoding: bytes[tape.sourceRange(0).indices], as: UTF8.self) == text)
  }

  @Test func `nesting is read up to the limit and refused beyond it`() throws {
    let limit = JSONTape.depthMax
    let deepest = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
    #expect(try parse(deepest).tokens.count == limit)
    let tooDeep = "[" + deepest + "]"
    #expect(throws: JSONError(.tooDeep, offset: limit, line: 1)) { try parse(tooDeep) }
  }

  @Test(
    arguments: [
      ("", .endOfText, 0, 1), (" \n", .endOfText, 2, 2),
      ("[1,\n2,\n x]", .expected("a value"), 8, 3),
      ("{\"a\":1,}", .expected("a quoted key"), 7, 1), ("{\"a\" 1}", .expected("':'"), 5, 1),
      ("[1 2]", .expected("',' or ']'"), 3, 1), ("{\"a\":1 2}", .expected("',' or '}'"), 7, 1),
      ("[\n\"a\u{1}\"]", .controlCharacter, 4, 2), ("\"\\x\"", .invalidEscape, 1, 1),
      ("[01]", .invalidNumber, 2, 1), ("[-]", .invalidNumber, 2, 1), ("1\n2", .trailingText, 2, 2),
      ("\"abc", .endOfText, 4, 1), ("tru", .endOfText, 3, 1), ("{\"a\"", .endOfText, 4, 1),
    ] as [(String, JSONError.Kind, Int, Int)])
  func `an error has its byte offset and line`(
    text: String, kind: JSONError.Kind, offset: Int, line: Int
  ) {
    #expect(throws: JSONError(kind, offset: offset, line: line)) { try parse(text) }
  }

  @Test func `offsets of errors count from the range, those of tokens from the buffer`() throws {
    let bytes = Array("[]\n[7]\n[,]\n".utf8)
    var tape = JSONTape()
    try tape.parse(bytes, ByteRange(start: 3, count: 3))
    #expect(tape.sourceRange(1) == ByteRange(start: 4, count: 1))
    #expect(tape.integer(1, in: bytes) == 7)
    #expect(throws: JSONError(.expected("a value"), offset: 1, line: 1)) {
      try tape.parse(bytes, ByteRange(start: 7, count: 3))
    }
  }

  @Test func `a byte that is not UTF-8 is refused where it is`() {
    let bytes = Array("[\"é\",\n\"".utf8) + [0xC3, 0x28] + Array("\"]".utf8)
    var tape = JSONTape()
    #expect(throws: JSONError(.invalidUTF8, offset: 8, line: 2)) { try tape.parse(bytes) }
  }

  @Test func `errors are worded for people`() {
    #expect(
      "\(JSONError(.expected("':'"), offset: 5, line: 2))" == "expected ':' at byte 5 of line 2")
  }

  private func parse(_ text: String) throws(JSONError) -> JSONTape {
    var tape = JSONTape()
    try tape.parse(Array(text.utf8))
    return tape
  }

  private func string(_ source: String) throws -> String? {
    let text = "\"\(source)\""
    return try parse(text).string(0, in: Array(text.utf8))
  }
}
