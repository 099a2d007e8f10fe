import Bytes
import TestSupport
import Testing

@Suite struct TimeDigitsTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0, 0), ("2015-08-22T12:20:18Z", 1_440_246_018, 0),
      ("2015-08-22t12:20:18z", 1_440_246_018, 0), ("2015-08-22 12:20:18Z", 1_440_246_018, 0),
      ("2015-08-22T13:20:18+01:00", 1_440_246_018, 0),
      ("2015-08-22T06:50:18-05:30", 1_440_246_018, 0),
      ("2015-08-22T12:20:18-00:00", 1_440_246_018, 0), ("2016-12-31T23:59:60Z", 1_483_228_799, 0),
      ("1969-12-31T23:59:59.5Z", -1, 500_000_000), ("2024-02-29T00:00:00Z", 1_709_164_800, 0),
      ("0000-03-01T00:00:00Z", -62_162_035_200, 0), ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
    ] as [(String, Int64, Int32)])
  func `a date-time is seconds since 1970`(text: String, seconds: Int64, nanoseconds: Int32) throws
  {
    let time = try #require(parse(text))
    #expect(time.seconds == seconds)
    #expect(time.nanoseconds == nanoseconds)
  }

  @Test(arguments: 0...9)
  func `a fraction has zero to nine digits`(digits: Int) throws {
    let fraction = "123456789".prefix(digits)
    let time = try #require(parse("2015-08-22T12:20:18\(digits == 0 ? "" : ".")\(fraction)Z"))
    #expect(time.nanoseconds == Int32(String((fraction + "000000000").prefix(9))))
  }

  @Test(arguments: [
    "", "2015-08-22", "2015-08-22T12:20:18", "2015-08-22T12:20Z", "2015-08-22T12:20:18.Z",
    "2015-08-22T12:20:18.1234567890Z", "2015-08-22T12:20:18+0100", "2015-08-22T12:20:18+01",
    "2015-08-22T12:20:18+24:00", "2015-08-22T12:20:18+01:60", "2015-08-22T12:20:18ZZ",
    "2015-08-22T24:00:00Z", "2015-08-22T12:60:00Z", "2015-08-22T12:20:61Z", "2015-13-01T00:00:00Z",
    "2015-00-01T00:00:00Z", "2015-04-31T00:00:00Z", "2015-04-00T00:00:00Z", "2015-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z", "2015/08/22T12:20:18Z", "2015-08-22T12.20.18Z", "+015-08-22T12:20:18Z",
    "2015-08-22T12:20:1٨Z", " 2015-08-22T12:20:18Z", "15-08-22T12:20:18.00Z",
  ])
  func `what is no RFC 3339 date-time is refused`(text: String) {
    #expect(parse(text) == nil)
  }

  @Test func `times are written in UTC, fractions without trailing zeros`() {
    #expect(written(1_440_246_018, 0) == "2015-08-22T12:20:18Z")
    #expect(written(1_440_246_018, 80_000_000) == "2015-08-22T12:20:18.08Z")
    #expect(written(-1, 1) == "1969-12-31T23:59:59.000000001Z")
  }

  @Test func `what was written is read again`() throws {
    var random = SeededRandom(seed: 3339)
    for _ in 0..<2000 {
      let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
      let nanoseconds = Int32.random(in: 0..<1_000_000_000, using: &random)
      let time = try #require(parse(written(seconds, nanoseconds)))
      #expect(time == (seconds, nanoseconds))
    }
  }

  @Test func `the calendar counts every day once`() {
    var (year, month, day) = (1890, 1, 1)
    let first = GregorianCalendar.days(year: year, month: month, day: day)
    for count in first..<first + 366 * 220 {
      #expect(GregorianCalendar.days(year: year, month: month, day: day) == count)
      #expect(GregorianCalendar.date(days: count) == (year, month, day))
      day += 1
      if day > GregorianCalendar.daysInMonth(month, year: year) {
        (month, day) = (month + 1, 1)
      }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(GregorianCalendar.days(year: 1970, month: 1, day: 1) == 0)
  }

  @Test func `century years are leap years every fourth time`() {
    #expect(
      [1900, 2000, 2023, 2024, 2100, 2400].map(GregorianCalendar.isLeap)
        == [false, true, false, true, false, true])
  }

  private func parse(_ text: String) -> (seconds: Int64, nanoseconds: Int32)? {
    // Digits around the range: nothing outside of it may be read.
    let bytes = Array("00\(text)00".utf8)
    return RFC3339.parse(bytes, ByteRange(start: 2, count: text.utf8.count))
  }

  private func written(_ seconds: Int64, _ nanoseconds: Int32) -> String {
    var writer = ByteWriter()
    writer.append(seconds: seconds, nanoseconds: nanoseconds)
    return writer.string
  }
}
