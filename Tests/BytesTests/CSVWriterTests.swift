import Bytes
import Testing

@Suite struct CSVWriterTests {
  @Test func `a plain cell is left as it is`() {
    #expect(record(["a b", " x ", "=1", "'", "é\t;"]) == "a b, x ,=1,',é\t;\r\n")
  }

  @Test(arguments: [
    ("a,b", "\"a,b\""), ("\"", "\"\"\"\""), ("a\"b\"", "\"a\"\"b\"\"\""), ("a\nb", "\"a\nb\""),
    ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""), ("\u{FEFF}x", "\"\u{FEFF}x\""),
  ])
  func `a cell that a reader would misunderstand is quoted`(cell: String, expected: String) {
    #expect(record([cell]) == expected + "\r\n")
    var writer = ByteWriter()
    writer.appendCSVCell(Array("__\(cell)__".utf8), ByteRange(start: 2, count: cell.utf8.count))
    #expect(writer.string == expected)
  }

  @Test func `empty cells are quoted only where the line would be blank`() {
    #expect(record([""]) == "\"\"\r\n")
    #expect(record(["", ""]) == ",\r\n")
    #expect(record(["x"]) + record([""]) == "x\r\n\"\"\r\n")
  }

  @Test func `the end of a record looks back to where it began`() {
    var writer = ByteWriter()
    writer.appendCSVRecord(["x"])
    let start = writer.count
    writer.appendCSVCell("")
    writer.endCSVRecord(startedAt: start)
    #expect(writer.string == "x\r\n\"\"\r\n")
  }

  private func record(_ cells: [String]) -> String {
    var writer = ByteWriter()
    writer.appendCSVRecord(cells)
    return writer.string
  }
}
