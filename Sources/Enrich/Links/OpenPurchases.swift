// The purchases that refunds of one shop may give money back for, and what is left of each: smallest first, in time
// that grows with the logarithm of their number.

internal import Model

/// The purchases at one shop, and what is left of each of them; places count in order of time.
struct OpenPurchases {
  struct Purchase {
    /// Where it is in the history.
    var position: UInt32
    var created: Instant
    /// What was not yet given back.
    var left: Int64
    /// Its rank by size, of one size the latest first.
    var rank = 0
  }

  private static let nextMax = 64  // more purchases than that in ten minutes are no shop's clock

  private var purchases: [Purchase]
  private let placeOfRank: [Int]
  private var tree: RemainderTree
  private var window = 0..<0

  init(_ purchases: [Purchase]) {
    self.purchases = purchases
    let bySize = purchases.indices.map { (size: purchases[$0].left, place: $0) }
      .sorted { $0.size != $1.size ? $0.size < $1.size : $0.place > $1.place }
    placeOfRank = bySize.map(\.place)
    for (rank, place) in placeOfRank.enumerated() { self.purchases[place].rank = rank }
    tree = RemainderTree(count: purchases.count)
  }

  /// Opens the purchases made up to a time, and closes those made before another.
  mutating func move(from earliest: Int64, through latest: Instant) {
    var (start, end) = (window.lowerBound, window.upperBound)
    while end < purchases.count, purchases[end].created <= latest {
      tree[purchases[end].rank] = purchases[end].left
      end += 1
    }
    while start < end, purchases[start].created.seconds < earliest {
      tree[purchases[start].rank] = 0
      start += 1
    }
    window = start..<end
  }

  /// Takes an amount off the smallest open purchase of which as much is left; says its position.
  mutating func take(_ amount: Int64) -> Int? {
    guard let rank = tree.first(atLeast: amount) else { return nil }
    let place = placeOfRank[rank]
    purchases[place].left -= amount
    tree[rank] = purchases[place].left
    return Int(purchases[place].position)
  }

  /// Takes an amount off the smallest purchase of those that follow the open ones up to a time; of one
  /// size the earliest.
  mutating func takeNext(_ amount: Int64, through latest: Int64) -> Int? {
    var best: Int?
    for place in (window.upperBound..<purchases.count).prefix(OpenPurchases.nextMax) {
      guard purchases[place].created.seconds <= latest else { break }
      guard purchases[place].left >= amount else { continue }
      if best.map({ purchases[place].left < purchases[$0].left }) ?? true { best = place }
    }
    guard let best else { return nil }
    purchases[best].left -= amount
    return Int(purchases[best].position)
  }
}
