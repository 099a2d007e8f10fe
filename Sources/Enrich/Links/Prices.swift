// What one payment of a series costs, and when that changed.
//
// The first payment sets the price. It changes with the first payment of another amount that is paid again the
// next time, or is the newest: one odd payment in between is no new price. A yearly payment has the price that
// it has. Where most amounts differ from the one before (a bill by meter, a foreign currency) there are no
// prices, and the typical amount is the middle one of the last twelve, of two middle ones the one nearer to
// zero.

internal import Model

struct Prices {
  /// The price in force, or the middle amount where amounts vary.
  let typicalMinor: Int64
  /// Earliest first.
  let changes: [PriceChange]

  private static let recentMax = 12

  /// Reads the prices off payments, earliest first, at least one.
  init(_ payments: [Movement], _ rhythm: Rhythm) {
    let amounts = payments.map(\.amountMinor)
    let repeated = zip(amounts, amounts.dropFirst()).count { $0 == $1 }
    guard rhythm == .yearly || repeated * 2 >= amounts.count - 1 else {
      changes = []
      typicalMinor = Prices.middle(amounts.suffix(Prices.recentMax))
      return
    }
    var price = amounts[0]
    var changes: [PriceChange] = []
    for index in amounts.indices.dropFirst() where amounts[index] != price {
      let isNewest = index + 1 == amounts.count
      guard isNewest || rhythm == .yearly || amounts[index + 1] == amounts[index] else { continue }
      let day = CivilDate(days: payments[index].day)
      changes.append(PriceChange(day: day, fromMinor: price, toMinor: amounts[index]))
      price = amounts[index]
    }
    self.changes = changes
    typicalMinor = price
  }

  private static func middle(_ amounts: ArraySlice<Int64>) -> Int64 {
    let sorted = amounts.sorted { $0.magnitude < $1.magnitude }
    return sorted[(sorted.count - 1) / 2]
  }
}
