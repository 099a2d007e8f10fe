// The digest of files: frozen values, and what a digest has to notice.

import Bytes
import TestSupport
import Testing

@Suite struct `The digest of a file` {
  private let thousand = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }

  @Test func `is frozen: archives hold it`() {
    #expect(Digest64.text(Digest64.of([])) == "2b2904dac2e4c3e6")
    #expect(Digest64.text(Digest64.of(Array("a".utf8))) == "d8c302dafd828104")
    #expect(
      Digest64.text(Digest64.of(Array("monzo-export archive 2\n".utf8))) == "cc73083914ca0957")
    #expect(Digest64.text(Digest64.of(thousand)) == "d077474ade14cc13")
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func `does not depend on where reading was cut`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var digest = Digest64()
    var at = 0
    while at < thousand.count {
      let end = min(thousand.count, at + Int.random(in: 0...90, using: &random))
      digest.add(thousand[at..<end])
      at = end
    }
    #expect(digest.value == Digest64.of(thousand))
    #expect(digest.count == thousand.count)
  }

  @Test func `is another one for every bit, for every place and for every length`() {
    var seen: Set<UInt64> = [Digest64.of(thousand)]
    var count = 1
    for at in stride(from: 0, to: thousand.count, by: 7) {
      for bit in 0..<8 {
        var bytes = thousand
        bytes[at] ^= 1 << UInt8(bit)
        seen.insert(Digest64.of(bytes))
        count += 1
      }
    }
    for length in 0..<100 {
      seen.insert(Digest64.of([UInt8](repeating: 0, count: length)))
      count += 1
    }
    #expect(seen.count == count)
  }

  @Test func `is read from its 16 digits and from nothing else`() {
    #expect(Digest64.digest("2b2904dac2e4c3e6") == Digest64.of([]))
    for text in ["", "2b2904dac2e4c3e", "2b2904dac2e4c3e60", "2b2904dac2e4c3eg"] {
      #expect(Digest64.digest(text) == nil)
    }
  }
}
