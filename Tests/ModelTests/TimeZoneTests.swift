// The clocks of London by rule and of other places by table, both held to the system's time zones.

import Foundation
import Model
import Testing

@Suite struct `the clocks of London` {
  private let london = TimeZoneRules.london

  private func offset(_ text: String) throws -> Int {
    london.offset(at: try #require(Instant(text)))
  }

  private func date(_ text: String) throws -> String {
    london.date(of: try #require(Instant(text))).description
  }

  @Test func `are those that Foundation has, every half hour from 1996 to 2037`() throws {
    let zone = try #require(TimeZone(identifier: "Europe/London"))
    var seconds = try #require(Instant("1996-01-01T00:00:00Z")).seconds
    let end = try #require(Instant("2037-12-31T00:00:00Z")).seconds
    var differences = 0
    while seconds < end {
      let other = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
      if london.offset(at: Instant(seconds: seconds)) != other { differences += 1 }
      seconds += 1800
    }
    #expect(differences == 0)
  }

  @Test func `go forward at 01 UTC on the last Sunday of March`() throws {
    #expect(try offset("2026-03-29T00:59:59Z") == 0)
    #expect(try offset("2026-03-29T01:00:00Z") == 3600)
    // The 31st is itself a Sunday, and the 25th is the earliest last Sunday.
    #expect(try offset("2024-03-31T00:59:59Z") == 0 && offset("2024-03-31T01:00:00Z") == 3600)
    #expect(try offset("2029-03-25T00:59:59Z") == 0 && offset("2029-03-25T01:00:00Z") == 3600)
  }

  @Test func `go back at 01 UTC on the last Sunday of October, so that an hour comes twice`() throws
  {
    #expect(try offset("2026-10-25T00:59:59Z") == 3600)
    #expect(try offset("2026-10-25T01:00:00Z") == 0)
    // Both are 01:30 on the clock of London, and of one day.
    #expect(try offset("2026-10-25T00:30:00Z") == 3600 && offset("2026-10-25T01:30:00Z") == 0)
    #expect(try date("2026-10-25T00:30:00Z") == date("2026-10-25T01:30:00Z"))
  }

  @Test func `begin a day at midnight of London, an hour before that of UTC in summer`() throws {
    #expect(try date("2026-06-30T22:59:59.999999999Z") == "2026-06-30")
    #expect(try date("2026-06-30T23:00:00Z") == "2026-07-01")
    #expect(try date("2026-12-31T23:59:59.999999999Z") == "2026-12-31")
    #expect(try date("2027-01-01T00:00:00Z") == "2027-01-01")
    // The days of the changes: one of 23 hours, one of 25.
    #expect(
      try date("2026-03-29T00:00:00Z") == "2026-03-29"
        && date("2026-03-29T22:59:59Z") == "2026-03-29")
    #expect(try date("2026-03-29T23:00:00Z") == "2026-03-30")
    #expect(
      try date("2026-10-24T23:00:00Z") == "2026-10-25"
        && date("2026-10-25T23:59:59Z") == "2026-10-25")
  }

  @Test func `have days before 1970 too`() {
    #expect(TimeZoneRules.utc.date(of: Instant(seconds: -1)).description == "1969-12-31")
    #expect(TimeZoneRules.utc.date(of: Instant(seconds: -86_400)).description == "1969-12-31")
    #expect(TimeZoneRules.utc.date(of: Instant(seconds: -86_401)).description == "1969-12-30")
  }
}

@Suite struct `the clocks of a table` {
  /// A table of the transitions that the system has between two years.
  private func table(_ identifier: String) throws -> (rules: TimeZoneRules, zone: TimeZone) {
    let zone = try #require(TimeZone(identifier: identifier))
    let start = Date(timeIntervalSince1970: 946_684_800)
    var transitions: [TimeZoneRules.Transition] = []
    var at = start
    while let next = zone.nextDaylightSavingTimeTransition(after: at),
      next.timeIntervalSince1970 < 2e9
    {
      transitions.append(
        .init(
          from: Int64(next.timeIntervalSince1970), offset: Int32(zone.secondsFromGMT(for: next))))
      at = next
    }
    let first = Int32(zone.secondsFromGMT(for: start))
    return (.table(identifier, first: first, transitions), zone)
  }

  /// Half an hour of summer time, three quarters of an hour of zone, the day's border, no changes at all.
  @Test(arguments: [
    "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham", "Asia/Kathmandu", "Asia/Tokyo",
    "Europe/London",
  ])
  func `are those that the table was made of`(identifier: String) throws {
    let (rules, zone) = try table(identifier)
    #expect(rules.identifier == identifier)
    var differences = 0
    for seconds in stride(from: Int64(946_684_800), to: 2_000_000_000, by: 5 * 900) {
      let instant = Instant(seconds: seconds)
      let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
      if rules.offset(at: instant) != offset { differences += 1 }
      let days = (Double(seconds) + Double(offset)) / 86_400
      if Int(rules.date(of: instant).days) != Int(days.rounded(.down)) { differences += 1 }
    }
    #expect(differences == 0)
  }

  @Test func `change at the second of a transition and not before`() {
    let rules = TimeZoneRules.table(
      "X", first: -60, [.init(from: 100, offset: 3600), .init(from: 200, offset: 0)])
    #expect(
      [99, 100, 199, 200].map { rules.offset(at: Instant(seconds: $0)) } == [-60, 3600, 3600, 0])
    #expect(rules.offset(at: Instant(seconds: .min)) == -60)
    #expect(TimeZoneRules.utc.offset(at: .distantFuture) == 0)
  }

  @Test func `have another digest where they differ, whatever the zone is called`() {
    let one = TimeZoneRules.table("X", first: 0, [.init(from: 100, offset: 3600)])
    #expect(
      one.digest == TimeZoneRules.table("Y", first: 0, [.init(from: 100, offset: 3600)]).digest)
    #expect(
      one.digest != TimeZoneRules.table("X", first: 1, [.init(from: 100, offset: 3600)]).digest)
    #expect(
      one.digest != TimeZoneRules.table("X", first: 0, [.init(from: 101, offset: 3600)]).digest)
    #expect(one.digest != TimeZoneRules.london.digest)
  }
}
