// The cell of every report: how many rows and how much money, in sums that merge. Everything is at least
// nought and exact; what cannot be merged (nets, means, shares) is worked out where it is shown.

/// Counts and sums of some rows of one currency, in minor units, each at least nought.
public struct Totals: Equatable, Hashable, Sendable {
  /// Settled rows that moved money.
  public var count = 0
  /// Money in that is neither a refund nor a transfer.
  public var `in`: Int128 = 0
  /// Money out that is not a transfer.
  public var out: Int128 = 0
  /// Money back for purchases.
  public var refunds: Int128 = 0
  /// Money in from the person's own accounts and pots.
  public var transfersIn: Int128 = 0
  /// Money out to the person's own accounts and pots.
  public var transfersOut: Int128 = 0
  /// The part of `out` that the person does not count as spending.
  public var notSpending: Int128 = 0
  /// Rows whose amount can still change; they are in no other sum.
  public var pendingCount = 0
  /// Pending money in.
  public var pendingIn: Int128 = 0
  /// Pending money out.
  public var pendingOut: Int128 = 0
  /// Declined rows; they moved nothing.
  public var declinedCount = 0
  /// Rows of amount nought, such as card checks.
  public var zeroCount = 0

  /// No rows.
  public init() {}

  /// Settled money in less settled money out, transfers and refunds included.
  public var net: Int128 { `in` + refunds + transfersIn - out - transfersOut }

  /// Settled spending: what went out for goods and counts as spending, less refunds; below nought
  /// when more came back than went out.
  public var spending: Int128 { out - notSpending - refunds }

  /// Pending money in less pending money out.
  public var pendingNet: Int128 { pendingIn - pendingOut }

  /// Adds the counts and sums of other rows.
  public mutating func merge(_ other: Totals) {
    count += other.count
    `in` += other.in
    out += other.out
    refunds += other.refunds
    transfersIn += other.transfersIn
    transfersOut += other.transfersOut
    notSpending += other.notSpending
    pendingCount += other.pendingCount
    pendingIn += other.pendingIn
    pendingOut += other.pendingOut
    declinedCount += other.declinedCount
    zeroCount += other.zeroCount
  }
}
