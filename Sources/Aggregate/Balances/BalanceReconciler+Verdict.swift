// What the balances of a register say together: proved, the first gap, or why nothing is proved.

internal import Model

extension BalanceReconciler {
  /// How many openings are tried, so that damaged books take no longer than whole ones.
  private static let candidatesMax = 64

  /// What the register held before its first row, and the state of its proof; rows must have ended.
  ///
  /// Where balances differ, the latest decides of the opening, so that the books close as the bank does.
  func verdict() -> (opening: Int64?, proof: Proof) {
    guard currencies.count < 2 else { return (nil, .unproved(.currenciesDiffer)) }
    guard let last = witnesses.last else { return (nil, .unproved(.noBalance)) }
    guard witnesses.allSatisfy({ Int64(exactly: $0.opening) != nil }) else {
      return (nil, .unproved(.overflow))
    }
    guard witnesses.count > 1 else {
      let isOpening = startsAtZero
      return (Int64(exactly: last.opening), .unproved(isOpening ? .noBalance : .oneBalance))
    }
    let sums = openSums
    let right = rightOpening(sums)
    let agreeing = witnesses.indices.map { agrees($0, right, sums) }
    if let wrong = agreeing.firstIndex(of: false) {
      return (Int64(exactly: last.opening), gap(at: wrong, right, agreeing))
    }
    guard witnesses.count(where: { $0.opening == right }) > 1 else {
      return (Int64(exactly: last.opening), pendingChanged(right, sums))
    }
    if mayLackEarlierRows, let first = witnesses.first(where: { $0.opening == right })?.seen {
      return (Int64(exactly: right), .unproved(.earlierRows(provedSince: first)))
    }
    return (Int64(exactly: right), .proved)
  }

  /// What the open rows of each balance can add up to, where balances differ at all.
  private var openSums: [ReachableSums?] {
    let isOne = witnesses.allSatisfy { $0.opening == witnesses[0].opening }
    return witnesses.map { isOne || $0.open.isEmpty ? nil : ReachableSums($0.open) }
  }

  /// Whether a balance says an opening, or its open rows can make up for the difference.
  private func agrees(_ place: Int, _ right: Int128, _ sums: [ReachableSums?]) -> Bool {
    let difference = witnesses[place].opening - right
    if difference == 0 || witnesses[place].isPartial { return true }
    return sums[place]?.contains(difference) ?? false
  }

  /// The opening of a new account, which is sure; else the one that most balances can agree with, of several the
  /// one that most say as they are, then the latest.
  private func rightOpening(_ sums: [ReachableSums?]) -> Int128 {
    if startsAtZero { return 0 }
    var counts: [Int128: Int] = [:]
    var latest: [Int128: Int] = [:]
    for (place, witness) in witnesses.enumerated() {
      counts[witness.opening, default: 0] += 1
      latest[witness.opening] = place
    }
    if counts.count == 1 { return witnesses[0].opening }
    func rank(_ opening: Int128) -> (Int, Int, Int) {
      let agreeing = witnesses.indices.count { agrees($0, opening, sums) }
      return (agreeing, counts[opening] ?? 0, latest[opening] ?? -1)
    }
    let said = counts.keys.sorted {
      (counts[$0] ?? 0, latest[$0] ?? 0) > (counts[$1] ?? 0, latest[$1] ?? 0)
    }
    let candidates = said.prefix(BalanceReconciler.candidatesMax) + openingsOfFewest(sums)
    return candidates.map { (opening: $0, rank: rank($0)) }.max { $0.rank < $1.rank }?.opening ?? 0
  }

  /// What the balance with the fewest open rows can say: any opening that all agree with is among it.
  private func openingsOfFewest(_ sums: [ReachableSums?]) -> [Int128] {
    let fewest = witnesses.indices.filter { !witnesses[$0].isPartial }
      .min { witnesses[$0].open.count < witnesses[$1].open.count }
    guard let fewest,
      let differences = sums[fewest]?.all(atMost: BalanceReconciler.candidatesMax)
    else { return [] }
    return differences.map { witnesses[fewest].opening - $0 }
  }

  // MARK: Verdicts

  /// The place where a balance that nothing excuses parts from the one before it, or the first from the next one
  /// that says something else.
  private func gap(at wrong: Int, _ right: Int128, _ agreeing: [Bool]) -> Proof {
    func opening(_ place: Int) -> Int128 { agreeing[place] ? right : witnesses[place].opening }
    let next = witnesses.indices.first { opening($0) != opening(wrong) } ?? wrong
    let later = max(wrong > 0 ? wrong : next, 1)
    let (from, to) = (witnesses[later - 1], witnesses[later])
    guard let amount = Int64(exactly: opening(later) - opening(later - 1)) else {
      return .unproved(.overflow)
    }
    return .gap(
      BooksGap(
        from: from.seen, to: to.seen, amountMinor: amount,
        balanceMinor: Int64(truncatingIfNeeded: to.balance)))
  }

  /// The latest balance that differs and is excused, with the rows that excuse it.
  private func pendingChanged(_ right: Int128, _ sums: [ReachableSums?]) -> Proof {
    guard
      let place = witnesses.indices.last(where: {
        witnesses[$0].opening != right && !witnesses[$0].isPartial
      }),
      let seen = witnesses[place].seen, let reachable = sums[place]
    else { return .unproved(.oneBalance) }
    let difference = witnesses[place].opening - right
    guard let amount = Int64(exactly: difference) else { return .unproved(.overflow) }
    return .unproved(
      .pendingChanged(
        BalanceDifference(
          seen: seen, balanceMinor: Int64(truncatingIfNeeded: witnesses[place].balance),
          differenceMinor: amount, rows: reachable.rows(of: difference))))
  }
}
