// Cells of one CSV record (RFC 4180), written through a pointer into room that the caller has made. The flat
// CSV writes some sixty cells a row, so neither a check for room nor a call may stand between two bytes:
// text is copied eight bytes at a time while it is looked through for what must be quoted.
//
// The caller promises room: `bytesMax(ofText:)` for text, `fixedBytesMax` for anything else.

internal import Bytes
internal import Model

/// Where the next byte of a record goes.
struct CellCursor {
  /// The longest cell that is no text, with its comma: a time with nanoseconds and 64-bit decimals fit.
  static let fixedBytesMax = 32

  /// The room that a text of some bytes takes at most: all quotes, doubled, in quotes, with a comma.
  static func bytesMax(ofText count: Int) -> Int { 2 * count + 3 }

  var at: UnsafeMutablePointer<UInt8>
  /// The days written last, since rows come in the order of time.
  var days: DayDigits

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    at.pointee = byte
    at += 1
  }

  @inline(__always)
  mutating func comma() { put(0x2C) }

  // MARK: Text

  /// A cell of text, quoted when a comma, a quote or a line end is in it, or a byte order mark leads it.
  @inline(__always)
  mutating func text(_ source: UnsafePointer<UInt8>, _ count: Int) {
    let start = at
    var offset = 0
    var needsQuotes = false
    while offset + 8 <= count {
      let word = UnsafeRawPointer(source + offset).loadUnaligned(as: UInt64.self)
      UnsafeMutableRawPointer(at + offset).storeBytes(of: word, as: UInt64.self)
      needsQuotes = needsQuotes || CellCursor.hasSpecial(word)
      offset += 8
    }
    while offset < count {
      let byte = source[offset]
      at[offset] = byte
      needsQuotes =
        needsQuotes || byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D
      offset += 1
    }
    at += count
    if needsQuotes || (count >= 3 && source[0] == 0xEF && source[1] == 0xBB && source[2] == 0xBF) {
      at = start
      quoted(source, count)
    }
  }

  @inline(never)
  private mutating func quoted(_ source: UnsafePointer<UInt8>, _ count: Int) {
    put(0x22)
    for offset in 0..<count {
      if source[offset] == 0x22 { put(0x22) }
      put(source[offset])
    }
    put(0x22)
  }

  /// Whether one of eight bytes is a comma, a quote, LF or CR.
  @inline(__always)
  private static func hasSpecial(_ word: UInt64) -> Bool {
    zeroByte(word ^ 0x2C2C_2C2C_2C2C_2C2C) | zeroByte(word ^ 0x2222_2222_2222_2222)
      | zeroByte(word ^ 0x0A0A_0A0A_0A0A_0A0A) | zeroByte(word ^ 0x0D0D_0D0D_0D0D_0D0D) != 0
  }

  /// Not nought when a byte of the word is nought.
  @inline(__always)
  private static func zeroByte(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// Bytes that need no quotes.
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

  /// Exactly so many digits, noughts in front.
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

  /// An RFC 3339 time in UTC, the fraction without trailing noughts.
  mutating func time(_ instant: Instant, _ slot: DayDigits.Slot) {
    let seconds = instant.seconds
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
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
