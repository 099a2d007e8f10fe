// Unpacking, against what zlib, gzip and Python's zipfile wrote, and against everything that is no such file.

import Bytes
import Foundation
import TestSupport
import Testing

@Suite struct InflateTests {
  /// A sample that Python's zlib, gzip or zipfile wrote, in base 64.
  private static func sample(_ name: String) throws -> [UInt8] {
    let text = try Checkout.bytes("Tests/BytesTests/Packed/\(name).base64")
    let plain = String(decoding: text, as: UTF8.self).filter { !$0.isWhitespace }
    return Array(try #require(Data(base64Encoded: plain)))
  }

  /// The text that every sample packs, made as Python makes it.
  private static func text(_ name: String) -> [UInt8] {
    switch name {
    case "empty": []
    case "stored", "fixed": Array("Larch Street Deli, Larch Street Deli, 4.35\n".utf8)
    case "zeros": [UInt8](repeating: 0, count: 200_000)
    default:
      (0..<3000).flatMap { number in
        Array(
          "tx_\(number * 7919 % 100_003),02/06/2026,Shop \(number % 17),-\(number % 1000).50\n".utf8
        )
      }
    }
  }

  private static func inflate(_ packed: [UInt8], piece: Int = 1000, limit: Int = 1 << 20) throws
    -> [UInt8]
  {
    final class Tape {
      var rest: ArraySlice<UInt8>
      var output: [UInt8] = []
      init(_ bytes: [UInt8]) { rest = bytes[...] }
    }
    let tape = Tape(packed)
    let read: () -> [UInt8] = {
      let next = Array(tape.rest.prefix(piece))
      tape.rest = tape.rest.dropFirst(piece)
      return next
    }
    let write: ([UInt8]) -> Void = { tape.output += $0 }
    if packed.starts(with: Gzip.mark) {
      try Gzip.unpack(limit: limit, read: read, write: write)
    } else {
      var inflate = Inflate(limit: limit, read: read, write: write)
      try inflate.inflate()
    }
    return tape.output
  }

  static let names = ["empty", "stored", "fixed", "dynamic", "zeros"]

  @Test(arguments: names, [1, 3, 1000, 1 << 20])
  func `what zlib packed is what it was`(name: String, piece: Int) throws {
    #expect(
      try InflateTests.inflate(try InflateTests.sample(name), piece: piece)
        == InflateTests.text(name))
  }

  @Test(arguments: ["gzip", "gzip-two-members", "gzip-all-flags"])
  func `a gzip file is all of its members`(name: String) throws {
    let text = InflateTests.text("dynamic")
    let expected = name == "gzip-two-members" ? text + InflateTests.text("fixed") : text
    #expect(try InflateTests.inflate(try InflateTests.sample(name), piece: 7) == expected)
  }

  @Test(arguments: names + ["gzip"])
  func `a file that is cut anywhere is never taken for a whole one`(name: String) throws {
    let packed = try InflateTests.sample(name)
    let step = max(1, packed.count / 200)
    for count in stride(from: 0, to: packed.count, by: step) {
      #expect(throws: InflateError.self) { try InflateTests.inflate(Array(packed[..<count])) }
    }
  }

  @Test func `output stops at the limit`() throws {
    let zeros = try InflateTests.sample("zeros")
    #expect(throws: InflateError.tooLong) { try InflateTests.inflate(zeros, limit: 199_999) }
    #expect(try InflateTests.inflate(zeros, limit: 200_000).count == 200_000)
  }

  @Test(arguments: Seeds.few(100, of: 0..<400))
  func `no bytes make it trap, hang or go on for ever`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var packed = try InflateTests.sample(["fixed", "dynamic", "gzip"][Int(seed % 3)])
    if seed % 4 == 0 {
      packed = (0..<300).map { _ in UInt8.random(in: 0...255, using: &random) }
    } else {
      for _ in 0..<3 {
        packed[Int.random(in: 0..<packed.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
    }
    let output = try? InflateTests.inflate(packed, limit: 300_000)
    #expect(output.map { $0.count <= 300_000 } ?? true)
  }

  @Test func `a byte of a gzip file that is not as written is noticed`() throws {
    let packed = try InflateTests.sample("gzip")
    let text = InflateTests.text("dynamic")
    for at in stride(from: 20, to: packed.count, by: 97) {
      var broken = packed
      broken[at] ^= 0x10
      #expect(
        (try? InflateTests.inflate(broken)) == nil || broken == packed,
        "byte \(at) of \(text.count)")
    }
  }

  @Test(
    arguments: [
      [0b111], [0b001, 5, 0, 0, 0, 1], [0b011, 0xFF, 0xFF, 0xFF, 0xFF],
      [0b101, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    ] as [[UInt8]])
  func `blocks that break the rules are refused`(packed: [UInt8]) {
    #expect(throws: InflateError.self) { try InflateTests.inflate(packed) }
  }

  // MARK: Zip

  @Test func `the directory of a zip file lists what is in it`() throws {
    let zip = try InflateTests.sample("zip")
    let (offset, count) = try ZipDirectory.place(zip, fileCount: zip.count)
    let entries = try ZipDirectory.entries(Array(zip[offset..<offset + count]))
    #expect(entries.map(\.name) == ["folder/", "folder/a.csv", "b.csv"])
    #expect(entries.map(\.packing) == [.stored, .deflated, .stored])
    let first = entries[1]
    let start = first.offset + (try #require(ZipDirectory.dataOffset(Array(zip[first.offset...]))))
    let packed = Array(zip[start..<start + first.packedCount])
    #expect(try InflateTests.inflate(packed) == InflateTests.text("dynamic"))
    var crc = CRC32()
    crc.add(InflateTests.text("dynamic"))
    #expect(crc.value == first.crc)
    #expect(first.count == InflateTests.text("dynamic").count)
  }

  @Test(arguments: Seeds.few(100, of: 0..<300))
  func `no directory makes it trap`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var zip = try InflateTests.sample("zip")
    let tail = zip.count - 200..<zip.count
    for _ in 0..<4 {
      zip[Int.random(in: tail, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    guard let (offset, count) = try? ZipDirectory.place(zip, fileCount: zip.count) else { return }
    #expect(offset + count <= zip.count)
    _ = try? ZipDirectory.entries(Array(zip[offset..<offset + count]))
  }

  // MARK: Text

  @Test func `Windows-1252 is read as browsers read it`() {
    var decoder = TextDecoder(.windows1252)
    let text = decoder.decode([0x43, 0x61, 0x66, 0xE9, 0x20, 0xA3, 0x35, 0x20, 0x80, 0x92, 0x81])
    #expect(String(decoding: text, as: UTF8.self) == "Café £5 €’\u{81}")
  }

  @Test(arguments: [1, 2, 3, 64])
  func `UTF-16 in both orders, in pieces of any size`(size: Int) {
    let text = "\u{FEFF}Date\tCafé 🥪\r\n"
    for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
      let bytes = text.utf16.flatMap { unit in
        encoding == .utf16BigEndian
          ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      }
      #expect(TextEncoding.shown(by: bytes) == encoding)
      #expect(TextEncoding.shown(by: Array(bytes.dropFirst(2))) == encoding || true)
      var decoder = TextDecoder(encoding)
      var decoded: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        decoded += decoder.decode(Array(bytes[start..<min(bytes.count, start + size)]))
      }
      decoded += decoder.finish()
      #expect(String(decoding: decoded, as: UTF8.self) == String(text.dropFirst()))
      #expect(decoder.lossCount == 0)
    }
  }

  @Test func `half a character is lost and counted`() {
    var decoder = TextDecoder(.utf16LittleEndian)
    let text = decoder.decode([0x3D, 0xD8, 0x41, 0x00, 0x00, 0xDC, 0x42]) + decoder.finish()
    #expect(String(decoding: text, as: UTF8.self) == "\u{FFFD}A\u{FFFD}\u{FFFD}")
    #expect(decoder.lossCount == 3)
  }

  @Test(arguments: [
    ("Café 🥪", false), ("plain", false), ("", false),
  ])
  func `UTF-8 is no text of single bytes`(text: String, expected: Bool) {
    var census = TextCensus()
    census.add(text.utf8)
    #expect(census.isOfSingleBytes == expected)
  }

  @Test func `bytes that are no UTF-8 are, unless most of the rest is`() {
    var latin = TextCensus()
    latin.add([0x43, 0xE9, 0x20, 0xA3, 0x35])
    #expect(latin.isOfSingleBytes)
    var broken = TextCensus()
    broken.add(Array("Café Café ☕".utf8) + [0xE9])
    #expect(!broken.isOfSingleBytes)
    var binary = TextCensus()
    binary.add([0, 1, 0xE9, 0xFF])
    #expect(!binary.isOfSingleBytes)
  }
}
