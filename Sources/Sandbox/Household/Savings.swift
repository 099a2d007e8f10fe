// Pots: what is put aside after payday, interest, and what comes back when an account runs low.

internal import Model

extension Household {
  /// Puts money aside on the day after payday, and feeds the pot that pays the water.
  mutating func save(on day: CivilDate) {
    if day.adding(days: -1).isPayday {
      post(transfer: drafts.pot(.rainyDay, 15_000, trigger: "scheduled", at: day.at(6, 30, 4, 90)))
      if day.at(6, 0) > calendar.opened(.house) {
        post(transfer: drafts.pot(.house, 20_000, trigger: "scheduled", at: day.at(6, 30, 5, 120)))
      }
      let isSavingForJapan =
        day.at(6, 0) > calendar.opened(.japan) && day < calendar.date(2025, 4, 1)
      if isSavingForJapan {
        post(transfer: drafts.pot(.japan, 12_000, trigger: "scheduled", at: day.at(6, 30, 6, 7)))
      }
      sweep(on: day)
    }
    if day.isDue(on: 2), day.at(6, 0) > calendar.opened(.bills) {
      post(transfer: drafts.pot(.bills, 4200, trigger: "scheduled", at: day.at(6, 31, 0, 310)))
    }
    if day == calendar.date(2025, 4, 22) {
      post(transfer: drafts.pot(.japan, -balance(.japan), at: day.at(20, 2, 17, 66)))
    }
    if day.parts.day == 1 { payInterest(on: day) }
  }

  /// Puts what the current account does not need into the house pot, in tens of pounds.
  private mutating func sweep(on day: CivilDate) {
    let surplus = (balance(.current) - 235_000) / 1000 * 1000
    guard surplus > 0, day.at(6, 0) > calendar.opened(.house) else { return }
    post(transfer: drafts.pot(.house, surplus, at: day.at(19, 12, 44, 905)))
  }

  /// Counts a day's interest on every pot that bears it.
  mutating func accrueInterest() {
    for plan in calendar.pots where plan.basisPoints > 0 {
      accrued[plan.register.rawValue] += balance(plan.register) * plan.basisPoints
    }
  }

  /// Pays the month's interest in whole pence; the rest waits for the next month.
  private mutating func payInterest(on day: CivilDate) {
    for plan in calendar.pots where plan.basisPoints > 0 {
      let index = plan.register.rawValue
      let (pence, rest) = accrued[index].quotientAndRemainder(dividingBy: 365 * 10_000)
      guard pence > 0 else { continue }
      accrued[index] = rest
      post(
        drafts.bank(
          "account_interest", pence, plan.register, "Interest for \(day.month.previous)",
          category: "savings", at: day.at(4, 5, index, 700)))
    }
  }

  /// Brings money back in the evening when an account runs low.
  mutating func keepAfloat(on day: CivilDate) {
    if balance(.joint) < 20_000, day > calendar.firstDay.adding(days: 3) {
      post(
        transfer: drafts.ownTransfer(
          from: .current, to: .joint, 15_000, notes: "Top up the joint account",
          at: day.at(21, 20, 8, 111)))
    }
    // In one month of 2024 nobody looked, which is how the overdraft came about.
    guard balance(.current) < 16_000, !isUnwatched(day) else { return }
    let pot: DemoAccount = balance(.rainyDay) >= 30_000 ? .rainyDay : .house
    let pence = min(25_000, balance(pot))
    post(transfer: drafts.pot(pot, -pence, at: day.at(21, 40, 51, 13)))
  }

  private func isUnwatched(_ day: CivilDate) -> Bool {
    let garage = HouseholdCalendar.sameWeekday(
      Scene.garageDay, calendar.yearsAfterTables)
    return (-1...4).contains(garage.days(to: day))
  }
}
