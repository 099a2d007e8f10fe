// Rows put into groups by a number, in time that is linear in the rows: a million rows are grouped three
// times while linking, and sorting them would cost more than the rules themselves.

import Bytes

/// Positions in groups of equal number, each group in rising order, groups in order of their first position.
struct Groups {
  private var starts: [Int]
  private var positions: [UInt32]

  /// Groups the positions below a count.
  ///
  /// - Parameters:
  ///   - count: how many positions there are.
  ///   - number: gives the number of a position, nil for one that belongs nowhere.
  init(count: Int, by number: (Int) -> UInt64?) {
    var table = GroupTable()
    var groupOf = [UInt32](repeating: .max, count: count)
    var sizes: [Int] = []
    for position in 0..<count {
      guard let value = number(position) else { continue }
      let group = table.index(of: value)
      if Int(group) == sizes.count { sizes.append(0) }
      sizes[Int(group)] += 1
      groupOf[position] = group
    }
    starts = [0]
    starts.reserveCapacity(sizes.count + 1)
    var total = 0
    for size in sizes {
      total += size
      starts.append(total)
    }
    positions = [UInt32](repeating: 0, count: total)
    var next = starts
    for position in 0..<count where groupOf[position] != .max {
      let group = Int(groupOf[position])
      positions[next[group]] = UInt32(position)
      next[group] += 1
    }
  }

  /// How many groups there are.
  var count: Int { starts.count - 1 }

  /// The positions of a group.
  subscript(group: Int) -> ArraySlice<UInt32> { positions[starts[group]..<starts[group + 1]] }
}

/// Numbers counted up in the order in which they first appear.
struct GroupTable {
  private var numbers: [UInt64] = []
  private var table = PositionTable()

  /// Whether a number has appeared.
  func contains(_ number: UInt64) -> Bool { position(of: number, mixed(number, 0)) != nil }

  /// The position of a number in the order of first appearance.
  mutating func index(of number: UInt64) -> UInt32 {
    let hash = mixed(number, 0)
    if let position = position(of: number, hash) { return UInt32(position) }
    table.append(hash: hash) { mixed(numbers[$0], 0) }
    numbers.append(number)
    return UInt32(numbers.count - 1)
  }

  private func position(of number: UInt64, _ hash: UInt64) -> Int? {
    table.position(hash: hash) { numbers[$0] == number }
  }
}

/// One number out of two, in which every bit of either counts.
func mixed(_ one: UInt64, _ other: UInt64) -> UInt64 {
  var hash = one ^ (other &* 0x9E37_79B9_7F4A_7C15)
  hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
  return hash ^ hash >> 32
}
