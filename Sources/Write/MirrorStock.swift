// The rows of accounts that stand for rows of a pot's own account, so that a move between the two is in the
// pot's register once. Linking has paired them nearly always; what it has not paired is paired here, because
// money that stands twice in a book is worse than two moves of the same amount on one day changing places.

internal import Model

/// Unlinked mirrors of a history by pot, as `StableHash` of its id, and amount.
struct MirrorStock {
  /// A day; both sides are booked within a moment of each other.
  private static let secondsMax: Int64 = 86_400

  private struct Key: Hashable {
    let pot: UInt64
    let amountMinor: Int64
  }

  private var unlinked: [Key: [Instant]] = [:]

  /// Takes in an account's move to or from a pot.
  mutating func add(_ row: Row, pot: UInt64) {
    guard row.countsAsMoney, row.range(.transferID) == nil else { return }
    unlinked[Key(pot: pot, amountMinor: 0 &- row.amountMinor), default: []].append(row.created)
  }

  /// Whether a mirror stands for an unlinked move of a pot's own account, and uses it up.
  mutating func standsFor(_ row: Row, of pot: UInt64) -> Bool {
    let key = Key(pot: pot, amountMinor: row.amountMinor)
    guard var times = unlinked[key] else { return false }
    let found = times.indices.min {
      distance(times[$0], row.created) < distance(times[$1], row.created)
    }
    guard let found, distance(times[found], row.created) <= MirrorStock.secondsMax else {
      return false
    }
    times.remove(at: found)
    unlinked[key] = times
    return true
  }

  private func distance(_ one: Instant, _ other: Instant) -> Int64 {
    abs(one.seconds - other.seconds)
  }
}
