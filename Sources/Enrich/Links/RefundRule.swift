// A refund gives money back for one purchase: of the same party, from the same account, settled, made at most
// 180 days before. Refunds are taken in order of time, and each chooses
//
//   - the smallest purchase of which at least that much is left, so that a purchase of exactly its size is
//     preferred to any larger one, of which it would be a part;
//   - of purchases of one size the latest, then the one with the later place in the history.
//
// What several refunds give back for one purchase never exceeds it. A shop's clock may be behind the one that
// stamped the purchase: when no earlier purchase will do, one made up to ten minutes after the refund may.

internal import Model

struct RefundRule {
  /// A refund and its purchase, as positions of movements.
  struct Link: Equatable {
    var refund: Int
    var purchase: Int
  }

  private static let secondsMax: Int64 = 180 * 86_400
  private static let secondsOfClockSkewMax: Int64 = 600

  /// Sorted by (created, id).
  let movements: [Movement]

  /// The purchase of every refund that has one, chain by chain, in order of time.
  func links() -> [Link] {
    var shops: Set<UInt64> = []
    for movement in movements where movement.isRefund { shops.insert(movement.shop) }
    guard !shops.isEmpty else { return [] }
    let groups = Groups(count: movements.count) { position in
      let movement = movements[position]
      guard movement.isRefund || movement.isPurchase else { return nil }
      return shops.contains(movement.shop) ? movement.shop : nil
    }
    return (0..<groups.count).flatMap { links(among: groups[$0].map(Int.init)) }
  }

  // MARK: One shop

  private func links(among positions: [Int]) -> [Link] {
    let purchases = positions.filter { movements[$0].isPurchase }
    let refunds = positions.filter { movements[$0].isRefund }
    guard !purchases.isEmpty else { return [] }
    var open = OpenPurchases(purchases.map { movements[$0] })
    return refunds.compactMap { refund in
      let (created, amount) = (movements[refund].created.seconds, movements[refund].amountMinor)
      open.move(
        from: created - RefundRule.secondsMax, through: movements[refund].created)
      guard
        let found = open.take(amount)
          ?? open.takeNext(amount, through: created + RefundRule.secondsOfClockSkewMax)
      else { return nil }
      return Link(refund: refund, purchase: purchases[found])
    }
  }
}

/// The purchases at one shop, and what is left of each of them; places count in order of time.
private struct OpenPurchases {
  private static let nextMax = 64  // more purchases than that in ten minutes are no shop's clock

  private let purchases: [Movement]
  private var left: [Int64]
  /// Places by size, of one size the latest first.
  private let bySize: [Int]
  private let rank: [Int]
  private var tree: RemainderTree
  private var window = 0..<0

  init(_ purchases: [Movement]) {
    self.purchases = purchases
    left = purchases.map { -$0.amountMinor }
    let left = left
    bySize = purchases.indices.sorted {
      left[$0] != left[$1] ? left[$0] < left[$1] : $0 > $1
    }
    var rank = [Int](repeating: 0, count: purchases.count)
    for (position, place) in bySize.enumerated() { rank[place] = position }
    self.rank = rank
    tree = RemainderTree(count: purchases.count)
  }

  /// Opens the purchases made up to a time, and closes those made before another.
  mutating func move(from earliest: Int64, through latest: Instant) {
    var (start, end) = (window.lowerBound, window.upperBound)
    while end < purchases.count, purchases[end].created <= latest {
      tree[rank[end]] = left[end]
      end += 1
    }
    while start < end, purchases[start].created.seconds < earliest {
      tree[rank[start]] = 0
      start += 1
    }
    window = start..<end
  }

  /// Takes an amount off the smallest open purchase of which as much is left, and tells which it was.
  mutating func take(_ amount: Int64) -> Int? {
    guard let position = tree.first(atLeast: amount) else { return nil }
    let place = bySize[position]
    left[place] -= amount
    tree[position] = left[place]
    return place
  }

  /// Takes an amount off the smallest purchase of those that follow the open ones up to a time; of one
  /// size the earliest.
  mutating func takeNext(_ amount: Int64, through latest: Int64) -> Int? {
    var best: Int?
    for place in (window.upperBound..<purchases.count).prefix(OpenPurchases.nextMax) {
      guard purchases[place].created.seconds <= latest else { break }
      guard left[place] >= amount else { continue }
      if best.map({ purchases[place].amountMinor > purchases[$0].amountMinor }) ?? true {
        best = place
      }
    }
    if let best { left[best] -= amount }
    return best
  }
}

extension Movement {
  fileprivate var isRefund: Bool { kind == .refund && amountMinor > 0 && party != 0 }

  /// A settled payment in a shop, by card or on Flex.
  fileprivate var isPurchase: Bool {
    guard amountMinor < 0, amountMinor != .min, status == .settled, party != 0 else { return false }
    return kind == .cardPayment || kind == .flex && basis == .merchant
  }

  /// Party, account and currency as one number.
  fileprivate var shop: UInt64 { mixed(party, account &+ UInt64(currency.packed)) }
}
