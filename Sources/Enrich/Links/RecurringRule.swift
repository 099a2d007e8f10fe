// Which rows recur. Rows are looked at by account, party, currency and direction; `SeriesFinder` says what
// makes a series of them. Left out are rows that recur without being anybody's bill or income: moves between
// the user's own accounts and pots, refunds, interest, cash, corrections, rewards.

internal import Model

struct RecurringRule {
  /// A series and the positions of its movements, in rising order.
  struct Found {
    var series: RecurringSeries
    var members: [Int]
  }

  /// Sorted by (created, id).
  let movements: [Movement]
  /// Whether the movement at a position moves the user's own money.
  let isOwn: [Bool]
  let order: IDOrder
  let asOf: CivilDate

  /// All series, by the day of their first row, then by id.
  func series() -> [Found] {
    let groups = Groups(count: movements.count) { position in
      let movement = movements[position]
      guard movement.kind.mayRecur, movement.party != 0, !isOwn[position] else { return nil }
      let direction: UInt64 = movement.amountMinor < 0 ? 1 : 0
      return mixed(movement.party, movement.account &+ UInt64(movement.currency.packed) * 2)
        ^ direction
    }
    var found: [Found] = []
    for group in 0..<groups.count where mayRecur(groups[group]) {
      let rows = Occurrences(movements, groups[group])
      var finder = SeriesFinder(rows)
      for run in finder.series() {
        let members = run.places.map(rows.position)
        found.append(Found(series: summary(of: members, run.rhythm), members: members))
      }
    }
    return found.sorted { one, other in
      one.series.first != other.series.first
        ? one.series.first < other.series.first
        : order.precedes(one.series.id, other.series.id)
    }
  }

  /// Whether rows could recur at all: a look at the first and the last spares most parties a closer one.
  private func mayRecur(_ positions: ArraySlice<UInt32>) -> Bool {
    guard let first = positions.first, let last = positions.last, first != last else {
      return false
    }
    let span = Int(movements[Int(last)].day) - Int(movements[Int(first)].day)
    return RunLimits(.weekly).canBegin(count: positions.count, span: span)
      || RunLimits(.yearly).canBegin(count: positions.count, span: span)
  }

  private func summary(of members: [Int], _ rhythm: Rhythm) -> RecurringSeries {
    let rows = members.map { movements[$0] }
    let (first, last) = (rows[0], rows[rows.count - 1])
    let days = rows.map { CivilDate(days: $0.day) }
    let expected = rhythm.expected(after: days)
    let prices = Prices(rows, rhythm)
    return RecurringSeries(
      id: rows.map(\.key).min(by: order.precedes) ?? first.key, party: first.party,
      account: first.account, currency: first.currency, rhythm: rhythm, count: rows.count,
      first: CivilDate(days: first.day), last: CivilDate(days: last.day), nextExpected: expected,
      isStopped: expected.adding(days: rhythm.toleranceDays) < asOf,
      typicalMinor: prices.typicalMinor, priceChanges: prices.changes)
  }
}

extension Kind {
  /// Whether rows of the kind can be a bill or an income that recurs.
  fileprivate var mayRecur: Bool {
    switch self {
    case .cardPayment, .bankTransfer, .directDebit, .standingOrder, .bacsCredit, .monzoToMonzo,
      .fee, .flex, .loan, .other:
      true
    case .cashWithdrawal, .potTransfer, .ownTransfer, .topUp, .interest, .refund, .cheque,
      .cashDeposit, .reward, .adjustment, .cardCheck:
      false
    }
  }
}
