// What holds for any history: enriching twice is enriching once, and the order of rows does not matter.

import Enrich
import Model
import TestSupport
import Testing

struct EnricherLaws {
  private static let rules = """
    { categories: { category_0000B: "Trains" }, rules: [
      { match: { merchant: { contains: "shop 3" } }, set: { payee: "Three", notes: "see #three" } },
      { match: { tags: ["late"] }, set: { category: "Later" } },
      { match: { counterparty: "ann" }, set: { tags: ["late"], accounting_code: "1" } },
      { match: { description: { regex: "^other" } }, set: { payee: "Another" } },
      { match: { category: "Pets" }, set: { category: "Later" } },
      { match: { category: "Later" }, set: { payee: "Never after the rule above" } },
    ] }
    """

  private func enricher(for rows: [Row]) throws -> Enricher {
    var knowledge = Knowledge.empty
    for row in rows { knowledge.learn(row) }
    return Enricher(knowledge, rules: try Rules(parsing: Array(Self.rules.utf8)))
  }

  /// The fields in which rows differ, few enough to read.
  private func differing(_ rows: [Row], _ others: [Row]) -> [String] {
    zip(rows, others).filter { $0 != $1 }.flatMap { row, other in
      let lines = Explanation(record: [], normalized: row, enriched: other).lines
        .filter { $0.normalized != $0.enriched }
        .map { "\($0.field): \($0.normalized ?? "null") | \($0.enriched ?? "null")" }
      let deciders = ProvenanceField.allCases.filter {
        row[provenance: $0] != other[provenance: $0]
      }
      .map { "decider of \($0.name)" }
      return [row[.id] ?? ""] + lines + deciders
    }
  }

  @Test(arguments: 0..<200)
  func `enriching twice is enriching once`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let rows = random.history(30)
    var enricher = try enricher(for: rows)
    let once = rows.map { enricher.enriched($0) }
    let counts = enricher.ruleCounts
    let twice = once.map { enricher.enriched($0) }
    #expect(differing(twice, once) == [])
    #expect(differing(once, rows) != [])
    var doubled = counts
    doubled.merge(counts)
    #expect(enricher.ruleCounts == doubled)
    // What was learned from enriched rows enriches the same way.
    var again = try self.enricher(for: once)
    #expect(differing(once.map { again.enriched($0) }, once) == [])
    #expect(twice.map(\.storage.count) == once.map(\.storage.count))
  }

  @Test(arguments: 0..<100)
  func `the order of rows does not matter`(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let rows = random.history(30)
    var one = try enricher(for: rows)
    var other = try enricher(for: rows.reversed())
    let forward = rows.map { one.enriched($0) }
    let backward = Array(rows.reversed().map { other.enriched($0) }.reversed())
    #expect(differing(forward, backward) == [])
    #expect(one.ruleCounts == other.ruleCounts)
  }
}
