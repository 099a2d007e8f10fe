// The rows of a history as the person's rules make them: what every output is written from.

import Enrich
import Model

/// Enriched rows, in order, as often as they are asked for.
final class EnrichedRowSource {
  let history: Dataset
  let rules: Rules
  /// How often each rule decided a row in the last walk.
  private(set) var ruleCounts = RuleCounts.empty

  init(history: Dataset, rules: Rules) {
    self.history = history
    self.rules = rules
  }

  /// Gives every row in order.
  func visit(_ body: (inout Row, Origin) throws -> Void) throws {
    ruleCounts = try history.visitEnriched(by: rules, body)
  }
}
