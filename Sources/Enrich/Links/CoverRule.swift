// Which payments a pot paid for. The bank takes a bill, or what a pot's card paid, from the account, and gives the
// account the same sum out of the pot: the payment is once, the move between pot and account is a transfer, and the pot
// is who paid. A payment is covered by a withdrawal
//
//   - from a pot into the payment's account,
//   - of exactly its amount, in its currency,
//   - at most an hour away, before or after.
//
// Of several that fit those closest in time come first, then by the order of the history; each covers one payment.
//
//   −50.00 energy by Direct Debit at 02:00:00, +50.00 from Bills at 02:00:01     Bills paid
//   −50.00 energy, +60.00 from Bills                                             nobody knows: other sums
//   −50.00 to a friend on Monday, +50.00 from Bills on Tuesday                   not covered: a day apart

internal import Model

struct CoverRule {
  /// A payment and the withdrawal that covers it, as positions of movements.
  struct Cover: Equatable {
    var payment: Int
    var withdrawal: Int
  }

  private static let nanosecondsApartMax: Int64 = 3600 * 1_000_000_000
  // A scan that stops here stays linear even when thousands of rows share amount and second.
  private static let neighboursMax = 64

  /// Sorted by (created, id).
  let movements: [Movement]
  let registers: OwnRegisters

  /// All covered payments.
  func covers() -> [Cover] {
    var sums = GroupTable()
    var isAny = false
    for movement in movements where isWithdrawal(movement) {
      _ = sums.index(of: sum(movement))
      isAny = true
    }
    guard isAny else { return [] }
    let groups = Groups(count: movements.count) { position in
      let movement = movements[position]
      guard isWithdrawal(movement) || isPayment(movement), sums.contains(sum(movement)) else {
        return nil
      }
      return sum(movement)
    }
    return (0..<groups.count).flatMap { covers(among: groups[$0].map(Int.init)) }
  }

  private func covers(among positions: [Int]) -> [Cover] {
    var candidates: [(apart: Int64, cover: Cover)] = []
    for (place, one) in positions.enumerated() {
      for other in positions[(place + 1)...].prefix(CoverRule.neighboursMax) {
        let apart = nanoseconds(from: movements[one].created, to: movements[other].created)
        guard apart <= CoverRule.nanosecondsApartMax else { break }
        let isFirstPayment = isPayment(movements[one])
        guard isFirstPayment != isPayment(movements[other]) else { continue }
        candidates.append(
          (
            apart,
            isFirstPayment
              ? Cover(payment: one, withdrawal: other) : Cover(payment: other, withdrawal: one)
          ))
      }
    }
    var taken: Set<Int> = []
    let sorted = candidates.sorted {
      ($0.apart, $0.cover.payment, $0.cover.withdrawal)
        < ($1.apart, $1.cover.payment, $1.cover.withdrawal)
    }
    return sorted.compactMap { candidate in
      let cover = candidate.cover
      guard !taken.contains(cover.payment), !taken.contains(cover.withdrawal) else { return nil }
      taken.formUnion([cover.payment, cover.withdrawal])
      return cover
    }
  }

  private func nanoseconds(from one: Instant, to other: Instant) -> Int64 {
    let seconds = min(max(other.seconds - one.seconds, 0), 4_000_000_000)
    return seconds * 1_000_000_000 + Int64(other.nanoseconds) - Int64(one.nanoseconds)
  }

  /// Money from a pot, in a row of an account.
  private func isWithdrawal(_ movement: Movement) -> Bool {
    movement.kind == .potTransfer && movement.basis == .pot && movement.amountMinor > 0
      && !registers.isPot(registers.register(movement.account) ?? movement.account)
  }

  private func isPayment(_ movement: Movement) -> Bool {
    guard movement.amountMinor < 0, movement.amountMinor != .min else { return false }
    switch movement.kind {
    case .cardPayment, .directDebit, .standingOrder, .bankTransfer: return true
    default: return false
    }
  }

  /// Amount, account and currency as one number.
  private func sum(_ movement: Movement) -> UInt64 {
    mixed(movement.amountMinor.magnitude, movement.account &+ UInt64(movement.currency.packed))
  }
}
