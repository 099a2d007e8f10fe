// What is written is read back: by the pipeline's own first stage here, by readers of other people in
// Tests/Interop.

import Bytes
import Enrich
import Model
import Normalize
import TestSupport
import Testing
import Write

@Suite struct `laws of writing` {
  @Test func `a row written as JSON Lines and normalized again is the same row`() {
    for (seed, reading) in Law.readings.enumerated() {
      let rows = enriched(reading)
      var writer = ByteWriter()
      ReferenceWriter().append(reading.references, to: &writer)
      for row in rows { JSONLinesWriter().append(row, to: &writer) }
      let again = Reading(writer.bytes)
      #expect(again.diagnostics.isEmpty, "seed \(seed)")
      #expect(again.rows == rows, "seed \(seed)")
      var (known, copied) = (ReferenceBook(), ReferenceBook())
      for reference in reading.references { known.add(reference) }
      for reference in again.references { copied.add(reference) }
      #expect(known == copied, "seed \(seed)")
    }
  }

  @Test func `a row written as the bank's CSV and normalized again keeps what people know it by`() {
    for (seed, reading) in Law.readings.enumerated() {
      let rows = enriched(reading).filter { $0.status != .declined }
      let csv = CSVMonzoWriter(includesPending: true)
      var writer = ByteWriter()
      csv.appendHeader(to: &writer)
      for row in rows { csv.append(row, to: &writer) }
      let again = Reading(writer.bytes)
      #expect(again.diagnostics.isEmpty, "seed \(seed)")
      #expect(again.rows.count == rows.count, "seed \(seed)")
      for (row, read) in zip(rows, again.rows) {
        #expect(read[.id] == row[.id], "seed \(seed)")
        #expect(read.created == row.created.wholeSecond, "seed \(seed)")
        #expect(read.amount == row.amount, "seed \(seed)")
        #expect(read.localAmount == row.localAmount ?? row.amount, "seed \(seed)")
        // A row without a payee prints the next best name.
        let isNamed = row.range(.payee) != nil
        #expect(!isNamed || blankless(read[.payee]) == blankless(row[.payee]), "seed \(seed)")
        #expect(blankless(read[.notes]) == blankless(row[.notes]), "seed \(seed)")
        #expect(category(read) == category(row), "seed \(seed)")
      }
    }
  }

  /// The rows of a reading as enrichment leaves them; statements print payees, which rows have only then.
  private func enriched(_ reading: Reading) -> [Row] {
    var knowledge = Knowledge.empty
    for reference in reading.references { knowledge.learn(reference) }
    for row in reading.rows { knowledge.learn(row) }
    let links = Links(linking: knowledge, asOf: CivilDate(days: 20_500))
    var enricher = Enricher(knowledge, links: links)
    return reading.rows.map { enricher.enriched($0) }
  }

  /// The text's bytes; nothing of a text of white space only, which a statement cannot tell from none.
  private func blankless(_ text: String?) -> [UInt8] {
    let bytes = Array((text ?? "").utf8)
    return bytes.contains { $0 > 0x20 } ? bytes : []
  }

  /// The category as the statement shows it.
  private func category(_ row: Row) -> String? {
    row[.category].map { category in
      category.hasPrefix("category_")
        ? category : category.split(separator: "_").joined(separator: " ")
    }
  }
}

extension Reading {
  fileprivate init(_ bytes: [UInt8]) {
    self.init([String(decoding: bytes, as: UTF8.self)])
  }
}
