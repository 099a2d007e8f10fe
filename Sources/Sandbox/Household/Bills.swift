// Rent by standing order, and the bills that are collected by direct debit. A day that is no working day
// moves a payment to the next one. Water is paid out of the bills pot, which the joint account never sees.

internal import Model

extension Household {
  mutating func payBills(on day: CivilDate) {
    payRent(on: day)
    payCouncil(on: day)
    payEnergy(on: day)
    let month = day.month
    if day.isDue(on: 12) {
      let water = calendar.rate(day, [(2023, 7, 3720), (2025, 4, 4110), (2027, 4, 4480)])
      debit(.clearbracken, water, .bills, "CLEARBRACKEN 0042", day)
    }
    if day.isDue(on: 17) {
      let price = calendar.rate(
        day, [(2023, 7, 3150), (2024, 4, 3430), (2025, 4, 3730), (2027, 4, 4030)])
      debit(.fernwire, price, .joint, "FERNWIRE 88-1", day)
    }
    if day.isDue(on: 20) {
      let price = calendar.rate(
        day, [(2023, 7, 1400), (2024, 4, 1520), (2025, 4, 1640), (2026, 4, 1760), (2027, 4, 1880)])
      debit(.pebblephone, price, .current, "PEBBLEPHONE", day)
    }
    if day.isDue(on: 14), month.month == 10 {
      let premium = calendar.rate(
        day, [(2023, 7, 18_640), (2024, 7, 20_115), (2025, 7, 22_390), (2026, 9, 23_980)])
      debit(.haresocks, premium, .joint, "HARESOCKS HOME", day)
    }
  }

  private mutating func payRent(on day: CivilDate) {
    guard day.isDue(on: 1) else { return }
    let rent = calendar.rate(
      day, [(2023, 7, 161_500), (2024, 9, 167_500), (2025, 9, 173_900), (2026, 9, 179_900)])
    let turn = day.month.index - calendar.firstDay.month.index
    post(
      drafts.standingOrder(
        .landlord, rent, .joint, reference: "FLAT 9 LANTERN ROW", turn: turn,
        at: day.at(1, 12, 40, 6)))
    let share = calendar.rate(
      day, [(2023, 7, 128_000), (2024, 9, 133_000), (2025, 9, 137_000), (2026, 9, 141_500)])
    post(
      transfer: drafts.ownTransfer(
        from: .current, to: .joint, share, notes: "Joint contribution", at: day.at(0, 41, 8, 300)))
  }

  /// Ten months of the twelve: nothing in February and March.
  private mutating func payCouncil(on day: CivilDate) {
    guard day.isDue(on: 5), ![2, 3].contains(day.month.month) else { return }
    let tax = calendar.rate(
      day,
      [
        (2023, 7, 16_812), (2024, 4, 17_604), (2025, 4, 18_480), (2026, 4, 19_390),
        (2027, 4, 20_350),
      ])
    post(
      drafts.directDebit(
        .council, tax, .joint, reference: "HOLLOWGATE COUNCIL TAX", shop: nil,
        at: day.at(0, 37, 12, 88)))
  }

  /// What was used: much in January, little in August.
  private mutating func payEnergy(on day: CivilDate) {
    guard day.isDue(on: 9) else { return }
    let pounds: [Int64] = [178, 171, 150, 121, 88, 66, 58, 57, 64, 98, 141, 170]
    var random = random(.bills, day)
    let used = pounds[day.month.month - 1] * 100
    debit(
      .glimmerjar, used + random.within(-used / 12...used / 12), .joint, "GLIMMERJAR 7731", day)
  }

  private mutating func debit(
    _ shop: Shop, _ pence: Int64, _ register: DemoAccount, _ reference: String, _ day: CivilDate
  ) {
    var random = Random(seed: seed, .bills, Int64(day.days) << 32 | shop.code)
    post(
      drafts.directDebit(
        .collector(shop), pence, register, reference: reference, shop: shop,
        at: day.at(0, 30) + random.within(0...2_400_000)))
  }
}
