// The marks that fetches leave: what was complete when, and which rows came late.

import Archive
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
    let marks = try archive.fetches()
    #expect(marks.map(\.time.seconds) == [100, 200])
    #expect(marks.map(\.late) == [[], ["tx_3"]])
    #expect(marks.map { $0.complete["acc_1"] } == [[window(0, 100)], [window(0, 200)]])
    #expect(marks[0].covers(Instant(seconds: 99), of: "acc_1"))
    #expect(!marks[0].covers(Instant(seconds: 100), of: "acc_1"))
    #expect(!marks[0].covers(Instant(seconds: 50), of: "acc_2"))
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
    #expect(try one.fetches().map(\.time.seconds) == [100, 200, 300, 400])
    _ = try other.merge(copy, now: Instant(seconds: 500))
    #expect(try other.fetches() == one.fetches())
  }

  @Test func `an archive that nothing was fetched into has no marks`() throws {
    #expect(try ArchiveFolder(writing: MemoryDisk()).fetches() == [])
  }
}
