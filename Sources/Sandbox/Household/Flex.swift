// Things bought on the Flex account and paid back in monthly parts.

internal import Model

/// Something bought on Flex, or a payment that was moved there.
struct FlexPlan: Sendable {
  var day: CivilDate
  /// Nil for a payment that was made from the current account and moved to Flex afterwards.
  var shop: Shop?
  var pence: Int64
  var parts: Int

  static let all: [FlexPlan] = [
    FlexPlan(day: DemoTime.day(2023, 9, 23), shop: .sofaMill, pence: 64_900, parts: 6),
    FlexPlan(day: DemoTime.day(2024, 1, 6), shop: .gadgetBurrow, pence: 19_999, parts: 3),
    FlexPlan(day: DemoTime.day(2024, 6, 15), shop: .spokeFable, pence: 42_500, parts: 6),
    FlexPlan(day: DemoTime.day(2024, 9, 7), pence: 12_780, parts: 3),
    FlexPlan(day: DemoTime.day(2025, 2, 22), shop: .gadgetBurrow, pence: 31_949, parts: 3),
    FlexPlan(day: DemoTime.day(2025, 8, 30), shop: .sofaMill, pence: 54_900, parts: 12),
    FlexPlan(day: DemoTime.day(2025, 11, 28), shop: .gadgetBurrow, pence: 17_400, parts: 3),
    FlexPlan(day: DemoTime.day(2026, 5, 9), shop: .spokeFable, pence: 28_650, parts: 3),
  ]
}

extension Household {
  /// Buys on Flex, and pays the parts that are due on the 16th.
  mutating func payInstalments(on day: CivilDate) {
    for plan in story.flexPlans where plan.day == day {
      if let shop = plan.shop {
        post(drafts.card(shop, plan.pence, .flex, at: day.at(14, 26, plan.parts, 318)))
      } else {
        post(transfer: drafts.flex(-plan.pence, at: day.at(14, 26, plan.parts, 318)))
      }
      let part = plan.pence / Int64(plan.parts)
      for turn in 0..<plan.parts {
        let month = Month(index: day.month.index + 1 + turn)
        // The first part takes the pence that do not divide.
        let odd = turn == 0 ? plan.pence - part * Int64(plan.parts) : 0
        instalments[month, default: 0] += part + odd
      }
    }
    guard day.isDue(on: 16), let owed = instalments.removeValue(forKey: day.month) else { return }
    post(transfer: drafts.flex(owed, at: day.at(5, 20, 33, 54)))
  }
}
