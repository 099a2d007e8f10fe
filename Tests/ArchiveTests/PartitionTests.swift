// The laws of the upsert: whatever order versions come in, however often, the best of each row stays and
// no other is lost.

import Archive
import Bytes
import Disk
import Model
import TestSupport
import Testing

@Suite struct `The upsert of rows` {
  private func versions(_ count: Int, _ random: inout SeededRandom) -> [RawTransaction] {
    (0..<count).map { _ in
      let id = Int.random(in: 0..<5, using: &random)
      let isUpdated = Bool.random(using: &random)
      return row(
        "tx_\(id)", "2026-06-0\(Int.random(in: 1...3, using: &random))T10:00:00Z",
        amount: -Int.random(in: 1...3, using: &random),
        updated: isUpdated ? "2026-06-0\(Int.random(in: 3...5, using: &random))T00:00:00Z" : nil,
        isPending: Bool.random(using: &random))
    }
  }

  private func partition(_ versions: [RawTransaction]...) -> Partition {
    var partition = Partition()
    for part in versions { _ = partition.upsert(part) }
    return partition
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `is idempotent, commutative and associative`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let (a, b, c) = (versions(6, &random), versions(6, &random), versions(6, &random))
    #expect(partition(a, a) == partition(a))
    #expect(partition(a, b) == partition(b, a))
    #expect(partition(a + b, c) == partition(a, b + c))
    var shuffled = a + b + c
    shuffled.shuffle(using: &random)
    #expect(partition(shuffled) == partition(a, b, c))
    let read = try Partition(partition(a, b).bytes)
    #expect(read == partition(a, b))
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `loses no version`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let all = [versions(7, &random), versions(7, &random)]
    var partition = Partition()
    var kept = all.flatMap { versions in
      let was = Set(partition.rows.map(\.body))
      let change = partition.upsert(versions)
      #expect(change.superseded.allSatisfy { was.contains($0.body) })
      #expect(!change.outdated.contains { was.contains($0.body) })
      return (change.superseded + change.outdated).map(\.body)
    }
    kept += partition.rows.map(\.body)
    #expect(Set(kept) == Set(all.joined().map(\.body)))
    for row in partition.rows {
      let rivals = all.joined().filter { $0.id == row.id }
      #expect(!rivals.contains { RawTransaction.isWorse(row, than: $0) })
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `pages in any order, written at any time, make the same partitions`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let rows = (0..<60).map { number in
      row(
        "tx_\(number % 40)", "2026-0\(4 + number % 3)-11T10:00:\(10 + number % 40)Z",
        amount: -Int.random(in: 1...3, using: &random))
    }
    func partitions(_ rows: [RawTransaction], flushing: Bool) throws -> [String: [UInt8]] {
      let disk = MemoryDisk()
      var archive = try ArchiveFolder(writing: disk)
      for row in rows {
        try archive.add(rows: [row], of: "acc_1", at: row.created)
        if flushing && Int.random(in: 0..<9, using: &random) == 0 {
          _ = try archive.flush(now: time("2026-07-01T00:00:00Z"))
        }
      }
      _ = try archive.flush(now: time("2026-07-01T00:00:00Z"))
      return disk.contents.filter { $0.key.hasPrefix("transactions/") }
    }
    let expected = try partitions(rows, flushing: false)
    #expect(try partitions(rows.shuffled(using: &random), flushing: true) == expected)
  }
}
