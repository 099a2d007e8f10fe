// What the money of a row is to the user, whatever its status, and why: one rule for the totals of summaries, for the
// figures of pages and for the sentence of `explain`, so that they can never disagree. The first that fits decides:
//
//   zero amount                                               none
//   a move between own accounts and pots                      transfer
//   money out   left out by a rule, the configuration,
//               the category or the bank's flag               not spending
//               else                                          spending
//   money in    left out by a rule, the configuration or
//               the category, or a card refund by the bank's
//               flag                                          not income
//               a refund, or money back for a known purchase  refund
//               from a person, in a category of spending      repaid
//               else                                          income
//
// Who is a person: whoever pays from an account of the bank or by bank transfer. A Bacs credit is how employers pay, and
// a row that the bank calls a payday is pay, so neither ever lowers spending. A category of spending is any but income,
// transfers, general, savings and top-ups. By the bank or a rule, somebody has said what the money is for.
//
//   +15.00 from Sam, eating_out                     repaid: Eating out is 15.00 less
//   +15.00 from Sam, general                        income: nobody said what for
//   +20.00 from a shop, left out in the app         not income, nor does it lower spending: what it is for is left out
//   +2,000.00 from an employer by Bacs, groceries   income, though somebody put it into groceries by mistake
//   +2,000.00 from an employer by bank transfer,
//   groceries                                       repaid: the category decides; `explain` shows it, a rule mends it

import Bytes
public import Model

/// What the money of a row is to the user.
public enum Flow: Equatable, Sendable {
  /// The amount is zero.
  case none
  /// From one of the user's accounts or pots to another; the sign says the side.
  case transfer
  /// Money in that is neither a refund nor a transfer.
  case income
  /// Money back for a purchase.
  case refund
  /// Money that a person gave back for what was spent.
  case repaid
  /// Money out that counts as spending.
  case spending
  /// Money out that does not count as spending.
  case notSpending
  /// Money in that does not count as income.
  case notIncome
}

/// Who leaves a row out of spending, or out of income.
public enum LeftOutReason: Equatable, Hashable, Sendable {
  /// The bank's own flag: the user left it out in the app.
  case bank
  /// The category transfers of a source that has no flag.
  case category
  /// The configuration.
  case configuration
  /// The account is somebody else's.
  case accountOfOthers
  /// The user's rule of this number.
  case rule(Int)

  /// The word for it in files.
  public var word: String {
    switch self {
    case .bank: "bank"
    case .category: "category"
    case .configuration: "config"
    case .accountOfOthers: "account_of_others"
    case .rule(let number): "rule:\(number)"
    }
  }

  /// The reason of a word.
  public init?(_ word: String) {
    switch word {
    case "bank": self = .bank
    case "category": self = .category
    case "config": self = .configuration
    case "account_of_others": self = .accountOfOthers
    default:
      guard word.hasPrefix("rule:"), let number = Int(word.dropFirst(5)) else { return nil }
      self = .rule(number)
    }
  }

  fileprivate init(_ who: Provenance?) {
    switch who {
    case nil, .bank: self = .bank
    case .rule(let number): self = .rule(number)
    case .config: self = .configuration
    case .counterparty: self = .accountOfOthers
    default: self = .category
    }
  }
}

extension Row {
  /// What the money of the row is to the user.
  ///
  /// A part of a split row has the flow of the row.
  public var flow: Flow {
    if amountMinor == 0 { return .none }
    if kind.isTransfer { return .transfer }
    if amountMinor < 0 { return includeInSpending == false ? .notSpending : .spending }
    if includeInSpending == false,
      kind == .refund || LeftOutReason(self[provenance: .includeInSpending]) != .bank
    {
      return .notIncome
    }
    if kind == .refund || range(.refundOf) != nil { return .refund }
    return isPaidBack ? .repaid : .income
  }

  /// Who leaves the row out of spending or income, or makes a transfer of it that nobody else would see; nil when it
  /// counts, or never moved money.
  public var leftOutReason: LeftOutReason? {
    guard countsAsMoney else { return nil }
    switch flow {
    case .notSpending, .notIncome: return LeftOutReason(self[provenance: .includeInSpending])
    case .transfer:
      let reason = LeftOutReason(self[provenance: .kind])
      return reason == .bank ? nil : reason
    default: return nil
    }
  }

  private var isPaidBack: Bool {
    switch kind {
    case .monzoToMonzo, .bankTransfer, .standingOrder: break
    default: return false
    }
    guard let category = range(.category), !category.isEmpty else { return false }
    let others: [StaticString] = ["general", "income", "transfers", "savings", "mondo"]
    return !others.contains { isEqual(.category, $0) } && !isPayday
  }
}
