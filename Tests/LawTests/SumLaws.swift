// Sums that must agree whichever way they are taken, held against sums that the generator kept itself.

import Aggregate
import Model
import TestSupport
import Testing

@Suite struct `sum laws` {
  @Test func `months add up to years and years to the whole`() {
    for (seed, reading) in Law.readings.enumerated() {
      let rows = reading.rows
      let whole = Summary(rows)
      var months = Summary.empty
      for month in Set(rows.map(\.date.month)) {
        months.merge(Summary(rows.filter { $0.date.month == month }))
      }
      var years = Summary.empty
      for year in Set(rows.map(\.date.parts.year)) {
        years.merge(Summary(rows.filter { $0.date.parts.year == year }))
      }
      #expect(months == whole && years == whole, "seed \(seed)")
      #expect(sum(whole.months.map(\.totals)) == sum(whole.whole.map(\.totals)), "seed \(seed)")
      #expect(sum(Array(whole.days.values)) == sum(whole.whole.map(\.totals)), "seed \(seed)")
    }
  }

  @Test(arguments: [Summary.Dimension.account, .kind, .category])
  func `the cells of a dimension that every row has add up to the whole`(
    _ dimension: Summary.Dimension
  ) {
    for (seed, reading) in Law.readings.enumerated() {
      let whole = Summary(reading.rows)
      var cells = sum(whole.cells.filter { $0.key.dimension == dimension }.map(\.value))
      var total = sum(whole.whole.map(\.totals))
      // A split row is counted once under each of its categories.
      if dimension == .category { (cells, total) = (cells.moneyAlone, total.moneyAlone) }
      #expect(cells == total, "seed \(seed)")
    }
  }

  @Test func `every row is counted once, and its money lands in one sum`() {
    for (seed, reading) in Law.readings.enumerated() {
      let rows = reading.rows
      let totals = sum(Summary(rows).whole.map(\.totals))
      #expect(
        totals.counted.count + totals.declinedCount + totals.zeroCount == rows.count,
        "seed \(seed)")
      let settled = rows.filter { $0.status == .settled }.reduce(0) { $0 + Int128($1.amountMinor) }
      #expect(totals.net == settled, "seed \(seed)")
    }
  }

  private func sum(_ totals: [Totals]) -> Totals {
    totals.reduce(into: Totals()) { $0.merge($1) }
  }
}

extension Totals {
  /// The sums without the numbers of rows.
  fileprivate var moneyAlone: Totals {
    var sums = self
    (sums.settled, sums.pending) = (settled.moneyAlone, pending.moneyAlone)
    return sums
  }
}

extension FlowTotals {
  fileprivate var moneyAlone: FlowTotals {
    var sums = self
    (sums.incomeCount, sums.spendingCount, sums.refundCount) = (0, 0, 0)
    (sums.notSpendingCount, sums.transferCount) = (0, 0)
    return sums
  }
}
