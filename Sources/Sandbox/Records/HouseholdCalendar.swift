// The calendar of one household: when its history ends, and where the days fall that the tables name.
//
// The tables report the years from July 2023 to July 2026. A history that ends in another year is not moved by a
// constant: its wages, bills, weekends and clock changes are those of its own years, and only what the tables name is
// looked up in them. Two histories that end in the same year from July to June are one household, seen at two times.

internal import Model

struct HouseholdCalendar: Sendable {
  /// The time at which everything is read from the bank.
  let now: Milliseconds
  /// The day of "now" in London.
  let lastDay: CivilDate
  /// How many years after those of the tables the household lives.
  let yearsAfterTables: Int
  /// The day on which the first account was opened, a first of July three to four years before "now".
  let firstDay: CivilDate
  /// The pots as they were set up, on days of this calendar.
  let pots: [PotPlan]
  /// When each account and pot was opened, by register.
  private let openings: [Milliseconds]

  /// The calendar of a history that ends at a time between 2000 and 2099.
  init(asOf: Instant) {
    now = asOf.milliseconds
    lastDay = TimeZoneRules.london.date(of: asOf)
    // The tables end in July 2026, after three years: what is left over becomes a fourth one.
    let (year, month, _) = lastDay.parts
    let shift = (month < 7 ? year - 1 : year) - DemoTime.lastDay.parts.year
    yearsAfterTables = shift
    firstDay = HouseholdCalendar.date(DemoTime.firstDay, shift)
    let pots = PotPlan.all.map { $0.moved(years: shift) }
    self.pots = pots
    let first = firstDay
    openings = DemoAccount.allCases.map { register in
      HouseholdCalendar.opening(register, first, pots, years: shift)
    }
  }

  static let demo = HouseholdCalendar(asOf: Instant(milliseconds: DemoTime.now))

  /// When an account or pot was opened, the current and the joint account so many years before the last July.
  func opened(_ register: DemoAccount, years: Int? = nil) -> Milliseconds {
    guard let years else { return openings[register.rawValue] }
    let first = DemoTime.day(DemoTime.lastDay.parts.year + yearsAfterTables - years, 7, 1)
    return HouseholdCalendar.opening(register, first, pots, years: yearsAfterTables)
  }

  private static func opening(
    _ register: DemoAccount, _ first: CivilDate, _ pots: [PotPlan], years: Int
  ) -> Milliseconds {
    switch register {
    case .current: return first.at(8, 14, 9, 120)
    case .joint: return first.adding(days: 2).at(19, 40, 2, 5)
    case .flex: return date(DemoTime.day(2023, 9, 14), years).at(12, 1, 33, 870)
    default:
      let plan = pots.first { $0.register == register }
      return (plan?.opened ?? first).at(18, 30, register.rawValue)
    }
  }

  // MARK: Days of the tables

  /// The day of the same month and day as one of the tables; the 28th where there is no 29 February.
  func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    HouseholdCalendar.date(DemoTime.day(year, month, day), yearsAfterTables)
  }

  /// The day of a table so many years later, the same month and day.
  static func date(_ day: CivilDate, _ years: Int) -> CivilDate {
    let (year, month, number) = day.parts
    return CivilDate(year: year + years, month: month, day: number)
      ?? DemoTime.day(year + years, month, number - 1)
  }

  /// The day of a table so many years later, three days earlier or later at most so that it has the same weekday.
  static func sameWeekday(_ day: CivilDate, _ years: Int) -> CivilDate {
    let date = date(day, years)
    let ahead = (day.weekday - date.weekday + 7) % 7
    return date.adding(days: ahead > 3 ? ahead - 7 : ahead)
  }

  /// The price, wage or rent that holds on a day: that of the last step not after it.
  func rate(_ day: CivilDate, _ steps: [(year: Int, month: Int, pence: Int64)]) -> Int64 {
    let month = Month(index: day.month.index - yearsAfterTables * 12)
    let current = steps.last { Month(year: $0.year, month: $0.month) <= month }
    return current?.pence ?? steps[0].pence
  }

  /// A text in which the tables name the year 2025.
  static func text(_ text: String, _ years: Int) -> String {
    text.replacing("2025", with: String(2025 + years))
  }
}

extension PotPlan {
  func moved(years: Int) -> PotPlan {
    var pot = self
    pot.name = HouseholdCalendar.text(name, years)
    pot.opened = HouseholdCalendar.date(opened, years)
    pot.closed = closed.map { HouseholdCalendar.date($0, years) }
    return pot
  }
}
