// What is written in every format is read back by somebody else's eyes, the small readers of the tests. Ids,
// days and amounts must come back as they went in; entries of registers as the generator's own books say.

import Foundation
import TestSupport
import Testing

@Suite struct `format laws` {
  @Test func `every format gives back the same ids, days, amounts and sums`()
    throws
  {
    let out = URL(filePath: ScratchPlace.path).appending(path: "laws-\(UUID())")
    defer { try? FileManager.default.removeItem(at: out) }
    var hasSums = false
    for run in HistoryRun.all {
      let folder = out.appending(path: "\(run.seed)")
      let input = Array(run.history.lines.map { $0 + "\n" }.joined().utf8)
      let status = try CommandLineRun(
        ["export", "--out", folder.path(), "--quiet", "-"], input: input
      )
      .status
      #expect(status == 0, "seed \(run.seed)")
      let files = ExportedFiles(folder.appending(path: "all"))
      let rows = try ExportedFiles.facts(ofStream: run.enriched)
      #expect(try files.jsonLines() == rows, "seed \(run.seed)")
      #expect(try files.csv() == rows, "seed \(run.seed)")
      let sums = try files.sumsOfCSV()
      #expect(try sums == files.sumsOfSummary(), "seed \(run.seed)")
      hasSums = hasSums || sums.count > 9

      let entries = run.history.entries()
      #expect(try files.ofx() == run.history.statements(), "seed \(run.seed)")
      #expect(
        try files.qif(single: entries.count == 1 ? entries.keys.first : nil)
          == entries.mapValues { $0.map(\.withoutID).sorted() }, "seed \(run.seed)")
      let target = try CommandLineRun(
        ["export", "--for", "actual", "--out", folder.path(), "--quiet", "-"], input: input)
      #expect(target.status == 0, "seed \(run.seed)")
      #expect(
        try files.table(of: "actual") == entries.values.flatMap { $0.map(\.withoutID) }.sorted(),
        "seed \(run.seed)")
      try FileManager.default.removeItem(at: folder)
    }
    #expect(hasSums)
  }
}
