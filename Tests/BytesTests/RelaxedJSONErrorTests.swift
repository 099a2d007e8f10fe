// The gallery of what people get wrong in a hand-written file, with the words they read.

import Bytes
import Testing

@Suite struct RelaxedJSONErrorTests {
  @Test(arguments: [
    // Structure
    ("", "1:1: expected a value, found the end of the file"),
    ("// nothing\n", "2:1: expected a value, found the end of the file"),
    ("{} x", "1:4: expected the end of the file, found 'x'"),
    ("[1 2]", "1:4: expected ',' or ']', found '2'"),
    ("[1,,2]", "1:4: expected a value, found ','"), ("[,]", "1:2: expected a value, found ','"),
    ("[1", "1:3: expected ',' or ']', found the end of the file"),
    ("[1}", "1:3: expected ',' or ']', found '}'"),
    ("{a: 1\n b: 2}", "2:2: expected ',' or '}', found 'b'"),
    ("{a = 1}", "1:4: expected ':', found '='"), ("{a, b}", "1:3: expected ':', found ','"),
    ("{1: 2}", "1:2: expected a key or '}', found '1'"),
    ("{,}", "1:2: expected a key or '}', found ','"),
    ("{", "1:2: expected a key or '}', found the end of the file"),
    ("{a:}", "1:4: expected a value, found '}'"),
    ("1 / 2", "1:3: expected the end of the file, found '/'"),
    ("[1, /* two", "1:5: the comment that begins here has no '*/'"),
    // Keys
    ("{sort-code: 1}", "1:6: a key with '-' in it needs quotes"),
    ("{a.b: 1}", "1:3: a key with '.' in it needs quotes"),
    ("{café: 1}", "1:5: a key with 'é' (U+00E9) in it needs quotes"),
    ("{\n payee: 1,\n 'payee': 2}", "3:2: the key 'payee' is here twice, first at 2:2"),
    ("{a: {b: 1}, c: {b: 1}, \"\\u0061\": 2}", "1:24: the key 'a' is here twice, first at 1:2"),
    // Text
    ("['a\n']", "1:2: the quote that opens here is not closed on its line"),
    ("{a: \"b}", "1:5: the quote that opens here is not closed on its line"),
    ("['\u{1}']", "1:3: U+0001 inside quotes; write it as \\u0001"),
    ("'a\tb'", "1:3: U+0009 inside quotes; write it as \\u0009"),
    ("['\\d+']", "1:3: unknown escape '\\d'; a backslash is written twice: '\\\\d'"),
    ("'\\x41'", "1:2: unknown escape '\\x'; a backslash is written twice: '\\\\x'"),
    ("'\\u12'", "1:2: unknown escape '\\u'; a backslash is written twice: '\\\\u'"),
    ("'a\\\nb'", "1:3: unknown escape; a backslash is written twice"),
    ("'\\ud83d'", "1:2: half of a surrogate pair is no character"),
    ("'\\ud83d\\ud83d'", "1:2: half of a surrogate pair is no character"),
    ("'a\\ude00\\ud83d'", "1:3: half of a surrogate pair is no character"),
    ("[“a”]", "1:2: expected a value, found '“' (U+201C)"),
    ("[\u{A0}1]", "1:2: expected a value, found U+00A0"),
    ("{a: yes}", "1:5: 'yes' needs quotes"), ("[Café-Bar]", "1:2: 'Café-Bar' needs quotes"),
    // Numbers
    ("[0x1F]", "1:2: '0x1F' is hexadecimal; write the number in decimal digits"),
    ("[+1]", "1:2: '+1' has a plus; write the number without it"),
    ("[-Infinity]", "1:2: '-Infinity' is not a number that can be used"),
    ("[NaN]", "1:2: 'NaN' is not a number that can be used"),
    ("[.5]", "1:2: '.5' is not a number; text needs quotes"),
    ("[5.]", "1:2: '5.' is not a number; text needs quotes"),
    ("[007]", "1:2: '007' is not a number; text needs quotes"),
    ("[2024-04-01]", "1:2: '2024-04-01' is not a number; text needs quotes"),
    (
      "[1\(String(repeating: "x", count: 50))]",
      "1:2: '1\(String(repeating: "x", count: 38))…' is not a number; text needs quotes"
    ),
  ])
  func `a mistake is named where it is`(text: String, expected: String) {
    let error = #expect(throws: RelaxedJSONError.self) {
      try RelaxedJSON(parsing: Array(text.utf8))
    }
    #expect(error?.description == expected)
  }

  @Test func `bytes that are not UTF-8 are refused where they are`() {
    let bytes = Array("// é\n['é".utf8) + [0xE9] + Array("']".utf8)
    let error = #expect(throws: RelaxedJSONError.self) { try RelaxedJSON(parsing: bytes) }
    #expect(error?.description == "2:4: not UTF-8; save the file as UTF-8 text")
  }

  @Test func `a file cut short anywhere is refused, not misread`() {
    let bytes = Array("[{a: 'x\\u00e9', \"b\": [true, null, -1.5e2,], /* c */ d: {}}]".utf8)
    for count in 0..<bytes.count {
      #expect(throws: RelaxedJSONError.self) { try RelaxedJSON(parsing: Array(bytes[..<count])) }
    }
    #expect(throws: Never.self) { try RelaxedJSON(parsing: bytes) }
  }
}
