// What the tables hold, on the days of one household's calendar. What happened in the last year of the tables happens
// again a year later, so that a history which ends in June is as rich as one which ends in July.

internal import Model

struct Story: Sendable {
  let scenes: [CivilDate: [Scene]]
  let declines: [Decline]
  let trips: [Trip]
  let flexPlans: [FlexPlan]
  let subscriptions: [Subscription]

  init(_ calendar: HouseholdCalendar) {
    let years = calendar.yearsAfterTables
    var scenes: [CivilDate: [Scene]] = [:]
    for scene in Scene.all {
      for day in scene.days(in: calendar) { scenes[day, default: []].append(scene) }
    }
    self.scenes = scenes
    declines = Story.placed(Decline.all, \.day, years) { decline, years in
      decline.day = HouseholdCalendar.sameWeekday(decline.day, years)
    }
    trips = Story.placed(Trip.all, \.first, years) { $0.move(years: $1) }
    flexPlans = Story.placed(FlexPlan.all, \.day, years) { plan, years in
      plan.day = HouseholdCalendar.sameWeekday(plan.day, years)
    }
    subscriptions = Subscription.all.map { $0.moved(years: years) }
  }

  /// Whether what happened on a day of the tables happens again a year later: the tables have nothing for that year.
  static func repeats(_ day: CivilDate) -> Bool {
    HouseholdCalendar.date(DemoTime.lastDay, -1) < day && day < DemoTime.day(2026, 7, 1)
  }

  private static func placed<Line>(
    _ lines: [Line], _ day: (Line) -> CivilDate, _ years: Int, _ move: (inout Line, Int) -> Void
  ) -> [Line] {
    let again = lines.filter { repeats(day($0)) }
    return lines.map { moved($0, years, move) } + again.map { moved($0, years + 1, move) }
  }

  private static func moved<Line>(
    _ line: Line, _ years: Int, _ move: (inout Line, Int) -> Void
  ) -> Line {
    var line = line
    move(&line, years)
    return line
  }

  /// The trip that a day belongs to.
  func trip(on day: CivilDate) -> Trip? { trips.first { $0.first <= day && day <= $0.last } }
}

extension Scene {
  /// The days on which the scene is played.
  func days(in calendar: HouseholdCalendar) -> [CivilDate] {
    let years = calendar.yearsAfterTables
    let days = Story.repeats(day) ? [years, years + 1] : [years]
    switch placement {
    case .weekday: return days.map { HouseholdCalendar.sameWeekday(day, $0) }
    case .date: return days.map { HouseholdCalendar.date(day, $0) }
    case .lastSunday:
      return days.map { years in
        let last = HouseholdCalendar.date(day, years).month.days.through
        return last.adding(days: -(last.weekday % 7))
      }
    case .leapDay:
      let years = calendar.firstDay.parts.year...calendar.lastDay.parts.year
      return years.compactMap { CivilDate(year: $0, month: 2, day: 29) }
    }
  }
}

extension Trip {
  fileprivate mutating func move(years: Int) {
    tag = HouseholdCalendar.text(tag, years)
    booked = HouseholdCalendar.sameWeekday(booked, years)
    first = HouseholdCalendar.sameWeekday(first, years)
    last = HouseholdCalendar.sameWeekday(last, years)
  }
}

extension Subscription {
  /// The subscription of a household so many years later; what is paid every few weeks keeps its weekday.
  fileprivate func moved(years: Int) -> Subscription {
    var subscription = self
    if case .weeks = cycle {
      subscription.from = HouseholdCalendar.sameWeekday(from, years)
    } else {
      subscription.from = HouseholdCalendar.date(from, years)
    }
    subscription.through = through.map { HouseholdCalendar.date($0, years) }
    return subscription
  }
}
