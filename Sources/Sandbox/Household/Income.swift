// Money that comes in: wages, the June bonus, and Idris's share of the household.

internal import Model

extension Household {
  /// Wages on the last working day of the month; a bonus with those of June.
  mutating func receiveWages(on day: CivilDate) {
    guard day.isPayday else { return }
    let (year, month, _) = day.parts
    let wage = Rate.at(
      day, [(2023, 7, 276_400), (2024, 4, 289_800), (2025, 4, 301_250), (2026, 4, 312_900)])
    post(
      drafts.bacsCredit(
        .employer, wage, reference: "BRIGHTWATER KITES SALARY", at: day.at(5, 2, 11, 430)))
    if month == 6 {
      let bonus = Int64(150_000 + (year - 2023) * 12_500)
      post(
        drafts.bacsCredit(
          .employer, bonus, reference: "BRIGHTWATER KITES BONUS", at: day.at(5, 2, 12, 8)))
    }
    let share = Rate.at(day, [(2023, 7, 146_000), (2024, 9, 152_000), (2025, 9, 157_000)])
    post(
      drafts.fasterPayment(
        .idrisElsewhere, share, .joint, reference: "Household share", at: day.at(7, 45, 3, 517)))
  }
}

/// Prices and wages that change from a month on.
enum Rate {
  /// The rate that holds on a day: that of the last step not after it.
  static func at(_ day: CivilDate, _ steps: [(year: Int, month: Int, pence: Int64)]) -> Int64 {
    let current = steps.last { Month(year: $0.year, month: $0.month) <= day.month }
    return current?.pence ?? steps[0].pence
  }
}
