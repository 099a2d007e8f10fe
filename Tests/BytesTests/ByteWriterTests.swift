import Bytes
import Foundation
import TestSupport
import Testing

@Suite struct ByteWriterTests {
  @Test(arguments: [0, 9, 10, -1, 1234, .max, .min] as [Int64])
  func `an integer is its digits`(value: Int64) {
    #expect(written { $0.append(integer: value) } == String(value))
  }

  @Test func `a magnitude is filled up with zeros in front`() {
    #expect(written { $0.append(magnitude: 7, minimumDigits: 2) } == "07")
    #expect(written { $0.append(magnitude: 123, minimumDigits: 2) } == "123")
    #expect(written { $0.append(magnitude: .max) } == "18446744073709551615")
  }

  @Test(
    arguments: [
      (-1234, 2, "-12.34"), (-1234, 0, "-1234"), (5, 2, "0.05"), (-5, 3, "-0.005"), (0, 2, "0.00"),
      (.min, 2, "-92233720368547758.08"), (.max, 0, "9223372036854775807"),
    ] as [(Int64, Int, String)])
  func `minor units are a decimal`(value: Int64, exponent: Int, expected: String) {
    #expect(written { $0.append(minorUnits: value, exponent: exponent) } == expected)
  }

  @Test func `a sum may be wider than 64 bits`() {
    let sum = Int128(Int64.max) * 3
    #expect(written { $0.append(sum: sum) } == "27670116110564327421")
    #expect(written { $0.append(sum: -sum) } == "-27670116110564327421")
  }

  @Test func `a JSON string escapes what would break a line or the grammar, and no more`() {
    let text = "a/é😀\"\\\u{8}\t\n\u{C}\r\0\u{1F}\u{7F}\u{2027}\u{2028}\u{2029}\u{202A}"
    let expected =
      #""a/é😀\"\\\b\t\n\f\r\u0000\u001f\u007f"# + "\u{2027}" + #"\u2028\u2029"# + "\u{202A}\""
    #expect(written { $0.appendJSONString(text) } == expected)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `another reader reads the JSON string as the same text`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var text = ""
    for _ in 0..<Int.random(in: 0...30, using: &random) {
      let limit: UInt32 = Bool.random(using: &random) ? 0x100 : 0x2100
      text.unicodeScalars.append(
        Unicode.Scalar(UInt32.random(in: 0..<limit, using: &random)) ?? "x")
    }
    let bytes = written { $0.appendJSONString(text) }
    let decoded = try JSONDecoder().decode(String.self, from: Data(bytes.utf8))
    #expect(Array(decoded.utf8) == Array(text.utf8))
    #expect(!bytes.utf8.contains { $0 < 0x20 })
  }

  @Test func `a part of other bytes is appended as it is`() {
    let source = Array("abcdef".utf8)
    #expect(written { $0.append(bytes: source, ByteRange(start: 2, count: 3)) } == "cde")
    #expect(written { $0.append(bytes: source, .empty) } == "")
  }

  private func written(_ write: (inout ByteWriter) -> Void) -> String {
    var writer = ByteWriter()
    write(&writer)
    return writer.string
  }
}
