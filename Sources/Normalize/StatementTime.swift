// Dates and times of statements, which are UTC: `04/09/2023` and `02:02:01`, `2018-03-30 17:32:57 +0000`, and
// what a spreadsheet makes of them, `4/9/2023` and `0:17:12`.

internal import Bytes
internal import Model

/// A reader of the digits of one cell.
struct StatementTime {
  private let bytes: [UInt8]
  private var at: Int
  private let end: Int

  private init(_ bytes: [UInt8], _ range: ByteRange) {
    self.bytes = bytes
    at = range.start
    end = range.end
  }

  /// Reads a date, and the time behind it when there is one; nil when the cell is neither.
  static func date(_ bytes: [UInt8], _ range: ByteRange) -> (date: CivilDate, seconds: Int64?)? {
    var reader = StatementTime(bytes, range)
    guard let date = reader.date() else { return nil }
    if reader.isAtEnd { return (date, nil) }
    guard reader.takes(0x20) || reader.takes(0x54), let seconds = reader.time() else { return nil }
    return (date, seconds)
  }

  /// Reads a time of day, as seconds from midnight UTC; nil when the cell is none.
  static func time(_ bytes: [UInt8], _ range: ByteRange) -> Int64? {
    var reader = StatementTime(bytes, range)
    return reader.time()
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

  /// `DD/MM/YYYY`, single digits without zeros too, or `YYYY-MM-DD`.
  private mutating func date() -> CivilDate? {
    let start = at
    if let day = number(1...2), takes(0x2F), let month = number(1...2), takes(0x2F),
      let year = number(4...4)
    {
      return CivilDate(year: year, month: month, day: day)
    }
    at = start
    guard let year = number(4...4), takes(0x2D), let month = number(2...2), takes(0x2D),
      let day = number(2...2)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// `hh:mm[:ss[.f]]`, an hour of one digit too, and perhaps an offset from UTC; must fill the cell.
  private mutating func time() -> Int64? {
    guard let hour = number(1...2), hour < 24, takes(0x3A), let minute = number(2...2), minute < 60
    else { return nil }
    var second = 0
    if takes(0x3A) {
      guard let read = number(2...2), read <= 60 else { return nil }
      second = min(read, 59)
      if takes(0x2E) && number(1...9) == nil { return nil }
    }
    guard let offset = offset(), isAtEnd else { return nil }
    return Int64(hour * 3600 + minute * 60 + second - offset)
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
