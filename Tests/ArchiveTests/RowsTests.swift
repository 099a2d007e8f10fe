// Rows in an archive: upserts, windows, history, what vanished.

import Archive
import Bytes
import Disk
import Model
import TestSupport
import Testing

@Suite struct `Rows in an archive` {
  private let window = TimeWindow(
    since: time("2026-05-01T00:00:00Z"), before: time("2026-07-01T00:00:00Z"))
  private let now = time("2026-07-01T09:00:00Z")
  private let key = AccountCoverage.Key(accountID: "acc_1", opened: time("2016-01-01T00:00:00Z"))
  private let may = "transactions/account_id=acc_1/month=2026-05/part.jsonl"
  private let june = "transactions/account_id=acc_1/month=2026-06/part.jsonl"
  private let history = "history/account_id=acc_1/part.jsonl"

  /// Fetches the window once, in a run of its own.
  private func fetch(_ rows: [RawTransaction], on disk: MemoryDisk) throws -> ArchiveChanges {
    var archive = try ArchiveFolder(writing: disk)
    try archive.add(rows: rows, of: "acc_1", window: window, isFirstPage: true, at: now)
    archive.complete(key, window)
    return try archive.flush(now: now)
  }

  private func text(_ path: String, on disk: MemoryDisk) -> String? {
    disk.contents[path].map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `a fetched window is in partitions by month of UTC, and coverage says so`()
    throws
  {
    let disk = MemoryDisk()
    let rows = [
      row("tx_1", "2026-05-31T23:30:00Z"), row("tx_2", "2026-06-01T00:00:00Z"),
      row("tx_0", "2026-06-01T00:00:00Z"),
    ]
    let changes = try fetch(rows, on: disk)
    #expect(changes.total.added == 3)
    #expect(changes.partitions == 2)
    let archive = try ArchiveFolder(reading: disk)
    #expect(try archive.partitions().map(\.path) == [may, june])
    #expect(disk.contents[june] == rows[2].body + [0x0A] + rows[1].body + [0x0A])
    #expect(try archive.coverage().map(\.complete) == [[window]])
  }

  @Test func `a row that settles gives its pending version to history, once`() throws {
    let disk = MemoryDisk()
    let pending = row("tx_1", "2026-06-03T10:00:00Z", isPending: true)
    let settled = row("tx_1", "2026-06-03T10:00:00Z", amount: -120)
    _ = try fetch([pending], on: disk)
    let changes = try fetch([settled], on: disk)
    #expect(changes.total.settled == 1)
    #expect(changes.total.changed == 0)
    #expect(disk.contents[june] == settled.body + [0x0A])
    let line =
      "{\"replaced\":\"2026-07-01T09:00:00Z\",\"body\":"
      + String(decoding: pending.body, as: UTF8.self) + "}\n"
    #expect(text(history, on: disk) == line)
    _ = try fetch([pending, settled], on: disk)
    #expect(text(history, on: disk) == line, "the old version again is nothing new")
  }

  @Test
  func `a version that comes when a better one is there is outdated, and may be the row later`()
    throws
  {
    let disk = MemoryDisk()
    let versions = (1...3).map {
      row("tx_1", "2026-06-03T10:00:00Z", updated: "2026-06-0\($0 + 3)T00:00:00Z")
    }
    _ = try fetch([versions[1]], on: disk)
    _ = try fetch([versions[0], versions[1]], on: disk)
    func fates() throws -> [PastVersion.Fate] {
      try ArchiveFolder(reading: disk).history(of: "acc_1").map(\.fate)
    }
    #expect(try fates() == [.outdated])
    #expect(text(history, on: disk)?.hasPrefix("{\"outdated\":\"2026-07-01T09:00:00Z\"") == true)
    _ = try fetch([versions[2]], on: disk)
    _ = try fetch([versions[0], versions[1], versions[2]], on: disk)
    #expect(try fates() == [.outdated, .replaced])
    // A person takes the row out of its file, and an old answer brings it back.
    var archive = try ArchiveFolder(writing: disk)
    try archive.replace(june, [])
    _ = try fetch([versions[0]], on: disk)
    _ = try fetch([versions[2]], on: disk)
    let was = try ArchiveFolder(reading: disk).history(of: "acc_1")
    #expect(was.map(\.fate) == [.outdated, .replaced, .replaced])
    #expect(was.map(\.row) == [versions[0], versions[1], versions[0]])
  }

  @Test func `a partition in which nothing changed is not written`() throws {
    let disk = MemoryDisk()
    let rows = [row("tx_1", "2026-05-03T10:00:00Z"), row("tx_2", "2026-06-03T10:00:00Z")]
    _ = try fetch(rows, on: disk)
    let again = disk.copy()
    #expect(try fetch(rows, on: again) == ArchiveChanges())
    #expect(again.operations == [], "nor anything else")
    let later = disk.copy()
    _ = try fetch(rows + [row("tx_3", "2026-06-09T10:00:00Z")], on: later)
    let written = later.operations.compactMap { operation in
      if case .rename(_, let path) = operation, path.hasPrefix("transactions/") { return path }
      return nil
    }
    #expect(written == [june])
  }

  @Test func `files are waited for before they are renamed, and their folders afterwards`() throws {
    let disk = MemoryDisk()
    _ = try fetch([row("tx_1", "2026-06-03T10:00:00Z")], on: disk)
    let at = try #require(disk.operations.firstIndex(of: .rename(june + ".new", to: june)))
    #expect(disk.operations[at - 1] == .synchronize(june + ".new"))
    #expect(
      disk.operations[at + 1]
        == .synchronizeFolder("transactions/account_id=acc_1/month=2026-06"))
  }

  // MARK: Gone at the bank

  @Test func `a pending row that the bank no longer has goes to history, a final one stays`()
    throws
  {
    let disk = MemoryDisk()
    let ghost = row("tx_1", "2026-06-03T10:00:00Z", isPending: true)
    let final = row("tx_2", "2026-06-04T10:00:00Z")
    _ = try fetch([ghost, final], on: disk)
    var changes = try fetch([], on: disk)
    #expect(changes.total.vanished == 1)
    #expect(changes.missing.map(\.id) == ["tx_2"])
    changes.add(try fetch([], on: disk))
    #expect(changes.missing.map(\.id) == ["tx_2"])
    #expect(disk.contents[june] == final.body + [0x0A])
    #expect(text(history, on: disk)?.hasPrefix("{\"vanished\":\"2026-07-01T09:00:00Z\"") == true)
  }

  @Test func `a pending row that is gone when its window is read again in one run goes to history`()
    throws
  {
    let disk = MemoryDisk()
    let ghost = row("tx_1", "2026-06-03T10:00:00Z", isPending: true)
    let other = row("tx_2", "2026-06-04T10:00:00Z")
    var archive = try ArchiveFolder(writing: disk)
    try archive.add(rows: [ghost, other], of: "acc_1", window: window, isFirstPage: true, at: now)
    archive.complete(key, window)
    let longer = TimeWindow(since: window.since, before: now)
    try archive.add(rows: [other], of: "acc_1", window: longer, isFirstPage: true, at: now)
    archive.complete(key, longer)
    #expect(try archive.flush(now: now).total.vanished == 1)
    #expect(disk.contents[june] == other.body + [0x0A])
    #expect(text(history, on: disk)?.hasPrefix("{\"vanished\":\"2026-07-01T09:00:00Z\"") == true)
  }

  @Test func `a partition whose last row vanished is gone`() throws {
    let disk = MemoryDisk()
    _ = try fetch([row("tx_1", "2026-06-03T10:00:00Z", isPending: true)], on: disk)
    _ = try fetch([], on: disk)
    #expect(disk.contents[june] == nil)
    #expect(try ArchiveFolder(reading: disk).partitions() == [])
  }

  @Test func `a row at the very end of a window, or of a window not read whole, stays`() throws {
    let disk = MemoryDisk()
    let edge = row("tx_1", "2026-06-30T23:59:59Z", isPending: true)
    let inside = row("tx_2", "2026-06-20T10:00:00Z", isPending: true)
    _ = try fetch([edge], on: disk)
    #expect(try fetch([], on: disk).total.vanished == 0)
    _ = try fetch([edge, inside], on: disk)
    var archive = try ArchiveFolder(writing: disk)
    try archive.add(rows: [], of: "acc_1", window: window, isFirstPage: false, at: now)
    archive.complete(key, window)
    #expect(try archive.flush(now: now) == ArchiveChanges())
    #expect(disk.contents[june] == inside.body + [0x0A] + edge.body + [0x0A])
  }

  @Test func `a row whose time the bank moved to another month appears once`() throws {
    let disk = MemoryDisk()
    let old = row("tx_1", "2026-05-31T23:59:00Z", updated: "2026-05-31T23:59:00Z")
    let new = row("tx_1", "2026-06-01T00:01:00Z", updated: "2026-06-02T00:00:00Z")
    _ = try fetch([old], on: disk)
    _ = try fetch([new], on: disk)
    #expect(disk.contents[may] == nil)
    #expect(disk.contents[june] == new.body + [0x0A])
    #expect(try ArchiveFolder(reading: disk).history(of: "acc_1").map(\.row) == [old])
    _ = try fetch([old], on: disk)
    #expect(disk.contents[may] == nil, "the worse version does not come back")
    #expect(disk.contents[june] == new.body + [0x0A])
  }

  // MARK: Errors

  @Test func `a line that is no row is named, and nothing is changed`() throws {
    let disk = MemoryDisk()
    _ = try fetch([row("tx_1", "2026-06-03T10:00:00Z")], on: disk)
    var archive = try ArchiveFolder(writing: disk)
    try archive.append(Array("{\"id\":\"tx_9\"}\n".utf8), to: june)
    let before = disk.contents
    let error = try #require(throws: ArchiveError.self) {
      try fetch([row("tx_2", "2026-06-03T10:00:00Z")], on: disk)
    }
    #expect(
      "\(error)" == """
        /memory/\(june):2: expected a transaction with its id and a readable 'created'; \
        restore the file from a copy, or take the line out: nothing was changed
        """)
    #expect(disk.contents == before)
  }

  @Test func `an account's id leads out of no folder`() throws {
    let disk = MemoryDisk()
    var archive = try ArchiveFolder(writing: disk)
    try archive.add(rows: [row("tx_1", "2026-06-03T10:00:00Z")], of: "../a b/%", at: now)
    _ = try archive.flush(now: now)
    #expect(
      disk.contents.keys.contains(
        "transactions/account_id=%2E%2E%2Fa%20b%2F%25/month=2026-06/part.jsonl"))
    #expect(try archive.partitions().map(\.owner) == ["../a b/%"])
  }

  @Test func `more rows than may wait are written before they are asked to be`() throws {
    let disk = MemoryDisk()
    var archive = try ArchiveFolder(writing: disk)
    let body = row("tx_1", "2026-06-03T10:00:00Z").body.dropLast()
    let notes = ",\"notes\":\"" + String(repeating: "x", count: 9 << 20) + "\"}"
    let large = RawTransaction(
      id: "tx_1", created: time("2026-06-03T10:00:00Z"), body: body + Array(notes.utf8))
    try archive.add(rows: [large], of: "acc_1", window: window, isFirstPage: true, at: now)
    #expect(disk.contents[june]?.count == large.body.count + 1)
    #expect(try archive.flush(now: now).total.added == 1)
  }
}
