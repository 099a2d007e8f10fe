// What the user's rules change, before anything is written: every row is enriched with the rules and without them.

import Aggregate
import Enrich
package import Model

/// What one rule does to the rows of a dataset.
package struct RuleEffect: Equatable, Sendable {
  /// The number of the rule, from 1.
  package let number: Int
  /// How many rows it decides.
  package private(set) var rows = 0
  /// How many of them it changes.
  package private(set) var changed = 0
  /// How many rows it changes each field of.
  package private(set) var fields: [String: Int] = [:]
  /// What changed rows brought in, in minor units.
  package private(set) var moneyIn: [Currency: Int128] = [:]
  /// What changed rows took out, in minor units, at least zero.
  package private(set) var moneyOut: [Currency: Int128] = [:]

  init(_ number: Int) { self.number = number }

  fileprivate mutating func add(_ row: Row, without plain: Row) {
    rows += 1
    let names = RuleEffect.changes(row, plain)
    guard !names.isEmpty else { return }
    changed += 1
    for name in names { fields[name, default: 0] += 1 }
    guard row.countsAsMoney else { return }
    let amount = Int128(row.amountMinor)
    moneyIn[row.currency, default: 0] += max(amount, 0)
    moneyOut[row.currency, default: 0] += max(-amount, 0)
  }

  /// The fields that differ; `counts` when the row becomes something else to the user, such as no spending.
  private static func changes(_ row: Row, _ plain: Row) -> [String] {
    let texts: [(String, RowText)] = [
      ("payee", .payee), ("category", .category), ("tags", .tags), ("notes", .notes),
      ("accounting_code", .metadata),
    ]
    return texts.filter { row[$0.1] != plain[$0.1] }.map(\.0)
      + (row.kind == plain.kind ? [] : ["kind"])
      + (row.includeInSpending == plain.includeInSpending ? [] : ["include_in_spending"])
      + (row.flow == plain.flow ? [] : ["counts"])
  }
}

extension EnrichedRowSource {
  /// What each rule does, in the order of the rules; the ones that never match too.
  package func ruleEffects() throws -> [RuleEffect] {
    var effects = rules.rules.indices.map { RuleEffect($0 + 1) }
    // Names of categories are no rules: they are the same on both sides.
    var plain = try EnrichedRowSource(dataset, rules: Rules(categories: rules.categories))
      .enricher()
    var ruled = try enricher()
    try dataset.visit { row, _ in
      var without = row
      plain.enrich(&without)
      ruled.enrich(&row)
      guard let number = row.decidingRule, effects.indices.contains(number - 1) else { return }
      effects[number - 1].add(row, without: without)
    }
    return effects
  }
}
