// In which state a row was when a balance was seen, to the second and the day.

import Model
import TestSupport
import Testing

@testable import Aggregate

@Suite struct `timelines of rows` {
  private static let seen: Int64 = 1_780_000_000
  private static let day: Int64 = 86_400

  private static func at(_ seconds: Int64) -> Instant { Instant(seconds: seen + seconds) }

  // MARK: Runs

  @Test(arguments: [
    // learned, next balance, marks: after the balance, in seconds
    (0, nil, [], Certainty.yes), (-1, nil, [], .yes), (-1, 1, [5], .yes),
    (1, nil, [5], .yes), (5, nil, [5], .yes), (6, nil, [5], .no), (6, nil, [-9, 5, 9], .no),
    (6, 9, [5, 12], .no), (5, 6, [5], .yes), (9, 9, [5, 12], .no), (9, 9, [], .no),
    // No mark of its own: cut off.
    (1, nil, [], .maybe), (8, 9, [], .maybe), (1, nil, [-1], .maybe), (8, 9, [9], .maybe),
    (21_600, nil, [], .maybe), (21_601, nil, [], .no), (21_600, nil, [21_601], .maybe),
    (21_600, nil, [21_600], .yes), (90_000, nil, [90_005], .no),
  ])
  func `what a run knew is what was learned by its end`(
    learned: Int64, next: Int64?, marks: [Int64], knew: Certainty
  ) {
    let fetches = FetchTimes(marks.reversed().map(Self.at))
    #expect(
      fetches.knew(Self.at(learned), seen: Self.at(0), next: next.map(Self.at)) == knew)
  }

  // MARK: States

  private static func movement(
    _ amount: Int64, created: Int64, _ status: Status, days: UInt8
  ) -> Movement {
    var movement = Movement.make(1, amount, "2026-06-01")
    movement.created = at(created)
    movement.status = status
    movement.daysToSettle = days
    return movement
  }

  /// A payment of a time before the balance, whose settlement was learned at a time after it.
  private static func places(
    created: Int64, days: UInt8, learned: Int64, marks: [Int64], wasPending: Bool = true
  ) -> ClosedRange<Int> {
    let old = movement(
      -100, created: created, wasPending ? .pending : .settled, days: wasPending ? 255 : days)
    let now = movement(-200, created: created, .settled, days: days)
    let timeline = RowTimeline(
      [PastMovement(old, until: at(learned))], arrivals: [], now: now)
    return timeline.places(at: at(0), next: nil, FetchTimes(marks.map(at)))
  }

  @Test(arguments: [
    // learned before; by the run; by a later run
    (-1000, 1, -1, [5], 1...1), (-1000, 1, 2, [5], 1...1), (-1000, 1, 9, [5], 0...0),
    // The run learned it, though the payment settled days later.
    (-1000, 2, 2, [5], 0...1), (-86_400, 2, 2, [5], 0...1), (-86_401, 2, 2, [5], 1...1),
    // A later run learned it, though the payment had settled days before.
    (-172_801, 2, 9, [5], 0...1), (-172_800, 2, 9, [5], 0...0),
    // Nobody knows which run learned it, but the payment settled before or after.
    (-172_801, 2, 2, [], 1...1), (-172_800, 2, 2, [], 0...1), (-86_400, 2, 2, [], 0...0),
    (-21_945_601, 254, 2, [], 0...1), (-21_859_200, 254, 2, [], 0...0),
    // Too old for the run to have read it.
    (-7_603_200, 88, 9, [5], 0...0), (-7_603_201, 89, 9, [5], 0...1),
    (-7_603_201, 100, 9, [5], 0...0),
    (-7_603_201, 80, 9, [5], 1...1),
  ])
  func `a settlement is known by run and by day`(
    created: Int64, days: Int, learned: Int64, marks: [Int64], places: ClosedRange<Int>
  ) {
    #expect(
      Self.places(created: created, days: UInt8(days), learned: learned, marks: marks) == places)
  }

  @Test func `what is no settlement is known by runs alone`() {
    for days: UInt8 in [0, 1, 3] {
      let places = { (learned: Int64, marks: [Int64]) in
        Self.places(
          created: -1000, days: days, learned: learned, marks: marks, wasPending: false)
      }
      #expect(places(2, [5]) == 1...1)
      #expect(places(9, [5]) == 0...0)
      #expect(places(2, []) == 0...1)
    }
    #expect(Self.places(created: -1000, days: 0, learned: 2, marks: []) == 0...1)
    #expect(
      Self.places(created: -7_603_201, days: 0, learned: 9, marks: [5], wasPending: false)
        == 0...1, "too old to have been read")
  }

  @Test func `states follow each other`() {
    let now = Self.movement(-300, created: -1000, .settled, days: 0)
    let versions = [-50, -30].map {
      PastMovement(
        Self.movement($0, created: -1000, .settled, days: 0), until: Self.at($0 + 40))
    }
    func places(_ seconds: Int64) -> ClosedRange<Int> {
      RowTimeline(versions, arrivals: [], now: now)
        .places(at: Self.at(seconds), next: nil, FetchTimes([]))
    }
    #expect(places(-11) == 0...2)
    #expect(places(-10) == 1...2)
    #expect(places(9) == 1...2)
    #expect(places(10) == 2...2)
  }

  @Test func `a row comes, changes, goes and comes again`() {
    let row = Self.movement(-300, created: -1000, .settled, days: 0)
    func states(
      _ versions: [(Int64, isGone: Bool)], _ arrivals: [Int64], isThere: Bool = true
    ) -> [String] {
      RowTimeline(
        versions.map { PastMovement(row, until: Self.at($0), isGone: $1) },
        arrivals: arrivals.map(Self.at), now: isThere ? row : nil
      ).states.map { state in
        (state.movement == nil ? "away" : "there")
          + (state.until.map { " \($0.seconds - Self.seen)" } ?? "")
      }
    }
    #expect(states([(1, false)], []) == ["there 1", "there"])
    #expect(states([(1, true)], [], isThere: false) == ["there 1", "away"])
    #expect(states([], [1]) == ["away 1", "there"])
    #expect(states([], [1, 2]) == ["away 1", "there"])
    #expect(states([(3, false)], [1]) == ["away 1", "there 3", "there"])
    #expect(states([(3, true)], [5]) == ["there 3", "away 5", "there"])
    #expect(states([(3, true)], [3, 5]) == ["away 3", "there 3", "away 5", "there"])
    #expect(states([(3, true)], []) == ["there 3", "away", "there"])
    #expect(states([(3, true), (7, false)], []) == ["there 3", "away", "there 7", "there"])
    #expect(states([(3, false)], [5]) == ["away 3", "there 3", "there"])
    #expect(
      states([(3, true), (7, true)], [5], isThere: false)
        == ["there 3", "away 5", "there 7", "away"])
  }

  @Test func `of a row that came back without a word nobody knows since when`() {
    let row = Self.movement(-300, created: -1000, .settled, days: 0)
    let timeline = RowTimeline(
      [PastMovement(row, until: Self.at(-5), isGone: true)], arrivals: [], now: row)
    let fetches = FetchTimes([])
    #expect(timeline.places(at: Self.at(-6), next: Self.at(-5), fetches) == 0...0)
    #expect(timeline.places(at: Self.at(0), next: nil, fetches) == 1...2)
  }

  // MARK: Sums

  @Test func `sums of rows, each with several differences, are found and explained`() {
    let rows = [[-5, 3], [10], [100, 7]].enumerated().map { index, differences in
      OpenRow(key: rowKey(index + 1), differences: differences.map { Int128($0) })
    }
    let sums = ReachableSums(rows)
    var expected: Set<Int128> = []
    for one: Int128 in [0, -5, 3] {
      for other: Int128 in [0, 10] {
        for third: Int128 in [0, 100, 7] { expected.insert(one + other + third) }
      }
    }
    #expect((-200...200).allSatisfy { sums.contains($0) == expected.contains($0) })
    #expect(sums.all(atMost: expected.count).map(Set.init) == expected)
    #expect(sums.all(atMost: expected.count - 1) == nil)
    #expect(sums.rows(of: 0) == [])
    #expect(sums.rows(of: 13) == [rowKey(1), rowKey(2)])
    #expect(sums.rows(of: 95) == [rowKey(1), rowKey(3)])
  }

  @Test func `equal amounts have few sums, however many there are`() {
    let rows = (1...500).map { OpenRow(key: rowKey($0), differences: [7]) }
    let sums = ReachableSums(rows)
    #expect(sums.contains(3500) && sums.contains(77) && !sums.contains(78) && !sums.contains(3507))
    #expect(sums.rows(of: 77).count == 11)
  }
}
