// The rows of a dataset as the user's rules make them: what every output is written from.

import Aggregate
public import Enrich
package import Model

/// Enriched rows, in order, as often as they are asked for.
public final class EnrichedRowSource {
  package let dataset: Dataset
  package let rules: Rules
  /// How often each rule decided a row in the last walk.
  package private(set) var ruleCounts = RuleCounts.empty
  /// The categories of the user's own that have no name, with how many rows of the last walk each has.
  package private(set) var unnamedCategories: [String: Int] = [:]

  /// Creates a source.
  ///
  /// - Parameters:
  ///   - dataset: whose rows they are.
  ///   - rules: the user's own rules.
  public init(_ dataset: Dataset, rules: Rules = .none) {
    self.dataset = dataset
    self.rules = rules
  }

  private var enricher: Enricher {
    Enricher(
      dataset.knowledge, rules: rules, links: dataset.links, spending: dataset.settings.spending)
  }

  /// Visits every row in order, with the place of its record.
  ///
  /// - Throws: `StorageError`, or what `body` throws.
  package func visit(_ body: (inout Row, Origin) throws -> Void) throws {
    var enricher = self.enricher
    var balance = RunningBalance(dataset.balances)
    unnamedCategories = [:]
    try dataset.visit { row, origin in
      enricher.enrich(&row)
      if row.hasUnnamedCategory, let id = row[.category] { unnamedCategories[id, default: 0] += 1 }
      row.balanceMinor = balance.balance(after: row)
      try body(&row, origin)
    }
    ruleCounts = enricher.ruleCounts
  }

  /// Visits the rows of a choice once more, without balances; only they are enriched.
  ///
  /// - Parameters:
  ///   - isWanted: whether a row is of the choice, by what it was before it was enriched.
  ///   - body: takes each row.
  /// - Throws: `StorageError`, or what `body` throws.
  package func revisit(where isWanted: (Row) -> Bool, _ body: (Row) throws -> Void) throws {
    var enricher = self.enricher
    try dataset.visit { row, _ in
      guard isWanted(row) else { return }
      enricher.enrich(&row)
      try body(row)
    }
  }
}
