// Points in time: RFC 3339 in, RFC 3339 in UTC out, exact to the nanosecond.

import Foundation
import Model
import TestSupport
import Testing

@Suite struct `an instant` {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0, 0), ("1969-12-31T23:59:59Z", -1, 0),
      ("2015-08-22T12:20:18.08Z", 1_440_246_018, 80_000_000),
      ("2015-08-22T13:20:18.08+01:00", 1_440_246_018, 80_000_000),
      ("2015-08-22T12:20:18.000000001Z", 1_440_246_018, 1),
      ("2015-08-22t12:20:18z", 1_440_246_018, 0), ("2015-08-22 12:20:18Z", 1_440_246_018, 0),
      ("2024-02-29T00:00:00-00:00", 1_709_164_800, 0),
      ("2024-02-28T23:30:00-00:30", 1_709_164_800, 0),
      // POSIX time has no leap second.
      ("2016-12-31T23:59:60Z", 1_483_228_799, 0),
    ] as [(String, Int64, Int32)])
  func `is read from RFC 3339`(text: String, seconds: Int64, nanoseconds: Int32) {
    #expect(Instant(text) == Instant(seconds: seconds, nanoseconds: nanoseconds))
  }

  @Test(arguments: [
    "", "2026-07-18", "2026-07-18T09:30Z", "2026-07-18T09:30:00", "2026-07-18T24:00:00Z",
    "2026-07-18T09:60:00Z", "2026-07-18T09:30:61Z", "2026-02-29T09:30:00Z", "2026-13-01T09:30:00Z",
    "2026-07-18T09:30:00.Z", "2026-07-18T09:30:00.1234567890Z", "2026-07-18T09:30:00+1:00",
    "2026-07-18T09:30:00+0100", "2026-07-18T09:30:00+24:00", "2026-07-18T09:30:00+01:60",
    "2026-07-18T09:30:00Z ", " 2026-07-18T09:30:00Z", "2026-07-18X09:30:00Z",
    "2026-07-18T09:30:00ZZ",
    "2026-07-18T9:30:00.0Z", "yesterday, at half past nine", "2026-07-18T09:30:00,5Z",
  ])
  func `is not read from any other text`(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test(arguments: [
    "2015-08-22T12:20:18.08Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.5Z",
    "2026-07-18T09:30:00.000000001Z", "2026-07-18T09:30:00.1Z", "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z",
  ])
  func `is written in UTC, its fraction without zeros at the end`(text: String) throws {
    #expect(try #require(Instant(text)).description == text)
  }

  @Test func `is what it was once it is written and read`() {
    var random = SeededRandom(seed: 1)
    for _ in 0..<2000 {
      let instant = Instant(
        seconds: Int64.random(in: -62_167_219_200..<253_402_300_800, using: &random),
        nanoseconds: Int32.random(in: 0..<1_000_000_000, using: &random))
      #expect(Instant(instant.description) == instant)
    }
  }

  @Test func `is the second that Foundation writes`() {
    let style = Date.ISO8601FormatStyle()
    var random = SeededRandom(seed: 2)
    for _ in 0..<500 {
      let seconds = Int64.random(in: -2_000_000_000..<8_000_000_000, using: &random)
      let text = Date(timeIntervalSince1970: Double(seconds)).formatted(style)
      #expect(Instant(seconds: seconds).description == text)
    }
  }

  @Test func `is ordered by seconds, then by nanoseconds`() {
    let times = [
      Instant(seconds: -1, nanoseconds: 999_999_999), Instant(seconds: 0),
      Instant(seconds: 0, nanoseconds: 1), Instant(seconds: 1), .distantFuture,
    ]
    for (index, time) in times.enumerated() {
      for (other, later) in times.enumerated() { #expect((time < later) == (index < other)) }
    }
    #expect(Instant(seconds: 7, nanoseconds: 9).wholeSecond == Instant(seconds: 7))
  }
}
