// A small bank that is like a large one: some rows of a long history, from the first to the last.

struct HistorySample {
  private let history: [Entry]
  private var balances = [Int64](repeating: 0, count: DemoAccount.allCases.count)
  private var chosen: [Int] = []

  /// Rows that are to be chosen evenly among others of their kind.
  private struct Kind {
    var total: Int
    var wanted: Int
    var seen = 0
    var taken = 0

    /// Counts rows, and says whether they are needed to keep the share of the whole that is wanted.
    mutating func isNeeded(_ count: Int) -> Bool {
      seen += count
      return taken + count <= wanted && taken * total < seen * wanted
    }
  }

  /// Evenly chosen rows, so many at most: a third are transfers with both their sides, and no payment leaves an
  /// account for which the rows before it do not pay.
  static func of(_ history: [Entry], atMost count: Int) -> [Entry] {
    guard history.count > count else { return history }
    var sample = HistorySample(history: history)
    sample.choose(count)
    return sample.chosen.sorted().map { history[$0] }
  }

  private init(history: [Entry]) { self.history = history }

  private mutating func choose(_ count: Int) {
    var sides: [Int: [Int]] = [:]
    for (index, entry) in history.enumerated() {
      if let transfer = entry.transfer { sides[transfer, default: []].append(index) }
    }
    let sideCount = sides.values.map(\.count).reduce(0, +)
    var transfers = Kind(total: sideCount, wanted: min(sideCount, count / 3))
    var others = Kind(total: history.count - sideCount, wanted: count - transfers.wanted)
    for (index, entry) in history.enumerated() {
      if let transfer = entry.transfer {
        // A transfer is looked at once, at its first side.
        guard let unit = sides.removeValue(forKey: transfer) else { continue }
        if transfers.isNeeded(unit.count), take(unit) { transfers.taken += unit.count }
      } else if others.isNeeded(1), take([index]) {
        others.taken += 1
      }
    }
  }

  /// Chooses rows that belong together, unless there is no money for them.
  private mutating func take(_ unit: [Int]) -> Bool {
    var after = balances
    for entry in unit.map({ history[$0] }) where !entry.isDeclined {
      after[entry.register.rawValue] += entry.amount
      let isOverdrawn = entry.amount < 0 && after[entry.register.rawValue] < 0
      if isOverdrawn && entry.register != .flex { return false }
    }
    balances = after
    chosen += unit
    return true
  }
}
