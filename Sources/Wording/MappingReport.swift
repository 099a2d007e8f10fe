// What users read of what their chart of accounts does not map: one line each, with counts and sums.

package import Accounting
internal import Model

/// What is not mapped, in words.
package struct MappingReport {
  private let check: MappingCheck
  private let configuration: String

  /// Puts a check into words.
  ///
  /// - Parameters:
  ///   - check: what was found.
  ///   - configuration: the file that has the chart.
  package init(_ check: MappingCheck, configuration: String) {
    self.check = check
    self.configuration = configuration
  }

  /// The table of what is not mapped, or a line that says that everything is.
  package var lines: [String] {
    let unmapped = check.unmapped
    guard !unmapped.isEmpty else { return ["Everything is mapped to an account or a code."] }
    var table = TextTable(
      ["not mapped", "name", "transactions", "in", "out"],
      figures: ["transactions", "in", "out"], indent: "")
    table.rows = unmapped.map { item in
      [
        item.subject.word, item.name.isEmpty ? "(none)" : item.name, "\(item.count)",
        amountCell(item.inMinor, item.currency), amountCell(item.outMinor, item.currency),
      ]
    }
    return table.lines
  }

  /// How the list can be made shorter; nil when it is empty.
  package var remedy: String? {
    let unmapped = check.unmapped
    guard let first = unmapped.first(where: { !$0.name.isEmpty }) ?? unmapped.first else {
      return nil
    }
    return
      "\(unmapped.count) not mapped: name accounts in \(configuration), as in { chart: { "
      + "\(first.subject.rawValue): { \"\(first.name)\": \"ACCOUNT\" } } }, or with 'accounting_account' in a rule"
  }

  /// Entries of the chart that no transaction has.
  package var notes: [String] {
    check.unused.map {
      "note: \(configuration):\($0.position): no transaction has '\($0.name)' of '\($0.subject.rawValue)'"
    }
  }
}

extension ChartOfAccounts.Subject {
  fileprivate var word: String {
    switch self {
    case .tag: "tag"
    case .merchant: "merchant"
    case .counterparty: "transfer with"
    case .category: "category"
    case .account: "account"
    }
  }
}
