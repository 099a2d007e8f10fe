// More rows than one household makes in three years: everyday card payments spread evenly over the waking
// hours, paid for by round sums from outside. Each row is made when it is asked for and forgotten.

internal import Model

/// Everyday rows in order of time, one by one.
struct EverydaySpending {
  /// The least that must be known of a row: enough for balances.
  struct Plan {
    var created: Milliseconds
    var register: DemoAccount
    var holder: Holder
    /// Nil for money from outside.
    var shop: Shop?
    var amount: Int64
  }

  private static let topUpPence: Int64 = 50_000
  private static let wakingMilliseconds: Int64 = 16 * 3_600_000

  private let drafts: Drafts
  private let count: Int
  /// Seven in the morning after both accounts were opened.
  private let start: Milliseconds
  private let wakingSpan: Int64
  private var index = 0
  /// What is left of the money from outside, by register; never below zero.
  private var float: [Int64] = [0, 0]

  /// Rows so many, none after a point in time.
  init(drafts: Drafts, count: Int, through last: Milliseconds) {
    self.drafts = drafts
    self.count = count
    start = TimeZoneRules.london.date(
      of: Instant(milliseconds: drafts.identities.opened(.joint))
    ).adding(days: 1).at(7, 0)
    let days = max(1, (last - start) / millisecondsPerDay)
    wakingSpan = days * EverydaySpending.wakingMilliseconds
    precondition(Int64(count) <= wakingSpan, "more rows than waking milliseconds")
  }

  /// The next row's plan; nil after the last one.
  mutating func next() -> Plan? {
    guard index < count else { return nil }
    var random = Random(seed: drafts.seed, .everyday, Int64(index))
    let created = time(&random)
    index += 1
    let register: DemoAccount = random.chance(50) ? .current : .joint
    let holder: Holder = register == .joint && random.chance(50) ? .idris : .tansy
    let shop = random.pick(Shop.everyday)
    let amount = -random.price(shop.pricePence)
    var plan = Plan(
      created: created, register: register, holder: holder, shop: shop, amount: amount)
    if float[register.rawValue] + amount < 0 {
      plan.shop = nil
      plan.amount = EverydaySpending.topUpPence
    }
    float[register.rawValue] += plan.amount
    return plan
  }

  func entry(_ plan: Plan) -> Entry {
    var entry: Entry
    if let shop = plan.shop {
      entry = drafts.card(
        shop, -plan.amount, plan.register, by: plan.holder, at: plan.created)
    } else {
      entry = drafts.fasterPayment(
        .savingsElsewhere, plan.amount, plan.register, reference: "Household float",
        at: plan.created)
    }
    var random = Random(seed: drafts.seed, .entry, plan.created)
    // The upper bit keeps these identifiers apart from those of the household's own rows.
    entry.salt = random.next() | 1 << 63
    return entry.seen(at: drafts.calendar.now)
  }

  /// A time within the row's share of the waking hours, later than every row before it.
  private func time(_ random: inout Random) -> Milliseconds {
    let from = share(index)
    let waking = from + random.within(0...share(index + 1) - from - 1)
    let (day, time) = waking.quotientAndRemainder(dividingBy: EverydaySpending.wakingMilliseconds)
    return start + day * millisecondsPerDay + time
  }

  private func share(_ index: Int) -> Int64 {
    let (high, low) = wakingSpan.multipliedFullWidth(by: Int64(index))
    return Int64(count).dividingFullWidth((high, low)).quotient
  }
}
