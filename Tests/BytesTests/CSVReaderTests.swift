import Bytes
import Testing

@Suite struct CSVReaderTests {
  @Test func `a record is the cells between commas up to the line end`() throws {
    let records = try read("date,payee\r\n2024-04-01,Café\r\n")
    #expect(records.map(\.cells) == [["date", "payee"], ["2024-04-01", "Café"]])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `every line end ends a record and counts as one line`(end: String) throws {
    let records = try read("a,b\(end)c,d\(end)\(end)\"x\(end)y\",e\(end)f,g")
    #expect(records.map(\.cells) == [["a", "b"], ["c", "d"], ["x\(end)y", "e"], ["f", "g"]])
    #expect(records.map(\.line) == [1, 2, 4, 6])
  }

  @Test func `line ends of different kinds may follow each other`() throws {
    let records = try read("a\rb\nc\r\nd\n\re\n\nf")
    #expect(records.map(\.cells) == [["a"], ["b"], ["c"], ["d"], ["e"], ["f"]])
    #expect(records.map(\.line) == [1, 2, 3, 4, 6, 8])
  }

  @Test(arguments: ["", "\n", "\r\n\r\n", "\u{FEFF}", "\u{FEFF}\r\n"])
  func `input without cells has no records`(input: String) throws {
    #expect(try read(input).isEmpty)
  }

  @Test func `a line of nothing but quotes is a record with one empty cell`() throws {
    #expect(try read("\"\"\n").map(\.cells) == [[""]])
  }

  @Test func `commas separate cells, also empty ones`() throws {
    #expect(try read(",\n,,x\ny,").map(\.cells) == [["", ""], ["", "", "x"], ["y", ""]])
  }

  @Test func `quotes hold commas, line ends and doubled quotes`() throws {
    let records = try read("\"a,b\",\"say \"\"hi\"\"\",\"1\r\n2\",\"\"\"\"\n")
    #expect(records.map(\.cells) == [["a,b", "say \"hi\"", "1\r\n2", "\""]])
  }

  @Test func `a quote inside an unquoted cell is data, as are spaces and NUL`() throws {
    #expect(try read("5\" pipe, \"x\" ,\0\n").map(\.cells) == [["5\" pipe", " \"x\" ", "\0"]])
  }

  @Test func `a byte order mark is left out at the very start only`() throws {
    let records = try read("\u{FEFF}\"id\",\u{FEFF}x\n\u{FEFF}y\n")
    #expect(records.map(\.cells) == [["id", "\u{FEFF}x"], ["\u{FEFF}y"]])
    #expect(records.map(\.range.lowerBound) == [3, 13])
  }

  @Test func `a cell that begins like a byte order mark is kept`() throws {
    // U+FEC0 is EF BB 80: two of its bytes are those of the mark.
    #expect(try read("\u{FEC0},b").map(\.cells) == [["\u{FEC0}", "b"]])
  }

  @Test func `the range of a record is its bytes without the line end`() throws {
    let input = "\u{FEFF}a,b\r\n\r\n\"c\nd\",e\rlast"
    let bytes = Array(input.utf8)
    let texts = try read(input).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(texts == ["a,b", "\"c\nd\",e", "last"])
  }

  @Test(arguments: [
    ("\"abc", 1), ("a\nb,\"c\n\nd", 2), ("\"x\ny\",\"z\n", 2), ("a\r\n\r\n\"", 3), ("\"a\"\"", 1),
  ])
  func `an unclosed quote is an error with the line where it opened`(input: String, line: Int) {
    #expect(throws: CSVError(.unclosedQuote, line: line)) { try read(input) }
  }

  @Test(arguments: [("\"a\"b", 1), ("x\n\"a\" ,b", 2), ("\"a\nb\"c\"", 2), ("\"a\",\"b\"\0", 1)])
  func `text after a closing quote is an error with its line`(input: String, line: Int) {
    #expect(throws: CSVError(.textAfterQuote, line: line)) { try read(input) }
  }

  @Test func `bytes that are not UTF-8 are an error with their line`() {
    let input = Array("ok,\"1\n2\n".utf8) + [0x80] + Array("\",x\n".utf8)
    #expect(throws: CSVError(.invalidUTF8, line: 3)) { try read(input) }
  }

  @Test func `a character cannot be cut by a comma`() {
    #expect(throws: CSVError(.invalidUTF8, line: 1)) { try read([0xC3, 0x2C, 0xA9]) }
    #expect(throws: CSVError(.invalidUTF8, line: 1)) { try read([0xEF, 0xBB]) }
  }

  @Test func `after an error the reader goes on with the next line`() {
    let input = Array("a\n\"b\"c,\"d\ne\n".utf8) + [0xFF] + Array("\nf\n".utf8)
    #expect(
      readOn(input) == [
        .cells(["a"], line: 1), .error(CSVError(.textAfterQuote, line: 2)), .cells(["e"], line: 3),
        .error(CSVError(.invalidUTF8, line: 4)), .cells(["f"], line: 5),
      ])
  }

  @Test func `a record that is too long is given up, not collected`() {
    let long = [UInt8](repeating: 0x78, count: CSVReader.recordBytesMax + 1)
    let input = Array("a\n".utf8) + long + Array("\nb".utf8)
    #expect(
      readOn(input) == [
        .cells(["a"], line: 1), .error(CSVError(.recordTooLong, line: 2)), .cells(["b"], line: 3),
      ])
  }

  @Test func `errors are worded for people`() {
    #expect(
      "\(CSVError(.unclosedQuote, line: 7))" == "line 7: the quote that opens here is never closed")
    #expect(CSVError(.recordTooLong, line: 7).wording.contains("16 MiB"))
  }
}
