// Days as people count them, and the periods made of days: months, ISO weeks, UK tax years. No zone, no
// clock: `TimeZoneRules` turns an instant into one of these.

public import Bytes

/// A day of the Gregorian calendar.
public struct CivilDate: Hashable, Sendable, Comparable {
  /// Days since 1970-01-01.
  public var days: Int32

  /// The day that lies a number of days after 1970-01-01.
  @inlinable public init(days: Int32) { self.days = days }

  /// The day of a year, month and day; nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard 0...9999 ~= year, 1...12 ~= month, day >= 1,
      day <= GregorianCalendar.daysInMonth(month, year: year)
    else { return nil }
    days = Int32(GregorianCalendar.days(year: year, month: month, day: day))
  }

  /// Reads `YYYY-MM-DD`; nil for any other text.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(isDigit) }),
      let year = Int(Substring(parts[0])), let month = Int(Substring(parts[1])),
      let day = Int(Substring(parts[2]))
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The year, the month 1 to 12 and the day 1 to 31.
  public var parts: (year: Int, month: Int, day: Int) { GregorianCalendar.date(days: Int(days)) }

  /// The month that the day belongs to.
  public var month: Month { Month(year: parts.year, month: parts.month) }

  /// The day of the week, 1 for Monday to 7 for Sunday (ISO 8601).
  public var weekday: Int { (Int(days) % 7 + 10) % 7 + 1 }

  /// The day a number of days later, or earlier when negative.
  public func adding(days count: Int) -> CivilDate { CivilDate(days: days + Int32(count)) }

  /// Days from this day to another, negative when the other is earlier.
  public func days(to other: CivilDate) -> Int { Int(other.days) - Int(days) }

  /// Earlier before later.
  @inlinable public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.days < right.days
  }
}

extension CivilDate: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    var writer = ByteWriter()
    writer.append(self)
    return writer.string
  }
}

extension ByteWriter {
  /// Appends a day as `YYYY-MM-DD`.
  public mutating func append(_ date: CivilDate) {
    let (year, month, day) = date.parts
    append(year: year, month: month, day: day)
  }

  /// Appends an instant as RFC 3339 in UTC.
  public mutating func append(_ instant: Instant) {
    append(seconds: instant.seconds, nanoseconds: instant.nanoseconds)
  }
}
