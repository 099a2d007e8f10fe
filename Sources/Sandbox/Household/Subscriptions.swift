// What is paid by card again and again: weekly, four-weekly, monthly, quarterly and yearly, with price rises,
// and one that was stopped.

internal import Model

struct Subscription: Sendable {
  enum Cycle: Sendable {
    case weeks(Int)
    case months(Int)
  }

  var shop: Shop
  var register: DemoAccount = .current
  var cycle: Cycle = .months(1)
  var from: CivilDate
  var through: CivilDate?
  /// Steps in order; the first holds from the start.
  var prices: [(year: Int, month: Int, pence: Int64)]

  /// Whether it is paid on a day; first days lie before the 29th.
  func isDue(on day: CivilDate) -> Bool {
    guard day >= from, through.map({ day <= $0 }) ?? true else { return false }
    switch cycle {
    case .weeks(let count): return from.days(to: day) % (7 * count) == 0
    case .months(let count):
      return day.parts.day == from.parts.day && (day.month.index - from.month.index) % count == 0
    }
  }

  static let all: [Subscription] = [
    Subscription(
      shop: .flickerbox, from: DemoTime.day(2023, 7, 11),
      prices: [(2023, 7, 999), (2024, 5, 1099), (2025, 10, 1299)]),
    Subscription(
      shop: .tunewell, from: DemoTime.day(2023, 7, 23),
      prices: [(2023, 7, 1099), (2025, 1, 1199), (2026, 11, 1299)]),
    Subscription(
      shop: .nightOwlNews, from: DemoTime.day(2023, 8, 5), through: DemoTime.day(2024, 12, 5),
      prices: [(2023, 8, 650)]),
    Subscription(
      shop: .paperfinch, cycle: .months(12), from: DemoTime.day(2024, 2, 9),
      prices: [(2024, 2, 5900), (2026, 2, 6900)]),
    Subscription(
      shop: .windowgleam, register: .joint, cycle: .months(3), from: DemoTime.day(2023, 8, 16),
      prices: [(2023, 8, 2400), (2025, 8, 2600)]),
    Subscription(
      shop: .hollowgateBaths, cycle: .weeks(4), from: DemoTime.day(2023, 7, 19),
      prices: [(2023, 7, 2799), (2025, 1, 2999)]),
    Subscription(
      shop: .mudlark, register: .joint, cycle: .weeks(1), from: DemoTime.day(2024, 1, 4),
      prices: [(2024, 1, 1850), (2025, 6, 1950), (2026, 11, 2050)]),
  ]
}

extension Household {
  mutating func paySubscriptions(on day: CivilDate) {
    for subscription in story.subscriptions where subscription.isDue(on: day) {
      let mark = Int64(day.days) << 20 | Int64(StableHash.of(subscription.shop.name) % 1_000_000)
      var random = Random(seed: seed, .subscriptions, mark)
      var payment = drafts.card(
        subscription.shop, calendar.rate(day, subscription.prices), subscription.register,
        at: day.between(4, 6, &random))
      let plan = StableHash.of(subscription.shop.name)
      payment.metadata.append(
        ("subscription_id", .id(Identifier(.subscription, subscription.from.at(9, 0), plan))))
      pay(payment)
    }
  }
}
