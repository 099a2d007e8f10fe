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

  /// What was decided of purchases that money came back for, once somebody asked.
  private var decided: PurchaseDecisions?

  /// An enricher that knows the whole.
  ///
  /// - Throws: `StorageError`.
  func enricher() throws -> Enricher {
    let purchases = try decided ?? decisions()
    decided = purchases
    return Enricher(
      dataset.knowledge, rules: rules, links: dataset.links, spending: dataset.settings.spending,
      purchases: purchases, names: dataset.registerNames)
  }

  /// Enriches the purchases that money came back for, where settings may decide of them.
  private func decisions() throws -> PurchaseDecisions {
    let (knowledge, spending) = (dataset.knowledge, dataset.settings.spending)
    let followsSettings = rules.rules.contains(where: \.decidesOfPurchases) || spending != .none
    guard followsSettings || !knowledge.ties.originals.isEmpty else { return .none }
    var decisions = PurchaseDecisions(
      knowledge, dataset.links, followsSettings: followsSettings)
    if decisions.isEmpty { return .none }
    var enricher = Enricher(knowledge, rules: rules, links: dataset.links, spending: spending)
    try dataset.visit(months: decisions.months(knowledge.movements)) { row in
      guard decisions.wants(row) else { return }
      enricher.enrich(&row)
      decisions.learn(row)
    }
    return decisions
  }

  /// Visits every row in order, with the place of its record.
  ///
  /// - Throws: `StorageError`, or what `body` throws.
  package func visit(_ body: (inout Row, Origin) throws -> Void) throws {
    var enricher = try enricher()
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
    var enricher = try enricher()
    try dataset.visit { row, _ in
      guard isWanted(row) else { return }
      enricher.enrich(&row)
      try body(row)
    }
  }
}

extension Rule {
  /// Whether what the rule sets of a purchase is set of money back, too.
  fileprivate var decidesOfPurchases: Bool {
    changes.category != nil || changes.includeInSpending != nil
  }
}
