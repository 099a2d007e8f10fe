// Coverage: windows unite, gaps shrink.

import Archive
import Disk
import Model
import TestSupport
import Testing

@Suite struct `Coverage of an account` {
  private func window(_ since: Int64, _ before: Int64) -> TimeWindow {
    TimeWindow(since: Instant(seconds: since), before: Instant(seconds: before))
  }

  @Test func `windows that touch, or nearly, are one; others stay apart`() {
    var coverage = AccountCoverage(accountID: "acc_1")
    coverage.complete(window(200, 300))
    coverage.complete(window(0, 100))
    #expect(coverage.complete == [window(0, 100), window(200, 300)])
    coverage.complete(window(101, 150))
    #expect(coverage.complete == [window(0, 150), window(200, 300)])
    coverage.complete(window(140, 210))
    #expect(coverage.complete == [window(0, 300)])
  }

  @Test func `a gap shrinks by what is complete, before or after it was found`() {
    var coverage = AccountCoverage(accountID: "acc_1")
    coverage.complete(window(0, 50))
    coverage.add(CoverageGap(window(40, 100), .verificationRequired))
    #expect(coverage.gaps == [CoverageGap(window(50, 100), .verificationRequired)])
    coverage.complete(window(60, 70))
    #expect(coverage.gaps.map(\.window) == [window(50, 60), window(70, 100)])
    coverage.add(CoverageGap(window(80, 90), .refused))
    #expect(coverage.gaps.map(\.reason).count { $0 == .refused } == 1)
    coverage.complete(window(0, 100))
    #expect(coverage.gaps == [])
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `says of every second what was added, in any order, and merges either way`(
    seed: UInt64
  ) {
    var random = SeededRandom(seed: seed)
    func coverage() -> (AccountCoverage, Set<Int64>, Set<Int64>) {
      var coverage = AccountCoverage(accountID: "acc_1")
      var (complete, gaps): (Set<Int64>, Set<Int64>) = ([], [])
      for _ in 0..<6 {
        // Even seconds: windows a second apart count as one.
        let since = 2 * Int64.random(in: 0..<40, using: &random)
        let before = since + 2 * Int64.random(in: 1..<12, using: &random)
        if Bool.random(using: &random) {
          coverage.complete(window(since, before))
          complete.formUnion(since..<before)
        } else {
          coverage.add(CoverageGap(window(since, before), .notReached))
          gaps.formUnion(since..<before)
        }
      }
      return (coverage, complete, gaps)
    }
    let (one, completeOne, gapsOne) = coverage()
    let (other, completeOther, gapsOther) = coverage()
    var (there, back) = (one, other)
    there.merge(other)
    back.merge(one)
    #expect(there == back)
    for second in 0..<Int64(110) {
      let time = Instant(seconds: second)
      let isComplete = completeOne.contains(second) || completeOther.contains(second)
      let isGap = !isComplete && (gapsOne.contains(second) || gapsOther.contains(second))
      #expect(there.complete.contains { $0.contains(time) } == isComplete)
      #expect(there.gaps.contains { $0.window.contains(time) } == isGap)
    }
  }

  @Test func `a gap of a run takes back what was complete`() throws {
    let disk = MemoryDisk()
    let key = AccountCoverage.Key(accountID: "acc_1")
    for gap in [nil, CoverageGap(window(40, 60), .verificationRequired)] {
      var archive = try ArchiveFolder(writing: disk)
      if let gap { archive.gap(key, gap) } else { archive.complete(key, window(0, 100)) }
      _ = try archive.flush(now: time("2026-07-01T00:00:00Z"))
    }
    let read = try ArchiveFolder(reading: disk).coverage()
    #expect(read.map(\.complete) == [[window(0, 40), window(60, 100)]])
    #expect(read.flatMap(\.gaps) == [CoverageGap(window(40, 60), .verificationRequired)])
  }

  @Test func `a pot's account is known before any row that names it`() throws {
    let whole = MemoryDisk()
    func perform(on disk: MemoryDisk) throws {
      var archive = try ArchiveFolder(writing: disk)
      archive.gap(
        AccountCoverage.Key(accountID: "acc_pot", potID: "pot_1"),
        CoverageGap(window(0, 100), .notReached))
      try archive.add(
        rows: [row("tx_1", "2026-06-01T00:00:00Z")], of: "acc_1", window: window(0, 100),
        isFirstPage: true, at: time("2026-07-01T00:00:00Z"))
      archive.complete(AccountCoverage.Key(accountID: "acc_1"), window(0, 100))
      _ = try archive.flush(now: time("2026-07-01T00:00:00Z"))
    }
    try perform(on: whole)
    for steps in 0..<whole.operationsThatMatter {
      let disk = MemoryDisk()
      disk.crashesAfter = steps
      #expect(throws: ArchiveError.self) { try perform(on: disk) }
      let found = disk.afterPowerLoss(seed: UInt64(steps))
      guard found.contents.keys.contains(where: { $0.hasSuffix("/part.jsonl") }) else { continue }
      let coverage = try ArchiveFolder(reading: found).coverage()
      #expect(coverage.contains { $0.potID == "pot_1" }, "after \(steps) operations")
    }
  }

  @Test func `remembers the login to which older history was refused`() throws {
    let (disk, key) = (MemoryDisk(), AccountCoverage.Key(accountID: "acc_1"))
    var archive = try ArchiveFolder(writing: disk)
    archive.historyClosed(key, login: time("2026-06-30T12:00:00Z"))
    archive.complete(key, window(0, 100))
    _ = try archive.flush(now: time("2026-07-01T00:00:00Z"))
    var read = try #require(try ArchiveFolder(reading: disk).coverage(of: "acc_1"))
    #expect(read.closedLogin == time("2026-06-30T12:00:00Z"))
    #expect(read.complete == [window(0, 100)])
    // Of two archives the later login counts, and an archive that knows none changes nothing.
    read.merge(AccountCoverage(accountID: "acc_1", closedLogin: time("2026-06-29T12:00:00Z")))
    read.merge(AccountCoverage(accountID: "acc_1"))
    #expect(read.closedLogin == time("2026-06-30T12:00:00Z"))
  }

  @Test func `is kept as JSON that is read again`() throws {
    let disk = MemoryDisk()
    var archive = try ArchiveFolder(writing: disk)
    let key = AccountCoverage.Key(
      accountID: "acc_1", potID: "pot_\"1", opened: time("2016-01-01T00:00:00.5Z"))
    archive.complete(key, window(0, 100))
    archive.gap(key, CoverageGap(window(100, 200), .verificationRequired))
    _ = try archive.flush(now: time("2026-07-01T00:00:00Z"))
    let text = disk.contents["coverage/acc_1.json"].map { String(decoding: $0, as: UTF8.self) }
    #expect(
      text == """
        {"account_id":"acc_1","pot_id":"pot_\\"1","opened":"2016-01-01T00:00:00.5Z",\
        "complete":[{"since":"1970-01-01T00:00:00Z","before":"1970-01-01T00:01:40Z"}],\
        "gaps":[{"since":"1970-01-01T00:01:40Z","before":"1970-01-01T00:03:20Z",\
        "reason":"verification_required"}]}

        """)
    let read = try ArchiveFolder(reading: disk).coverage()
    #expect(read.map(\.potID) == ["pot_\"1"])
    #expect(read.map(\.complete) == [[window(0, 100)]])
    #expect(read.flatMap(\.gaps) == [CoverageGap(window(100, 200), .verificationRequired)])
  }
}
