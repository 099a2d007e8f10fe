// The public JSON test suite (Nicolas Seriot, "Parsing JSON is a Minefield") against the strict reader:
// every y_ case accepted, every n_ case refused, every i_ case one or the other as listed here.

import Bytes
import Foundation
import Testing

@Suite struct JSONTestSuiteTests {
  @Test func `the suite is complete`() {
    #expect(JSONTestCase.all("y_").count == 95)
    #expect(JSONTestCase.all("n_").count == 188)
    #expect(JSONTestCase.all("i_").count == 35)
  }

  @Test(arguments: JSONTestCase.all("y_"))
  func `what RFC 8259 allows is read`(text: JSONTestCase) throws {
    var tape = JSONTape()
    try tape.parse(text.bytes())
    readEverything(of: tape, in: try text.bytes())
  }

  @Test(arguments: JSONTestCase.all("n_"))
  func `what RFC 8259 forbids is refused at a place in the text`(text: JSONTestCase) throws {
    let bytes = try text.bytes()
    var tape = JSONTape()
    let error = #expect(throws: JSONError.self) { try tape.parse(bytes) }
    #expect(0...bytes.count ~= (error?.offset ?? -1))
  }

  /// What is left open is refused when it is not UTF-8 or too deep, and read otherwise.
  @Test(arguments: JSONTestCase.all("i_"))
  func `what RFC 8259 leaves open is read or refused as documented`(text: JSONTestCase) throws {
    let bytes = try text.bytes()
    var tape = JSONTape()
    if let fault = JSONTestCase.refused[text.name] {
      let error = #expect(throws: JSONError.self) { try tape.parse(bytes) }
      #expect(error?.kind == fault)
    } else {
      try tape.parse(bytes)
      readEverything(of: tape, in: bytes)
    }
  }

  /// Asks each token for each kind of value, which must not trap, and reads the text written again.
  private func readEverything(of tape: JSONTape, in bytes: [UInt8]) {
    for index in tape.tokens.indices {
      _ = tape.string(index, in: bytes)
      _ = tape.integer(index, in: bytes)
      _ = tape.children(of: index)
    }
    var writer = ByteWriter()
    tape.appendMinified(0, in: bytes, to: &writer)
    var again = JSONTape()
    #expect(throws: Never.self) { try again.parse(writer.bytes) }
    #expect(again.tokens.map(\.kind) == tape.tokens.map(\.kind))
  }
}

/// One file of the suite.
struct JSONTestCase: Sendable, CustomTestStringConvertible {
  let name: String
  var testDescription: String { name }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "JSONTestSuite")

  /// The files whose names begin with a prefix, sorted; none when the folder is missing.
  static func all(_ prefix: String) -> [JSONTestCase] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasPrefix(prefix) }.sorted().map(JSONTestCase.init)
  }

  func bytes() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: JSONTestCase.folder.appending(path: name)))
  }

  /// The i_ cases that are refused, and why.
  ///
  /// UTF-16 and the byte order mark have no first token.
  static let refused: [String: JSONError.Kind] = [
    "i_string_UTF-16LE_with_BOM.json": .expected("a value"),
    "i_string_UTF-8_invalid_sequence.json": .invalidUTF8,
    "i_string_UTF8_surrogate_U+D800.json": .invalidUTF8,
    "i_string_invalid_utf-8.json": .invalidUTF8,
    "i_string_iso_latin_1.json": .invalidUTF8,
    "i_string_lone_utf8_continuation_byte.json": .invalidUTF8,
    "i_string_not_in_unicode_range.json": .invalidUTF8,
    "i_string_overlong_sequence_2_bytes.json": .invalidUTF8,
    "i_string_overlong_sequence_6_bytes.json": .invalidUTF8,
    "i_string_overlong_sequence_6_bytes_null.json": .invalidUTF8,
    "i_string_truncated-utf-8.json": .invalidUTF8,
    "i_string_utf16BE_no_BOM.json": .expected("a value"),
    "i_string_utf16LE_no_BOM.json": .expected("a value"),
    "i_structure_500_nested_arrays.json": .tooDeep,
    "i_structure_UTF-8_BOM_empty_object.json": .expected("a value"),
  ]
}
