// What rules decide of purchases reaches money back in another month, and what they leave out is shown where it is
// left out: after an export and in `status`.

import TestSupport
import Testing

@testable import monzo_export

@Suite struct `what rules leave out` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  @Test func `a refund in July has what a rule made of its purchase in May`() throws {
    archive.rows["tx_july"] = .init(
      id: "tx_july", created: "2026-07-12T12:00:00Z", amount: 1000)
    try archive.write()
    try scratch.write(
      "{ rules: [{ match: { amount: { min: -10, max: -10 } }, set: { category: 'Work' } }] }",
      to: "rules.json5")
    let files = try archive.export("2026-07", "--rules", scratch("rules.json5"))
    let rows = String(decoding: try #require(files["transactions.jsonl"]), as: UTF8.self)
    #expect(rows.contains(#""refund_of":"tx_may""#), "\(rows)")
    #expect(rows.contains(#""category":"Work""#) && rows.contains(#""category":"rule:1""#))
  }

  @Test func `it is shown after an export and in status, by rule, with the same sums`() throws {
    try scratch.write(
      "{ rules: [{ match: { amount: { max: -10 } }, set: { include_in_spending: false } }] }",
      to: "archive/rules.json5")
    let month = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    let shown = """
        not counted  transactions        in        out
        by rule 1               1  0.00 GBP  20.00 GBP
      """
    #expect(month.errors.contains(shown), "\(month.errors)")
    let status = try archive.run("status")
    #expect(status.text.contains("by rule 1"), "\(status.text)")
    let json = try archive.run("status", "--json").text
    #expect(
      json.contains(
        #"{"by": "rule:1", "currency": "GBP", "rows": 2, "in_minor": 0, "out_minor": 3000}"#),
      "\(json)")
  }
}
