// What the header of an answer says of time.

import Model
import MonzoAPI
import TestSupport
import Testing

@Suite struct TimeTests {
  static let moment = Instant(seconds: 784_111_777)  // 1994-11-06T08:49:37Z

  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
  ])
  func `a time is read in all three forms of RFC 9110`(text: String) {
    #expect(HTTPDate.parse(text) == Self.moment)
    #expect(HTTPResponse(status: 200, headers: ["date": text]).date == Self.moment)
  }

  @Test func `a time is written in the one form that is not obsolete`() {
    #expect(HTTPDate.format(Self.moment) == "Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(
      HTTPDate.format(Instant(seconds: -1, nanoseconds: 999_999_999))
        == "Wed, 31 Dec 1969 23:59:59 GMT")
    #expect(
      HTTPDate.format(Instant(seconds: 1_709_164_800, nanoseconds: 5))
        == "Thu, 29 Feb 2024 00:00:00 GMT")
  }

  @Test func `a year of two digits is one of 1970 to 2069`() {
    #expect(
      HTTPDate.parse("Monday, 01-Jan-69 00:00:00 GMT")
        == HTTPDate.parse("Tue, 01 Jan 2069 00:00:00 GMT"))
    #expect(HTTPDate.parse("Thursday, 01-Jan-70 00:00:00 GMT") == Instant(seconds: 0))
  }

  @Test func `a leap second is the second before it`() {
    #expect(
      HTTPDate.parse("Sat, 31 Dec 2016 23:59:60 GMT")
        == HTTPDate.parse("Sat, 31 Dec 2016 23:59:59 GMT"))
  }

  @Test(arguments: [
    "", "now", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
    "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
    "Sun, 06 nov 1994 08:49:37 GMT", "Sum, 06 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT",
    "Sun, 06 Nov 1994 08:49 GMT", "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT",
    "1994-11-06T08:49:37Z",
  ])
  func `other text is no time`(text: String) {
    #expect(HTTPDate.parse(text) == nil)
    #expect(HTTPResponse(status: 200, headers: ["date": text]).date == nil)
  }

  @Test(arguments: 1...200)
  func `law: what is written is read again`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let time = Instant(seconds: .random(in: 0..<253_402_300_800, using: &random))
    #expect(HTTPDate.parse(HTTPDate.format(time)) == time)
  }

  @Test(arguments: [
    ("0", 0), ("120", 120), (" 7 ", 7), ("99999999999999999999", 999_999_999), ("-5", nil),
    ("+5", nil), ("1.5", nil), ("", nil), ("soon", nil),
    ("Sun, 06 Nov 1994 08:49:37 GMT", 30), ("Sun, 06 Nov 1994 08:49:00 GMT", 0),
  ])
  func `the bank says in seconds or by a time when to come again`(text: String, seconds: Int?) {
    let now = Instant(seconds: Self.moment.seconds - 30, nanoseconds: 900_000_000)
    let response = HTTPResponse(status: 429, headers: ["retry-after": text])
    #expect(response.retryAfter(now: now) == seconds)
  }

  @Test func `a header that says nothing of time says nothing`() {
    #expect(HTTPResponse(status: 429).retryAfter(now: Self.moment) == nil)
    #expect(HTTPResponse(status: 200).date == nil)
  }
}
