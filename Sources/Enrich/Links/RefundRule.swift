// A refund gives money back for one purchase: of the same party, from the same account, settled, made at most
// 180 days before. Refunds are taken in order of time, and each chooses
//
//   - the smallest purchase of which at least that much is left, so that a purchase of exactly its size is
//     preferred to any larger one, of which it would be a part;
//   - of purchases of one size the latest, then the one with the later place in the history.
//
// A Direct Debit that came back gives money back for the Direct Debit, by the same rule: it is no income.
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

  /// The purchase of every refund that has one, shop by shop, in order of time.
  func links() -> [Link] {
    var shops = GroupTable()
    var hasRefunds = false
    for movement in movements where movement.isRefund {
      _ = shops.index(of: movement.shop)
      hasRefunds = true
    }
    guard hasRefunds else { return [] }
    let groups = Groups(count: movements.count) { position in
      let movement = movements[position]
      guard movement.isRefund || movement.isPurchase else { return nil }
      return shops.contains(movement.shop) ? movement.shop : nil
    }
    return (0..<groups.count).flatMap { links(among: groups[$0]) }
  }

  private func links(among positions: ArraySlice<UInt32>) -> [Link] {
    guard positions.count > 1 else { return [] }
    var purchases: [OpenPurchases.Purchase] = []
    var refunds: [Int] = []
    for position in positions {
      let movement = movements[Int(position)]
      if movement.isRefund {
        refunds.append(Int(position))
      } else {
        purchases.append(
          .init(
            position: position, created: movement.created, left: -movement.amountMinor))
      }
    }
    guard !purchases.isEmpty else { return [] }
    var open = OpenPurchases(purchases)
    return refunds.compactMap { refund in
      let (created, amount) = (movements[refund].created, movements[refund].amountMinor)
      open.move(from: created.seconds - RefundRule.secondsMax, through: created)
      let latest = created.seconds + RefundRule.secondsOfClockSkewMax
      guard let purchase = open.take(amount) ?? open.takeNext(amount, through: latest) else {
        return nil
      }
      return Link(refund: refund, purchase: purchase)
    }
  }
}

/// The purchases at one shop, and what is left of each of them; places count in order of time.
private struct OpenPurchases {
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

extension Movement {
  fileprivate var isRefund: Bool {
    (kind == .refund || kind == .directDebit) && amountMinor > 0 && party != 0
  }

  /// A settled payment in a shop, by card or on Flex, or by Direct Debit.
  fileprivate var isPurchase: Bool {
    guard amountMinor < 0, amountMinor != .min, status == .settled, party != 0 else { return false }
    return kind == .cardPayment || kind == .directDebit || kind == .flex && basis == .merchant
  }

  /// Party, account and currency as one number; a card and a Direct Debit never refund each other.
  fileprivate var shop: UInt64 {
    mixed(party, account &+ UInt64(currency.packed) &+ (kind == .directDebit ? 1 << 32 : 0))
  }
}
