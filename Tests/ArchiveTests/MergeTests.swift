// Two archives of one person made one.

import Archive
import Disk
import Model
import TestSupport
import Testing

@Suite struct `Two archives` {
  private let now = time("2026-07-01T09:00:00Z")

  /// An archive of one of the runs of a story, or of both, with what a person adds.
  private func archive(_ runs: [Run], _ line: String) throws -> MemoryDisk {
    let disk = MemoryDisk()
    for run in runs {
      var archive = try ArchiveFolder(writing: disk)
      try run.perform(on: &archive)
    }
    var archive = try ArchiveFolder(writing: disk)
    var file = ImportedFile(dialect: "statement_csv")
    try archive.add(
      imported: [ImportedRow(created: nil, line: Array(line.utf8))], from: &file)
    try archive.setNames(["acc_1": line, line: "x", "z": "same", "y": "same"])
    _ = try archive.flush(now: now)
    return disk
  }

  private func merged(_ one: MemoryDisk, _ other: MemoryDisk) throws -> MemoryDisk {
    let disk = one.copy()
    var archive = try ArchiveFolder(writing: disk)
    _ = try archive.merge(ArchiveFolder(reading: other), now: now)
    return disk
  }

  @Test(arguments: Seeds.few(6, of: 1..<21))
  func `make the same bytes whichever is merged into which, and again changes nothing`(
    seed: UInt64
  ) throws {
    let story = Story(seed: seed)
    let one = try archive([story.first], "{\"one\":1}")
    let other = try archive(seed % 2 == 0 ? [story.second] : [story.first, story.second], "{}")
    let there = try merged(one, other)
    let back = try merged(other, one)
    #expect(difference(there, back) == nil)
    let again = there.copy()
    var archive = try ArchiveFolder(writing: again)
    for known in [one, other] {
      let merge = try archive.merge(ArchiveFolder(reading: known), now: now)
      #expect(merge.changes == ArchiveChanges())
      #expect(
        merge.report.accounts.allSatisfy { $0.rows.sides.onlyThere + $0.rows.newerThere == 0 })
    }
    #expect(difference(there, again) == nil)
  }

  @Test(arguments: Seeds.few(6, of: 1..<21))
  func `lose no version and hold every row once`(seed: UInt64) throws {
    let story = Story(seed: seed)
    let one = try archive([story.first], "{}")
    let other = try archive([story.second], "{}")
    let both = try ArchiveFolder(reading: try merged(one, other))
    var (held, current): (Set<[UInt8]>, [String]) = ([], [])
    for file in try both.partitions() {
      for row in try Partition(both.read(file.path) ?? []).rows {
        held.insert(row.body)
        current.append(row.id)
      }
    }
    #expect(Set(current).count == current.count)
    for account in ["acc_1", "acc_pot"] {
      held.formUnion(try both.history(of: account).map(\.row.body))
    }
    let all = [story.first, story.second].flatMap { $0.truth.values.joined().map(\.body) }
    #expect(held == Set(all))
  }

  @Test func `know of a version that was the row in one of them, though outdated in the other`()
    throws
  {
    let old = row("tx_1", "2026-06-03T10:00:00Z", updated: "2026-06-04T00:00:00Z")
    let new = row("tx_1", "2026-06-03T10:00:00Z", updated: "2026-06-05T00:00:00Z")
    let disks = try [[old], [new, old]].map { versions in
      let disk = MemoryDisk()
      for version in versions {
        var archive = try ArchiveFolder(writing: disk)
        try archive.add(rows: [version], of: "acc_1", at: now)
        _ = try archive.flush(now: now)
      }
      return disk
    }
    let there = try merged(disks[0], disks[1])
    #expect(difference(there, try merged(disks[1], disks[0])) == nil)
    let history = try ArchiveFolder(reading: there).history(of: "acc_1")
    #expect(history.map(\.row) == [old, old])
    #expect(history.map(\.fate) == [.replaced, .outdated])
  }

  @Test func `of two people stay two`() throws {
    var one = try ArchiveFolder(writing: MemoryDisk())
    try one.bind(user: "user_1")
    var other = try ArchiveFolder(writing: MemoryDisk())
    try other.bind(user: "user_2")
    #expect(throws: ArchiveError.foreign(place: "/memory", owner: "user_1", user: "user_2")) {
      try one.merge(other, now: now)
    }
  }
}
