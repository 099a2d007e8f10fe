// Where the next byte of a record goes: a pointer into room that the caller has made. Rows have tens of fields,
// so neither a check for room nor a call may be between two bytes of the flat CSV and of JSON Lines.
//
// The caller promises the room: `fixedBytesMax` for anything that is no text, and what the extensions for CSV
// and JSON say for text.

internal import Bytes
internal import Model

/// Where the next byte of a record goes.
struct ByteCursor {
  /// More than the longest value that is no text, with what separates it from the next one: a time with
  /// nanoseconds in quotes, a decimal of 64 bits.
  static let fixedBytesMax = 36

  var at: UnsafeMutablePointer<UInt8>
  /// The days written last, since rows come in the order of time.
  var days: DayDigits

  /// Makes room for a record at the end of a writer and writes it there.
  ///
  /// - Parameters:
  ///   - room: at least as many bytes as the record takes.
  ///   - writer: what the record is appended to.
  ///   - days: the days written last; takes those of the record.
  ///   - write: writes the record.
  @inline(__always)
  static func append(
    atMost room: Int, to writer: inout ByteWriter, _ days: inout DayDigits,
    _ write: (inout ByteCursor) -> Void
  ) {
    writer.bytes.append(addingCapacity: room) { span in
      span.withUnsafeMutableBufferPointer { target, count in
        guard let start = target.baseAddress else { return }
        var cursor = ByteCursor(at: start, days: days)
        write(&cursor)
        count = cursor.at - start
        days = cursor.days
      }
    }
  }

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    at.pointee = byte
    at += 1
  }

  // MARK: Bytes

  /// Bytes as they are.
  @inline(__always)
  mutating func raw(_ source: UnsafePointer<UInt8>, _ count: Int) {
    at.update(from: source, count: count)
    at += count
  }

  /// A word of the program.
  @inline(__always)
  mutating func word(_ text: StaticString) { raw(text.utf8Start, text.utf8CodeUnitCount) }

  // MARK: Numbers

  /// An integer in decimal digits.
  mutating func integer(_ value: Int64) {
    if value < 0 { put(0x2D) }
    magnitude(value.magnitude)
  }

  /// Minor units as a decimal in major units.
  mutating func decimal(_ value: Int64, exponent: Int) {
    if value < 0 { put(0x2D) }
    guard exponent > 0 else { return magnitude(value.magnitude) }
    let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: power(exponent))
    magnitude(whole)
    put(0x2E)
    digits(fraction, exponent)
  }

  private func power(_ exponent: Int) -> UInt64 {
    if exponent == 2 { return 100 }
    return (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private mutating func magnitude(_ value: UInt64) {
    var count = 1
    var limit: UInt64 = 10
    while count < 20 && value >= limit {
      count += 1
      if count < 20 { limit *= 10 }
    }
    digits(value, count)
  }

  /// Exactly so many digits, zeros in front.
  @inline(__always)
  mutating func digits(_ value: UInt64, _ count: Int) {
    var rest = value
    var place = count - 1
    while place >= 0 {
      let quotient = rest / 10
      at[place] = 0x30 + UInt8(truncatingIfNeeded: rest - quotient * 10)
      rest = quotient
      place -= 1
    }
    at += count
  }

  // MARK: Days and times

  /// A day as `YYYY-MM-DD`.
  @inline(__always)
  mutating func day(_ date: CivilDate, _ slot: DayDigits.Slot) {
    days.write(date, slot, to: at)
    at += 10
  }

  /// An RFC 3339 time in UTC, the fraction without trailing zeros.
  mutating func time(_ instant: Instant, _ slot: DayDigits.Slot) {
    let seconds = instant.seconds
    let days = seconds.dividedDown(by: 86_400)
    day(CivilDate(days: Int32(truncatingIfNeeded: days)), slot)
    let clock = UInt32(truncatingIfNeeded: seconds - days * 86_400)
    put(0x54)
    pair(clock / 3600)
    put(0x3A)
    pair(clock / 60 % 60)
    put(0x3A)
    pair(clock % 60)
    if instant.nanoseconds > 0 {
      var fraction = UInt64(instant.nanoseconds)
      var count = 9
      while fraction % 10 == 0 {
        fraction /= 10
        count -= 1
      }
      put(0x2E)
      digits(fraction, count)
    }
    put(0x5A)
  }

  @inline(__always)
  private mutating func pair(_ value: UInt32) {
    put(0x30 + UInt8(truncatingIfNeeded: value / 10))
    put(0x30 + UInt8(truncatingIfNeeded: value % 10))
  }

  /// The three letters of a currency.
  mutating func currency(_ currency: Currency) {
    guard currency.packed != 0 else { return }
    put(UInt8(truncatingIfNeeded: currency.packed >> 16))
    put(UInt8(truncatingIfNeeded: currency.packed >> 8))
    put(UInt8(truncatingIfNeeded: currency.packed))
  }
}
