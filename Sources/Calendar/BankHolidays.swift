// The days on which banks in the United Kingdom make no payments, beside weekends. Most follow from the Banking and
// Financial Dealings Act 1971: fixed days, which move to the next free weekday when they are on a weekend, Mondays of a
// month, and Easter. Others were proclaimed for one year, or moved for one; a proclamation of later years has to be
// added here. `Tests/Interop` holds 2015 to 2035 to the lists of another program.

public import Model

/// The bank holidays of one nation.
public struct BankHolidays: Sendable {
  private let nation: Nation

  /// The bank holidays of a nation.
  public init(of nation: Nation = .englandAndWales) { self.nation = nation }

  /// Whether banks make payments on a day.
  public func isWorkingDay(_ day: CivilDate) -> Bool {
    day.weekday <= 5 && !days(in: day.parts.year).contains(day)
  }

  /// The day itself, or the latest working day before it.
  public func rolledBack(_ day: CivilDate) -> CivilDate {
    var day = day
    while !isWorkingDay(day) { day = day.adding(days: -1) }
    return day
  }

  /// The bank holidays of a year, in order, none on a weekend.
  public func days(in year: Int) -> [CivilDate] {
    let easter = Easter.sunday(of: year)
    var days = [easter.adding(days: -2), earlyMay(year)] + spring(year) + proclaimed(year)
    days += substituted(fixed(year))
    switch nation {
    case .englandAndWales, .northernIreland:
      days += [easter.adding(days: 1), last(monday: 8, year)]
    case .scotland: days.append(first(monday: 8, year))
    }
    return days.sorted()
  }

  /// The days that have a date, Christmas before Boxing Day and New Year before the day after.
  private func fixed(_ year: Int) -> [CivilDate] {
    let days =
      switch nation {
      case .englandAndWales: [(1, 1), (12, 25), (12, 26)]
      case .scotland: [(1, 1), (1, 2), (11, 30), (12, 25), (12, 26)]
      case .northernIreland: [(1, 1), (3, 17), (7, 12), (12, 25), (12, 26)]
      }
    return days.compactMap { CivilDate(year: year, month: $0.0, day: $0.1) }
  }

  /// Moves days from a weekend to the next weekday that is none of them.
  private func substituted(_ days: [CivilDate]) -> [CivilDate] {
    var taken = days.filter { $0.weekday <= 5 }
    for day in days where day.weekday > 5 {
      var substitute = day.adding(days: 8 - day.weekday)
      while taken.contains(substitute) { substitute = substitute.adding(days: 1) }
      taken.append(substitute)
    }
    return taken
  }

  /// The first Monday of May; the anniversaries of the end of the war in Europe had it on 8 May.
  private func earlyMay(_ year: Int) -> CivilDate {
    let victory = [1995, 2020].contains(year) ? CivilDate(year: year, month: 5, day: 8) : nil
    return victory ?? first(monday: 5, year)
  }

  /// The last Monday of May, which jubilees moved into June and gave a day of their own beside.
  private func spring(_ year: Int) -> [CivilDate] {
    let jubilees = [2002: [3, 4], 2012: [4, 5], 2022: [2, 3]]
    guard let days = jubilees[year] else { return [last(monday: 5, year)] }
    return days.compactMap { CivilDate(year: year, month: 6, day: $0) }
  }

  /// Days of one year: a wedding, a funeral, a coronation, a football match.
  private func proclaimed(_ year: Int) -> [CivilDate] {
    var days: [CivilDate?] = []
    switch year {
    case 1999: days = [CivilDate(year: year, month: 12, day: 31)]
    case 2011: days = [CivilDate(year: year, month: 4, day: 29)]
    case 2022: days = [CivilDate(year: year, month: 9, day: 19)]
    case 2023: days = [CivilDate(year: year, month: 5, day: 8)]
    case 2026 where nation == .scotland: days = [CivilDate(year: year, month: 6, day: 15)]
    default: break
    }
    return days.compactMap(\.self)
  }

  private func first(monday month: Int, _ year: Int) -> CivilDate {
    let first = Month(year: year, month: month).days.from
    return first.adding(days: (8 - first.weekday) % 7)
  }

  private func last(monday month: Int, _ year: Int) -> CivilDate {
    let last = Month(year: year, month: month).days.through
    return last.adding(days: 1 - last.weekday)
  }
}

/// Easter of the Gregorian calendar.
private enum Easter {
  /// Easter Sunday of a year, by the algorithm of Meeus, Jones and Butcher.
  static func sunday(of year: Int) -> CivilDate {
    let (golden, century, rest) = (year % 19, year / 100, year % 100)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
    let shift = (golden + 11 * epact + 22 * weekday) / 451
    let days = epact + weekday - 7 * shift + 114
    return CivilDate(year: year, month: days / 31, day: days % 31 + 1)
      ?? Month(year: year, month: 4).days.from
  }
}
