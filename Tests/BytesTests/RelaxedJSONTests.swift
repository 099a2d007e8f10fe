import Bytes
import Testing

@Suite struct RelaxedJSONTests {
  @Test func `a file as people write it is read with every place`() throws {
    let file = """
      // My rules
      {
        rules: [
          { payee: 'Café "Zoë"', /* exact */ amount: -350, },
        ],
        "share": 0.50,
      }
      """
    let root = try parse(file)
    let rules = try #require(root["rules"])
    #expect(root.position == place(2, 1))
    #expect(rules.position == place(3, 10))
    guard case .object(let members) = root.value, case .array(let elements) = rules.value,
      case .object(let rule) = try #require(elements.first).value
    else {
      Issue.record("\(root)")
      return
    }
    #expect(members.map(\.key) == ["rules", "share"])
    #expect(members.map(\.position) == [place(3, 3), place(6, 3)])
    #expect(rule.map(\.key) == ["payee", "amount"])
    #expect(rule.map(\.position) == [place(4, 7), place(4, 40)])
    #expect(rule.map(\.value.value) == [.string("Café \"Zoë\""), .integer(-350)])
    #expect(root["share"] == RelaxedJSON(.decimal("0.50"), at: place(6, 12)))
    #expect(root["missing"] == nil)
    #expect(rules["share"] == nil)
  }

  @Test(
    arguments: [
      ("null", .null), ("true", .boolean(true)), ("false", .boolean(false)), ("[]", .array([])),
      ("{}", .object([])), ("'it\\'s'", .string("it's")), ("\"it's\"", .string("it's")),
      (#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#, .string("\"\\/\u{8}\u{C}\n\r\té😀")),
      ("''", .string("")), ("'// no comment'", .string("// no comment")),
      ("\u{FEFF}/* é\n */1// end", .integer(1)),
    ] as [(String, RelaxedJSON.Value)])
  func `values mean what they mean in JSON`(text: String, expected: RelaxedJSON.Value) throws {
    #expect(try parse(text).value == expected)
  }

  @Test(
    arguments: [
      ("0", .integer(0)), ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)),
      ("-9223372036854775808", .integer(.min)),
      ("9007199254740993", .integer(9_007_199_254_740_993)),
      ("9223372036854775808", .decimal("9223372036854775808")), ("0.10", .decimal("0.10")),
      ("1.0", .decimal("1.0")), ("-1e3", .decimal("-1e3")),
    ] as [(String, RelaxedJSON.Value)])
  func `numbers are kept exactly`(text: String, expected: RelaxedJSON.Value) throws {
    #expect(try parse(text).value == expected)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `columns count characters and every line end counts once`(end: String) throws {
    let text = ["[/*", "👩‍👧é */\t'x',//c", "", "1]"].joined(separator: end)
    guard case .array(let elements) = try parse(text).value else { return }
    #expect(elements.map(\.position) == [place(2, 7), place(4, 1)])
  }

  @Test func `every strict JSON text of moderate depth is read`() throws {
    for text in JSONTestCase.all("y_") where !text.name.contains("duplicated_key") {
      #expect(throws: Never.self, "\(text.name)") { try RelaxedJSON(parsing: try text.bytes()) }
    }
  }

  @Test func `nesting is read up to the limit and refused beyond it`() throws {
    let limit = RelaxedJSON.depthMax
    let deepest = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
    #expect(throws: Never.self) { try parse("\(deepest)") }
    #expect(throws: Never.self) { try parse("[\(deepest.dropFirst().dropLast()), [1]]") }
    #expect(throws: RelaxedJSONError(.tooDeep, at: place(1, limit + 1))) {
      try parse("[\(deepest)]")
    }
  }

  private func parse(_ text: String) throws(RelaxedJSONError) -> RelaxedJSON {
    try RelaxedJSON(parsing: Array(text.utf8))
  }

  private func place(_ line: Int, _ column: Int) -> TextPosition {
    TextPosition(line: line, column: column)
  }
}
