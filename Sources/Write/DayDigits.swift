// The digits of the days that were written last. Rows come in the order of time, so the day of a row is nearly
// always that of the row before, and turning a count of days into a date need not be done again.

internal import Model

/// Remembered days, apart for the two times that a row has.
struct DayDigits: Sendable {
  /// Which time a day belongs to: they lie a day or so apart, so each keeps its own.
  enum Slot { case created, settled }

  private struct Day {
    var date = CivilDate(days: .min)
    var head: UInt64 = 0  // `YYYY-MM-`
    var tail: UInt16 = 0  // `DD`
  }

  private var created = Day()
  /// Payments of one day settle over a few: each of the last eight days has a place.
  private var settled = InlineArray<8, Day>(repeating: Day())

  /// Writes a day as `YYYY-MM-DD`, ten bytes.
  @inline(__always)
  mutating func write(_ date: CivilDate, _ slot: Slot, to target: UnsafeMutablePointer<UInt8>) {
    switch slot {
    case .created: DayDigits.write(date, &created, to: target)
    case .settled: DayDigits.write(date, &settled[Int(date.days) & 7], to: target)
    }
  }

  @inline(__always)
  private static func write(
    _ date: CivilDate, _ day: inout Day, to target: UnsafeMutablePointer<UInt8>
  ) {
    if date != day.date { day = make(date) }
    let raw = UnsafeMutableRawPointer(target)
    raw.storeBytes(of: day.head.littleEndian, as: UInt64.self)
    raw.storeBytes(of: day.tail.littleEndian, toByteOffset: 8, as: UInt16.self)
  }

  @inline(never)
  private static func make(_ date: CivilDate) -> Day {
    let (year, month, day) = (max(0, date.parts.year), date.parts.month, date.parts.day)
    var head: UInt64 = 0x2D00_002D_0000_0000  // The hyphens; the first byte is the lowest.
    head |= pair(year / 100) | pair(year % 100) << 16 | pair(month) << 40
    return Day(date: date, head: head, tail: UInt16(pair(day)))
  }

  /// Two digits as two bytes, the first one lower.
  private static func pair(_ value: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: 0x3030 + value / 10 % 10 + (value % 10) << 8)
  }
}
