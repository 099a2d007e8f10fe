// The power goes, or the disk is full, at any moment of two runs of fetching: nothing that was said to be
// stored is lost, coverage claims nothing that is not there, and the run done again ends as if nothing
// had happened.

import Archive
import Disk
import Model
import TestSupport
import Testing

@Suite struct `When the power goes or the disk is full` {
  @Test(arguments: Seeds.few(1, of: 1..<4))
  func `a run cut off after any operation is carried on to the same bytes`(seed: UInt64) throws {
    let story = Story(seed: seed, rows: 9)
    let disk = MemoryDisk()
    var archive = try ArchiveFolder(writing: disk)
    var steps = try cutOff(story.first, before: MemoryDisk(), since: Story.start, seed: seed)
    try story.first.perform(on: &archive)
    steps += try cutOff(story.second, before: disk, since: story.first.time, seed: seed)
    #expect(steps > 100)
  }

  /// Cuts a run off after each of its operations; gives their number.
  ///
  /// What an earlier run covered, up to `since`, may have changed at the bank; what lies behind it may not.
  private func cutOff(
    _ run: Run, before: MemoryDisk, since: Instant, seed: UInt64
  ) throws -> Int {
    let whole = before.copy()
    var archive = try ArchiveFolder(writing: whole)
    try run.perform(on: &archive)
    let total = whole.operationsThatMatter
    for steps in 0..<total {
      let disk = before.copy()
      disk.crashesAfter = steps
      var stored: [(account: String, row: RawTransaction)] = []
      do {
        var archive = try ArchiveFolder(writing: disk)
        try run.perform(on: &archive) { stored += $0 }
        Issue.record("seed \(seed), step \(steps): the power did not go")
      } catch {
        #expect(disk.hasCrashed)
      }
      let found = disk.afterPowerLoss(seed: seed &* 1000 &+ UInt64(steps))
      let place = "seed \(seed), step \(steps) of \(total)"
      if found.contents["FORMAT"] != nil {
        try expectNoDamage(found, place)
        let truth = run.truth.mapValues { $0.filter { $0.created >= since } }
        let archive = try ArchiveFolder(reading: found)
        try expectTrue(archive, stored, truth, place)
        try expectProofOnlyWithRows(archive, run, place)
      }
      var again = try ArchiveFolder(writing: found)
      #expect(again.damage == [], "\(place)")
      try run.perform(on: &again)
      #expect(difference(found, whole) == nil, "\(place)")
    }
    return total
  }

  @Test(arguments: Seeds.few(1, of: 1..<3))
  func `a full disk leaves an archive that can be read and carried on`(seed: UInt64) throws {
    let story = Story(seed: seed, rows: 12)
    let whole = MemoryDisk()
    var archive = try ArchiveFolder(writing: whole)
    try story.first.perform(on: &archive)
    try story.second.perform(on: &archive)
    for free in stride(from: 0, to: 30_000, by: 613) {
      let disk = MemoryDisk()
      disk.freeBytes = free
      for run in [story.first, story.second] {
        do {
          var archive = try ArchiveFolder(writing: disk)
          try run.perform(on: &archive)
        } catch {
          guard case .disk(let cause) = error else { throw error }
          #expect(cause.isDiskFull)
          #expect("\(error)".contains("free some space and run the command again"))
          #expect(!disk.contents.keys.contains { $0.hasSuffix(".new") }, "drafts take no room")
          disk.freeBytes = nil
          var archive = try ArchiveFolder(writing: disk)
          try run.perform(on: &archive)
        }
      }
      #expect(difference(disk, whole) == nil, "seed \(seed), \(free) bytes")
    }
  }

  @Test func `what waits when the disk is full is written when there is room`() throws {
    let story = Story(seed: 9)
    let whole = MemoryDisk()
    var archive = try ArchiveFolder(writing: whole)
    try story.first.perform(on: &archive)
    let disk = MemoryDisk()
    var slow = try ArchiveFolder(writing: disk)
    var failures = 0
    try slow.bind(user: "user_1")
    for item in story.first.items {
      disk.freeBytes = nil
      switch item {
      case .flush:
        disk.freeBytes = 700
        do { _ = try slow.flush(now: story.first.time) } catch { failures += 1 }
      default:
        try story.first.hand(item, to: &slow)
      }
    }
    disk.freeBytes = nil
    _ = try slow.flush(now: story.first.time)
    #expect(failures > 0)
    #expect(difference(disk, whole) == nil)
  }
}

extension MemoryDisk {
  /// How many operations there were up to the last that was no work on what can be made again.
  var operationsThatMatter: Int {
    (operations.lastIndex { !"\($0)".contains("\"cache") } ?? -1) + 1
  }
}

/// The first file in which two disks differ, but for what can be made again.
func difference(_ one: MemoryDisk, _ other: MemoryDisk) -> String? {
  let (one, other) = (
    one.contents.filter { !$0.key.hasPrefix("cache/") },
    other.contents.filter { !$0.key.hasPrefix("cache/") }
  )
  return Set(one.keys).union(other.keys).sorted().first { one[$0] != other[$0] }.map {
    "\($0):\n\(String(decoding: one[$0] ?? [], as: UTF8.self))\n≠\n"
      + String(decoding: other[$0] ?? [], as: UTF8.self)
  }
}
