// The rows of a history as the user's rules make them: what every output is written from.

import Aggregate
public import Enrich
package import Model

/// Enriched rows, in order, as often as they are asked for.
public final class EnrichedRowSource {
  package let history: Dataset
  package let rules: Rules
  /// How often each rule decided a row in the last walk.
  package private(set) var ruleCounts = RuleCounts.empty

  /// Creates a source.
  ///
  /// - Parameters:
  ///   - history: whose rows they are.
  ///   - rules: the user's own rules.
  public init(_ history: Dataset, rules: Rules = .none) {
    self.history = history
    self.rules = rules
  }

  /// Gives every row in order, with the place of its record.
  ///
  /// - Throws: `StorageError`, or what `body` throws.
  package func visit(_ body: (inout Row, Origin) throws -> Void) throws {
    var enricher = Enricher(history.knowledge, rules: rules, links: history.links)
    var balance = RunningBalance(history.balances)
    try history.visit { row, origin in
      enricher.enrich(&row)
      row.balanceMinor = balance.balance(after: row)
      try body(&row, origin)
    }
    ruleCounts = enricher.ruleCounts
  }

  /// Gives the rows of a choice once more, without balances; only they are enriched.
  ///
  /// - Parameters:
  ///   - isWanted: whether a row is of the choice, by what it was before it was enriched.
  ///   - body: takes each row.
  /// - Throws: `StorageError`, or what `body` throws.
  package func revisit(where isWanted: (Row) -> Bool, _ body: (Row) throws -> Void) throws {
    var enricher = Enricher(history.knowledge, rules: rules, links: history.links)
    try history.visit { row, _ in
      guard isWanted(row) else { return }
      enricher.enrich(&row)
      try body(row)
    }
  }
}
