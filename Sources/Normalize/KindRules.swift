// What kind of movement a row is. The first line that fits decides:
//
//   scheme                           and                                  kind
//   ------------------------------   ----------------------------------   ------------------------------
//   a pot's                                                               pot_transfer
//   none, or unknown                 `pot_id`, or a description `pot_…`   pot_transfer
//   any                              ledger intent `monzo-flex.…`         flex
//   card, or none with a merchant    amount zero                        card_check
//   any                              cash machine fee, nothing drawn      fee
//   any                              a subscription of the bank's own     fee
//   card, or none with a merchant    loads the account                    top_up
//   card, or none with a merchant    money out at a cash machine          cash_withdrawal
//   card, or none with a merchant    money out                            card_payment
//   card, or none with a merchant    money in                             refund
//   Bacs                             money out, or a mandate              direct_debit
//   Bacs                             money in                             bacs_credit
//   between banks                    part of a series, money out          standing_order
//   between banks                                                         bank_transfer
//   between customers                                                     monzo_to_monzo
//   the bank's own payments          money in for a dispute               refund
//   the bank's own payments          money in                             reward
//   the bank's own payments          money out                            fee
//   top-up, interest, fee, …                                              as the scheme says
//   none, or unknown                 a label of cash machines, money out  cash_withdrawal
//   none, or unknown                 loads the account, or `mondo`        top_up
//   none, or unknown                 ledger intent `monzo-to-monzo.…`     monzo_to_monzo
//   none, or unknown                 the other side has account numbers   bank_transfer
//   none, or unknown                 a merchant                           card_payment or refund
//   anything else                                                         other
//
// A cash machine is one by the merchant's own flag, by merchant category code 6011, because the record has
// cash fees, or by its label `withdrawal.atm…`, which is the bank's own word for it. Transfers between a person's own
// accounts look like any other here: linking finds them. Adjustments are the bank's own payments in disputes, too.

internal import Model

/// What of a record decides the kind of its row.
struct KindRules {
  var scheme: Scheme
  var amountMinor: Int64
  /// The record says that it loads the account, or has the category of loads.
  var isLoad = false
  var hasMerchant = false
  var isCashMachine = false
  var isCashFeeOnly = false
  /// A label calls it a withdrawal from a cash machine.
  var isLabelledCash = false
  /// The metadata names a subscription to the bank's own plans.
  var isSubscription = false
  /// The record names a pot as the other side.
  var namesPot = false
  var hasMandate = false
  var isOfSeries = false
  var isFlexMove = false
  /// The description of one of the bank's own payments speaks of a chargeback or a dispute.
  var isDispute = false
  var isMoveBetweenCustomers = false
  var hasAccountNumbers = false

  init(scheme: Scheme, amountMinor: Int64) {
    self.scheme = scheme
    self.amountMinor = amountMinor
  }

  private var isIn: Bool { amountMinor > 0 }

  /// The kind, by the table above.
  var kind: Kind {
    if scheme == .pot || (isUnclear && namesPot) { return .potTransfer }
    if isFlexMove { return .flex }
    if isCashFeeOnly && amountMinor != 0 { return .fee }
    if isSubscription && scheme != .card && amountMinor != 0 { return .fee }
    if scheme == .card || (scheme == .absent && hasMerchant) { return kindOfCardRow }
    return isUnclear ? kindOfUnclearRow : kindOfScheme
  }

  private var isUnclear: Bool { scheme == .absent || scheme == .unknown }

  private var kindOfCardRow: Kind {
    if amountMinor == 0 { return .cardCheck }
    if isIn { return isLoad ? .topUp : .refund }
    return isCashMachine || isLabelledCash ? .cashWithdrawal : .cardPayment
  }

  private var kindOfScheme: Kind {
    switch scheme {
    case .bacs: !isIn || hasMandate ? .directDebit : .bacsCredit
    case .transfer: isOfSeries && !isIn ? .standingOrder : .bankTransfer
    case .people: .monzoToMonzo
    case .bank: isIn ? isDispute ? .refund : .reward : .fee
    case .emergencyCash: isIn ? .refund : .cashWithdrawal
    case .flex: .flex
    case .loan: .loan
    case .topUp: .topUp
    case .interest: .interest
    case .fee, .cardDelivery: .fee
    case .cheque: .cheque
    case .cashDeposit: .cashDeposit
    case .reward: .reward
    case .adjustment: isIn && isDispute ? .refund : .adjustment
    case .pot, .card, .absent, .unknown: .other
    }
  }

  private var kindOfUnclearRow: Kind {
    if isLabelledCash && amountMinor < 0 { return .cashWithdrawal }
    if isLoad && isIn { return .topUp }
    if isMoveBetweenCustomers { return .monzoToMonzo }
    if hasAccountNumbers { return .bankTransfer }
    if hasMerchant { return kindOfCardRow }
    return .other
  }
}
