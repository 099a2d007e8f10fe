// Times in and out as digits: RFC 3339 with zero to nine digits of a second's fraction, and the
// arithmetic of the proleptic Gregorian calendar under it. No zone but the offset in the text.

/// Days of the proleptic Gregorian calendar, counted from 1970-01-01.
public enum GregorianCalendar {
  /// The days from 1970-01-01 to a date.
  public static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The date that lies a number of days after 1970-01-01.
  public static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The number of days of a month.
  public static func daysInMonth(_ month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year has 366 days.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

/// RFC 3339 date-times.
public enum RFC3339 {
  /// Reads a date-time such as `2015-08-22T12:20:18.08Z` or `2015-08-22T13:20:18+01:00`.
  ///
  /// - Returns: Seconds since 1970-01-01T00:00:00Z and nanoseconds, or nil when the text is no such time.
  ///   A leap second (`:60`) is read as the second before it, as POSIX time has none.
  public static func parse(_ bytes: [UInt8], _ range: ByteRange) -> (
    seconds: Int64, nanoseconds: Int32
  )? {
    guard range.count >= 20 else { return nil }
    let at = range.start
    guard bytes[at + 4] == 0x2D, bytes[at + 7] == 0x2D, bytes[at + 13] == 0x3A,
      bytes[at + 16] == 0x3A,
      bytes[at + 10] | 0x20 == 0x74 || bytes[at + 10] == 0x20,
      let century = two(bytes, at), let yearOfCentury = two(bytes, at + 2),
      let month = two(bytes, at + 5), let day = two(bytes, at + 8),
      let hour = two(bytes, at + 11), let minute = two(bytes, at + 14),
      let second = two(bytes, at + 17)
    else { return nil }
    let year = century * 100 + yearOfCentury
    guard 1...12 ~= month, day >= 1, day <= GregorianCalendar.daysInMonth(month, year: year),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    var next = at + 19
    guard let fraction = fraction(bytes, &next, range.end),
      let offset = offset(bytes, next, range.end)
    else { return nil }
    let days = GregorianCalendar.days(year: year, month: month, day: day)
    let clock = hour * 3600 + minute * 60 + min(second, 59)
    return (Int64(days * 86_400 + clock - offset), fraction)
  }

  /// The two digits at an offset as a number.
  @inline(__always)
  private static func two(_ bytes: [UInt8], _ at: Int) -> Int? {
    let high = bytes[at] &- 0x30
    let low = bytes[at + 1] &- 0x30
    return high < 10 && low < 10 ? Int(high) * 10 + Int(low) : nil
  }

  /// Nanoseconds of `.f` to `.fffffffff`, zero when there is no fraction, nil when it is malformed.
  private static func fraction(_ bytes: [UInt8], _ at: inout Int, _ end: Int) -> Int32? {
    guard at < end, bytes[at] == 0x2E else { return 0 }
    at += 1
    var value: Int32 = 0
    var digits = 0
    while at < end, isDigit(bytes[at]) {
      guard digits < 9 else { return nil }
      value = value * 10 + Int32(bytes[at] - 0x30)
      digits += 1
      at += 1
    }
    guard digits > 0 else { return nil }
    for _ in digits..<9 { value *= 10 }
    return value
  }

  /// Seconds east of UTC of `Z` or `±hh:mm` that ends the text, nil when it is neither.
  private static func offset(_ bytes: [UInt8], _ at: Int, _ end: Int) -> Int? {
    if end - at == 1 { return bytes[at] | 0x20 == 0x7A ? 0 : nil }
    guard end - at == 6, bytes[at] == 0x2B || bytes[at] == 0x2D, bytes[at + 3] == 0x3A,
      let hours = two(bytes, at + 1), let minutes = two(bytes, at + 4), hours < 24, minutes < 60
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return bytes[at] == 0x2D ? -seconds : seconds
  }
}

extension ByteWriter {
  /// Appends a date as `YYYY-MM-DD`.
  public mutating func append(year: Int, month: Int, day: Int, separator: UInt8? = 0x2D) {
    append(magnitude: UInt64(max(0, year)), minimumDigits: 4)
    if let separator { append(separator) }
    append(magnitude: UInt64(month), minimumDigits: 2)
    if let separator { append(separator) }
    append(magnitude: UInt64(day), minimumDigits: 2)
  }

  /// Appends a UTC time as `YYYY-MM-DDThh:mm:ss[.f]Z`, the fraction without trailing zeros.
  public mutating func append(seconds: Int64, nanoseconds: Int32) {
    let days = Int(seconds.dividedDown(by: 86_400))
    let clock = Int(seconds) - days * 86_400
    let date = GregorianCalendar.date(days: days)
    append(year: date.year, month: date.month, day: date.day)
    append(0x54)
    append(magnitude: UInt64(clock / 3600), minimumDigits: 2)
    append(0x3A)
    append(magnitude: UInt64(clock / 60 % 60), minimumDigits: 2)
    append(0x3A)
    append(magnitude: UInt64(clock % 60), minimumDigits: 2)
    if nanoseconds > 0 {
      var fraction = UInt64(nanoseconds)
      var digits = 9
      while fraction % 10 == 0 {
        fraction /= 10
        digits -= 1
      }
      append(0x2E)
      append(magnitude: fraction, minimumDigits: digits)
    }
    append(0x5A)
  }
}
