// Every history of a run sent through the stages once, for all laws that look at what comes out.

import Foundation
import TestSupport

/// What the stages make of one history.
struct HistoryRun: Sendable {
  let seed: UInt64
  let history: RandomHistory
  let normalized: [UInt8]
  let enriched: [UInt8]

  /// All histories of a run, each sent through the stages once.
  static let all = Law.histories.enumerated().map { HistoryRun(UInt64($0), $1) }

  private init(_ seed: UInt64, _ history: RandomHistory) {
    self.seed = seed
    self.history = history
    let input = Array(history.lines.map { $0 + "\n" }.joined().utf8)
    normalized = HistoryRun.output(["normalize"], input)
    enriched = HistoryRun.output(["enrich"], normalized)
  }

  /// What a command writes; nothing when it fails, which no law lets pass.
  static func output(_ arguments: [String], _ input: [UInt8]) -> [UInt8] {
    guard let run = try? CommandLineRun(arguments + ["--quiet"], input: input), run.status == 0
    else { return [] }
    return run.output
  }

  /// The rows of a stream as another reader of JSON gives them, by key.
  static func rows(_ stream: [UInt8]) throws -> [[String: Any]] {
    try lines(stream).compactMap {
      try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
    }.filter { $0["reference"] == nil }
  }

  /// The lines of a stream, without their ends.
  static func lines(_ stream: [UInt8]) -> [ArraySlice<UInt8>] {
    stream.split(separator: 0x0A, omittingEmptySubsequences: true)
  }
}
