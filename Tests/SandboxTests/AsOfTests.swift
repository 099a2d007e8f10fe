// A history can be made for any time: it ends there, and its calendar is that of its own years.

import Foundation
import Model
import TestSupport
import Testing

@testable import Sandbox

@Suite struct AsOfTests {
  /// Times that careless calendars get wrong.
  static let awkward = [
    "2028-02-29T12:00:00Z", "2027-02-28T23:59:59.999Z", "2027-03-01T00:00:00Z",
    "2027-03-28T00:59:59Z", "2027-03-28T01:00:00Z",  // The clocks go forward.
    "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z",  // 01:30 in London, twice.
    "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z", "2027-01-31T09:00:00Z",
    "2026-11-29T23:00:00Z",  // The day before payday.
    "2026-11-30T05:02:11Z",  // The minute of payday.
    "2026-06-30T22:59:59Z", "2026-06-30T23:00:00Z", "2026-07-01T12:00:00Z",
    "2000-01-01T00:00:00Z", "2024-02-29T08:00:00Z", "2099-12-31T23:59:59Z",
  ]

  /// Some of all cases.
  static let cases = Seeds.few(4, of: all)

  /// The awkward times, and days and seeds by chance.
  static let all: [(seed: UInt64, asOf: Instant)] = {
    var random = SeededRandom(seed: 7)
    let days = (0..<12).map { _ in
      Instant(seconds: Int64.random(in: 946_684_800..<4_102_444_800, using: &random))
    }
    return (awkward.compactMap { Instant($0) } + days).map {
      (UInt64.random(in: 1...1000, using: &random), $0)
    }
  }()

  @Test func `the awkward times are times`() {
    #expect(Self.all.count == Self.awkward.count + 12)
  }

  @Test(arguments: cases)
  func `a history ends at its time, and nothing of it is later`(seed: UInt64, asOf: Instant) throws
  {
    let bank = DemoBank(seed: seed, asOf: asOf)
    var lines: [Data] = []
    bank.forEachRecord { lines.append(Data(Array($0))) }
    // What could be later is of the last months.
    let rows = lines.suffix(600).compactMap { DemoRow($0) }
    let last = try #require(rows.last)
    #expect(last.instant <= asOf)
    #expect(last.instant.seconds > asOf.seconds - 2 * 86_400)
    let later = rows.filter {
      !$0.settled.isEmpty && (Instant($0.settled) ?? .distantFuture) > asOf
    }
    #expect(later.map { "\($0.id)" } == [])
    let month = rows.filter { $0.instant.seconds >= asOf.seconds - 30 * 86_400 }
    #expect(month.count > 100)
    #expect(rows.count == 600 && (5000...9000).contains(lines.count))
  }

  @Test(arguments: cases)
  func `identifiers are unique and rise with time`(seed: UInt64, asOf: Instant) {
    let entries = DemoBank(seed: seed, asOf: asOf).entries
    let fallen = zip(entries, entries.dropFirst()).filter { earlier, later in
      earlier.created >= later.created || earlier.id.text >= later.id.text
    }
    #expect(fallen.map(\.1.id.text) == [])
  }

  @Test(arguments: cases)
  func `balances are the sums of rows, no pot is ever below zero and no account far`(
    seed: UInt64, asOf: Instant
  ) {
    let bank = DemoBank(seed: seed, asOf: asOf)
    var balances = [Int64](repeating: 0, count: DemoAccount.allCases.count)
    for entry in bank.entries where !entry.isDeclined {
      balances[entry.register.rawValue] += entry.amount
      let least: Int64 = DemoAccount.pots.contains(entry.register) ? 0 : -60_000
      if entry.register != .flex { #expect(balances[entry.register.rawValue] >= least) }
    }
    #expect(balances == bank.balances)
    // Every account and every pot has been lived in.
    for register in DemoAccount.allCases {
      #expect(bank.entries.contains { $0.register == register }, "\(register)")
    }
    let moved = bank.entries.filter { $0.transfer != nil }.map(\.amount).reduce(0, +)
    #expect(moved == 0)
  }

  @Test(arguments: cases)
  func `wages come on the last working day of every month, and banks rest at weekends`(
    seed: UInt64, asOf: Instant
  ) {
    let bank = DemoBank(seed: seed, asOf: asOf)
    let bacs = bank.entries.filter { $0.scheme == "bacs" }.map { ($0, Self.day($0.created)) }
    #expect(bacs.allSatisfy { $0.1.weekday <= 5 })
    let wages = bacs.filter { $0.0.description.hasSuffix("SALARY") }.map(\.1)
    #expect(wages.allSatisfy { $0.nextWorkingDay.month > $0.month })
    let calendar = bank.drafts.calendar
    let whole = (calendar.firstDay.month.index..<calendar.lastDay.month.index)
    #expect(wages.map(\.month.index).prefix(whole.count).elementsEqual(whole))
    #expect(wages.count - whole.count <= 1)
  }

  @Test(arguments: cases)
  func `what belongs to a day of the calendar happens on that day`(seed: UInt64, asOf: Instant) {
    let bank = DemoBank(seed: seed, asOf: asOf)
    let calendar = bank.drafts.calendar
    let dinners = bank.entries.filter { $0.notes == "Leap day 🐸 #dinner" }.map {
      Self.day($0.created)
    }
    let leapDays = (calendar.firstDay.days..<calendar.lastDay.days).map { CivilDate(days: $0) }
      .filter { $0.parts.month == 2 && $0.parts.day == 29 }
    #expect(dinners.filter { $0 < calendar.lastDay } == leapDays)
    // London's clocks show 01:30 twice on the last Sunday of October.
    let clocks = bank.entries.filter {
      $0.shop === Shop.velvetOtter && $0.amount == -1120
        && Self.day($0.created).parts.month == 10
    }
    #expect(!clocks.isEmpty)
    for entry in clocks {
      let before = Instant(milliseconds: entry.created)
      let after = Instant(seconds: before.seconds + 3600)
      let offsets = [before, after].map { TimeZoneRules.london.offset(at: $0) }
      #expect(offsets == [3600, 0])
    }
  }

  @Test(
    arguments: Seeds.few(
      1, of: ["2026-07-18T09:30:00Z", "2026-10-25T01:30:00Z", "2026-12-31T23:59:59Z"]))
  func `a later time of the same year shows the same household, some days further on`(
    text: String
  ) throws {
    let asOf = try #require(Instant(text))
    let later = try #require(Instant("2027-06-30T22:59:59Z"))
    let known = Self.lines(
      DemoBank(seed: 9, asOf: asOf), before: asOf.milliseconds - 4 * millisecondsPerDay)
    let grown = Self.lines(
      DemoBank(seed: 9, asOf: later), before: asOf.milliseconds - 4 * millisecondsPerDay)
    let isSame = known == grown
    #expect(isSame && known.count > 5000)
    #expect(
      DemoBank(seed: 9, asOf: asOf).accountsAnswer()
        == DemoBank(seed: 9, asOf: later).accountsAnswer())
  }

  @Test func `the demo is the household as of the demo's time`() {
    let isSame = Self.lines(DemoBank(seed: 3, asOf: DemoBank.asOf)) == Self.lines(DemoBank(seed: 3))
    #expect(isSame)
  }

  @Test func `seed and time decide every byte`() throws {
    let asOf = try #require(Instant("2026-11-28T08:49:06.123456Z"))
    let bank = DemoBank(seed: 4, asOf: asOf)
    let isSame = Self.lines(bank) == Self.lines(DemoBank(seed: 4, asOf: asOf))
    #expect(isSame)
    #expect(bank.asOf == Instant("2026-11-28T08:49:06.123Z"))
  }

  @Test(arguments: Seeds.few(3, of: [1, 3, 40, 900, 5000, 9000]))
  func `with any number of rows the history reaches to its end`(size: Int) throws {
    let asOf = try #require(Instant("2026-11-28T08:49:06Z"))
    let bank = DemoBank(seed: 6, asOf: asOf, transactions: size)
    let rows = DemoRow.all(of: bank)
    #expect(rows.count == size && Set(rows.map(\.id)).count == size)
    #expect(rows.allSatisfy { $0.instant <= asOf })
    if size >= 900 {
      #expect(rows.contains { $0.instant.seconds > asOf.seconds - 30 * 86_400 })
      #expect(rows.contains { $0.day.hasPrefix("2023-07") })
    }
    let moves = bank.entries.filter { $0.transfer != nil }.map(\.amount).reduce(0, +)
    #expect(moves == 0)
  }

  @Test(arguments: [3, 10, 20])
  func `years count back from the last July`(years: Int) throws {
    let asOf = try #require(Instant("2027-03-01T12:00:00Z"))
    let bank = DemoBank(seed: 6, asOf: asOf, transactions: 600, years: years)
    let rows = DemoRow.all(of: bank)
    #expect(rows.count == 600 && rows.allSatisfy { $0.instant <= asOf })
    #expect(
      bank.drafts.identities.opened(.current) == DemoTime.day(2026 - years, 7, 1).at(8, 14, 9, 120))
    #expect(rows.contains { $0.instant.seconds > asOf.seconds - 30 * 86_400 })
  }

  private static func day(_ time: Milliseconds) -> CivilDate {
    TimeZoneRules.london.date(of: Instant(milliseconds: time))
  }

  private static func lines(_ bank: DemoBank, before end: Milliseconds = .max) -> [[UInt8]] {
    bank.entries.filter { $0.created < end }.map { RecordWriter.object($0) }
  }
}
