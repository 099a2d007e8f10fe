// Rows in an archive: upserts, windows, history, what vanished.

import Archive
import Bytes
import Model
import TestSupport
import Testing

@Suite struct `Rows in an archive` {
  private let window = TimeWindow(
    since: time("2026-05-01T00:00:00Z"), before: time("2026-07-01T00:00:00Z"))
  private let now = time("2026-07-01T09:00:00Z")
  private let key = AccountCoverage.Key(accountID: "acc_1", opened: time("2016-01-01T00:00:00Z"))

  @Test func `a fetched window stands in partitions by month of UTC, and coverage says so`() throws
  {
    var archive = try ArchiveFolder(writing: MemoryDisk())
    let rows = [
      row("tx_1", "2026-05-31T23:30:00Z"), row("tx_2", "2026-06-01T00:00:00Z"),
      row("tx_0", "2026-06-01T00:00:00Z"),
    ]
    try archive.add(rows: rows, of: "acc_1", window: window, isFirstPage: true, at: now)
    archive.complete(key, window)
    let changes = try archive.flush(now: now)
    #expect(changes.total.added == 3)
    #expect(changes.partitions == 2)
    #expect(
      try archive.partitions().map(\.path) == [
        "transactions/account_id=acc_1/month=2026-05/part.jsonl",
        "transactions/account_id=acc_1/month=2026-06/part.jsonl",
      ])
    let june = try archive.read("transactions/account_id=acc_1/month=2026-06/part.jsonl")
    #expect(june == rows[2].body + [0x0A] + rows[1].body + [0x0A])
    #expect(try archive.coverage().map(\.complete) == [[window]])
  }
}
