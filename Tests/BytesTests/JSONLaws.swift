// Laws of the strict JSON reader over random documents and random damage.

import Bytes
import TestSupport
import Testing

@Suite struct JSONLaws {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `strings and integers that were written are read again`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let texts = (0..<8).map { _ in randomText(&random) }
    let integers = (0..<8).map { _ in
      Int64(bitPattern: random.next()) >> Int64.random(in: 0..<64, using: &random)
    }
    var writer = ByteWriter()
    for (index, (text, integer)) in zip(texts, integers).enumerated() {
      writer.append(index == 0 ? "[" : ",")
      writer.appendJSONString(text)
      writer.append(",")
      writer.append(integer: integer)
    }
    writer.append("]")
    var tape = JSONTape()
    try tape.parse(writer.bytes)
    let values = tape.children(of: 0)
    #expect(values.compactMap { tape.string($0, in: writer.bytes) } == texts)
    #expect(values.compactMap { tape.integer($0, in: writer.bytes) } == integers)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a document cut short is refused at its end`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let bytes = Array("[\(randomDocument(&random))]".utf8)
    var tape = JSONTape()
    for count in 0..<bytes.count {
      let error = #expect(throws: JSONError.self) { try tape.parse(Array(bytes[..<count])) }
      // A cut inside a character is not UTF-8 rather than an end, and is seen a byte or more before it.
      if error?.kind != .invalidUTF8 {
        #expect(error?.kind == .endOfText)
        #expect(error?.offset == count)
      }
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `white space between tokens changes nothing`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let spaced = Array(randomDocument(&random).utf8)
    var tape = JSONTape()
    try tape.parse(spaced)
    var once = ByteWriter()
    tape.appendMinified(0, in: spaced, to: &once)
    var again = JSONTape()
    try again.parse(once.bytes)
    var twice = ByteWriter()
    again.appendMinified(0, in: once.bytes, to: &twice)
    #expect(again.tokens.map(\.kind) == tape.tokens.map(\.kind))
    #expect(twice.bytes == once.bytes)
    #expect(once.count <= spaced.count)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged bytes are read or refused, never worse`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let whole = Array(randomDocument(&random).utf8)
    var tape = JSONTape()
    for _ in 0..<20 {
      var bytes = whole
      bytes[Int.random(in: bytes.indices, using: &random)] = UInt8(
        truncatingIfNeeded: random.next())
      do {
        try tape.parse(bytes)
        #expect(String(validating: bytes, as: UTF8.self) != nil)
        for index in tape.tokens.indices {
          _ = tape.string(index, in: bytes)
          _ = tape.integer(index, in: bytes)
        }
      } catch {
        #expect(0...bytes.count ~= error.offset)
      }
    }
  }

  private func randomText(_ random: inout SeededRandom) -> String {
    let pieces = [
      "a", "é", "😀", "\"", "\\", "/", "\n", "\r", "\0", "\u{7F}", "\u{2028}", "שלום", "{",
    ]
    return (0..<Int.random(in: 0...20, using: &random)).map { _ in
      pieces[Int.random(in: pieces.indices, using: &random)]
    }.joined()
  }

  private func randomDocument(_ random: inout SeededRandom, depth: Int = 0) -> String {
    let space = ["", " ", "\n", "\t", "\r\n"][Int.random(in: 0..<5, using: &random)]
    let count = Int.random(in: 0...3, using: &random)
    var writer = ByteWriter()
    switch Int.random(in: 0..<(depth < 4 ? 7 : 5), using: &random) {
    case 0: writer.append(integer: Int64(bitPattern: random.next()))
    case 1: writer.append(string: "-0.\(random.next() % 1000)e+5")
    case 2: writer.append(string: ["true", "false", "null"][count % 3])
    case 3, 4: writer.appendJSONString(randomText(&random))
    case 5:
      let items = (0..<count).map { _ in randomDocument(&random, depth: depth + 1) }
      writer.append(string: "[" + space + items.joined(separator: ",") + "]")
    default:
      let items = (0..<count).map { _ in
        var member = ByteWriter()
        member.appendJSONString(randomText(&random))
        member.append(string: space + ":" + randomDocument(&random, depth: depth + 1))
        return member.string
      }
      writer.append(string: "{" + items.joined(separator: "," + space) + space + "}")
    }
    return space + writer.string + space
  }
}
