// What the user counts as spending, beyond what the bank's flag says. The first of these that fits decides:
//
//   a rule's `include_in_spending`            as it says
//   a row of an account of somebody else      not counted: the money is theirs
//   `spending.exclude` of the configuration   not counted, by category, payee or kind
//   the bank's own flag                       as it says
//   category transfers, where no flag is      not counted: the CSV's word for money that only moved
//
// Before that, a payment to or from one of `own_accounts` becomes a move between the user's own accounts, unless a rule
// set the kind. Money in is left out by the same, but never by the bank's flag: that is about spending.
//
//   To Alex Example, 09-01-28 12345678, own by its numbers      own_transfer, by the configuration
//   From Alex Example without numbers (a CSV), own by name      own_transfer
//   From Alex Example, other numbers                            income: the numbers are not own
//   To ISA Provider, `categories: ["savings"]`                  not spending, by the configuration

import Bytes
import Model

struct SpendingRule {
  private struct Numbers: Hashable {
    let sortCode: String
    let accountNumber: String
  }

  private var numbers: Set<Numbers> = []
  private var ibans: Set<String> = []
  private var names: Set<String> = []
  private var categories: Set<String> = []
  private var payees: Set<String> = []
  private var kinds: Set<Kind> = []
  private let accountsOfOthers: Set<String>
  private let asksNothing: Bool

  init(
    _ settings: SpendingSettings, accountsOfOthers: Set<String>, categoryNames: [String: String]
  ) {
    for account in settings.ownAccounts {
      if let code = account.sortCode, let number = account.accountNumber {
        numbers.insert(Numbers(sortCode: code, accountNumber: number))
      }
      if let iban = account.iban { ibans.insert(SpendingRule.plain(iban)) }
      if let name = account.name { names.insert(SpendingRule.person(name)) }
    }
    for category in settings.excludedCategories {
      categories.insert(TextMatcher.folded(category))
      if let name = categoryNames[category] { categories.insert(TextMatcher.folded(name)) }
    }
    payees = Set(settings.excludedPayees.map { TextMatcher.folded($0) })
    kinds = Set(settings.excludedKinds)
    self.accountsOfOthers = accountsOfOthers
    asksNothing = settings == .none && accountsOfOthers.isEmpty
  }

  /// Decides of a row that has its payee, category and kind.
  func apply(to row: inout Row) {
    if !asksNothing, !row.kind.isTransfer, row[provenance: .kind] == nil, isOwn(row) {
      row.kind = .ownTransfer
      row[provenance: .kind] = .config
    }
    if row[provenance: .includeInSpending].isRule || row.kind.isTransfer { return }
    if !asksNothing {
      if let account = row[.accountID], accountsOfOthers.contains(account) {
        return leaveOut(&row, .counterparty)
      }
      if isExcluded(row) { return leaveOut(&row, .config) }
    }
    if row.includeInSpending == nil, row.isEqual(.category, "transfers") {
      leaveOut(&row, row[provenance: .category] ?? .csv)
    }
  }

  private func leaveOut(_ row: inout Row, _ who: Provenance) {
    row.includeInSpending = false
    // The bank's own flag needs nobody who decided it.
    row[provenance: .includeInSpending] = who == .bank ? .csv : who
  }

  // MARK: Own accounts

  private func isOwn(_ row: Row) -> Bool {
    guard !(numbers.isEmpty && ibans.isEmpty && names.isEmpty), row.kind.mayBeOwn else {
      return false
    }
    if let number = row[.counterpartyAccountNumber], !number.isEmpty {
      guard let code = row[.counterpartySortCode], !code.isEmpty else {
        return ibans.contains(SpendingRule.plain(number))
      }
      let both = Numbers(
        sortCode: SpendingRule.plain(code), accountNumber: SpendingRule.plain(number))
      return numbers.contains(both) || ibans.contains { $0.hasSuffix(both.sortCode + number) }
    }
    guard !names.isEmpty, row.merchant == nil else { return false }
    return [row[.counterpartyName], row[.payee]].contains {
      $0.map { names.contains(SpendingRule.person($0)) } ?? false
    }
  }

  /// A number without dashes and spaces, in capitals.
  static func plain(_ text: String) -> String {
    text.uppercased().filter { $0.isLetter || $0.isNumber }
  }

  /// A person's name without what banks put before it.
  private static func person(_ name: String) -> String {
    let titles: Set<Substring> = ["mr", "mrs", "ms", "miss", "mx", "dr"]
    let words = TextMatcher.folded(name).split(separator: " ")
    return (words.first.map { titles.contains($0) } ?? false ? words.dropFirst() : words[...])
      .joined(separator: " ")
  }

  // MARK: Exclusions

  private func isExcluded(_ row: Row) -> Bool {
    if kinds.contains(row.kind) { return true }
    if !categories.isEmpty, let category = row[.category],
      categories.contains(TextMatcher.folded(category))
    {
      return true
    }
    guard !payees.isEmpty, let payee = row[.payee] else { return false }
    return payees.contains(TextMatcher.folded(payee))
  }
}

extension Kind {
  /// Whether a row of the kind can be a payment between two accounts of one person.
  fileprivate var mayBeOwn: Bool {
    switch self {
    case .bankTransfer, .directDebit, .standingOrder, .bacsCredit, .monzoToMonzo, .topUp, .loan,
      .cheque, .other:
      true
    case .cardPayment, .cashWithdrawal, .potTransfer, .ownTransfer, .interest, .fee, .refund,
      .flex, .cashDeposit, .reward, .adjustment, .cardCheck:
      false
    }
  }
}
