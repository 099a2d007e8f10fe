// Payments that were refused, and the one time that the account went below zero.

internal import Model

/// A card payment that the bank refused.
struct Decline: Sendable {
  var day: CivilDate
  var shop: Shop
  var pence: Int64
  var reason: String

  static let all: [Decline] = [
    Decline(
      day: DemoTime.day(2023, 8, 12), shop: .gadgetBurrow, pence: 21_999,
      reason: "SCA_NOT_AUTHENTICATED_CARD_NOT_PRESENT"),
    Decline(
      day: DemoTime.day(2023, 11, 4), shop: .hollowgateCash, pence: 5000, reason: "INVALID_PIN"),
    Decline(day: DemoTime.day(2024, 1, 20), shop: .petalPost, pence: 3250, reason: "INVALID_CVC"),
    Decline(
      day: DemoTime.day(2024, 4, 6), shop: .saffronLane, pence: 4812, reason: "CARD_BLOCKED"),
    Decline(
      day: DemoTime.day(2024, 11, 23), shop: .littleMarmalade, pence: 6450,
      reason: "INSUFFICIENT_FUNDS"),
    Decline(
      day: DemoTime.day(2025, 5, 3), shop: .nightOwlNews, pence: 650,
      reason: "AUTHENTICATION_REJECTED_BY_CARDHOLDER"),
    Decline(
      day: DemoTime.day(2025, 9, 13), shop: .snipwell, pence: 3800, reason: "CARD_INACTIVE"),
    Decline(
      day: DemoTime.day(2026, 2, 21), shop: .heronwing, pence: 38_410, reason: "OTHER"),
    Decline(
      day: DemoTime.day(2026, 6, 20), shop: .gloaming, pence: 2450, reason: "PIN_REQUIRED"),
  ]
}

extension Household {
  /// Writes a refused payment: it has an amount, and moves nothing.
  mutating func refuse(_ decline: Decline) {
    pay(decline.shop, decline.pence, at: decline.day.at(13, 8, 41, 602)) { entry in
      entry.declineReason = decline.reason
      entry.settled = nil
      entry.countsAsSpending = false
      entry.metadata.removeAll { $0.key == "mastercard_clearing_message_id" }
    }
  }
}

extension Scene {
  static let garageDay = DemoTime.day(2024, 11, 21)

  static let mishaps: [Scene] = [
    Scene(2024, 11, 21) { home, day in
      // The garage takes all there is, and a little more.
      home.pay(.garage, home.balance(.current) + 4740, at: day.at(17, 41, 8, 220)) { repair in
        repair.notes = "Clutch 😩 #car"
      }
    },
    Scene(2024, 12, 2, on: .date) { home, day in
      var fee = home.drafts.bank(
        "overdraft", -117, .current, "Overdraft charges for November", category: "finances",
        at: day.at(3, 10, 27, 5))
      fee.countsAsSpending = true
      fee.metadata += [
        ("overdraft_days_overdrawn", .text("5")), ("overdraft_fee", .text("117")),
        ("overdraft_month", .text(day.month.previous.description)),
      ]
      home.post(fee)
    },
  ]
}
