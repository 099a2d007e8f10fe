// What a household at home spends from day to day: food, shops, trams, fuel, cash, and evenings with friends.

internal import Model

extension Household {
  /// A day's rides, first shown as 10p and charged when the day is over, at most the daily cap.
  mutating func commute(on day: CivilDate) {
    var random = random(.commute, day)
    let percent = [30, 92, 92, 92, 12, 30, 14][day.weekday - 1]
    guard random.chance(percent) else { return }
    let cap = calendar.rate(day, [(2023, 7, 810), (2024, 3, 850), (2025, 3, 890), (2027, 3, 930)])
    let single = calendar.rate(
      day, [(2023, 7, 270), (2024, 3, 280), (2025, 3, 290), (2027, 3, 300)])
    let rides = Int64([2, 2, 2, 2, 1, 3, 4][random.below(7)])
    let hour = day.weekday <= 5 ? 7 : 11
    var ride = drafts.card(
      .capitalTramways, min(cap, rides * single), at: day.between(hour, hour + 2, &random))
    ride.authorised = -10
    pay(ride)
  }

  /// Food for the week and what was forgotten, paid by either of the two.
  mutating func buyGroceries(on day: CivilDate) {
    var random = random(.groceries, day)
    let percent = day.weekday == 6 ? 92 : 68
    for visit in 0..<(random.chance(26) ? 2 : 1) where random.chance(percent) {
      let shop = random.pick(Shop.grocers)
      let holder: Holder = random.chance(55) ? .tansy : .idris
      pay(
        drafts.card(
          shop, random.price(shop.pricePence), .joint, by: holder,
          at: day.between(visit == 0 ? 9 : 17, visit == 0 ? 17 : 21, &random)))
    }
  }

  /// Coffee, lunch on office days, dinner at the weekend.
  mutating func eatOut(on day: CivilDate) {
    var random = random(.food, day)
    if random.chance(day.weekday <= 5 ? 58 : 40) {
      let shop = random.pick(Shop.coffeeShops)
      pay(drafts.card(shop, random.price(shop.pricePence), at: day.between(8, 11, &random)))
    }
    if (2...4).contains(day.weekday), random.chance(78) {
      let shop = random.pick(Shop.lunches)
      let price = min(1450, random.price(shop.pricePence))
      pay(drafts.card(shop, price, at: day.between(12, 14, &random)))
    }
    if random.chance(day.weekday >= 5 ? 50 : 14) {
      let shop = random.pick(Shop.restaurants)
      let together = random.chance(55)
      var dinner = drafts.card(
        shop, random.price(shop.pricePence), together ? .joint : .current,
        by: together && random.chance(40) ? .idris : .tansy, at: day.between(18, 23, &random))
      if dinner.amount < -3000 { dinner.notes = random.pick(Notes.dinners) }
      pay(dinner)
    }
  }

  /// The high street, mostly on Saturdays.
  mutating func shop(on day: CivilDate) {
    var random = random(.shopping, day)
    guard random.chance(day.weekday == 6 ? 70 : 20) else { return }
    let shop = random.pick(Shop.highStreet)
    var purchase = drafts.card(
      shop, random.price(shop.pricePence), at: day.between(10, 18, &random))
    if random.chance(18) { purchase.notes = random.pick(Notes.shopping) }
    if shop === Shop.petalPost { purchase.notes = random.pick(Notes.gifts) }
    pay(purchase)
  }

  /// Fuel: the pump asks for one pound first; and cash now and then, in tens.
  mutating func drive(on day: CivilDate) {
    var random = random(.driving, day)
    if random.chance(13) {
      var fuel = drafts.card(
        .pumpHollow, random.within(Shop.pumpHollow.pricePence), .joint,
        by: random.chance(50) ? .tansy : .idris, at: day.between(8, 20, &random))
      fuel.authorised = -100
      pay(fuel)
    }
    if random.chance(5) {
      let pence = random.within(1...8) * 1000
      var cash = drafts.card(.hollowgateCash, pence, at: day.between(9, 22, &random))
      cash.cashFee = CashFee(
        withdrawal: LocalAmount(minorUnits: -pence, currency: "GBP"), feePence: 0)
      pay(cash)
    }
  }

  /// Bills that were shared with friends who are with the same bank.
  mutating func seeFriends(on day: CivilDate) {
    var random = random(.friends, day)
    guard random.chance(16) else { return }
    let amount = random.price(450...4200) * (random.chance(55) ? -1 : 1)
    post(
      drafts.person(
        random.pick(OtherSide.friends), amount, notes: random.pick(Notes.friends),
        at: day.between(19, 23, &random)))
  }
}
