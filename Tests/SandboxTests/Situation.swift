// The situations that the demo bank promises, by name. Each is a question about all rows.

struct Situation: Sendable, CustomStringConvertible {
  var description: String
  var occurs: @Sendable ([DemoRow]) -> Bool

  /// A situation that one row can be.
  static func row(_ name: String, _ matches: @escaping @Sendable (DemoRow) -> Bool) -> Situation {
    Situation(description: name) { rows in rows.contains(where: matches) }
  }

  /// A situation that takes several rows: those of a kind are picked, then judged together.
  static func rows(
    _ name: String, of matches: @escaping @Sendable (DemoRow) -> Bool,
    are holds: @escaping @Sendable ([DemoRow]) -> Bool
  ) -> Situation {
    Situation(description: name) { rows in holds(rows.filter(matches)) }
  }
}

extension Situation {
  static let all = ways + amounts + states + times + texts + repeated

  /// Ways that money moves.
  private static let ways: [Situation] = [
    .row("wages by Bacs") { $0.scheme == "bacs" && $0.description.hasSuffix("SALARY") },
    .rows("a bonus with the wages of June") {
      $0.description.hasSuffix("BONUS")
    } are: {
      $0.count == 3 && $0.allSatisfy { $0.day.dropFirst(5).hasPrefix("06") }
    },
    .row("rent by standing order") {
      $0.metadata["series_id"] != nil && $0.scheme == "payport_faster_payments" && $0.amount < 0
    },
    .row("direct debit with a merchant") { isDebit($0) && $0.shop != nil },
    .row("direct debit without a merchant") { isDebit($0) && $0.shop == nil },
    .row("bill paid from a pot") {
      isDebit($0) && $0.userID.isEmpty && $0.description.hasPrefix("CLEARBRACKEN")
    },
    .row("faster payment in") { $0.scheme == "payport_faster_payments" && $0.amount > 0 },
    .row("payment to a person with the same bank") {
      $0.scheme == "monzo_to_monzo" && $0.amount < 0
    },
    .row("payment from a person with the same bank") {
      $0.scheme == "monzo_to_monzo" && $0.amount > 0
    },
    .row("p2p payment") { $0.scheme == "p2p_payment" },
    .row("top-up") { $0.isLoad && $0.category == "mondo" && $0.amount > 0 },
    .row("cheque") { $0.scheme == "rbs_cheque" },
    .row("cash deposit") { $0.scheme == "uk_cash_deposits_paypoint" },
    .row("interest") { $0.scheme == "account_interest" && $0.amount > 0 },
    .row("overdraft fee") { $0.scheme == "overdraft" && $0.amount < 0 },
    .row("pot deposit") { $0.metadata["pot_deposit_id"] != nil },
    .row("pot withdrawal") { $0.metadata["pot_withdrawal_id"] != nil },
    .row("round-up") { $0.metadata["trigger"] == "coin_jar" && (1...99).contains(abs($0.amount)) },
    .row("card payment that names its round-up") { $0.metadata["coin_jar_transaction"] != nil },
    .row("Flex purchase that never settles") {
      $0.scheme == "mastercard" && $0.settled.isEmpty && !$0.isPending && $0.declineReason == nil
    },
    .row("Flex repayment") { $0.metadata["ledger_entry_intent"]?.contains("repayment") == true },
    .row("payment moved to Flex") {
      $0.metadata["ledger_entry_intent"]?.contains("move_money") == true
    },
    .row("cash machine at home") { $0.isCashMachine && $0.localCurrency == "GBP" },
    .row("cash machine abroad without a fee") {
      $0.isCashMachine && $0.localCurrency != "GBP" && $0.cashFee == 0
    },
    .row("cash machine abroad with a fee") { $0.isCashMachine && ($0.cashFee ?? 0) < 0 },
    .row("attachment") { $0.attachmentCount == 1 },
    .row("shared tab") { $0.keys.contains("tab") },
    .row("field that nobody knows") { $0.keys.contains("carbon_estimate") },
  ]

  /// Amounts and currencies.
  private static let amounts: [Situation] =
    ["EUR", "USD", "JPY"].map { currency in
      .row("payment in \(currency)") { $0.localCurrency == currency && $0.localAmount != $0.amount }
    } + [
      .rows("yen have no minor unit") {
        $0.localCurrency == "JPY" && $0.amount < -1000
      } are: {
        !$0.isEmpty && $0.allSatisfy { $0.localAmount < $0.amount }
      },
      .row("split over three categories") { $0.categories.count == 3 },
      .row("custom category") {
        $0.category.hasPrefix("category_") && $0.category.utf8.count == 31
      },
      .row("card check of zero") { $0.amount == 0 && $0.notes == "Active card check" },
      .row("three-letter country") { $0.country == "GBR" },
      .row("two-letter country") { $0.country == "GB" },
      refund("refund on the same day", day: 0...0, share: 1...1),
      refund("partial refund", day: 2...10, share: 2...9),
      refund("refund a month later", day: 28...40, share: 1...1),
      .rows("transit charge at its daily cap") {
        $0.shop == "Capital Tramways"
      } are: { rows in
        Set(rows.map(\.amount)).isSuperset(of: [-810, -850, -890])
      },
    ]

  /// States of a row.
  private static let states: [Situation] =
    [
      "INSUFFICIENT_FUNDS", "CARD_INACTIVE", "CARD_BLOCKED", "INVALID_CVC", "INVALID_PIN", "OTHER",
      "SCA_NOT_AUTHENTICATED_CARD_NOT_PRESENT", "AUTHENTICATION_REJECTED_BY_CARDHOLDER",
    ].map { (reason: String) in
      .row("declined: \(reason)") {
        $0.declineReason == reason && $0.amount < 0 && $0.settled.isEmpty
      }
    } + [
      .row("pending at the end") { $0.isPending && $0.settled.isEmpty && $0.day >= "2026-07-16" },
      .row("pending transit charge of 10p") { $0.isPending && $0.amount == -10 },
      .row("pending petrol of one pound") { $0.isPending && $0.amount == -100 },
      .row("made in June, settled in July") {
        $0.day == "2026-06-30" && $0.settled.hasPrefix("2026-07")
      },
      .row("spent by one owner of the joint account") { $0.shop != nil && !$0.userID.isEmpty },
      .row("unsettled faster payments are not pending") {
        !$0.isPending && $0.scheme == "payport_faster_payments"
      },
    ]
}
