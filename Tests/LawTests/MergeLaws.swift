// Summaries and knowledge are commutative monoids: a history may be cut anywhere, into any number of parts,
// and put together in any order, and nothing shows. That is what lets months, files and machines work alone.

import Aggregate
import Enrich
import Model
import TestSupport
import Testing
import Write

@Suite struct `merge laws` {
  @Test func `summaries merge in any grouping and order, and the empty one changes nothing`() {
    for (seed, reading) in Law.readings.enumerated() {
      var random = SeededRandom(seed: UInt64(seed))
      let rows = reading.rows
      let parts = random.deal(rows, into: 3).map { Summary($0) }
      let (a, b, c) = (parts[0], parts[1], parts[2])
      #expect((a + b) + c == a + (b + c), "seed \(seed)")
      #expect(a + b == b + a, "seed \(seed)")
      #expect(a + .empty == a && .empty + a == a, "seed \(seed)")
      let whole = Summary(rows)
      #expect(a + b + c == whole, "seed \(seed)")
      #expect(SummaryWriter().bytes(c + a + b) == SummaryWriter().bytes(whole), "seed \(seed)")
    }
  }

  @Test func `knowledge learned in parts and merged is knowledge learned at once`() {
    for (seed, reading) in Law.readings.enumerated() {
      var random = SeededRandom(seed: UInt64(seed))
      let pieces = reading.rows.map(Piece.row) + reading.references.map(Piece.reference)
      let whole = Knowledge(pieces)
      let parts = random.deal(pieces.shuffled(using: &random), into: 3).map(Knowledge.init)
      let (a, b, c) = (parts[0], parts[1], parts[2])
      #expect((a + b) + c == whole, "seed \(seed)")
      #expect(a + (b + c) == whole, "seed \(seed)")
      #expect(b + c + a == whole, "seed \(seed)")
      #expect(whole + .empty == whole && .empty + whole == whole, "seed \(seed)")
      let merged = c + b + a
      #expect(merged.sortedMovements == whole.sortedMovements, "seed \(seed)")
      #expect(merged.categoryNames == whole.categoryNames, "seed \(seed)")
    }
  }

  @Test func `parts enriched with merged knowledge are the whole enriched`() {
    for (seed, reading) in Law.readings.enumerated() {
      var random = SeededRandom(seed: UInt64(seed))
      let pieces = reading.rows.map(Piece.row) + reading.references.map(Piece.reference)
      let asOf = CivilDate(days: 20_500)
      let parts = random.deal(pieces, into: 2).map(Knowledge.init)
      let whole = Knowledge(pieces)
      let merged = parts[1] + parts[0]
      var one = Enricher(whole, links: Links(linking: whole, asOf: asOf))
      var other = Enricher(merged, links: Links(linking: merged, asOf: asOf))
      for row in reading.rows.shuffled(using: &random) {
        #expect(one.enriched(row) == other.enriched(row), "seed \(seed)")
      }
    }
  }
}

private enum Piece {
  case row(Row)
  case reference(Reference)
}

extension Knowledge {
  fileprivate init(_ pieces: [Piece]) {
    self = .empty
    for piece in pieces {
      switch piece {
      case .row(let row): learn(row)
      case .reference(let reference): learn(reference)
      }
    }
  }

  fileprivate static func + (left: Knowledge, right: Knowledge) -> Knowledge {
    var sum = left
    sum.merge(right)
    return sum
  }
}

extension Summary {
  fileprivate static func + (left: Summary, right: Summary) -> Summary {
    var sum = left
    sum.merge(right)
    return sum
  }
}
