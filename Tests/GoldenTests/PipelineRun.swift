// One situation sent through every command that makes files of rows. First the filters, each fed with the
// bytes that the one before gave; then `export`, which does the same in one run. What both make must be
// equal, so it is in the expected files once:
//
//   normalized.jsonl, enriched.jsonl, summary.json, monzo.csv     what the filters give
//   all.beancount, all.journal                                    the same as journals
//   all/                                                          what `export` gives beyond that
//   site/                                                         the pages that the case asks for
//   diagnostics.txt                                               what each command said, and its exit code

import Foundation
import TestSupport

/// The outputs of the whole pipeline for one situation.
struct PipelineRun {
  /// Bytes by file name.
  private(set) var outputs: [String: [UInt8]] = [:]
  /// Pairs of outputs that must be equal although two commands made them, by what they are.
  private(set) var twins: [(name: String, filtered: [UInt8], exported: [UInt8])] = []

  private var diagnostics = ""
  private let situation: Situation
  private let out = URL(filePath: ScratchPlace.path).appending(
    path: "situation-\(UUID().uuidString)")

  init(_ situation: Situation) throws {
    self.situation = situation
    defer { try? FileManager.default.removeItem(at: out) }
    let inputs = try situation.inputs()
    let normalized = try run(["normalize"] + situation.account + inputs)
    // A filter takes an empty pipe for a mistake, unless standard input is named.
    let named = normalized.isEmpty ? ["-"] : []
    let enriched = try run(["enrich"] + situation.rules + named, normalized)
    let summary = try run(["aggregate"] + named, enriched)
    outputs["normalized.jsonl"] = normalized
    outputs["enriched.jsonl"] = enriched
    outputs["summary.json"] = summary
    outputs["monzo.csv"] = try run(["write", "csv", "--for", "monzo"] + named, enriched)
    // What these say, QIF says too.
    for (format, name) in [("beancount", "all.beancount"), ("hledger", "all.journal")] {
      outputs[name] = try CommandLineRun(
        ["write", format] + named + situation.arguments, input: enriched
      ).output
    }
    let table = try run(["write", "csv"] + named, enriched)
    let registers = try run(["write", "qif"] + named, enriched)

    // `export --account` would leave out all other accounts, so it reads rows that have theirs already.
    // Quiet, because what it would report is in the manifest too; errors are printed all the same.
    let isRaw = situation.account.isEmpty
    _ = try run(
      ["export", "--quiet", "--out", out.path()] + situation.rules + (isRaw ? inputs : ["-"]),
      isRaw ? [] : normalized)
    var exported = try files(in: out.appending(path: "all"))
    twins = [
      ("summary.json", summary, exported.removeValue(forKey: "summary.json") ?? []),
      ("rows", rows(of: enriched), exported.removeValue(forKey: "transactions.jsonl") ?? []),
      ("CSV", table, exported["transactions.csv"] ?? []),
      ("QIF", registers, exported["all-all.qif"] ?? []),
    ]
    for (name, bytes) in exported { outputs["all/\(name)"] = bytes }

    if !situation.pages.isEmpty {
      let site = out.appending(path: "site")
      _ = try run(["report", "--quiet", "--out", site.path()] + situation.rules + inputs)
      for page in situation.pages {
        outputs["site/\(page)"] = Array(try Data(contentsOf: site.appending(path: page)))
      }
    }
    outputs["diagnostics.txt"] = Array(diagnostics.utf8)
  }

  /// Runs a command and notes what it said; paths are shown from the situation's folder.
  private mutating func run(_ command: [String], _ input: [UInt8] = []) throws -> [UInt8] {
    let run = try CommandLineRun(command + situation.arguments, input: input)
    let shown = (["$ monzo-export"] + command + situation.arguments).joined(separator: " ")
    diagnostics += "\(shown)\n\(run.errors)exit \(run.status)\n"
      .replacing(situation.folder.path() + "/", with: "").replacing(out.path(), with: "OUT")
    return run.output
  }

  /// The lines of a stream that are rows.
  private func rows(of stream: [UInt8]) -> [UInt8] {
    let lines = stream.split(separator: 0x0A, omittingEmptySubsequences: true)
    return lines.filter { !$0.starts(with: "{\"reference\":".utf8) }.flatMap { $0 + [0x0A] }
  }

  private func files(in folder: URL) throws -> [String: [UInt8]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
      .filter { !$0.hasPrefix(".") }
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, Array(try Data(contentsOf: folder.appending(path: $0))))
      })
  }
}
