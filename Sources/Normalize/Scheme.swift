// Payment schemes, as the bank names them (Monzo docs, "Open Banking", transaction codes; and names seen in
// answers beside those). The set is open: what is not here is reported, and the row is read without it.

internal import Bytes

/// What a payment scheme is good for.
enum Scheme: Sendable {
  /// The record has no scheme, as in 2015 and 2016.
  case absent
  /// A scheme of a name that is not known.
  case unknown
  case card
  case cardDelivery
  case emergencyCash
  case pot
  case flex
  case loan
  /// Payments between banks: Faster Payments, CHAPS, SEPA.
  case transfer
  case bacs
  /// Payments between customers of the bank.
  case people
  case topUp
  case interest
  case fee
  case cheque
  case cashDeposit
  case reward
  /// What the bank pays, or is paid, on its own account.
  case bank
  case adjustment

  private static let names: [(String, Scheme)] = [
    ("mastercard", .card), ("gps_mastercard", .card), ("3dsecure", .card), ("visa", .card),
    ("card_delivery", .cardDelivery), ("emergency_cash", .emergencyCash),
    ("uk_retail_pot", .pot), ("uk_business_pot", .pot), ("locked_money", .pot),
    ("monzo_flex", .flex), ("instalment_loan", .loan), ("spread_the_cost", .loan),
    ("payport_faster_payments", .transfer), ("faster_payments", .transfer), ("chaps", .transfer),
    ("sepa", .transfer), ("international-payments", .transfer),
    ("international_payments", .transfer), ("bacs", .bacs),
    ("p2p_payment", .people), ("monzo_to_monzo", .people), ("topup", .topUp),
    ("account_interest", .interest), ("pot-savings", .interest), ("overdraft", .fee),
    ("monzo_business_account_billing", .fee), ("premium_subscription", .fee),
    ("subscription", .fee), ("premium_subscriptions", .fee), ("monzo_plus", .fee),
    ("monzo_premium", .fee), ("card_replacement", .cardDelivery),
    ("replacement_card", .cardDelivery), ("card_replacement_fee", .cardDelivery),
    ("rbs_cheque", .cheque),
    ("uk_cash_deposits_paypoint", .cashDeposit), ("signup_referral", .reward),
    ("monzo_paid", .bank), ("ledger_adjustment", .adjustment),
    ("collections_settlement", .adjustment),
  ]
  private static let table = KeyTable(names.map(\.0))
  private static let schemes = names.map(\.1)

  /// The scheme of a name.
  static func of(_ bytes: [UInt8]) -> Scheme {
    of(bytes, ByteRange(start: 0, count: bytes.count))
  }

  /// The scheme of a name.
  static func of(_ bytes: [UInt8], _ range: ByteRange) -> Scheme {
    table.index(of: bytes, range).map { schemes[$0] } ?? .unknown
  }
}
