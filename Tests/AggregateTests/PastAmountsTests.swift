// A balance is compared with the rows as they were when it was seen: what history says of them, and what is possible
// where it says nothing.

import Aggregate
import Model
import TestSupport
import Testing

@Suite struct `balances and the rows of their time` {
  /// An hour of a day, counted from 2026-06-01.
  private static func time(_ day: Int, _ hour: Int = 20) -> Instant {
    Instant(seconds: 1_780_272_000 + Int64(day - 1) * 86_400 + Int64(hour) * 3600)
  }

  private static func fact(_ balance: Int64, _ day: Int, of id: String = "current") -> BalanceFact {
    BalanceFact(accountID: id, balanceMinor: balance, currency: .gbp, seen: time(day))
  }

  /// A card payment of a day of June at noon, that took so many days to settle.
  private static func payment(
    _ number: Int, _ amount: Int64, on day: Int, settledAfter days: UInt8 = 0
  ) -> Movement {
    var movement = Movement.make(number, amount, "2026-06-01")
    movement.created = time(day, 12)
    movement.daysToSettle = days
    if days == 255 { movement.status = .pending }
    return movement
  }

  /// The payment as it was while pending, until the fetch of a day.
  private static func pending(
    _ movement: Movement, _ amount: Int64, until day: Int, isGone: Bool = false
  ) -> PastMovement {
    var past = movement
    past.amountMinor = amount
    past.status = .pending
    past.daysToSettle = 255
    let learned = Instant(seconds: time(day).seconds + 2)
    return PastMovement(past, until: learned, isGone: isGone)
  }

  /// A fetch every evening, each with a mark seconds later.
  private static func proof(
    _ movements: [Movement], _ facts: [BalanceFact], _ versions: [PastMovement] = [],
    arrivals: [LateArrival] = [], cut: Set<Int> = [], partial: Set<Int> = [],
    merged: Range<Int>? = nil, openedAtZero: Set<String> = [], of id: String = "current"
  ) -> Proof {
    var past = RowPast()
    past.versions = versions
    past.arrivals = arrivals
    past.fetches = (1...200).filter { !cut.contains($0) }.map {
      Instant(seconds: time($0).seconds + 5)
    }
    past.partialFetches = partial.map {
      PartialFetch(
        account: StableHash.of("current"), fetched: Instant(seconds: time($0).seconds + 5))
    }
    past.mergedTimes =
      merged.map { days in
        [
          MergedTime(
            account: StableHash.of("current"), since: time(days.lowerBound),
            merged: time(days.upperBound))
        ]
      } ?? []
    let sorted = movements.sorted { ($0.created, $0.key) < ($1.created, $1.key) }
    return Balances(
      sorted, links: .empty, registers: .household, facts: facts, past: past,
      openedAtZero: openedAtZero
    ).proof(of: id)
  }

  private static func gap(_ amount: Int64, _ from: Int?, _ to: Int, _ balance: Int64) -> Proof {
    .gap(
      BooksGap(
        from: from.map { time($0) }, to: time(to), amountMinor: amount, balanceMinor: balance))
  }

  // MARK: Known versions

  @Test func `payments that settle with other amounts leave no gap where history has the old ones`()
  {
    let amounts: [(old: Int64, new: Int64)] = [
      (-100, -4210), (-2000, -2300), (-1500, -1800), (-900, -950), (-700, -2796),
    ]
    let payments = amounts.enumerated().map {
      Self.payment($0 + 1, $1.new, on: 3, settledAfter: 2)
    }
    let versions = zip(payments, amounts).map { Self.pending($0, $1.old, until: 5) }
    let facts = [
      Self.fact(50_000, 1), Self.fact(44_800, 3), Self.fact(44_800, 4), Self.fact(37_944, 5),
    ]
    #expect(Self.proof(payments, facts, versions) == .proved)
    #expect(Self.proof(payments, facts) == Self.gap(6856, 1, 3, 44_800), "nothing is known of them")
  }

  @Test func `of what a run learned while it read the balance the new amount holds`() {
    let fuel = Self.payment(1, -4210, on: 3, settledAfter: 2)
    let versions = [Self.pending(fuel, -100, until: 5)]
    let wrong = [Self.fact(10_000, 1), Self.fact(9_900, 3), Self.fact(9_900, 5)]
    #expect(Self.proof([fuel], wrong, versions) == Self.gap(4110, 3, 5, 9_900))
    let late = [Self.fact(10_000, 1), Self.fact(5_790, 4), Self.fact(5_790, 5)]
    #expect(Self.proof([fuel], late, versions) == Self.gap(-4110, 1, 4, 5_790))
  }

  @Test func `where a run left no mark either amount may hold, and no third one`() {
    // The run of the fifth was cut off, and what changed has nothing to do with settling.
    var fuel = Self.payment(1, -4210, on: 3)
    fuel.daysToSettle = 0
    let versions = [Self.pending(fuel, -100, until: 5)]
    func proof(_ balance: Int64) -> Proof {
      let facts = [Self.fact(10_000, 1), Self.fact(balance, 5), Self.fact(5_790, 9)]
      return Self.proof([fuel], facts, versions, cut: [5])
    }
    #expect(proof(9_900) == .proved)
    #expect(proof(5_790) == .proved)
    #expect(proof(9_000) == Self.gap(3210, 1, 5, 9_000))
  }

  @Test func `a payment that was never collected counts until it went`() {
    let facts = [
      Self.fact(1_000, 1), Self.fact(700, 3), Self.fact(700, 4), Self.fact(1_000, 5),
    ]
    let gone = Self.pending(Self.payment(1, -300, on: 3), -300, until: 5, isGone: true)
    #expect(Self.proof([], facts, [gone]) == .proved)
    #expect(Self.proof([], facts) == Self.gap(-300, 1, 3, 700))
  }

  @Test func `a row that came late was not there before`() {
    let late = Self.payment(1, -300, on: 3)
    let facts = [
      Self.fact(1_000, 1), Self.fact(1_000, 3), Self.fact(1_000, 4), Self.fact(700, 5),
    ]
    let arrival = LateArrival(late.key, fetched: Instant(seconds: Self.time(5).seconds + 5))
    #expect(Self.proof([late], facts, arrivals: [arrival]) == .proved)
    #expect(Self.proof([late], facts) == Self.gap(300, 1, 3, 1_000))
  }

  @Test func `a row that came late, changed, went and came again is followed through all of it`() {
    let row = Self.payment(1, -500, on: 3)
    let facts = [
      Self.fact(1_000, 1), Self.fact(1_000, 3), Self.fact(700, 5), Self.fact(600, 7),
      Self.fact(1_000, 9), Self.fact(500, 11), Self.fact(500, 12),
    ]
    let versions = [
      Self.pending(row, -300, until: 7), Self.pending(row, -400, until: 9, isGone: true),
    ]
    let arrivals = [5, 11].map {
      LateArrival(row.key, fetched: Instant(seconds: Self.time($0).seconds + 5))
    }
    #expect(Self.proof([row], facts, versions, arrivals: arrivals) == .proved)
  }

  @Test func `a version that counted for nothing counts for nothing`() {
    let row = Self.payment(1, -500, on: 3)
    let declined = Self.pending(row, 0, until: 5)
    let facts = [Self.fact(1_000, 1), Self.fact(1_000, 3), Self.fact(500, 5), Self.fact(500, 6)]
    #expect(Self.proof([row], facts, [declined]) == .proved)
  }

  @Test func `what was too old to be read again may hold either amount`() {
    let row = Self.payment(1, -500, on: 1)
    let versions = [Self.pending(row, -300, until: 150)]
    let arrival = LateArrival(row.key, fetched: Instant(seconds: Self.time(150).seconds + 5))
    func facts(_ balance: Int64, on day: Int) -> [BalanceFact] {
      [Self.fact(balance, day), Self.fact(500, 150), Self.fact(500, 151)]
    }
    #expect(Self.proof([row], facts(700, on: 100), versions) == .proved)
    #expect(Self.proof([row], facts(500, on: 100), versions) == .proved)
    #expect(Self.proof([row], facts(1_000, on: 100), arrivals: [arrival]) == .proved)
    #expect(Self.proof([row], facts(500, on: 80), versions) == Self.gap(200, 80, 150, 500))
    #expect(Self.proof([row], facts(999, on: 100), versions) == Self.gap(-499, 100, 150, 500))
  }

  @Test func `the move of a pot counts in both registers as it was`() {
    var move = Movement.make(1, -300, "2026-06-03", .potTransfer, with: "pot")
    move.created = Self.time(3, 12)
    let versions = [Self.pending(move, -200, until: 5)]
    let pot = [Self.fact(0, 1, of: "pot"), Self.fact(200, 3, of: "pot")]
    let facts = pot + [Self.fact(300, 5, of: "pot"), Self.fact(300, 6, of: "pot")]
    #expect(Self.proof([move], facts, versions, of: "pot") == .proved)
    #expect(
      Self.proof([move], facts, of: "pot") == Self.gap(-100, 1, 3, 200))
  }

  @Test func `a balance of a run that knew less than is known now may differ, and no other one`() {
    let row = Self.payment(1, -500, on: 2)
    let facts = [
      Self.fact(1_000, 1), Self.fact(901, 3), Self.fact(500, 5), Self.fact(500, 6),
    ]
    #expect(Self.proof([row], facts, partial: [3]) == .proved)
    #expect(Self.proof([row], facts, partial: [4]) == Self.gap(401, 1, 3, 901))
    #expect(Self.proof([row], facts, cut: [3], partial: [3]) == Self.gap(401, 1, 3, 901))
    #expect(Self.proof([], facts, partial: [3]) == Self.gap(-500, 1, 3, 901))
    #expect(
      Self.proof([row], Array(facts[0...1]), partial: [3]) == .unproved(.oneBalance))
    let pot = [Self.fact(7, 3, of: "pot"), Self.fact(0, 5, of: "pot"), Self.fact(0, 6, of: "pot")]
    #expect(Self.proof([], pot, partial: [3], of: "pot") == .proved)
  }

  @Test func `a balance of time that two archives knew differently before merging may differ`() {
    let row = Self.payment(1, -500, on: 2)
    let facts = [
      Self.fact(1_000, 1), Self.fact(901, 3), Self.fact(500, 5), Self.fact(500, 6),
    ]
    #expect(Self.proof([row], facts) == Self.gap(401, 1, 3, 901))
    #expect(Self.proof([row], facts, merged: 2..<4) == .proved)
    #expect(Self.proof([row], facts, merged: 4..<6) == Self.gap(401, 1, 3, 901))
    #expect(Self.proof([row], facts, merged: 3..<4) == .proved)
    #expect(Self.proof([row], facts, merged: 2..<3) == Self.gap(401, 1, 3, 901))
    #expect(Self.proof([], facts, merged: 2..<4) == Self.gap(-500, 1, 3, 901))
    let pot = [Self.fact(7, 3, of: "pot"), Self.fact(0, 5, of: "pot"), Self.fact(0, 6, of: "pot")]
    #expect(Self.proof([], pot, merged: 2..<4, of: "pot") == .proved)
  }

  @Test func `a row whose past is known is not open`() {
    let row = Self.payment(1, -500, on: 3, settledAfter: 5)
    let facts = [
      Self.fact(1_000, 1), Self.fact(1_200, 4), Self.fact(500, 9), Self.fact(500, 10),
    ]
    let versions = [Self.pending(row, -300, until: 9)]
    #expect(Self.proof([row], facts, versions) == Self.gap(500, 1, 4, 1_200))
  }

  @Test func `a row counts from the time that the bank gave it then`() {
    let row = Self.payment(1, -500, on: 7)
    var earlier = Self.pending(row, -300, until: 9)
    earlier.movement.created = Self.time(3, 12)
    let facts = [Self.fact(1_000, 1), Self.fact(700, 5), Self.fact(500, 9), Self.fact(500, 10)]
    #expect(Self.proof([row], facts, [earlier]) == .proved)
  }

  @Test func `what the next run learned within the hour the run before did not know`() {
    let row = Self.payment(1, -4210, on: 3)
    var version = Self.pending(row, -100, until: 3)
    version.until = Instant(seconds: Self.time(3, 21).seconds + 2)
    let next = BalanceFact(
      accountID: "current", balanceMinor: 5_790, currency: .gbp, seen: Self.time(3, 21))
    func proof(_ balance: Int64) -> Proof {
      let facts = [Self.fact(10_000, 1), Self.fact(balance, 3), next, Self.fact(5_790, 9)]
      return Self.proof([row], facts, [version], cut: [3])
    }
    #expect(proof(9_900) == .proved)
    #expect(proof(5_790) == Self.gap(-4110, 1, 3, 5_790))
  }

  @Test func `what a history teaches of the past is used`() {
    let row = Self.payment(1, -500, on: 3)
    var knowledge = Knowledge.empty
    knowledge.add(row)
    for fact in [Self.fact(1_000, 1), Self.fact(700, 4), Self.fact(500, 9), Self.fact(500, 10)] {
      knowledge.references.add(.balance(fact))
    }
    #expect(Balances(knowledge, links: .empty).proof(of: "current") == Self.gap(200, 1, 4, 700))
    knowledge.past.versions = [Self.pending(row, -300, until: 9)]
    #expect(Balances(knowledge, links: .empty).proof(of: "current") == .proved)
  }

  @Test(arguments: [(60, true), (61, false)] as [(Int64, Bool)])
  func `a payment that was made while the balance was read may be in it or not`(
    seconds: Int64, isExcused: Bool
  ) {
    var row = Self.payment(1, -10, on: 3)
    row.created = Instant(seconds: Self.time(3).seconds - seconds)
    let facts = [
      Self.fact(1_000, 1), Self.fact(1_000, 3), Self.fact(990, 5), Self.fact(990, 6),
    ]
    #expect(Self.proof([row], facts) == (isExcused ? .proved : Self.gap(10, 1, 3, 1_000)))
    let gone = Self.pending(row, -10, until: 5, isGone: true)
    let afterwards = [facts[0], facts[1], Self.fact(1_000, 5), Self.fact(1_000, 6)]
    #expect(Self.proof([], afterwards, [gone]) == (isExcused ? .proved : Self.gap(10, 1, 3, 1_000)))
    let changed = PastMovement(row, until: Instant(seconds: Self.time(3).seconds - 1))
    row.amountMinor = -20
    let twice = [facts[0], facts[1], Self.fact(980, 5), Self.fact(980, 6)]
    #expect(
      Self.proof([row], twice, [changed]) == (isExcused ? .proved : Self.gap(20, 1, 3, 1_000)))
  }

  // MARK: Unknown versions

  @Test func `a pending payment excuses its own amount and no other`() {
    let small = Self.payment(1, -10, on: 3, settledAfter: 255)
    let other = Self.payment(2, -1000, on: 2)
    let facts = [Self.fact(5_000, 1), Self.fact(4_000, 2)]
    #expect(
      Self.proof([small, other], [facts[0], Self.fact(4_000, 4)])
        == .unproved(
          .pendingChanged(
            BalanceDifference(
              seen: Self.time(4), balanceMinor: 4_000, differenceMinor: 10, rows: [small.key]))))
    #expect(Self.proof([small, other], facts + [Self.fact(4_000, 4)]) == .proved)
    #expect(
      Self.proof([small], facts + [Self.fact(3_990, 4)]) == Self.gap(-1000, 1, 2, 4_000),
      "122 lost rows are not excused by a payment of ten pence")
    #expect(
      Self.proof([small, other], facts + [Self.fact(4_020, 4)]) == Self.gap(30, 2, 4, 4_020))
  }

  @Test func `several pending payments excuse what some of them add up to`() {
    let rows = [-10, -200, -3000].enumerated().map {
      Self.payment($0 + 1, $1, on: 3, settledAfter: 5)
    }
    func proof(_ balance: Int64) -> Proof {
      Self.proof(rows, [Self.fact(10_000, 1), Self.fact(10_000, 2), Self.fact(balance, 4)])
    }
    for missing: Int64 in [0, 10, 200, 210, 3000, 3010, 3200, 3210] {
      #expect(proof(6_790 + missing) == .proved)
    }
    #expect(proof(6_800 - 20) == Self.gap(-10, 2, 4, 6_780))
    #expect(proof(6_801) == Self.gap(11, 2, 4, 6_801))
  }

  @Test func `payments are open to the day on which they settled`() {
    let row = Self.payment(1, -10, on: 3, settledAfter: 2)
    func proof(_ day: Int) -> Proof {
      Self.proof([row], [Self.fact(100, 1), Self.fact(100, 2), Self.fact(100, day)])
    }
    #expect(proof(4) == .proved)
    #expect(proof(5) == Self.gap(10, 2, 5, 100))
  }

  @Test func `a payment that excuses a balance excuses none that was seen when it had settled`() {
    let row = Self.payment(1, -10, on: 3, settledAfter: 2)
    let facts = [1, 2, 4, 6].map { Self.fact(100, $0) }
    #expect(Self.proof([row], Array(facts.dropLast())) == .proved)
    #expect(Self.proof([row], facts) == Self.gap(10, 4, 6, 100))
  }

  @Test func `openings agree when some choice of open rows makes them agree`() {
    let rows = [
      Self.payment(1, -10, on: 3, settledAfter: 2), Self.payment(2, -25, on: 6, settledAfter: 2),
    ]
    let proof = Self.proof(rows, [Self.fact(1_000, 4), Self.fact(1_000, 7)])
    let difference = BalanceDifference(
      seen: Self.time(7), balanceMinor: 1_000, differenceMinor: 25, rows: [rows[1].key])
    #expect(proof == .unproved(.pendingChanged(difference)))
    let neither = BalanceDifference(
      seen: Self.time(7), balanceMinor: 990, differenceMinor: 25, rows: [rows[1].key])
    #expect(
      Self.proof(rows, [Self.fact(1_000, 4), Self.fact(990, 7)])
        == .unproved(.pendingChanged(neither)), "no balance says the opening as it is")
    #expect(
      Self.proof(rows, [Self.fact(1_000, 4), Self.fact(1_001, 7)]) == Self.gap(26, 4, 7, 1_001))
  }

  @Test
  func `the opening of most balances is right, also against several that one payment excuses`() {
    let row = Self.payment(1, -10, on: 3, settledAfter: 9)
    let facts = [Self.fact(100, 4), Self.fact(100, 5), Self.fact(100, 6), Self.fact(90, 20)]
    #expect(
      Self.proof([row], facts)
        == .unproved(
          .pendingChanged(
            BalanceDifference(
              seen: Self.time(6), balanceMinor: 100, differenceMinor: 10, rows: [row.key]))))
  }

  @Test func `of a new account the opening is sure`() {
    let row = Self.payment(1, -10, on: 3, settledAfter: 9)
    let facts = [Self.fact(0, 4), Self.fact(-7, 20), Self.fact(-7, 21)]
    #expect(
      Self.proof([row], facts, openedAtZero: ["current"]) == Self.gap(3, 4, 20, -7))
    let whole = [Self.fact(0, 4), Self.fact(-10, 20)]
    #expect(Self.proof([row], whole, openedAtZero: ["current"]) == .proved)
  }

  @Test func `where rows are many the bounds of their sums decide`() {
    let rows = (1...40).map { Self.payment($0, -(1 << Int64($0 % 20)), on: 3, settledAfter: 5) }
    let all: Int64 = rows.reduce(0) { $0 + $1.amountMinor }
    func proof(_ missing: Int64) -> Proof {
      Self.proof(
        rows, [Self.fact(0, 1), Self.fact(0, 2), Self.fact(all + missing, 4)])
    }
    #expect(proof(12_345) == .proved)
    #expect(proof(-all) == .proved)
    #expect(proof(-all + 1) == Self.gap(-all + 1, 2, 4, 1))
    #expect(proof(-1) == Self.gap(-1, 2, 4, all - 1))
  }
}
