// Laws of CSV over random nasty cells. A failure prints the seed that repeats it.

import Bytes
import TestSupport
import Testing

@Suite struct CSVLaws {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `what was written is read again, in chunks of any size`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let table = randomTable(&random)
    var writer = ByteWriter()
    for record in table { writer.appendCSVRecord(record) }
    #expect(try read(writer.bytes).map(\.cells) == table)
    let chunkBytes = Int.random(in: 1...9, using: &random)
    #expect(try read(writer.bytes, chunkBytes: chunkBytes) == read(writer.bytes))
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `any bytes are read alike in one piece and in chunks`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let alphabet: [UInt8] = [0x22, 0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xEF, 0xBB, 0xBF, 0xC3, 0xA9]
    let input = (0..<Int.random(in: 0...40, using: &random)).map { _ in
      alphabet[Int.random(in: alphabet.indices, using: &random)]
    }
    let whole = readOn(input)
    for chunkBytes in 1...4 { #expect(readOn(input, chunkBytes: chunkBytes) == whole) }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a record's line and range point at the record`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var writer = ByteWriter()
    for record in randomTable(&random) { writer.appendCSVRecord(record) }
    for record in try read(writer.bytes) {
      #expect(try read(Array(writer.bytes[record.range])).map(\.cells) == [record.cells])
      let before = String(decoding: writer.bytes[..<record.range.lowerBound], as: UTF8.self)
      // A CRLF is one Character, so a new line is one too.
      #expect(record.line == 1 + before.count { ["\r\n", "\n", "\r"].contains($0) })
    }
  }

  private func randomTable(_ random: inout SeededRandom) -> [[String]] {
    let pieces = [
      "", "a", "Zoë", ",", "\"", "\"\"", "\n", "\r", "\r\n", " ", "\t", "\0", "=1+1", "👩‍👧",
      "\u{FEFF}",
      "\u{2028}", "שלום", "-5.35", "'",
    ]
    let columns = Int.random(in: 1...4, using: &random)
    return (0..<Int.random(in: 0...6, using: &random)).map { _ in
      (0..<columns).map { _ in
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          pieces[Int.random(in: pieces.indices, using: &random)]
        }.joined()
      }
    }
  }
}
