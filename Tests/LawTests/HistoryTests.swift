// The generator itself: what it makes is JSON of the shape that it claims, and the same for the same seed.

import Foundation
import Testing

@Suite struct `made-up histories` {
  @Test func `every line is JSON that another reader reads`() throws {
    for seed in 0..<300 {
      for line in RandomHistory(seed: UInt64(seed)).lines {
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        #expect(!line.utf8.contains(0x0A))
      }
    }
  }

  @Test func `a seed makes the same history every time and another seed another`() {
    #expect(RandomHistory(seed: 7).lines == RandomHistory(seed: 7).lines)
    #expect(RandomHistory(seed: 7).lines != RandomHistory(seed: 8).lines)
  }

  @Test func `every kind of row turns up`() throws {
    let all = (0..<200).flatMap { RandomHistory(seed: $0).truths }
    #expect(all.contains(where: \.isDeclined) && all.contains(where: \.isPending))
    #expect(all.contains { $0.amount == 0 } && all.contains { $0.amount > 0 })
    #expect(!(0..<200).flatMap { RandomHistory(seed: $0).ownTransfers }.isEmpty)
  }
}
