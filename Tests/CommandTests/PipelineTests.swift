// The stages as filters say the same as the commands that join them.

import TestSupport
import Testing

@testable import monzo_export

@Suite struct PipelineTests {
  private func filters(_ inputs: [String], rules: String) throws -> [UInt8] {
    let rows = try Run(["normalize"] + inputs).output
    let enriched = try Run(["enrich", "--rules", rules], input: rows).output
    return try Run(["aggregate"], input: enriched).output
  }

  @Test func `the filters one after the other give the summary of the export`() throws {
    let rules = Fixture.sample("rules.json5")
    for inputs in [[Fixture.history], Fixture.samples, Fixture.samples.reversed()] {
      let scratch = try Scratch()
      let export = try Run(["export", "--rules", rules, "--out", scratch("out")] + inputs)
      #expect(export.status == 0, "\(export.errors)")
      let summary = try #require(scratch.bytes("out/all/summary.json"))
      #expect(try filters(inputs, rules: rules) == summary)
    }
  }

  @Test func `rows that were enriched once are the same when enriched again`() throws {
    let rows = try Run(["normalize"] + Fixture.samples).output
    let once = try Run(["enrich"], input: rows).output
    #expect(try Run(["enrich"], input: once).output == once)
    #expect(try Run(["normalize"], input: rows).output == rows)
  }

  @Test func `the filters give the rows of the export, and write gives its formats`() throws {
    let rows = try Run("normalize", Fixture.history).output
    let enriched = try Run(["enrich"], input: rows).output
    let lines = try Run("export", "--format", "jsonl", Fixture.history)
    #expect(try Run(["write", "jsonl"], input: enriched).output == lines.output)
    for format in ["csv", "qif"] {
      #expect(
        try Run(["write", format], input: enriched).output
          == Run("export", "--format", format, Fixture.history).output, "\(format)")
    }
    #expect(
      try Run(["write", "csv", "--for", "monzo"], input: enriched).output
        == Run("export", "--for", "monzo", Fixture.history).output)
  }

  @Test func `several files are one history, whatever their order`() throws {
    let scratch = try Scratch()
    let records = String(decoding: try Run("normalize", Fixture.history).output, as: UTF8.self)
      .split(separator: "\n")
    let one = try scratch.write(records.prefix(6).joined(separator: "\n"), to: "one")
    let two = try scratch.write(records.dropFirst(4).joined(separator: "\n"), to: "two")
    let whole = try Run("export", Fixture.history).output
    #expect(try Run("export", one, two).output == whole)
    #expect(try Run("export", two, one, one).output == whole)
  }

  @Test func `an empty input is an empty history`() throws {
    #expect(try Run("normalize").output == [])
    #expect(try Run("export", "--format", "csv", "-").lines.count == 1)
    for format in ["jsonl", "qif", "ofx"] {
      let run = try Run("export", "--format", format, "-")
      #expect(run.status == 0 && run.output == [], "\(format)")
    }
    let scratch = try Scratch()
    #expect(try Run("export", "--out", scratch("out"), "-").status == 0)
    #expect(try Run("report", "--out", scratch("site"), "-").status == 0)
    #expect(scratch.text("site/index.html").contains("</html>"))
  }
}
