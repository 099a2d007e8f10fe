// A refund gives money back for one purchase. Which one, the first of these says that finds any:
//
//   1. What is stated: the purchase has the card network's lifecycle id of the refund, or the refund names it as its
//      original. So a reversal without a merchant finds its purchase, and a dispute that the bank paid itself.
//   2. A purchase of the same party, from the same account, settled, made at most 180 days before.
//   3. The same from another account of the user: what one account paid may come back to another.
//
// Refunds are taken in order of time, and by 2 and 3 each chooses
//
//   - the smallest purchase of which at least that much is left, so that a purchase of exactly its size is
//     preferred to any larger one, of which it would be a part;
//   - of purchases of one size the latest, then the one with the later place in the history.
//
// A Direct Debit that came back gives money back for the Direct Debit, by the same rule: it is no income.
//
// What several refunds give back for one purchase never exceeds it. A shop's clock may be behind the one that
// stamped the purchase: when no earlier purchase will do, one made up to ten minutes after the refund may.
//
//   −33.00 Hotel, +33.00 REVERSAL with its lifecycle id                    a refund of the hotel
//   −20.00 Shop from the joint account, +20.00 Shop to the personal one    a refund across accounts
//   −20.00 Shop, +25.00 Shop                                               no purchase is as large: of none
//   −20.00 Shop, +20.00 from a friend                                      no refund: a friend is another party

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
  /// What rows of money in are known to give money back for.
  var counterparts: [RowKey: [RowKey]] = [:]
  /// Whether the movement at a position moves the user's own money; empty for none.
  var isOwn: [Bool] = []
  /// Whose accounts they are: what a child paid comes back to the child.
  var registers = OwnRegisters()

  /// The purchase of every refund that has one: what is stated, then shop by shop, in order of time.
  func links() -> [Link] {
    var left: [Int: Int64] = [:]
    var links = statedLinks(&left)
    let stated = Set(links.map(\.refund))
    links += shopLinks(&left, except: stated) { $0.shop }
    let found = Set(links.map(\.refund))
    return links
      + shopLinks(&left, except: found) {
        registers.isOfOthers($0.account) ? $0.shop : $0.shopOfAnyAccount
      }
  }

  // MARK: What is stated

  private func statedLinks(_ left: inout [Int: Int64]) -> [Link] {
    guard !counterparts.isEmpty else { return [] }
    let wanted = Set(counterparts.values.joined())
    var positions: [RowKey: Int] = [:]
    for position in movements.indices where wanted.contains(movements[position].key) {
      positions[movements[position].key] = position
    }
    guard !positions.isEmpty else { return [] }
    var links: [Link] = []
    for (refund, movement) in movements.enumerated()
    where movement.mayStatePurchase && !isTransfer(refund) {
      let purchases = counterparts[movement.key]?.compactMap { positions[$0] } ?? []
      guard let purchase = purchases.sorted().first(where: { gives(movement, backFor: $0, left) })
      else { continue }
      left[purchase] = (left[purchase] ?? -movements[purchase].amountMinor) - movement.amountMinor
      links.append(Link(refund: refund, purchase: purchase))
    }
    return links
  }

  private func gives(_ refund: Movement, backFor purchase: Int, _ left: [Int: Int64]) -> Bool {
    let movement = movements[purchase]
    guard movement.amountMinor < 0, movement.amountMinor != .min, !isTransfer(purchase),
      movement.currency == refund.currency
    else { return false }
    return (left[purchase] ?? -movement.amountMinor) >= refund.amountMinor
  }

  private func isTransfer(_ position: Int) -> Bool { isOwn.isEmpty ? false : isOwn[position] }

  // MARK: Shop by shop

  private func shopLinks(
    _ left: inout [Int: Int64], except done: Set<Int>, by shop: (Movement) -> UInt64
  ) -> [Link] {
    var shops = GroupTable()
    var hasRefunds = false
    for position in movements.indices
    where movements[position].isRefund && !done.contains(position) {
      _ = shops.index(of: shop(movements[position]))
      hasRefunds = true
    }
    guard hasRefunds else { return [] }
    let groups = Groups(count: movements.count) { position in
      let movement = movements[position]
      guard movement.isRefund || movement.isPurchase else { return nil }
      return shops.contains(shop(movement)) ? shop(movement) : nil
    }
    var links: [Link] = []
    for group in 0..<groups.count {
      for link in self.links(among: groups[group], left, except: done) {
        left[link.purchase] =
          (left[link.purchase] ?? -movements[link.purchase].amountMinor)
          - movements[link.refund].amountMinor
        links.append(link)
      }
    }
    return links
  }

  private func links(
    among positions: ArraySlice<UInt32>, _ left: [Int: Int64], except done: Set<Int>
  ) -> [Link] {
    guard positions.count > 1 else { return [] }
    var purchases: [OpenPurchases.Purchase] = []
    var refunds: [Int] = []
    for position in positions.map(Int.init) {
      let movement = movements[position]
      if movement.isRefund {
        if !done.contains(position) { refunds.append(position) }
      } else {
        purchases.append(
          .init(
            position: UInt32(position), created: movement.created,
            left: left[position] ?? -movement.amountMinor))
      }
    }
    guard !purchases.isEmpty, !refunds.isEmpty else { return [] }
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

extension Movement {
  fileprivate var isRefund: Bool {
    (kind == .refund || kind == .directDebit) && amountMinor > 0 && party != 0
  }

  /// Whether it may give money back for what it states: a friend's share is no refund, and interest is none.
  fileprivate var mayStatePurchase: Bool {
    guard amountMinor > 0 else { return false }
    switch kind {
    case .refund, .directDebit, .reward, .adjustment, .fee, .cardPayment, .other, .flex: return true
    default: return false
    }
  }

  /// A settled payment in a shop, by card or on Flex, or by Direct Debit.
  fileprivate var isPurchase: Bool {
    guard amountMinor < 0, amountMinor != .min, status == .settled, party != 0 else { return false }
    return kind == .cardPayment || kind == .directDebit || kind == .flex && basis == .merchant
  }

  /// Party, account and currency as one number; a card and a Direct Debit never refund each other.
  fileprivate var shop: UInt64 { mixed(party, account &+ sort) }

  /// The same without the account.
  fileprivate var shopOfAnyAccount: UInt64 { mixed(party, sort) }

  private var sort: UInt64 { UInt64(currency.packed) &+ (kind == .directDebit ? 1 << 32 : 0) }
}
