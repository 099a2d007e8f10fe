// The order of the rows beyond the memory that it may take: what is spilled to disk must come back as if it
// had never left.

import Model
import TestSupport
import Testing

@testable import Pipeline

@Suite struct RowOrderTests {
  private static let entryBytes = MemoryLayout<OrderEntry>.stride

  private func byTime(_ left: OrderEntry, _ right: OrderEntry) -> Bool {
    OrderEntry.byTime(left, right) ?? (left.offset < right.offset)
  }

  /// Entries with few distinct times, so that ties are many; each is known by its offset.
  private func entries(_ count: Int, seed: UInt64) -> [OrderEntry] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { offset in
      let digits = String(Int.random(in: 0..<500, using: &random))
      let id = "tx_0000" + String(repeating: "0", count: 18 - digits.count) + digits
      let created = Instant(seconds: Int64.random(in: 0..<50, using: &random))
      return OrderEntry(RowKey(id), created, offset: offset, length: 1)
    }
  }

  private func offsets(_ sorter: EntrySorter) throws -> [UInt64] {
    var offsets: [UInt64] = []
    try sorter.visit { offsets.append($0.offset) }
    return offsets
  }

  @Test(arguments: [0, 1, 2, 9, 10, 11, 100, 1007])
  func `entries that were spilled come back in the order of those that were not`(count: Int) throws
  {
    let entries = entries(count, seed: UInt64(count))
    let spilled = EntrySorter(bytesMax: 10 * RowOrderTests.entryBytes, by: OrderEntry.byKey)
    for entry in entries { try spilled.add(entry) }
    let expected = entries.sorted(by: OrderEntry.byKey).map(\.offset)
    #expect(try offsets(spilled) == expected)
    #expect(try offsets(spilled) == expected, "a second walk gives the same")
  }

  @Test(arguments: [10, 1_000_000])
  func `entries can be put into another order, spilled or not`(entriesMax: Int) throws {
    let entries = entries(500, seed: 3)
    let sorter = EntrySorter(bytesMax: entriesMax * RowOrderTests.entryBytes, by: OrderEntry.byKey)
    for entry in entries { try sorter.add(entry) }
    let reordered = try sorter.reordered(by: byTime)
    #expect(try offsets(reordered) == entries.sorted(by: byTime).map(\.offset))
  }
}
