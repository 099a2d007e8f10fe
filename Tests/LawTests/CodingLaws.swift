// Knowledge as bytes gives back the knowledge, and bytes that are no knowledge give none, whatever they are.

import Enrich
import Model
import TestSupport
import Testing

@Suite struct `coding laws` {
  private func knowledge(_ reading: Reading) -> Knowledge {
    var knowledge = Knowledge.empty
    for row in reading.rows { knowledge.learn(row) }
    for reference in reading.references { knowledge.learn(reference) }
    for (index, row) in reading.rows.enumerated() where index % 3 == 0 {
      let time = Instant(seconds: row.created.seconds + Int64(index))
      knowledge.learn(past: row, until: time, isGone: index % 2 == 0)
      knowledge.past.fetches.append(time)
      knowledge.past.partialFetches.append(PartialFetch(account: UInt64(index), fetched: time))
      knowledge.past.mergedTimes.append(
        MergedTime(account: UInt64(index), since: row.created, merged: time))
      if let key = row.key { knowledge.past.arrivals.append(LateArrival(key, fetched: time)) }
    }
    return knowledge
  }

  @Test func `knowledge that was coded is the same knowledge, and the same bytes when coded again`()
    throws
  {
    for (seed, reading) in Law.readings.enumerated() {
      let whole = knowledge(reading)
      let again = try Knowledge(coded: whole.coded)
      #expect(again == whole, "seed \(seed)")
      #expect(again.coded == whole.coded, "seed \(seed)")
      #expect(again.categoryNames == whole.categoryNames, "seed \(seed)")
    }
  }

  @Test func `parts that are merged from bytes are the whole, in any order`() throws {
    for (seed, reading) in Law.readings.enumerated() {
      var random = SeededRandom(seed: UInt64(seed))
      var parts = random.deal(reading.rows, into: 3).map { rows in
        rows.reduce(into: Knowledge.empty) { $0.learn($1) }
      }
      parts.append(reading.references.reduce(into: Knowledge.empty) { $0.learn($1) })
      var past = Knowledge.empty
      past.past = knowledge(reading).past
      parts.append(past)
      var merged = Knowledge.empty
      for part in parts.shuffled(using: &random) {
        let head = (0..<Int.random(in: 0...3, using: &random)).map { UInt8($0) }
        try merged.merge(coded: head + part.coded, from: head.count)
      }
      merged.sortMovements()
      #expect(merged == knowledge(reading), "seed \(seed)")
    }
  }

  @Test func `bytes that break off or go on are no knowledge`() {
    for (seed, reading) in Law.readings.enumerated().prefix(300) {
      var random = SeededRandom(seed: UInt64(seed))
      let bytes = knowledge(reading).coded
      let end = Int.random(in: 0..<bytes.count, using: &random)
      #expect(throws: KnowledgeCodingError.self) { try Knowledge(coded: Array(bytes[..<end])) }
      #expect(throws: KnowledgeCodingError.self) { try Knowledge(coded: bytes + [0]) }
    }
  }

  @Test func `bytes of any kind are read to an end`() {
    for (seed, reading) in Law.readings.enumerated() {
      var random = SeededRandom(seed: UInt64(seed))
      var bytes = knowledge(reading).coded
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 1..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      // Whether they still are knowledge is their affair; what is read can be written again.
      if let read = try? Knowledge(coded: bytes) {
        #expect((try? Knowledge(coded: read.coded)) == read, "seed \(seed)")
      }
    }
  }
}
