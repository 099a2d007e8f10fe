// Dates and times of statements: `04/09/2023` and `02:02:01`, which are UTC, `2018-03-30 17:32:57 +0000`, the search
// export's `04/09/23, 02:02`, and what spreadsheets make of them: `4/9/2023` and `0:17:12`, `04.09.2023`,
// `2023-09-04T00:00`, `4 Sep 2023`, `9/4/2023 9:00:00 AM`, and the numbers of days that they count.

package import Bytes
package import Model

/// A reader of the digits of one cell.
package struct StatementTime {
  /// What a cell says of a time.
  package struct Reading: Equatable {
    package var date: CivilDate
    /// Seconds from midnight; nil when the cell has no time.
    package var seconds: Int64?
    /// Whether the cell says the zone, or is in the form that machines write in UTC.
    package var isUTC: Bool
  }

  /// The numbers of a date whose order is open.
  package struct Numbers: Equatable {
    package var first: Int
    package var second: Int
    package var year: Int
    /// Whether both numbers have two digits, as the bank writes them.
    package var isPadded: Bool
    /// Whether points separate them, which no country with the month first uses.
    package var isDotted: Bool
  }

  private let bytes: [UInt8]
  private var at: Int
  private let end: Int

  private init(_ bytes: [UInt8], _ range: ByteRange) {
    self.bytes = bytes
    at = range.start
    end = range.end
  }

  /// Reads a date, and the time behind it when there is one; nil when the cell is neither.
  package static func date(
    _ bytes: [UInt8], _ range: ByteRange, _ order: DateOrder = .dayFirst
  ) -> Reading? {
    var reader = StatementTime(bytes, range)
    if let days = reader.dayNumber() { return days }
    reader.at = range.start
    guard let (date, isUTC) = reader.date(order) else { return nil }
    if reader.isAtEnd { return Reading(date: date, seconds: nil, isUTC: isUTC) }
    let hasComma = reader.takes(0x2C)
    let hasSpace = reader.takes(0x20) || (!hasComma && reader.takes(0x54))
    guard hasSpace || hasComma, let (seconds, hasZone) = reader.time() else { return nil }
    return Reading(date: date, seconds: seconds, isUTC: isUTC || hasZone)
  }

  /// Reads a time of day, as seconds from midnight UTC; nil when the cell is none.
  ///
  /// A spreadsheet may have put its first day before it, or have written the part of a day that has passed.
  package static func time(_ bytes: [UInt8], _ range: ByteRange) -> Int64? {
    var reader = StatementTime(bytes, range)
    if let (seconds, _) = reader.time() { return seconds }
    reader.at = range.start
    if let seconds = reader.partOfDay() { return seconds }
    return date(bytes, range)?.seconds
  }

  /// The numbers of a date with day and month in an order that is open; nil for other cells.
  package static func numbers(_ bytes: [UInt8], _ range: ByteRange) -> Numbers? {
    var reader = StatementTime(bytes, range)
    return reader.numbers()
  }

  /// Whether a time is one of twelve hours and AM or PM.
  package static func isOfTwelveHours(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    guard let last = range.indices.last, range.count > 4 else { return false }
    return bytes[last] | 0x20 == 0x6D && [0x61, 0x70].contains(bytes[last - 1] | 0x20)
  }

  private var isAtEnd: Bool { at == end }

  private mutating func takes(_ byte: UInt8) -> Bool {
    guard at < end, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  /// A number of so many digits.
  private mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while at < end, isDigit(bytes[at]), count < digits.upperBound {
      value = value * 10 + Int(bytes[at] - 0x30)
      at += 1
      count += 1
    }
    return count >= digits.lowerBound ? value : nil
  }

  // MARK: Dates

  /// A date in any of the forms, and whether it is the one of machines.
  private mutating func date(_ order: DateOrder) -> (CivilDate, isUTC: Bool)? {
    let start = at
    if let found = numbers() {
      let isDayFirst = order == .dayFirst
      let day = isDayFirst ? found.first : found.second
      let month = isDayFirst ? found.second : found.first
      return CivilDate(year: found.year, month: month, day: day).map { ($0, false) }
    }
    at = start
    if let year = number(4...4), at < end, bytes[at] == 0x2D || bytes[at] == 0x2F {
      let separator = bytes[at]
      at += 1
      guard let month = number(1...2), takes(separator), let day = number(1...2) else { return nil }
      return CivilDate(year: year, month: month, day: day).map { ($0, separator == 0x2D) }
    }
    at = start
    return dateInWords().map { ($0, false) }
  }

  /// Two numbers and a year behind them, separated by one sign.
  private mutating func numbers() -> Numbers? {
    let start = at
    guard let first = number(1...2), at < end, let separator = Self.separator(bytes[at]) else {
      return nil
    }
    let firstDigits = at - start
    at += 1
    let middle = at
    guard let second = number(1...2), takes(separator) else { return nil }
    let secondDigits = at - 1 - middle
    let yearStart = at
    guard let year = number(2...4), [2, 4].contains(at - yearStart),
      at == end || !isDigit(bytes[at])
    else { return nil }
    return Numbers(
      first: first, second: second, year: at - yearStart == 2 ? 2000 + year : year,
      isPadded: firstDigits == 2 && secondDigits == 2, isDotted: separator == 0x2E)
  }

  private static func separator(_ byte: UInt8) -> UInt8? {
    [0x2F, 0x2D, 0x2E].contains(byte) ? byte : nil
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// `4 Sep 2023`, `04-Sep-23`, `4 September 2023` and `Sep 4, 2023`.
  private mutating func dateInWords() -> CivilDate? {
    var day = number(1...2)
    if day != nil { skipSeparators() }
    guard let month = month() else { return nil }
    skipSeparators()
    if day == nil {
      day = number(1...2)
      skipSeparators()
    }
    let start = at
    guard let day, let year = number(2...4), [2, 4].contains(at - start) else { return nil }
    return CivilDate(year: at - start == 2 ? 2000 + year : year, month: month, day: day)
  }

  private mutating func skipSeparators() {
    while at < end, [0x20, 0x2D, 0x2C, 0x2E, 0x2F].contains(bytes[at]) { at += 1 }
  }

  private mutating func month() -> Int? {
    let start = at
    while at < end, 0x61...0x7A ~= bytes[at] | 0x20 { at += 1 }
    guard at - start >= 3 else { return nil }
    let word = String(decoding: bytes[start..<start + 3], as: UTF8.self).lowercased()
    return StatementTime.months.firstIndex(of: word).map { $0 + 1 }
  }

  /// A day as the number of days since 30 December 1899, and the part of it that has passed.
  private mutating func dayNumber() -> Reading? {
    guard let days = number(5...5), 30_000...70_000 ~= days else { return nil }
    var seconds: Int64?
    if !isAtEnd {
      guard at < end, bytes[at] == 0x2E || bytes[at] == 0x2C,
        let part = partOfDay(behindPoint: true)
      else { return nil }
      seconds = part
    }
    let date = CivilDate(days: Int32(days - 25_569))
    return Reading(date: date, seconds: seconds, isUTC: false)
  }

  /// The part of a day that has passed, `0.375`, in whole seconds.
  private mutating func partOfDay(behindPoint: Bool = false) -> Int64? {
    if !behindPoint { guard takes(0x30) else { return nil } }
    guard takes(0x2E) || takes(0x2C) else { return nil }
    var (value, scale): (Int64, Int64) = (0, 1)
    let start = at
    while at < end, isDigit(bytes[at]) {
      if at - start < 12 { (value, scale) = (value * 10 + Int64(bytes[at] - 0x30), scale * 10) }
      at += 1
    }
    guard isAtEnd, at > start else { return nil }
    return min((value * 86_400 + scale / 2) / scale, 86_399)
  }

  // MARK: Times of day

  /// `hh:mm[:ss[.f]]`, an hour of one digit too, AM or PM behind it, and perhaps an offset from UTC; must fill
  /// the cell.
  private mutating func time() -> (seconds: Int64, hasZone: Bool)? {
    guard var hour = number(1...2), hour < 24, takes(0x3A), let minute = number(2...2), minute < 60
    else { return nil }
    var second = 0
    if takes(0x3A) {
      guard let read = number(2...2), read <= 60 else { return nil }
      second = min(read, 59)
      if takes(0x2E) || takes(0x2C) { guard number(1...9) != nil else { return nil } }
    }
    if let isAfternoon = halfOfDay() {
      guard 1...12 ~= hour else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
      guard isAtEnd else { return nil }
    }
    let zone = at
    guard let offset = offset(), isAtEnd else { return nil }
    return (Int64(hour * 3600 + minute * 60 + second - offset), at > zone)
  }

  /// Whether `AM` or `PM` follows, and which.
  private mutating func halfOfDay() -> Bool? {
    let start = at
    _ = takes(0x20)
    // A spreadsheet may put a narrow space of no break before it.
    if at + 2 < end, bytes[at] == 0xE2, bytes[at + 1] == 0x80, bytes[at + 2] == 0xAF { at += 3 }
    guard at + 1 < end, bytes[at + 1] | 0x20 == 0x6D, [0x61, 0x70].contains(bytes[at] | 0x20) else {
      at = start
      return nil
    }
    defer { at += 2 }
    return bytes[at] | 0x20 == 0x70
  }

  /// `Z`, `+0000`, `+00:00` or nothing, as seconds east of UTC.
  private mutating func offset() -> Int? {
    _ = takes(0x20)
    if isAtEnd || takes(0x5A) { return 0 }
    let isWest = at < end && bytes[at] == 0x2D
    guard takes(isWest ? 0x2D : 0x2B), let hours = number(2...2), hours < 24 else { return nil }
    _ = takes(0x3A)
    guard let minutes = number(2...2), minutes < 60 else { return nil }
    return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
