// The proof of one register. Every balance that was seen, less the rows up to then, says what the register
// held before its first row; the books balance when all balances say the same.
//
// Where balances say different things a row is missing, or one too many, at the place where they part: a gap.
// One cause is no gap: a payment that was pending when a balance was seen and settled with another amount, as
// fuel, tips and foreign currency do. So a stretch of balances that part from the rest by one and the same
// amount is set aside when one payment was pending through all of it. Those that most agree with are right.
//
// Balances prove the time between them. What came before the first is proved by files that say no more; of an
// archive that knows from when on its rows are complete, only where that is the opening of the account.

internal import Model

struct BalanceReconciler {
  /// A balance and what it says of the opening.
  private struct Witness {
    /// Null for the zero of a new account, at the start, and for a balance after all rows, at the end.
    var seen: Instant?
    var balance: Int128
    var opening: Int128 = 0
  }

  /// In order of time.
  private var witnesses: [Witness] = []
  private let startsAtZero: Bool
  /// Whether rows before the first balance may be missing.
  private let mayLackEarlierRows: Bool
  private var next = 0
  private var sum: Int128 = 0
  private var currencies: Set<Currency>
  private var currency: Currency?

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

  /// Takes in a row of the register; rows come in order.
  mutating func post(_ amountMinor: Int64, _ movement: Movement) {
    witness(before: movement.created)
    sum += Int128(amountMinor)
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
      next += 1
    }
  }

  // MARK: What the balances say

  /// What the register held before its first row, and the state of its proof; rows must have ended.
  ///
  /// Where balances differ, the latest decides of the opening, so that the books close as the bank does. The
  /// closure says whether one payment was pending all the time from one moment to another.
  func verdict(_ wasOpen: (Instant, Instant) -> Bool) -> (opening: Int64?, proof: Proof) {
    guard currencies.count < 2 else { return (nil, .unproved(.currenciesDiffer)) }
    guard let last = witnesses.last else { return (nil, .unproved(.noBalance)) }
    guard witnesses.allSatisfy({ Int64(exactly: $0.opening) != nil }) else {
      return (nil, .unproved(.overflow))
    }
    guard witnesses.count > 1 else {
      let isOpening = startsAtZero
      return (Int64(exactly: last.opening), .unproved(isOpening ? .noBalance : .oneBalance))
    }
    let right = rightOpening(wasOpen)
    for stretch in stretches where witnesses[stretch.lowerBound].opening != right {
      if let from = witnesses[stretch.lowerBound].seen,
        let through = witnesses[stretch.upperBound].seen,
        wasOpen(from, through)
      {
        continue
      }
      return (Int64(exactly: last.opening), gap(at: stretch))
    }
    guard witnesses.count(where: { $0.opening == right }) > 1 else {
      return (Int64(exactly: last.opening), .unproved(.pendingChanged))
    }
    if mayLackEarlierRows, let first = witnesses.first(where: { $0.opening == right })?.seen {
      return (Int64(exactly: right), .unproved(.earlierRows(provedSince: first)))
    }
    return (Int64(exactly: right), .proved)
  }

  /// Runs of balances that say the same opening.
  private var stretches: [ClosedRange<Int>] {
    var stretches: [ClosedRange<Int>] = []
    var start = 0
    for index in witnesses.indices {
      let isEnd = index + 1 == witnesses.count
      if isEnd || witnesses[index + 1].opening != witnesses[index].opening {
        stretches.append(start...index)
        start = index + 1
      }
    }
    return stretches
  }

  /// The opening of a new account, which is sure; else the one that most balances say, of several the latest
  /// with a balance at which nothing was pending, else the latest.
  private func rightOpening(_ wasOpen: (Instant, Instant) -> Bool) -> Int128 {
    if startsAtZero { return 0 }
    var counts: [Int128: Int] = [:]
    for witness in witnesses { counts[witness.opening, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    let rivals = witnesses.filter { counts[$0.opening] == most }
    let isSure =
      counts.count == 1 ? nil : rivals.last { !($0.seen.map { wasOpen($0, $0) } ?? false) }
    return (isSure ?? rivals.last)?.opening ?? 0
  }

  /// The place where a stretch of balances parts from the one before it, or the first from the one after it.
  private func gap(at stretch: ClosedRange<Int>) -> Proof {
    let later = stretch.lowerBound > 0 ? stretch.lowerBound : stretch.upperBound + 1
    let (from, to) = (witnesses[later - 1], witnesses[later])
    let amount = Int64(exactly: to.opening - from.opening)
    guard let amount else { return .unproved(.overflow) }
    return .gap(BooksGap(from: from.seen, to: to.seen, amountMinor: amount))
  }
}
