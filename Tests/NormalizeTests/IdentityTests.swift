// Normalizing twice is normalizing once: what the writer of JSON Lines makes of a row is read back as that
// row, byte for byte, and what it makes of references too.

import Bytes
import Model
import Normalize
import TestSupport
import Testing
import Write

@Suite struct IdentityTests {
  private func lines(_ rows: [Row]) -> [UInt8] {
    var writer = ByteWriter()
    for row in rows { JSONLinesWriter().append(row, to: &writer) }
    return writer.bytes
  }

  @Test(arguments: SampleTests.yields.filter { $0.rows > 0 })
  func `rows of every sample are read back as they were written`(yield: SampleTests.Yield) throws {
    let rows = try SampleTests.read(yield.path).rows
    let written = lines(rows)
    let again = read(written).outputs
    #expect(again.rows == rows)
    #expect(again.diagnostics == [])
    #expect(lines(again.rows) == written)
  }

  @Test func `a row with every field is read back as it was written`() {
    let rows = read(CanonicalTests.full).rows
    #expect(lines(rows) == Array((CanonicalTests.full + "\n").utf8))
    #expect(read(lines(rows)).outputs.rows == rows)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `records of random shape are normalized once and for all`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let rows = read(Law.input(&random)).rows
    #expect(read(lines(rows)).outputs.rows == rows)
    // The days are in the rows: another zone does not move them.
    let elsewhere = read(lines(rows), options: .init(file: "in", zone: .utc)).outputs.rows
    #expect(elsewhere == rows)
  }

  @Test func `references are read back as they were written`() throws {
    let references =
      try SampleTests.yields.flatMap { try SampleTests.read($0.path).references } + [
        .category(id: "category_1", name: "Trips \"&\" fun"),
        .balance(BalanceFact(accountID: "pot_1", balanceMinor: -5, currency: .gbp, seen: nil)),
      ]
    var writer = ByteWriter()
    ReferenceWriter().append(references, to: &writer)
    let again = read(writer.bytes).outputs.references
    var rewritten = ByteWriter()
    ReferenceWriter().append(again, to: &rewritten)
    #expect(rewritten.bytes == writer.bytes)
    #expect(references.allSatisfy { again.contains($0) })
  }
}
