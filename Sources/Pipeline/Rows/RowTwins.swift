// Rows of one payment from sources that share no ids. A row without the bank's id is superseded by the row that is
// like it: the bank's own, else that of a better source. Where several are alike (two coffees of one day in a dump that
// knows only days), they are paired in order when there are as many on either side; else all stay.

import Bytes
import Model

/// Finds which rows supersede which.
struct RowTwins {
  /// A row and where it is.
  struct Candidate {
    let likeness: RowLikeness
    let entry: OrderEntry
  }

  private var days: Set<Int64> = []
  private var amounts: Set<RowLikeness.Money> = []

  /// Whether some row has no id of the bank's.
  var isNeeded: Bool { !days.isEmpty }

  /// Takes note of a row of the input.
  mutating func note(_ row: Row) {
    guard !row.hasIDOfBank else { return }
    let likeness = RowLikeness(row)
    for day in likeness.day - 1...likeness.day + 1 { days.insert(day) }
    amounts.insert(likeness.money)
  }

  /// Whether a row of this time may be one of a pair.
  func mayConcern(_ created: Instant) -> Bool {
    days.contains(created.seconds.dividedDown(by: 86_400))
  }

  /// Whether a row may be one of a pair.
  func mayConcern(_ likeness: RowLikeness) -> Bool {
    likeness.rank != nil || amounts.contains(likeness.money)
  }

  /// The pairs among some rows.
  ///
  /// - Parameter candidates: the rows in the order of time and id.
  /// - Returns: by the index of a row those that it supersedes.
  static func pairs(_ candidates: [Candidate]) -> [Int: [Int]] {
    var pairs: [Int: [Int]] = [:]
    var better = candidates.indices.filter { candidates[$0].likeness.rank == nil }
    let ranks = Set(candidates.compactMap(\.likeness.rank)).sorted()
    for rank in ranks {
      let rows = candidates.indices.filter { candidates[$0].likeness.rank == rank }
      let found = match(rows, among: better, candidates)
      for (row, other) in found { pairs[other, default: []].append(row) }
      better += rows.filter { found[$0] == nil }
      better.sort()
    }
    return pairs
  }

  /// Which of some rows is superseded by which better one, each better one taken once.
  private static func match(
    _ rows: [Int], among better: [Int], _ candidates: [Candidate]
  ) -> [Int: Int] {
    var byMoney: [RowLikeness.Money: [Int]] = [:]
    for index in better { byMoney[candidates[index].likeness.money, default: []].append(index) }
    var alike: [Int: [Int]] = [:]
    for row in rows {
      let likeness = candidates[row].likeness
      let found = (byMoney[likeness.money] ?? []).filter {
        likeness.isLike(candidates[$0].likeness)
      }
      if !found.isEmpty { alike[row] = found }
    }
    var matches: [Int: Int] = [:]
    var taken: Set<Int> = []
    var hasChanged = true
    // A pair that is certain may make another one so.
    while hasChanged {
      hasChanged = false
      var groups: [[Int]: [Int]] = [:]
      for row in rows where matches[row] == nil {
        let left = (alike[row] ?? []).filter { !taken.contains($0) }
        if !left.isEmpty { groups[left, default: []].append(row) }
      }
      for (others, group) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
      where others.count == group.count && others.allSatisfy({ !taken.contains($0) }) {
        for (row, other) in zip(group, others) { matches[row] = other }
        taken.formUnion(others)
        hasChanged = true
      }
    }
    return matches
  }
}
