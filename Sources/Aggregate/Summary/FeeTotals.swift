// What the bank charged: fees that it says are within or beside a payment, and rows that are fees themselves.
//
//   −204.50 at a cash machine abroad, a fee of 4.50 in it       4.50
//   +99.00 of 100.00 paid in as cash, a fee of 1.00             1.00
//   −5.00 for a new card, +5.00 as it was given back            5.00, then 5.00 less
//   −100.00 at a cash machine, 100.00 drawn, a fee of 1.75      nothing: that fee is a row of its own
//
// A row that is a fee counts with its amount alone, whatever it says of fees beside.

public import Model

/// What the bank charged with some rows, in one currency.
public struct FeeTotals: Equatable, Hashable, Sendable {
  /// Rows with a fee, or that are one.
  public private(set) var count = 0
  /// What they cost, in minor units; below zero when more was given back than charged.
  public private(set) var sum: Int128 = 0

  /// Nothing.
  public init() {}

  private init(_ sum: Int128) {
    count = 1
    self.sum = sum
  }

  /// What was charged with one row, by currency; empty for most rows.
  public static func charged(with row: Row) -> [Currency: FeeTotals] {
    guard row.kind == .fee || row.range(.fees) != nil, row.countsAsMoney else { return [:] }
    if row.kind == .fee { return [row.currency: FeeTotals(-Int128(row.amountMinor))] }
    if row.kind == .cashWithdrawal, row.localAmount == row.amount { return [:] }
    var sums: [Currency: Int128] = [:]
    for fee in row.fees { sums[fee.amount.currency, default: 0] += Int128(fee.amount.minorUnits) }
    return sums.mapValues(FeeTotals.init)
  }

  /// Adds the fees of other rows.
  public mutating func merge(_ other: FeeTotals) {
    count += other.count
    sum += other.sum
  }

  func merged(with other: FeeTotals) -> FeeTotals {
    var both = self
    both.merge(other)
    return both
  }
}
