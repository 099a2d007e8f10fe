// What a number of amounts, each of which may count or not, can add up to: all sums while they are few, else
// their bounds.

internal import Model

/// A row of which nobody knows what it counted for at a moment.
struct OpenRow {
  let key: RowKey
  /// What else it may have counted for, as differences from what it is taken for; zero is not among them.
  var differences: [Int128]
}

/// The sums that rows can differ by.
struct ReachableSums {
  /// Sixteen rows have so many sums, each row in or out.
  private static let countMax = 1 << 16

  /// For each sum the row that completes it, and by how much; null when there are too many sums.
  private var last: [Int128: (row: Int, difference: Int128)]? = [:]
  private var bounds: ClosedRange<Int128> = 0...0
  private let rows: [OpenRow]

  init(_ rows: [OpenRow]) {
    self.rows = rows
    for (index, row) in rows.enumerated() {
      let least = min(0, row.differences.min() ?? 0)
      let most = max(0, row.differences.max() ?? 0)
      bounds = bounds.lowerBound + least...bounds.upperBound + most
      add(row, index)
    }
  }

  private mutating func add(_ row: OpenRow, _ index: Int) {
    guard let known = last else { return }
    for sum in [0] + known.keys {
      for difference in row.differences where sum + difference != 0 {
        if last?[sum + difference] == nil { last?[sum + difference] = (index, difference) }
      }
    }
    if let count = last?.count, count >= ReachableSums.countMax { last = nil }
  }

  /// Every sum; nil when there are more than a number.
  func all(atMost count: Int) -> [Int128]? {
    guard let last, last.count < count else { return nil }
    return ([0] + last.keys).sorted()
  }

  /// Whether the rows can differ by so much.
  func contains(_ sum: Int128) -> Bool {
    if sum == 0 { return true }
    guard let last else { return bounds.contains(sum) }
    return last[sum] != nil
  }

  /// The rows that differ by so much together; all of them where there are too many to tell.
  func rows(of sum: Int128) -> [RowKey] {
    guard let last else { return rows.map(\.key) }
    var keys: [RowKey] = []
    var rest = sum
    while rest != 0, let (row, difference) = last[rest] {
      keys.append(rows[row].key)
      rest -= difference
    }
    return keys.sorted()
  }
}
