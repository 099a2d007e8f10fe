// Rows that the bank sent without a readable id or time: kept as they came, and nothing else suffers for them.

import Archive
import Disk
import Model
import TestSupport
import Testing

@Suite struct `Rows without a readable id or time` {
  private let window = TimeWindow(
    since: time("2026-06-01T00:00:00Z"), before: time("2026-07-01T00:00:00Z"))
  private let key = AccountCoverage.Key(accountID: "acc_1")

  @Test func `are kept as they came, each once`() throws {
    let disk = MemoryDisk()
    let one = UnreadableRow(id: "tx_9", body: Array(#"{"id":"tx_9","created":"soon"}"#.utf8))
    let other = UnreadableRow(id: nil, body: Array(#"{"created":"soon"}"#.utf8))
    for rows in [[one], [one, other, other], [other]] {
      var archive = try ArchiveFolder(writing: disk)
      try archive.add(unreadable: rows, of: "acc_1", window: window)
      _ = try archive.flush(now: time("2026-07-01T00:00:00Z"))
    }
    let kept = disk.contents["history/account_id=acc_1/unreadable.jsonl"]
    #expect(
      kept.map { String(decoding: $0, as: UTF8.self) }
        == "{\"id\":\"tx_9\",\"created\":\"soon\"}\n{\"created\":\"soon\"}\n")
    #expect(try ArchiveFolder(reading: disk).history(of: "acc_1").isEmpty)
  }

  @Test(arguments: [false, true])
  func `may be any row of the archive, so none counts as gone`(hasUnreadable: Bool) throws {
    let disk = MemoryDisk()
    var archive = try ArchiveFolder(writing: disk)
    let pending = row("tx_1", "2026-06-10T00:00:00Z", isPending: true)
    try archive.add(rows: [pending], of: "acc_1", at: time("2026-06-10T00:00:00Z"))
    _ = try archive.flush(now: time("2026-06-10T00:00:00Z"))
    try archive.add(rows: [], of: "acc_1", window: window, isFirstPage: true, at: window.before)
    if hasUnreadable {
      let row = UnreadableRow(id: "tx_1", body: Array(#"{"id":"tx_1"}"#.utf8))
      try archive.add(unreadable: [row], of: "acc_1", window: window)
    }
    archive.complete(key, window)
    let changes = try archive.flush(now: window.before)
    #expect(changes.total.vanished == (hasUnreadable ? 0 : 1))
  }
}
