// The times of HTTP headers (RFC 9110 §5.6.7): one form to write, and the two obsolete ones that a reader
// must still know.

import Bytes
public import Model

/// Times as HTTP headers write them.
public enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// Writes a time as `Sun, 06 Nov 1994 08:49:37 GMT`; a fraction of the second is dropped.
  public static func format(_ time: Instant) -> String {
    let days = time.seconds.dividedDown(by: 86_400)
    let date = CivilDate(days: Int32(clamping: days))
    let clock = Int(time.seconds - days * 86_400)
    let (year, month, day) = date.parts
    let clockText = [clock / 3600, clock / 60 % 60, clock % 60].map { padded($0, 2) }
    return "\(weekdays[date.weekday - 1].prefix(3)), \(padded(day, 2)) \(months[month - 1]) "
      + "\(padded(year, 4)) \(clockText.joined(separator: ":")) GMT"
  }

  /// Reads a time in any of the three forms; nil for other text.
  ///
  /// A year of two digits is one of 1970 to 2069. The day of the week must be one, and is otherwise not
  /// believed over the date.
  public static func parse(_ text: String) -> Instant? {
    let words = text.utf8.split(separator: 0x20).map { String(Substring($0)) }
    switch words.count {
    case 6 where words[5] == "GMT":  // Sun, 06 Nov 1994 08:49:37 GMT
      guard isWeekday(words[0], isShort: true, comma: true) else { return nil }
      return instant(number(words[3], 4), words[2], number(words[1], 2), words[4])
    case 4 where words[3] == "GMT":  // Sunday, 06-Nov-94 08:49:37 GMT
      let date = words[1].utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
        .map { String(Substring($0)) }
      guard isWeekday(words[0], isShort: false, comma: true), date.count == 3,
        let year = number(date[2], 2)
      else { return nil }
      return instant(year + (year < 70 ? 2000 : 1900), date[1], number(date[0], 2), words[2])
    case 5:  // Sun Nov  6 08:49:37 1994
      guard isWeekday(words[0], isShort: true, comma: false) else { return nil }
      let day = number(words[2], 2) ?? number(words[2], 1)
      return instant(number(words[4], 4), words[1], day, words[3])
    default:
      return nil
    }
  }

  private static func isWeekday(_ word: String, isShort: Bool, comma: Bool) -> Bool {
    weekdays.contains { "\(isShort ? $0.prefix(3) : $0[...])\(comma ? "," : "")" == word }
  }

  private static func instant(
    _ year: Int?, _ monthName: String, _ day: Int?, _ clock: String
  ) -> Instant? {
    let parts = clock.utf8.split(separator: 0x3A, omittingEmptySubsequences: false)
      .map { number(String(Substring($0)), 2) }
    guard let year, let day, let month = months.firstIndex(of: monthName),
      let date = CivilDate(year: year, month: month + 1, day: day), parts.count == 3,
      let hour = parts[0], let minute = parts[1], let second = parts[2],
      hour < 24, minute < 60, second <= 60
    else { return nil }
    // A leap second is the second before it, as POSIX time has none.
    let seconds = Int(date.days) * 86_400 + hour * 3600 + minute * 60 + min(second, 59)
    return Instant(seconds: Int64(seconds))
  }

  private static func number(_ text: String, _ digits: Int) -> Int? {
    text.utf8.count == digits && text.utf8.allSatisfy(isDigit) ? Int(text) : nil
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    var writer = ByteWriter()
    writer.append(magnitude: UInt64(max(0, number)), minimumDigits: digits)
    return writer.string
  }
}
