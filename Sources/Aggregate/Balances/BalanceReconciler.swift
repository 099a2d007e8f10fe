// The proof of one register. Every balance that was seen, less the rows as they were when it was seen, says what
// the register held before its first row; the books balance when all balances say the same.
//
// Where balances say different things a row is missing, or one too many, at the place where they part: a gap.
// One cause is no gap: a row that was pending when a balance was seen, and of which nothing says what it counted for
// then. Such rows excuse a balance that differs by what some of them add up to, and no other. Those that most agree
// with are right.
//
// Balances prove the time between them. What came before the first is proved by files that say no more; of an
// archive that knows from when on its rows are complete, only where that is the opening of the account.

internal import Model

struct BalanceReconciler {
  /// A payment that came, and perhaps went, while rows and balance were read may be in one of them only.
  private static let readingSeconds: Int64 = 60

  /// A balance and what it says of the opening.
  struct Witness {
    /// Null for the zero of a new account, at the start, and for a balance after all rows, at the end.
    var seen: Instant?
    var balance: Int128
    var opening: Int128 = 0
    /// The rows that may have counted for something else.
    var open: [OpenRow] = []
    /// Whether the run that saw it knew less of the time before than is known now, or nobody knows what it knew: then
    /// it may differ.
    var isPartial = false
  }

  /// In order of time.
  private(set) var witnesses: [Witness] = []
  let startsAtZero: Bool
  /// Whether rows before the first balance may be missing.
  let mayLackEarlierRows: Bool
  private var next = 0
  private var sum: Int128 = 0
  private(set) var currencies: Set<Currency>
  private var currency: Currency?
  /// The rows so far that may have been pending when the next balance was seen and have no known past.
  private var open: [Movement] = []
  private var openAmounts: [Int64] = []

  /// Starts with the balances of one register, in any order.
  init(_ facts: [BalanceFact], openedAtZero: Bool, mayLackEarlierRows: Bool) {
    currencies = Set(facts.map(\.currency))
    self.mayLackEarlierRows = mayLackEarlierRows
    startsAtZero = openedAtZero
    if openedAtZero { witnesses = [Witness(seen: nil, balance: 0)] }
    next = witnesses.count
    witnesses += Set(facts).sorted(by: BalanceReconciler.precedes).map {
      Witness(seen: $0.seen, balance: Int128($0.balanceMinor))
    }
  }

  private static func precedes(_ one: BalanceFact, _ other: BalanceFact) -> Bool {
    switch (one.seen, other.seen) {
    case (let left?, let right?) where left != right: left < right
    case (nil, _?): false
    case (_?, nil): true
    default: one.balanceMinor < other.balanceMinor
    }
  }

  // MARK: Rows

  /// Takes in a row of the register; rows come in order.
  ///
  /// - Parameters:
  ///   - amountMinor: what it counts for now.
  ///   - movement: the row.
  ///   - hasPast: whether it is known what it counted for before.
  mutating func post(_ amountMinor: Int64, _ movement: Movement, hasPast: Bool) {
    witness(before: movement.created)
    sum += Int128(amountMinor)
    if !hasPast, mayBeOpen(movement) {
      open.append(movement)
      openAmounts.append(amountMinor)
    }
    if movement.currency != currency {
      currency = movement.currency
      currencies.insert(movement.currency)
    }
  }

  /// Takes note that there are no more rows.
  mutating func close() { witness(before: nil) }

  /// A balance counts the rows up to the time when it was seen, that time included.
  private mutating func witness(before time: Instant?) {
    while next < witnesses.count {
      if let time {
        guard let seen = witnesses[next].seen, seen < time else { return }
      }
      witnesses[next].opening = witnesses[next].balance - sum
      if let seen = witnesses[next].seen { witnesses[next].open = openRows(at: seen) }
      next += 1
    }
  }

  /// Whether a row that comes now may not have been there yet when the next balance was seen: what is sure by then
  /// is sure for all balances after it.
  private func mayBeOpen(_ movement: Movement) -> Bool {
    guard next < witnesses.count, let seen = witnesses[next].seen else { return false }
    return movement.isOpen(at: seen)
      || BalanceReconciler.isMade(movement.created, whileRead: seen)
  }

  /// Whether a row was made just before a balance was seen.
  private static func isMade(_ created: Instant, whileRead seen: Instant?) -> Bool {
    seen.map { $0.seconds - created.seconds <= readingSeconds } ?? false
  }

  /// The rows that were pending at a time or made just before: each may not have been there yet.
  private mutating func openRows(at time: Instant) -> [OpenRow] {
    var count = 0
    for index in open.indices
    where open[index].isOpen(at: time)
      || BalanceReconciler.isMade(open[index].created, whileRead: time)
    {
      (open[count], openAmounts[count]) = (open[index], openAmounts[index])
      count += 1
    }
    open.removeSubrange(count...)
    openAmounts.removeSubrange(count...)
    return zip(open, openAmounts).map { OpenRow(key: $0.key, differences: [-Int128($1)]) }
  }

  /// Takes in what a row counted for in the past; all rows must have been posted.
  ///
  /// - Parameters:
  ///   - timeline: the states of the row.
  ///   - amounts: what the row counts for in each state, once it is made.
  ///   - fetches: when fetches ended.
  mutating func correct(_ timeline: RowTimeline, _ amounts: [Int128], _ fetches: FetchTimes) {
    let states = timeline.states
    let made = states.map { $0.movement?.created ?? .distantFuture }
    let last = states.count - 1
    guard let first = made.min() else { return }
    for index in witnesses.indices.dropFirst(place(notBefore: first)) {
      guard let seen = witnesses[index].seen else { return }
      let places = timeline.places(at: seen, next: nextSeen(index), fetches)
      let isMadeWhileRead = BalanceReconciler.isMade(first, whileRead: seen)
      let isOver = places.lowerBound == last && (states[last].movement == nil || made[last] <= seen)
      if isOver, !isMadeWhileRead { return }
      func amount(_ place: Int) -> Int128 { made[place] <= seen ? amounts[place] : 0 }
      let likely = amount(places.upperBound)
      witnesses[index].opening -= likely - amount(last)
      var others = Set(places.map { amount($0) - likely })
      if isMadeWhileRead { others.insert(-likely) }
      others.remove(0)
      if !others.isEmpty, let key = states.lazy.compactMap(\.movement?.key).first {
        witnesses[index].open.append(OpenRow(key: key, differences: others.sorted()))
      }
    }
  }

  /// Takes in which runs knew less than is known now, by their ends.
  mutating func note(partial ends: Set<Instant>, _ fetches: FetchTimes) {
    for index in witnesses.indices {
      guard let seen = witnesses[index].seen else { continue }
      let end = fetches.end(ofRunAt: seen, next: nextSeen(index))
      witnesses[index].isPartial = end.map(ends.contains) ?? false
    }
  }

  /// Takes in what two archives knew differently before they were merged.
  mutating func note(merged times: [MergedTime]) {
    for index in witnesses.indices {
      guard let seen = witnesses[index].seen else { continue }
      if times.contains(where: { $0.since <= seen && seen < $0.merged }) {
        witnesses[index].isPartial = true
      }
    }
  }

  /// When the next balance was seen by another run.
  private func nextSeen(_ index: Int) -> Instant? {
    witnesses[(index + 1)...].first { $0.seen != witnesses[index].seen }?.seen
  }

  /// The place of the first balance that was not seen before a time.
  private func place(notBefore time: Instant) -> Int {
    var (low, high) = (startsAtZero ? 1 : 0, witnesses.count)
    while low < high {
      let middle = (low + high) / 2
      if witnesses[middle].seen.map({ $0 < time }) ?? false {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
