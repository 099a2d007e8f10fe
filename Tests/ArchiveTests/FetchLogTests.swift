// The marks that fetches leave: what was complete when, and which rows came late.

import Archive
import Disk
import Model
import TestSupport
import Testing

@Suite struct `Marks of fetches` {
  private func window(_ since: Int64, _ before: Int64) -> TimeWindow {
    TimeWindow(since: Instant(seconds: since), before: Instant(seconds: before))
  }
  private func row(_ id: String, _ created: Int64) -> RawTransaction {
    let time = Instant(seconds: created)
    return RawTransaction(
      id: id, created: time, body: Array(#"{"id":"\#(id)","created":"\#(time)"}"#.utf8))
  }

  @Test func `a row is late when its time was complete before it came`() throws {
    var archive = try ArchiveFolder(writing: MemoryDisk())
    let key = AccountCoverage.Key(accountID: "acc_1")
    func fetch(_ rows: [RawTransaction], _ span: TimeWindow, at time: Int64) throws {
      try archive.add(
        rows: rows, of: "acc_1", window: span, isFirstPage: true, at: Instant(seconds: time))
      archive.complete(key, span)
      let changes = try archive.flush(now: Instant(seconds: time))
      try archive.noteFetch(at: Instant(seconds: time), late: changes.late)
    }
    try fetch([row("tx_1", 10), row("tx_2", 20)], window(0, 100), at: 100)
    try fetch([row("tx_2", 20), row("tx_3", 30), row("tx_4", 150)], window(15, 200), at: 200)
    let marks = try archive.fetchLog().fetches
    #expect(marks.map(\.time.seconds) == [100, 200])
    #expect(marks.map(\.late) == [[], ["tx_3"]])
    #expect(marks.map { $0.complete["acc_1"] } == [[window(0, 100)], [window(0, 200)]])
    #expect(marks[0].covers(Instant(seconds: 99), of: "acc_1"))
    #expect(!marks[0].covers(Instant(seconds: 100), of: "acc_1"))
    #expect(!marks[0].covers(Instant(seconds: 50), of: "acc_2"))
  }

  @Test func `a row that a run stored before it was cut off is known to have come late`() throws {
    var archive = try ArchiveFolder(writing: MemoryDisk())
    let key = AccountCoverage.Key(accountID: "acc_1")
    func flush(_ rows: [RawTransaction], _ span: TimeWindow, at time: Int64) throws
      -> ArchiveChanges
    {
      try archive.add(
        rows: rows, of: "acc_1", window: span, isFirstPage: true, at: Instant(seconds: time))
      archive.complete(key, span)
      return try archive.flush(now: Instant(seconds: time))
    }
    _ = try flush([row("tx_1", 10)], window(0, 100), at: 100)
    try archive.noteFetch(at: Instant(seconds: 101), late: [])
    // This run leaves no mark.
    _ = try flush([row("tx_1", 10), row("tx_2", 20)], window(0, 200), at: 200)
    let changes = try flush([row("tx_1", 10), row("tx_2", 20)], window(0, 300), at: 300)
    try archive.noteFetch(at: Instant(seconds: 301), late: changes.late)
    #expect(try archive.fetchLog().fetches.map(\.late) == [[], []])
    let noted = [LateRows(time: Instant(seconds: 200), ids: ["tx_2"])]
    #expect(try archive.fetchLog().lateRows == noted)
    var copy = try ArchiveFolder(writing: MemoryDisk())
    _ = try copy.merge(ArchiveFolder(reading: archive.disk), now: Instant(seconds: 500))
    #expect(try copy.fetchLog().lateRows == noted)
    #expect(try copy.fetchLog().fetches == archive.fetchLog().fetches)
  }

  @Test func `the marks of two archives are those of both, by time, each once`() throws {
    func archive(_ times: Int64...) throws -> ArchiveFolder<MemoryDisk> {
      var archive = try ArchiveFolder(writing: MemoryDisk())
      for time in times { try archive.noteFetch(at: Instant(seconds: time), late: []) }
      return archive
    }
    var (one, other) = (try archive(100, 200, 400), try archive(200, 300))
    let copy = try ArchiveFolder(reading: one.disk.copy())
    _ = try one.merge(other, now: Instant(seconds: 500))
    #expect(try one.fetchLog().fetches.map(\.time.seconds) == [100, 200, 300, 400])
    _ = try other.merge(copy, now: Instant(seconds: 500))
    #expect(try other.fetchLog().fetches == one.fetchLog().fetches)
  }

  @Test func `two archives that lived on their own say since when they knew rows differently`()
    throws
  {
    let key = AccountCoverage.Key(accountID: "acc_1")
    func archive(_ runs: (rows: [RawTransaction], at: Int64)...) throws -> MemoryDisk {
      var archive = try ArchiveFolder(writing: MemoryDisk())
      for run in runs {
        let (span, now) = (window(0, run.at), Instant(seconds: run.at))
        try archive.add(rows: run.rows, of: "acc_1", window: span, isFirstPage: true, at: now)
        archive.complete(key, span)
        _ = try archive.flush(now: now)
        try archive.noteFetch(at: now, late: [])
      }
      return archive.disk
    }
    let (first, late, newer) = (row("tx_1", 10), row("tx_2", 20), row("tx_3", 250))
    let one = try archive(([first], 100), ([first, late], 200))
    let other = try archive(([first], 100), ([first, newer], 300))
    func merged(_ disk: MemoryDisk, _ others: MemoryDisk...) throws -> FetchLog {
      let copy = disk.copy()
      for (index, other) in others.enumerated() {
        var archive = try ArchiveFolder(writing: copy)
        _ = try archive.merge(
          ArchiveFolder(reading: other), now: Instant(seconds: 500 + Int64(index)))
      }
      return try ArchiveFolder(reading: copy).fetchLog()
    }
    // The other had read the time of tx_2, and this one not yet that of tx_3.
    let mark = MergeMark(time: Instant(seconds: 500), since: ["acc_1": Instant(seconds: 20)])
    #expect(try merged(one, other).merges == [mark])
    #expect(try merged(other, one) == merged(one, other))
    #expect(try merged(one, other, one, other).merges == [mark])
    // A row that came late to one of them was there when the other one read its time first.
    let slow = try archive(([first], 100), ([first, late], 300))
    var noted = try ArchiveFolder(writing: slow.copy())
    try noted.noteFetch(at: Instant(seconds: 310), late: ["tx_2"])
    let quick = try archive(([first, late], 100), ([first, late], 200))
    #expect(try merged(noted.disk, quick).merges == [mark])
    // What the one knows the other knew before it lived on.
    #expect(try merged(one, archive(([first], 100))).merges == [])
  }

  @Test func `an archive that nothing was fetched into has no marks`() throws {
    #expect(try ArchiveFolder(writing: MemoryDisk()).fetchLog().fetches == [])
  }
}
