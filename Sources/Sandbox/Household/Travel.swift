// Trips abroad, paid by card in the local currency and with notes from cash machines. While the two are away
// nothing is spent at home but bills.

internal import Model

struct Trip: Sendable {
  var tag: String
  var first: CivilDate
  var last: CivilDate
  var currency: String
  /// How far the clocks there are ahead of London's.
  var hoursAhead: Int64 = 1
  /// Pence for a thousand minor units of the currency, on the first day; it drifts a little.
  var pencePerThousand: Int64
  var shops: [Shop]
  var cash: Shop
  /// What a cash machine gives out: multiples of this, in minor units.
  var note: Int64
  var booked: CivilDate
  var flightPence: Int64
  var lodgingPence: Int64
  /// The pot that pays for it, and how much it gives.
  var pot: DemoAccount
  var budgetPence: Int64

  static let all: [Trip] = [
    Trip(
      tag: "#lyon", first: DemoTime.day(2023, 9, 15), last: DemoTime.day(2023, 9, 20),
      currency: "EUR", pencePerThousand: 861, shops: Shop.lyon, cash: .lyonCash, note: 2000,
      booked: DemoTime.day(2023, 8, 2), flightPence: 17_840, lodgingPence: 28_900,
      pot: .rainyDay, budgetPence: 15_000),
    Trip(
      tag: "#newyork", first: DemoTime.day(2024, 5, 10), last: DemoTime.day(2024, 5, 19),
      currency: "USD", hoursAhead: -5, pencePerThousand: 794, shops: Shop.newYork,
      cash: .newYorkCash, note: 2000,
      booked: DemoTime.day(2024, 2, 3), flightPence: 46_320, lodgingPence: 41_800,
      pot: .house, budgetPence: 70_000),
    Trip(
      tag: "#japan2025", first: DemoTime.day(2025, 4, 4), last: DemoTime.day(2025, 4, 18),
      currency: "JPY", hoursAhead: 8, pencePerThousand: 521, shops: Shop.kyoto, cash: .kyotoCash,
      note: 10_000,
      booked: DemoTime.day(2024, 12, 7), flightPence: 67_950, lodgingPence: 39_400,
      pot: .japan, budgetPence: 110_000),
    Trip(
      tag: "#lisboa", first: DemoTime.day(2026, 3, 19), last: DemoTime.day(2026, 3, 24),
      currency: "EUR", pencePerThousand: 866, shops: Shop.lisbon, cash: .lisbonCash, note: 2000,
      booked: DemoTime.day(2026, 1, 17), flightPence: 16_210, lodgingPence: 30_700,
      pot: .house, budgetPence: 30_000),
  ]

  /// A random point in time between two hours of a day, as the clocks there show them.
  func time(on day: CivilDate, _ from: Int, _ to: Int, _ random: inout Random) -> Milliseconds {
    day.between(from, to, &random) - hoursAhead * 3_600_000
  }
}

extension Household {
  /// Books flights, and takes the budget out of the pot on the eve.
  mutating func prepareTrips(on day: CivilDate) {
    for trip in story.trips {
      if day == trip.booked {
        var flight = drafts.card(.heronwing, trip.flightPence, at: day.at(20, 14, 9, 77))
        flight.notes = "Flights ✈️ \(trip.tag)"
        pay(flight)
        var beds = drafts.card(.lodgepole, trip.lodgingPence, .joint, at: day.at(20, 31, 50, 402))
        beds.notes = trip.tag
        pay(beds)
      }
      if day == trip.first.adding(days: -1) {
        let pence = min(trip.budgetPence, balance(trip.pot))
        post(transfer: drafts.pot(trip.pot, -pence, at: day.at(17, 5, 31, 640)))
      }
    }
  }

  mutating func travel(_ trip: Trip, on day: CivilDate) {
    var random = random(.travel, day)
    let rate = trip.pencePerThousand + random.within(-5...5)
    let count = 2 + random.below(4)
    for turn in 0..<count {
      let shop = trip.shops[(turn + random.below(2)) % trip.shops.count]
      let local = LocalAmount(
        minorUnits: random.price(shop.pricePence), currency: trip.currency)
      let hour = 8 + turn * 2
      var payment = drafts.foreignCard(
        shop, local, pencePerThousand: rate,
        at: trip.time(on: day, hour, hour + 2, &random))
      if random.chance(35) { payment.notes = trip.tag }
      pay(payment)
    }
    let turn = trip.first.days(to: day)
    if turn == 1 || turn == 4 { withdraw(trip, rate, isFree: turn == 1, day, &random) }
  }

  /// Notes from a machine abroad; after the free allowance three in a hundred are charged.
  private mutating func withdraw(
    _ trip: Trip, _ rate: Int64, isFree: Bool, _ day: CivilDate, _ random: inout Random
  ) {
    let range = trip.cash.pricePence
    let wanted = random.within(range.lowerBound / trip.note...range.upperBound / trip.note)
    let local = LocalAmount(minorUnits: wanted * trip.note, currency: trip.currency)
    var cash = drafts.foreignCard(
      trip.cash, local, pencePerThousand: rate, at: trip.time(on: day, 9, 11, &random))
    let fee = isFree ? 0 : (-cash.amount * 3 + 50) / 100
    cash.amount -= fee
    cash.authorised = nil
    cash.cashFee = CashFee(
      withdrawal: LocalAmount(minorUnits: -local.minorUnits, currency: trip.currency),
      feePence: fee)
    cash.notes = trip.tag
    post(cash)
  }
}
