// What rows add up to in the eyes of a reader. Unlike the totals of a summary, pending money is counted
// in the flow that it will settle in, and told apart; what is left out is counted too.

internal import Model

/// Counts and sums of rows of one currency, in minor units.
struct Tally: Equatable {
  /// Settled and pending payments and refunds.
  var paymentCount = 0
  /// Money out that counts as spending.
  var out: Int128 = 0
  /// Money back for purchases.
  var refunds: Int128 = 0
  /// Settled and pending rows of money in.
  var incomeCount = 0
  /// Money in that is neither a refund nor a transfer.
  var income: Int128 = 0

  /// Rows of the figures above whose amount can still change.
  var pendingCount = 0
  /// The pending part of `spent`.
  var pendingSpent: Int128 = 0
  /// The pending part of `income`.
  var pendingIncome: Int128 = 0

  /// Money out that the person does not count as spending.
  var notSpendingCount = 0
  /// Its sum.
  var notSpending: Int128 = 0
  /// Moves between the person's own accounts and pots.
  var transferCount = 0
  /// Those that came in.
  var transfersIn: Int128 = 0
  /// Those that went out.
  var transfersOut: Int128 = 0
  /// Payments that were declined.
  var declinedCount = 0
  /// What they would have cost.
  var declined: Int128 = 0
  /// Rows of amount nought.
  var zeroCount = 0

  /// What was spent, less refunds; below nought when more came back than went out.
  var spent: Int128 { out - refunds }
  /// Money in less what was spent.
  var net: Int128 { income - spent }

  /// Adds one row.
  mutating func add(_ row: Row) {
    let size = Int128(row.amountMinor.magnitude)
    guard row.status != .declined else {
      declinedCount += 1
      if row.amountMinor < 0 { declined += size }
      return
    }
    let flow = row.flow
    switch flow {
    case .none: zeroCount += 1
    case .transfer:
      transferCount += 1
      if row.amountMinor > 0 { transfersIn += size } else { transfersOut += size }
    case .notSpending:
      notSpendingCount += 1
      notSpending += size
    case .income, .spending, .refund: addCounted(flow, size, isPending: row.status == .pending)
    }
  }

  /// Adds an amount that counts, which is below nought only for odd parts of split rows.
  mutating func addCounted(_ flow: Flow, _ size: Int128, isPending: Bool) {
    switch flow {
    case .income:
      incomeCount += 1
      income += size
      if isPending { pendingIncome += size }
    case .refund:
      paymentCount += 1
      refunds += size
      if isPending { pendingSpent -= size }
    default:
      paymentCount += 1
      out += size
      if isPending { pendingSpent += size }
    }
    if isPending { pendingCount += 1 }
  }

  /// Adds what other rows came to.
  mutating func merge(_ other: Tally) {
    paymentCount += other.paymentCount
    out += other.out
    refunds += other.refunds
    incomeCount += other.incomeCount
    income += other.income
    pendingCount += other.pendingCount
    pendingSpent += other.pendingSpent
    pendingIncome += other.pendingIncome
    notSpendingCount += other.notSpendingCount
    notSpending += other.notSpending
    transferCount += other.transferCount
    transfersIn += other.transfersIn
    transfersOut += other.transfersOut
    declinedCount += other.declinedCount
    declined += other.declined
    zeroCount += other.zeroCount
  }
}
