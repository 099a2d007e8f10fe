// Rows that are visited again are the rows of the first visit, without the cost of enriching all of them.

import Enrich
import FoundationEssentials
import Model
import TestSupport
import Testing

@testable import Pipeline

@Suite struct EnrichedRowSourceTests {
  @Test func `a choice of rows that is visited again is enriched as the whole was`() throws {
    let files = ["Tests/CommandTests/Fixtures/history.jsonl"].map { Checkout.url($0).path() }
    let rows = EnrichedRowSource(try DatasetReader().read(files: files))
    func isWanted(_ row: Row) -> Bool { row.date.month == Month("2026-06") }
    var whole: [String: [UInt8]] = [:]
    try rows.visit { row, _ in
      guard isWanted(row) else { return }
      // What the first visit knows beyond the second one.
      row.balanceMinor = nil
      whole[row[.id] ?? ""] = row.storage
    }
    var chosen: [String: [UInt8]] = [:]
    try rows.revisit(where: isWanted) { row in
      var row = row
      row.balanceMinor = nil
      chosen[row[.id] ?? ""] = row.storage
    }
    #expect(!whole.isEmpty && chosen == whole)
  }

  @Test
  func `what rules would change is counted and summed by rule, and what they leave as it is not`()
    throws
  {
    let files = ["Tests/CommandTests/Fixtures/history.jsonl"].map { Checkout.url($0).path() }
    let dataset = try DatasetReader().read(files: files)
    let tavern = "{ match: { merchant: 'Owl Tavern' }, set: "
    func effects(_ changes: String) throws -> [RuleEffect] {
      let file =
        "{ rules: [{ match: { merchant: 'nobody' }, set: { tags: ['x'] } }, \(tavern)\(changes) }] }"
      return try EnrichedRowSource(dataset, rules: Rules(parsing: Array(file.utf8))).ruleEffects()
    }
    let renamed = try effects("{ payee: 'The owl', include_in_spending: false }")
    #expect(renamed.map(\.number) == [1, 2] && renamed.map(\.rows) == [0, 2])
    #expect(renamed[1].changed == 2)
    #expect(renamed[1].fields["payee"] == 2 && renamed[1].fields["counts"] == 2)
    #expect(renamed[1].moneyIn[.gbp] == 0 && renamed[1].moneyOut[.gbp] ?? 0 > 0)
    let same = try effects("{ payee: 'Owl Tavern' }")
    #expect(same[1].rows == 2 && same[1].changed == 0 && same[1].fields == [:])
  }
}
