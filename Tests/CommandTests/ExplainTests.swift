// What a person reads who asks where a row comes from.

import TestSupport
import Testing

@testable import monzo_export

@Suite struct ExplainTests {
  @Test func `a row is explained as it was recorded`() throws {
    let scratch = try Scratch()
    let rules = try scratch.write(
      "{ rules: [{ match: { tags: ['holiday'] }, set: { payee: 'The grocer' } }] }",
      to: "rules.json5")
    var outputs: [String: [UInt8]] = [:]
    for id in ["tx_split", "tx_direct_debit_joint", "tx_into_pot", "tx_declined"] {
      outputs["\(id).txt"] = try Run("explain", id, "--rules", rules, Fixture.history).output
    }
    let statement = Fixture.sample("statements/e-18-columns.csv")
    let row = try #require(try Run("normalize", statement).ids.first)
    outputs["statement.txt"] = try Run("explain", row, statement).output
    let differences = try Golden(Checkout.url("Tests/CommandTests/Explain")).compare(outputs)
    for difference in differences { Issue.record("\(difference)") }
  }

  @Test func `fields that nobody knows are named`() throws {
    let record = """
      {"id":"tx_1","created":"2026-06-01T00:00:00Z","amount":-1,"currency":"GBP","carbon":{"kg":2},"mood":"good"}
      """
    let run = try Run("explain", "tx_1", "-", input: record)
    #expect(run.text.contains("unknown fields of the record: carbon mood\n"))
  }

  @Test func `a record over many lines is shown on one`() throws {
    let record =
      "{\n  \"id\": \"tx_1\",\n  \"created\": \"2026-06-01T00:00:00Z\",\n"
      + "  \"amount\": -1,\n  \"currency\": \"GBP\"\n}\n"
    let run = try Run("explain", "tx_1", "-", input: record)
    #expect(
      run.text.hasSuffix(
        "\nrecord:\n{\"id\":\"tx_1\",\"created\":\"2026-06-01T00:00:00Z\",\"amount\":-1,\"currency\":\"GBP\"}\n"
      ))
  }

  @Test func `a row that nobody knows is refused`() throws {
    let run = try Run("explain", "tx_9", Fixture.history)
    #expect(run.status == 1)
    #expect(run.output == [])
    #expect(run.errors.hasPrefix("monzo-export: no row 'tx_9' in the input"))
  }
}
