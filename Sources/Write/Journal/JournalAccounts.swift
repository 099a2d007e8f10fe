// What accounts are called in a journal. The chart of accounts decides; what it does not map has a name of its own:
//
//   an account or pot of the user     Assets:Monzo:Current-Account, Assets:Monzo:Pot-Holiday, Liabilities:Monzo:Flex
//   spending, refunds, money paid     Expenses:Groceries
//   income                            Income:Salary
//   a transfer to the user's account  Assets:External:Alex-Example; one of an own account whose other side is not in
//   at another bank                   the same entry goes through Assets:Transfers
//
// Names of own accounts come from their slugs, which stay when a pot is renamed.

public import Accounting
internal import Aggregate
internal import Model

/// Names accounts of journals.
public struct JournalAccounts: Sendable {
  static let opening = "Equity:Opening-Balances"
  static let transfers = "Assets:Transfers"
  private static let roots = ["Assets", "Liabilities", "Equity", "Income", "Expenses"]

  private let chart: ChartOfAccounts
  private let categories: CategoryNames

  /// Creates the names.
  ///
  /// - Parameters:
  ///   - chart: what the user's own accounting calls things.
  ///   - categoryNames: names of the user's own categories by id.
  public init(_ chart: ChartOfAccounts, categoryNames: [String: String]) {
    self.chart = chart
    categories = CategoryNames(known: categoryNames)
  }

  // MARK: Registers

  /// The account of a register.
  func account(of register: Register) -> String {
    account(slug: register.slug, register.owner, title: register.title)
  }

  /// The account of a register by its names.
  func account(slug: String, _ owner: Register.Owner, title: String) -> String {
    let root = JournalAccounts.isDebt(owner) ? "Liabilities" : "Assets"
    let mapping = chart.mapping(slug: slug, of: owner, title: title)
    return JournalAccounts.name(mapping, root, or: ["Monzo", slug])
  }

  private static func isDebt(_ owner: Register.Owner) -> Bool {
    guard case .account(let account) = owner else { return false }
    switch account.type {
    case "uk_monzo_flex", "uk_loan", "uk_monzo_flex_backing_loan": return true
    default: return false
    }
  }

  // MARK: Rows

  /// The account that is the other side of a share of a row, with the code and the VAT code that the chart has for it.
  func account(of row: Row, _ share: CategoryShare) -> (name: String, mapping: AccountMapping) {
    let mapping = chart.mapping(of: row, category: share.category)
    let name = share.category.isEmpty ? "Uncategorised" : categories.name(of: share.category)
    switch row.flow {
    case .income, .notIncome: return (JournalAccounts.name(mapping, "Income", or: [name]), mapping)
    case .transfer: return (transferAccount(of: row, mapping), mapping)
    case .none, .refund, .repaid, .spending, .notSpending:
      return (JournalAccounts.name(mapping, "Expenses", or: [name]), mapping)
    }
  }

  /// The account that a move goes to whose other side is not in the same entry.
  private func transferAccount(of row: Row, _ mapping: AccountMapping) -> String {
    if row.range(.transferID) != nil { return JournalAccounts.transfers }
    switch row[provenance: .kind] {
    case .config, .rule:
      let payee = row[.payee] ?? row[.counterpartyName] ?? ""
      return JournalAccounts.name(mapping, "Assets", or: ["External", payee])
    default:
      return mapping.account == nil
        ? JournalAccounts.transfers : JournalAccounts.name(mapping, "Assets", or: [])
    }
  }

  /// What is mapped, below its own root or a usual one; else the usual name.
  private static func name(
    _ mapping: AccountMapping?, _ root: String, or usual: [String]
  ) -> String {
    guard let account = mapping?.account else { return joined(root, usual) }
    let parts = account.split(separator: ":").map(String.init)
    guard let first = parts.first, parts.count > 1,
      let own = roots.first(where: { $0.lowercased() == first.lowercased() })
    else { return joined(root, parts) }
    return joined(own, Array(parts.dropFirst()))
  }

  private static func joined(_ root: String, _ parts: [String]) -> String {
    ([root] + parts.map(JournalText.component)).joined(separator: ":")
  }
}
