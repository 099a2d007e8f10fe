// Finds the two sides of transfers among all rows; which two rows may be a pair, `TransferSide` says.
//
// Of several possible pairs those that name each other come first, then the closest in time, then the least ids;
// every row is in one pair at most. Rows of an account that somebody else owns are in none.

internal import Model

struct TransferRule {
  /// The two sides of one transfer, as positions of movements, the one with the lesser id first.
  struct Pair: Equatable {
    var first: Int
    var second: Int
    /// What the kind of both becomes.
    var kind: Kind
  }

  // A scan that stops here stays linear even when thousands of rows share amount and second.
  private static let neighboursMax = 64

  let movements: [Movement]
  let registers: OwnRegisters
  let order: IDOrder

  /// All pairs, in an order that depends on nothing but the history.
  func pairs() -> [Pair] {
    let groups = Groups(count: movements.count) { position in
      let movement = movements[position]
      guard movement.kind.mayBeTransfer, movement.amountMinor != .min,
        !registers.isOfOthers(movement.account)
      else { return nil }
      return mixed(movement.amountMinor.magnitude, UInt64(movement.currency.packed))
    }
    var pairs: [Pair] = []
    for group in 0..<groups.count where hasBothSigns(groups[group]) {
      pairs += self.pairs(
        among: groups[group].map {
          TransferSide(movements[Int($0)], at: Int($0), among: registers)
        })
    }
    return pairs
  }

  /// What the kind becomes of a row that names another account of the user; nil for all other rows.
  ///
  /// It is a transfer even where its other side was never fetched.
  func kindByName(_ movement: Movement) -> Kind? {
    guard movement.basis == .account, movement.kind.mayBeTransfer,
      !registers.isOfOthers(movement.account)
    else { return nil }
    let side = TransferSide(movement, at: 0, among: registers)
    guard case .register(let named) = side.other else { return nil }
    return isPot(side) || registers.isPot(named) ? .potTransfer : .ownTransfer
  }

  private func hasBothSigns(_ positions: ArraySlice<UInt32>) -> Bool {
    guard let first = positions.first, positions.count > 1 else { return false }
    let isCredit = movements[Int(first)].amountMinor > 0
    return positions.contains { (movements[Int($0)].amountMinor > 0) != isCredit }
  }

  // MARK: One group of equal amounts

  /// Two sides that may belong together; `least` is the one with the lesser id.
  private struct Candidate {
    var strength: TransferSide.Strength
    var nanosecondsApart: Int64
    var least: Int
    var greatest: Int
  }

  private func pairs(among sides: [TransferSide]) -> [Pair] {
    var isTaken = [Bool](repeating: false, count: sides.count)
    let sorted = candidates(among: sides).sorted { precedes($0, $1, sides) }
    return sorted.compactMap { candidate in
      guard !isTaken[candidate.least], !isTaken[candidate.greatest] else { return nil }
      isTaken[candidate.least] = true
      isTaken[candidate.greatest] = true
      let (least, greatest) = (sides[candidate.least], sides[candidate.greatest])
      return Pair(
        first: least.position, second: greatest.position,
        kind: isPot(least) || isPot(greatest) ? .potTransfer : .ownTransfer)
    }
  }

  private func candidates(among sides: [TransferSide]) -> [Candidate] {
    var candidates: [Candidate] = []
    for one in sides.indices {
      for other in sides[(one + 1)...].indices.prefix(TransferRule.neighboursMax) {
        let apart = sides[one].nanosecondsApart(from: sides[other])
        guard apart <= TransferSide.secondsApartMax * 1_000_000_000 else { break }
        guard let strength = sides[one].strength(with: sides[other]) else { continue }
        let isOneLeast = order.precedes(sides[one].key, sides[other].key)
        candidates.append(
          Candidate(
            strength: strength, nanosecondsApart: apart, least: isOneLeast ? one : other,
            greatest: isOneLeast ? other : one))
      }
    }
    return candidates
  }

  private func isPot(_ side: TransferSide) -> Bool {
    side.kind == .potTransfer || registers.isPot(side.home)
  }

  private func precedes(_ one: Candidate, _ other: Candidate, _ sides: [TransferSide]) -> Bool {
    if one.strength != other.strength { return one.strength < other.strength }
    if one.nanosecondsApart != other.nanosecondsApart {
      return one.nanosecondsApart < other.nanosecondsApart
    }
    if one.least != other.least {
      return order.precedes(sides[one.least].key, sides[other.least].key)
    }
    return order.precedes(sides[one.greatest].key, sides[other.greatest].key)
  }
}
