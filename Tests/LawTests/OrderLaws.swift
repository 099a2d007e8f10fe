// The same records give the same bytes, however they are ordered, cut into files, repeated, or sent through
// a stage again.

import Foundation
import TestSupport
import Testing

@Suite struct `order laws` {
  @Test func `input order does not matter, within files and between them`() throws {
    for run in HistoryRun.all {
      var random = SeededRandom(seed: run.seed)
      let shuffled = run.history.lines.shuffled(using: &random)
      let folder = URL(filePath: ScratchPlace.path).appending(path: "laws-\(UUID())")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let files = try random.deal(shuffled, into: 2).enumerated().map { index, lines in
        let url = folder.appending(path: "\(index).jsonl")
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: url)
        return url.path()
      }
      let output = HistoryRun.output(["normalize"] + files, [])
      #expect(!output.isEmpty && output == run.normalized, "seed \(run.seed)")
    }
  }

  @Test func `rows in any order are enriched to the same stream`() {
    for run in HistoryRun.all {
      var random = SeededRandom(seed: run.seed)
      let shuffled = HistoryRun.lines(run.normalized).shuffled(using: &random)
      let output = HistoryRun.output(["enrich"], shuffled.flatMap { $0 + [0x0A] })
      #expect(!output.isEmpty && output == run.enriched, "seed \(run.seed)")
    }
  }

  @Test func `a record that is there twice is there once`() {
    for run in HistoryRun.all {
      let input = (run.history.lines + run.history.lines.reversed()).map { $0 + "\n" }.joined()
      #expect(
        HistoryRun.output(["normalize"], Array(input.utf8)) == run.normalized, "seed \(run.seed)")
    }
  }

  @Test func `normalizing twice is normalizing once`() {
    for run in HistoryRun.all {
      #expect(
        HistoryRun.output(["normalize"], run.normalized) == run.normalized, "seed \(run.seed)")
    }
  }

  @Test func `enriching twice is enriching once`() {
    for run in HistoryRun.all {
      #expect(HistoryRun.output(["enrich"], run.enriched) == run.enriched, "seed \(run.seed)")
    }
  }
}
