// From one payday to the day before the next. A payday on a weekend or a bank holiday is the working day before, as BACS
// pays it. The cycle of a month is the one that most of the month is in:
//
//   25                 June is 25 May to 24 June, or from the Friday before when the 25th is on a weekend
//   last-working-day   June is from the last working day of May on
//   first-monday       June is from the first Monday of June on

public import Model

/// The rule by which paydays follow each other.
public enum PayCycle: Hashable, Sendable, CustomStringConvertible {
  /// A day of the month, 1 to 31; of a shorter month its last day.
  case day(Int)
  /// The first working day of the month.
  case firstWorkingDay
  /// The last working day of the month.
  case lastWorkingDay
  /// The first to fourth, as 1 to 4, or the last, as 5, of the days of the week 1 for Monday to 5 for Friday.
  case weekday(Int, ordinal: Int)

  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"]
  private static let ordinals = ["first", "second", "third", "fourth", "last"]

  /// Every rule, the likelier before the others.
  public static let all: [PayCycle] =
    [.lastWorkingDay] + (1...31).map(PayCycle.day) + [.firstWorkingDay]
    + (1...5).flatMap { ordinal in
      (1...5).map { PayCycle.weekday($0, ordinal: ordinal) }
    }

  /// Reads `25`, `last-working-day` or `first-monday`; nil for any other text.
  public init?(_ text: String) {
    let text = text.lowercased()
    guard let rule = PayCycle.all.first(where: { $0.description == text }) else { return nil }
    self = rule
  }

  /// The rule as it is typed.
  public var description: String {
    switch self {
    case .day(let day): "\(day)"
    case .firstWorkingDay: "first-working-day"
    case .lastWorkingDay: "last-working-day"
    case .weekday(let day, let ordinal):
      "\(PayCycle.ordinals[ordinal - 1])-\(PayCycle.weekdays[day - 1])"
    }
  }

  /// The payday of a month; it may be in the month before when the rule's day is no working day.
  public func payday(of month: Month, _ holidays: BankHolidays) -> CivilDate {
    let days = month.days
    let nominal =
      switch self {
      case .day(let day): days.from.adding(days: min(day, days.count) - 1)
      case .firstWorkingDay: firstWorkingDay(from: days.from, holidays)
      case .lastWorkingDay: days.through
      case .weekday(let weekday, ordinal: 5):
        days.through.adding(days: -((days.through.weekday - weekday + 7) % 7))
      case .weekday(let weekday, let ordinal):
        days.from.adding(days: (weekday - days.from.weekday + 7) % 7 + 7 * (ordinal - 1))
      }
    return holidays.rolledBack(nominal)
  }

  /// The days of the cycle of a month.
  public func days(of month: Month, _ holidays: BankHolidays) -> DayRange {
    let start = isPaidEarlyInMonth ? month : month.previous
    return DayRange(
      from: payday(of: start, holidays),
      through: payday(of: start.next, holidays).adding(days: -1))
  }

  /// The month of the cycle that a day is in.
  public func month(of day: CivilDate, _ holidays: BankHolidays) -> Month {
    var month = day.month.next
    while day < days(of: month, holidays).from { month = month.previous }
    return month
  }

  /// Whether paydays are in the first half of a month, which then is the month of the cycle.
  private var isPaidEarlyInMonth: Bool {
    switch self {
    case .day(let day): day <= 15
    case .firstWorkingDay: true
    case .lastWorkingDay: false
    case .weekday(_, let ordinal): ordinal <= 2
    }
  }

  private func firstWorkingDay(from day: CivilDate, _ holidays: BankHolidays) -> CivilDate {
    var day = day
    while !holidays.isWorkingDay(day) { day = day.adding(days: 1) }
    return day
  }
}
