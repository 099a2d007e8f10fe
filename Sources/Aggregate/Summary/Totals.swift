// The cell of every report: how many rows and how much money, in sums that merge. What cannot be merged (means,
// shares, nets) is worked out where it is shown.
//
// Sums are exact and at least zero, but for one kind of cell: a part of a split row has the row's flow whatever its
// own sign, so a category may have less than nothing of it, and all categories together have what the row has.

public import Model

/// Counts and sums of rows by what their money is to the user, in minor units.
public struct FlowTotals: Equatable, Hashable, Sendable {
  /// Rows of money in that is neither a refund nor a transfer.
  public var incomeCount = 0
  /// Their sum.
  public var income: Int128 = 0
  /// Rows of money out that counts as spending.
  public var spendingCount = 0
  /// Their sum.
  public var spending: Int128 = 0
  /// Rows of money back for purchases.
  public var refundCount = 0
  /// Their sum.
  public var refunds: Int128 = 0
  /// Rows of money out that does not count as spending.
  public var notSpendingCount = 0
  /// Their sum.
  public var notSpending: Int128 = 0
  /// Rows of moves between the user's own accounts and pots.
  public var transferCount = 0
  /// The sum of those that came in.
  public var transfersIn: Int128 = 0
  /// The sum of those that went out.
  public var transfersOut: Int128 = 0
  /// Rows of money that people gave back for what was spent.
  public var repaidCount = 0
  /// Their sum.
  public var repaid: Int128 = 0
  /// Rows of money in that does not count as income.
  public var notIncomeCount = 0
  /// Their sum.
  public var notIncome: Int128 = 0

  /// No rows.
  public init() {}

  /// Rows of every flow.
  public var count: Int {
    incomeCount + spendingCount + refundCount + notSpendingCount + transferCount + repaidCount
      + notIncomeCount
  }
  /// What lowers spending: refunds, and what people paid back.
  public var givenBack: Int128 { refunds + repaid }
  /// Money in of every flow.
  public var moneyIn: Int128 { income + refunds + repaid + notIncome + transfersIn }
  /// Money out of every flow.
  public var moneyOut: Int128 { spending + notSpending + transfersOut }

  /// Adds a row of a flow, or a part of one.
  ///
  /// - Parameters:
  ///   - flow: what the money of the row is.
  ///   - amountMinor: the amount, credit-positive.
  public mutating func add(_ flow: Flow, _ amountMinor: Int128) {
    switch flow {
    case .none: break
    case .income:
      incomeCount += 1
      income += amountMinor
    case .repaid:
      repaidCount += 1
      repaid += amountMinor
    case .notIncome:
      notIncomeCount += 1
      notIncome += amountMinor
    case .spending:
      spendingCount += 1
      spending -= amountMinor
    case .refund:
      refundCount += 1
      refunds += amountMinor
    case .notSpending:
      notSpendingCount += 1
      notSpending -= amountMinor
    case .transfer:
      transferCount += 1
      if amountMinor > 0 { transfersIn += amountMinor } else { transfersOut -= amountMinor }
    }
  }

  /// Adds the counts and sums of other rows.
  public mutating func merge(_ other: FlowTotals) {
    incomeCount += other.incomeCount
    income += other.income
    spendingCount += other.spendingCount
    spending += other.spending
    refundCount += other.refundCount
    refunds += other.refunds
    notSpendingCount += other.notSpendingCount
    notSpending += other.notSpending
    transferCount += other.transferCount
    transfersIn += other.transfersIn
    transfersOut += other.transfersOut
    repaidCount += other.repaidCount
    repaid += other.repaid
    notIncomeCount += other.notIncomeCount
    notIncome += other.notIncome
  }
}

/// Counts and sums of some rows of one currency, in minor units.
public struct Totals: Equatable, Hashable, Sendable {
  /// Settled rows that moved money.
  public var settled = FlowTotals()
  /// Pending rows, whose amount can still change.
  public var pending = FlowTotals()
  /// Declined rows; they moved nothing.
  public var declinedCount = 0
  /// What declined payments would have cost.
  public var declinedOut: Int128 = 0
  /// Zero-amount rows, such as card checks.
  public var zeroCount = 0

  /// No rows.
  public init() {}

  /// Settled and pending rows together, each in the flow that it settles in.
  public var counted: FlowTotals {
    var sum = settled
    sum.merge(pending)
    return sum
  }

  /// Adds the counts and sums of other rows.
  public mutating func merge(_ other: Totals) {
    settled.merge(other.settled)
    pending.merge(other.pending)
    declinedCount += other.declinedCount
    declinedOut += other.declinedOut
    zeroCount += other.zeroCount
  }
}

extension Totals {
  /// The totals of one row.
  public init(_ row: Row) { self.init(row, amountMinor: Int128(row.amountMinor)) }

  /// The totals of a part of a row, which has the row's status and flow.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - amountMinor: the part of its amount, credit-positive.
  public init(_ row: Row, amountMinor: Int128) {
    self.init()
    switch row.status {
    case .declined:
      declinedCount = 1
      if amountMinor < 0 { declinedOut = -amountMinor }
    case _ where row.amountMinor == 0: zeroCount = 1
    case .pending: pending.add(row.flow, amountMinor)
    case .settled: settled.add(row.flow, amountMinor)
    }
  }
}
