// What every law needs: histories of many seeds, read into rows. A law that fails names the seed, and the
// seed makes the same history again.

import Bytes
import Foundation
import Model
import Normalize
import TestSupport

enum Law {
  /// How many seeds every law is held to: `LAW_SEEDS`, or enough to find what people break.
  static let seedCount =
    ProcessInfo.processInfo.environment["LAW_SEEDS"].flatMap { UInt64($0) } ?? 30
  /// The histories of a run, made once for all laws; the index is the seed.
  static let histories = (0..<seedCount).map { RandomHistory(seed: $0) }
  /// What the normalizer makes of each history.
  static let readings = histories.map { Reading($0.lines) }
}

/// What the normalizer makes of some lines, in their order, versions and all.
struct Reading: Sendable {
  var rows: [Row] = []
  var references: [Reference] = []
  var diagnostics: [Diagnostic] = []

  init(_ lines: [String]) {
    var normalizer = Normalizer(.init(file: "history"))
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    var rest = 0..<bytes.count
    while let outcome = normalizer.next(in: bytes, &rest, isLast: true) {
      switch outcome {
      case .row: rows.append(normalizer.row)
      case .reference(let reference): references.append(reference)
      case .diagnostic(let diagnostic): diagnostics.append(diagnostic)
      }
    }
  }
}

extension SeededRandom {
  /// Puts every element into one of some parts, at random.
  mutating func deal<Element>(_ elements: [Element], into count: Int) -> [[Element]] {
    var parts = [[Element]](repeating: [], count: count)
    for element in elements { parts[Int.random(in: 0..<count, using: &self)].append(element) }
    return parts
  }
}
