// Money that comes in: wages, the June bonus, and Idris's share of the household.

internal import Model

extension Household {
  /// Wages on the last working day of the month; a bonus with those of June.
  mutating func receiveWages(on day: CivilDate) {
    guard day.isPayday else { return }
    let (year, month, _) = day.parts
    let wage = calendar.rate(
      day,
      [
        (2023, 7, 276_400), (2024, 4, 289_800), (2025, 4, 301_250), (2026, 4, 312_900),
        (2027, 4, 324_700),
      ])
    post(
      drafts.bacsCredit(
        .employer, wage, reference: "BRIGHTWATER KITES SALARY", at: day.at(5, 2, 11, 430)))
    if month == 6 {
      let bonus = Int64(150_000 + (year - calendar.firstDay.parts.year) * 12_500)
      post(
        drafts.bacsCredit(
          .employer, bonus, reference: "BRIGHTWATER KITES BONUS", at: day.at(5, 2, 12, 8)))
    }
    let share = calendar.rate(
      day, [(2023, 7, 146_000), (2024, 9, 152_000), (2025, 9, 157_000), (2026, 9, 162_000)])
    post(
      drafts.fasterPayment(
        .idrisElsewhere, share, .joint, reference: "Household share", at: day.at(7, 45, 3, 517)))
  }
}
