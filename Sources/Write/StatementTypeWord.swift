// The words of the `Type` column of the bank's statement CSV. The bank prints the name of the scheme as it is
// where it has no word for it, so a row with such a scheme does too.

internal import Model

enum StatementTypeWord {
  /// The word for a row; nil when the scheme's own name is in its place.
  static func word(for row: Row) -> StaticString? {
    if row.range(.scheme) == nil { return word(of: row.kind) }
    for (word, schemes) in words {
      for scheme in schemes where row.isEqual(.scheme, scheme) { return word }
    }
    if row.isEqual(.scheme, "bacs") {
      return row.kind == .directDebit ? "Direct Debit" : "Bacs (Direct Credit)"
    }
    if row.isEqual(.scheme, "payport_faster_payments") || row.isEqual(.scheme, "faster_payments") {
      return row.kind == .standingOrder ? "Standing order" : "Faster payment"
    }
    return nil
  }

  private static let words: [(StaticString, [StaticString])] = [
    ("Card payment", ["mastercard", "gps_mastercard", "3dsecure", "visa"]),
    ("Pot transfer", ["uk_retail_pot", "uk_business_pot", "locked_money"]),
    ("Monzo-to-Monzo", ["p2p_payment", "monzo_to_monzo"]),
    ("Flex", ["monzo_flex"]),
    ("Instalment loan", ["instalment_loan", "spread_the_cost"]),
    ("Account interest", ["account_interest"]),
    ("Top-up", ["topup"]),
    ("Rewards", ["signup_referral"]),
  ]

  /// The word for a row whose record has no scheme.
  private static func word(of kind: Kind) -> StaticString {
    switch kind {
    case .cardPayment, .cashWithdrawal, .refund, .cardCheck: "Card payment"
    case .bankTransfer, .ownTransfer: "Bank transfer"
    case .directDebit: "Direct Debit"
    case .standingOrder: "Standing order"
    case .bacsCredit: "Bacs (Direct Credit)"
    case .monzoToMonzo: "Monzo-to-Monzo"
    case .potTransfer: "Pot transfer"
    case .topUp: "Top-up"
    case .interest: "Account interest"
    case .fee: "monzo_paid"
    case .flex: "Flex"
    case .loan: "Instalment loan"
    case .cheque: "rbs_cheque"
    case .cashDeposit: "uk_cash_deposits_paypoint"
    case .reward: "Rewards"
    case .adjustment: "ledger_adjustment"
    case .other: ""
    }
  }
}
