// The one hash table: it agrees with a dictionary, whatever is put into it and however bad the hashes are.

import Bytes
import TestSupport
import Testing

@Suite struct `A table of positions` {
  /// Numbers, each once, in the order in which they first came.
  private struct Numbers {
    var list: [UInt64] = []
    var table = PositionTable(capacity: 1)
    let hash: @Sendable (UInt64) -> UInt64

    func position(of number: UInt64) -> Int? {
      table.position(hash: hash(number)) { list[$0] == number }
    }

    mutating func insert(_ number: UInt64) {
      guard position(of: number) == nil else { return }
      table.append(hash: hash(number)) { hash(list[$0]) }
      list.append(number)
    }
  }

  private static let hashes: [@Sendable (UInt64) -> UInt64] = [
    { $0 }, { $0 << 40 }, { $0 % 5 }, { _ in 0 }, { _ in .max },
  ]

  @Test(arguments: 0..<5, 1...4 as ClosedRange<UInt64>)
  func `knows what a dictionary knows`(hash: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var numbers = Numbers(hash: Self.hashes[hash])
    var known: [UInt64: Int] = [:]
    for _ in 0..<1500 {
      let number = UInt64.random(in: 0..<700, using: &random)
      #expect(numbers.position(of: number) == known[number])
      numbers.insert(number)
      known[number] = known[number] ?? known.count
    }
    #expect(numbers.table.count == known.count)
    let isSame = known.allSatisfy { numbers.position(of: $0.key) == $0.value }
    #expect(isSame)
  }

  @Test func `knows nothing when it is empty, at first and again`() {
    var numbers = Numbers { $0 }
    #expect(numbers.position(of: 1) == nil)
    for number in 0..<100 as Range<UInt64> { numbers.insert(number) }
    #expect(numbers.position(of: 1) == 1)
    numbers.table.removeAll()
    numbers.list.removeAll()
    #expect(numbers.position(of: 1) == nil && numbers.table.count == 0)
    numbers.insert(7)
    #expect(numbers.position(of: 7) == 0)
  }
}
