// What recurs, how often, for how much, and until when; and what only looks so.

import Enrich
import Model
import TestSupport
import Testing

struct RecurringTests {
  /// Card payments to one party on some days, or as many of another kind.
  private func payments(
    _ days: [String], _ amounts: [Int64], _ kind: Kind = .cardPayment, to party: String = "party",
    from number: Int = 1
  ) -> [Movement] {
    days.enumerated().map { index, day in
      .make(number + index, amounts[index % amounts.count], day, kind, with: party)
    }
  }

  private func series(_ movements: [Movement], asOf: String = "2026-12-31") -> [RecurringSeries] {
    Links.of(movements, asOf: asOf).series
  }

  private func day(_ text: String) -> CivilDate? { CivilDate(text) }

  // MARK: Rhythms

  @Test func `a subscription on the 15th whose price rose is one series`() throws {
    let movements = payments(
      [
        "2026-01-15", "2026-02-15", "2026-03-15", "2026-04-15", "2026-05-15", "2026-06-15",
      ], [-899, -899, -899, -999, -999, -999])
    let links = Links.of(movements, asOf: "2026-06-30")
    let found = try #require(links.series.first)
    #expect(links.series.count == 1)
    #expect(found.rhythm == .monthly)
    #expect(found.id == rowKey(1))
    #expect((1...6).allSatisfy { links[rowKey($0)]?.recurring == rowKey(1) })
    #expect(found.count == 6)
    #expect(found.first == day("2026-01-15"))
    #expect(found.last == day("2026-06-15"))
    #expect(found.nextExpected == day("2026-07-15"))
    #expect(!found.isStopped)
    #expect(found.typicalMinor == -999)
    #expect(found.yearlyMinor == -11_988)
    let rise = try #require(day("2026-04-15"))
    #expect(found.priceChanges == [PriceChange(day: rise, fromMinor: -899, toMinor: -999)])
  }

  @Test(arguments: [
    (Rhythm.weekly, ["2026-05-01", "2026-05-08", "2026-05-15"], "2026-05-22"),
    (.weekly, ["2026-04-03", "2026-04-10", "2026-04-19", "2026-04-24"], "2026-05-01"),
    (.fourWeekly, ["2026-01-02", "2026-01-30", "2026-02-27", "2026-03-27"], "2026-04-24"),
    (.monthly, ["2026-01-01", "2026-02-02", "2026-03-02", "2026-04-01"], "2026-05-01"),
    (.monthly, ["2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31"], "2026-04-30"),
    (.monthly, ["2026-03-27", "2026-04-28", "2026-05-28", "2026-06-26"], "2026-07-28"),
    (.quarterly, ["2025-11-30", "2026-02-28", "2026-05-29", "2026-08-30"], "2026-11-30"),
    (.yearly, ["2024-02-29", "2025-02-28"], "2026-02-28"),
    (.yearly, ["2023-09-01", "2024-09-03", "2025-09-01"], "2026-09-01"),
  ])
  func `a rhythm is known by its days, and the next day by the calendar`(
    rhythm: Rhythm, days: [String], next: String
  ) {
    let found = series(payments(days, [-1000]))
    #expect(found.map(\.rhythm) == [rhythm])
    #expect(found.first?.count == days.count)
    #expect(found.first?.nextExpected == day(next))
  }

  @Test func `every last working day of a month is a monthly rhythm`() {
    let days = [
      "2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30", "2026-05-29", "2026-06-30",
    ]
    let found = series(payments(days, [250_000], .bacsCredit))
    #expect(found.map(\.rhythm) == [.monthly])
    #expect(found.first?.count == 6)
  }

  @Test func `a council tax in ten parts a year goes on in the next year`() {
    let days = (0..<22).map { turn in
      "\(2024 + (turn + 3 + turn / 10 * 2) / 12)-\(pad((turn + 3 + turn / 10 * 2) % 12 + 1))-01"
    }
    #expect(days[9] == "2025-01-01" && days[10] == "2025-04-01")
    let found = series(payments(days, [-15_000], .directDebit))
    #expect(found.map(\.count) == [22])
    #expect(found.map(\.rhythm) == [.monthly])
  }

  private func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  @Test func `a payment that was skipped once does not end a series`() {
    let days = [
      "2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05", "2026-06-05", "2026-07-05",
    ]
    #expect(series(payments(days, [-700])).map(\.count) == [6])
  }

  @Test func `a subscription taken up again after a long pause is another series`() {
    let days = [
      "2024-01-05", "2024-02-05", "2024-03-05", "2026-03-09", "2026-04-09", "2026-05-09",
    ]
    let found = series(payments(days, [-700]), asOf: "2026-05-20")
    #expect(found.map(\.count) == [3, 3])
    #expect(found.map(\.isStopped) == [true, false])
    #expect(found.map(\.id) == [rowKey(1), rowKey(4)])
  }

  // MARK: Amounts

  @Test func `a bill by meter may vary, and its typical amount is the middle one`() {
    let days = ["2026-01-03", "2026-02-03", "2026-03-03", "2026-04-03", "2026-05-05"]
    let found = series(payments(days, [-9100, -12_000, -8700, -6000, -4100], .directDebit))
    #expect(found.map(\.count) == [5])
    #expect(found.first?.typicalMinor == -8700)
    #expect(found.first?.priceChanges == [])
  }

  @Test func `a subscription in a foreign currency drifts with the exchange rate`() {
    let days = ["2026-01-12", "2026-02-12", "2026-03-12", "2026-04-12"]
    #expect(series(payments(days, [-1583, -1571, -1602, -1566])).map(\.count) == [4])
  }

  @Test func `a salary with a bonus is one series, and the bonus no price`() {
    let days = ["2026-01-28", "2026-02-27", "2026-03-27", "2026-04-28", "2026-05-28"]
    let found = series(payments(days, [245_000, 245_000, 400_000, 245_000, 245_000], .bacsCredit))
    #expect(found.map(\.count) == [5])
    #expect(found.first?.typicalMinor == 245_000)
    #expect(found.first?.priceChanges == [])
  }

  @Test func `a premium that rises every year is one series with its price changes`() throws {
    let days = ["2023-03-01", "2024-03-01", "2025-03-03"]
    let found = series(payments(days, [-30_000, -33_000, -39_000], .directDebit))
    let second = try #require(day("2024-03-01"))
    let third = try #require(day("2025-03-03"))
    #expect(
      found.first?.priceChanges == [
        PriceChange(day: second, fromMinor: -30_000, toMinor: -33_000),
        PriceChange(day: third, fromMinor: -33_000, toMinor: -39_000),
      ])
    #expect(found.first?.typicalMinor == -39_000)
  }

  // MARK: Several series with one party

  @Test func `two subscriptions of one shop at different amounts and days are two series`() {
    let small = (1...6).map { "2026-0\($0)-03" }
    let large = (1...6).map { "2026-0\($0)-17" }
    let found = series(
      payments(small, [-99]) + payments(large, [-999, -999, -999, -999, -1099, -1099], from: 10))
    #expect(found.map(\.count) == [6, 6])
    #expect(found.map(\.typicalMinor) == [-99, -1099])
    #expect(found.map { $0.priceChanges.count } == [0, 1])
  }

  @Test func `a subscription among purchases at the same shop is found by its equal amounts`() {
    let purchases: [Movement] = (0..<40).map { turn in
      let day = CivilDate(days: 20_460 + Int32(turn * 5 + turn % 3))
      return .make(100 + turn, -(1000 + Int64(turn * 137 % 4000)), "\(day)", with: "party")
    }
    let days = (1...6).map { "2026-0\($0)-15" }
    let found = series(payments(days, [-899]) + purchases)
    #expect(found.map(\.count) == [6])
    #expect(found.map(\.rhythm) == [.monthly])
  }

  @Test func `direction and account tell series apart`() {
    let days = ["2026-01-05", "2026-02-05", "2026-03-05"]
    var joint = payments(days, [-700], from: 20)
    for index in joint.indices { joint[index].account = StableHash.of("joint") }
    let back = payments(days, [700], .bankTransfer, from: 10)
    #expect(series(payments(days, [-700], .bankTransfer) + back + joint).count == 3)
  }

  // MARK: No series

  @Test func `weekly visits to a supermarket are no series`() {
    let days = (0..<30).map { "\(CivilDate(days: 20_460 + Int32($0 * 7 + $0 % 2)))" }
    let amounts = (0..<30).map { -(4000 + Int64($0 * 977 % 5000)) }
    #expect(series(payments(days, amounts)) == [])
  }

  @Test func `visits without rhythm are no series, equal amounts or not`() {
    let days = [
      "2026-01-02", "2026-01-04", "2026-01-23", "2026-02-28", "2026-03-01", "2026-05-11",
    ]
    #expect(series(payments(days, [-280])) == [])
    #expect(series(payments(days, [-280, -1250, -999, -310, -4000, -70])) == [])
  }

  @Test func `the same coffee every working day is no series`() {
    let days = (0..<120).map { CivilDate(days: 20_460 + Int32($0)) }.filter { $0.weekday < 6 }
    #expect(series(payments(days.map(\.description), [-280])) == [])
  }

  @Test func `too few payments are no series`() {
    #expect(series(payments(["2026-01-05", "2026-02-05"], [-700])) == [])
    #expect(series(payments(["2025-01-05", "2026-01-05"], [-700], .bankTransfer)) == [])
    #expect(series(payments(["2025-01-05", "2026-01-05"], [-700, -900])) == [])
    #expect(series(payments(["2026-01-05"], [-700])) == [])
  }

  @Test(arguments: [
    Kind.potTransfer, .ownTransfer, .refund, .interest, .cashWithdrawal, .reward,
  ])
  func `a kind that is nobody's bill or income is no series`(kind: Kind) {
    #expect(series(payments(["2026-01-05", "2026-02-05", "2026-03-05"], [700], kind)) == [])
  }

  @Test func `a standing order between own accounts is no series`() {
    let days = ["2026-01-05", "2026-02-05", "2026-03-05"]
    #expect(series(payments(days, [-700], .standingOrder, to: "joint")) == [])
    #expect(series(payments(days, [-700], .standingOrder, to: "landlord")).count == 1)
  }

  @Test func `payments to nobody known are no series`() {
    let days = ["2026-01-05", "2026-02-05", "2026-03-05"]
    #expect(series(days.enumerated().map { .make($0, -700, $1) }) == [])
  }

  // MARK: Stopped

  @Test func `a series has stopped when the next payment is later than the tolerance`() {
    let movements = payments(["2026-01-15", "2026-02-15", "2026-03-15"], [-899])
    #expect(series(movements, asOf: "2026-04-20").map(\.isStopped) == [false])
    #expect(series(movements, asOf: "2026-04-21").map(\.isStopped) == [true])
  }
}
