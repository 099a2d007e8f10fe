// What users read of what their rules would change.

package import Enrich
internal import Model
package import Pipeline

/// The effects of rules, in words.
package struct RuleReport {
  private let effects: [RuleEffect]
  private let rules: Rules

  /// Puts effects into words.
  package init(_ effects: [RuleEffect], _ rules: Rules) {
    self.effects = effects
    self.rules = rules
  }

  /// One line a rule: where it is, how many transactions it is for and changes, their sums, and what it changes.
  package var lines: [String] {
    var table = TextTable(
      ["rule", "at", "transactions", "changes", "in", "out", "what"],
      figures: ["transactions", "changes", "in", "out"])
    table.rows = effects.map { effect in
      [
        "\(effect.number)", "\(rules.rules[effect.number - 1].position)", "\(effect.rows)",
        "\(effect.changed)", sums(effect.moneyIn), sums(effect.moneyOut),
        effect.fields.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
          .joined(separator: ", "),
      ]
    }
    return table.lines
  }

  private func sums(_ sums: [Currency: Int128]) -> String {
    let texts = sums.sorted { $0.key < $1.key }.map { amountCell($0.value, $0.key) }
    return texts.isEmpty ? "0" : texts.joined(separator: " + ")
  }
}
