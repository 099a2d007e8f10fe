// Time zones as values. London is known by rule (the Summer Time Order 2002: clocks go forward at 01:00 UTC on
// the last Sunday of March and back at 01:00 UTC on the last Sunday of October, as they did from 1996 on); any
// other zone comes in as a table of its transitions, made by the shell from the system's data.

import Bytes

/// The offsets of a time zone from UTC over time.
public struct TimeZoneRules: Hashable, Sendable {
  /// From a point in time on, how many seconds the zone's clocks are ahead of UTC.
  public struct Transition: Hashable, Sendable {
    /// The first second, since 1970-01-01T00:00:00Z, at which the offset holds.
    public let from: Int64
    /// Seconds east of UTC.
    public let offset: Int32

    /// Creates a transition.
    public init(from: Int64, offset: Int32) {
      self.from = from
      self.offset = offset
    }
  }

  private enum Rule: Hashable, Sendable {
    case london
    case table(first: Int32, [Transition])
  }

  /// The zone's identifier, for example `Europe/London`.
  public let identifier: String
  private let rule: Rule

  private init(_ identifier: String, _ rule: Rule) {
    self.identifier = identifier
    self.rule = rule
  }

  /// The clocks of London, right for every instant since 1996.
  public static let london = TimeZoneRules("Europe/London", .london)
  /// Coordinated universal time.
  public static let utc = TimeZoneRules("UTC", .table(first: 0, []))

  /// A zone by its transitions in rising order, and the offset before the first of them.
  public static func table(_ identifier: String, first: Int32, _ transitions: [Transition])
    -> TimeZoneRules
  {
    TimeZoneRules(identifier, .table(first: first, transitions))
  }

  /// A number that differs where the clocks of two zones do: zones are renamed and their rules change.
  public var digest: UInt64 {
    guard case .table(let first, let transitions) = rule else { return 0 }
    return StableHash.of("\(first) \(transitions.map { "\($0.from) \($0.offset)" })")
  }

  /// Seconds that the zone's clocks are ahead of UTC at an instant.
  public func offset(at instant: Instant) -> Int {
    switch rule {
    case .london: TimeZoneRules.isLondonSummer(instant.seconds) ? 3600 : 0
    case .table(let first, let transitions):
      Int(TimeZoneRules.last(transitions, notAfter: instant.seconds)?.offset ?? first)
    }
  }

  /// The day that the zone's calendars show at an instant.
  public func date(of instant: Instant) -> CivilDate {
    CivilDate(days: Int32((instant.seconds + Int64(offset(at: instant))).dividedDown(by: 86_400)))
  }

  private static func last(_ transitions: [Transition], notAfter seconds: Int64) -> Transition? {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].from <= seconds { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? transitions[low - 1] : nil
  }

  private static func isLondonSummer(_ seconds: Int64) -> Bool {
    let (year, month, day) = GregorianCalendar.date(days: Int(seconds.dividedDown(by: 86_400)))
    // Only the last week of March and of October can hold the change.
    if month < 3 || month > 10 || (month == 3 && day < 25) { return false }
    if (4...9).contains(month) || (month == 10 && day < 25) { return true }
    return seconds >= lastSunday(year, 3) && seconds < lastSunday(year, 10)
  }

  /// 01:00 UTC on the last Sunday of a month of 31 days.
  private static func lastSunday(_ year: Int, _ month: Int) -> Int64 {
    let last = CivilDate(days: Int32(GregorianCalendar.days(year: year, month: month, day: 31)))
    return Int64(last.adding(days: -(last.weekday % 7)).days) * 86_400 + 3600
  }
}

extension TimeZoneRules {
  /// The moment in which a day begins, or one of its seconds by the clock on the wall.
  public func start(of day: CivilDate, second: Int64 = 0) -> Instant {
    let wall = Int64(day.days) * 86_400 + second
    let guess = Instant(seconds: wall - Int64(offset(at: Instant(seconds: wall))))
    return Instant(seconds: wall - Int64(offset(at: guess)))
  }
}
