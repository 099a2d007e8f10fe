// Rows that are visited again are the rows of the first visit, without the cost of enriching all of them.

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
}
