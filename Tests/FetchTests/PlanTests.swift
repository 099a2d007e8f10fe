// Pure parts: which windows are missing, and how long to wait.

import Model
import TestSupport
import Testing

@testable import Fetch

@Suite struct PlanTests {
  func window(_ since: Int64, _ before: Int64) -> TimeWindow {
    TimeWindow(since: Instant(seconds: since), before: Instant(seconds: before))
  }

  @Test func `what is missing lies between what is complete`() {
    let all = window(0, 100)
    #expect(WindowPlan.missing(of: all, complete: []) == [all])
    #expect(WindowPlan.missing(of: all, complete: [window(-5, 200)]) == [])
    #expect(
      WindowPlan.missing(of: all, complete: [window(60, 70), window(-10, 20), window(65, 80)])
        == [window(20, 60), window(80, 100)])
    #expect(WindowPlan.missing(of: window(5, 5), complete: []) == [])
  }

  @Test(arguments: 0..<50) func `missing and complete windows make up the whole`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let complete = (0..<Int.random(in: 0...6, using: &random)).map { _ in
      let since = Int64.random(in: -20...120, using: &random)
      return window(since, since + Int64.random(in: 0...40, using: &random))
    }
    let missing = WindowPlan.missing(of: window(0, 100), complete: complete)
    for second in Int64(0)..<100 {
      let time = Instant(seconds: second)
      #expect(
        missing.count { $0.contains(time) } == (complete.contains { $0.contains(time) } ? 0 : 1))
    }
    for (one, next) in zip(missing, missing.dropFirst()) { #expect(one.before < next.since) }
  }

  @Test func `a long window is cut into ones that the bank allows`() {
    let pieces = WindowPlan.cut(window(0, 400 * 86_400))
    #expect(pieces.count == 2)
    #expect(pieces.first?.since == Instant(seconds: 0))
    #expect(pieces.last?.before == Instant(seconds: 400 * 86_400))
    #expect(pieces.first?.before == pieces.last?.since)
    #expect(WindowPlan.cut(window(7, 7)) == [])
  }

  @Test func `what was read young and lies before the trailing window by now is not settled`() {
    let week = Limits.settlingSeconds
    let read = window(0, 100 * week)
    func unsettled(trailingSince: Int64) -> [TimeWindow] {
      WindowPlan.unsettled([read], trailingSince: Instant(seconds: trailingSince))
    }
    #expect(unsettled(trailingSince: 99 * week) == [])
    #expect(unsettled(trailingSince: 99 * week + 5) == [window(99 * week, 99 * week + 5)])
    #expect(unsettled(trailingSince: 400 * week) == [window(99 * week, 100 * week)])
    #expect(WindowPlan.unsettled([], trailingSince: Instant(seconds: 5)) == [])
    let parts = [window(0, 99 * week + 10), window(99 * week + 20, 100 * week)]
    #expect(
      WindowPlan.unsettled(parts, trailingSince: Instant(seconds: 400 * week))
        == [window(99 * week, 99 * week + 10), window(99 * week + 20, 100 * week)])
  }

  @Test func `the trailing window is 88 days, or what there is of the account`() {
    let now = Instant(seconds: 1_800_000_000, nanoseconds: 500)
    let old = Instant(seconds: 1_500_000_000)
    let young = Instant(seconds: 1_799_000_000)
    #expect(
      WindowPlan.trailingSince(opened: old, now: now).seconds == 1_800_000_000 - 88 * 86_400)
    #expect(WindowPlan.trailingSince(opened: young, now: now) == young)
    #expect(WindowPlan.trailingSince(opened: .distantFuture, now: now) < now)
  }
}
