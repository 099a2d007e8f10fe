// What merging says of two archives: what each had that the other had not, the same from either side; and what is taken
// of an archive that is damaged.

import Archive
import Bytes
import Disk
import Model
import TestSupport
import Testing

@Suite struct `What merging two archives says` {
  private let now = time("2026-07-01T09:00:00Z")
  private let window = TimeWindow(
    since: time("2026-05-01T00:00:00Z"), before: time("2026-07-01T00:00:00Z"))
  private let key = AccountCoverage.Key(accountID: "acc_1")
  private static let june = "transactions/account_id=acc_1/month=2026-06/part.jsonl"

  /// An archive of one account.
  private func archive(
    _ rows: [RawTransaction], balance: Int? = nil, unreadable: [String] = [],
    complete: TimeWindow? = nil
  ) throws -> MemoryDisk {
    let disk = MemoryDisk()
    var archive = try ArchiveFolder(writing: disk)
    try archive.bind(user: "user_1")
    try archive.add(rows: rows, of: "acc_1", at: now)
    if let balance {
      archive.add(
        balance: RawObject(id: "", body: Array("{\"balance\":\(balance)}".utf8)), of: "acc_1",
        seen: now)
    }
    try archive.add(
      unreadable: unreadable.map { UnreadableRow(id: nil, body: Array($0.utf8)) }, of: "acc_1",
      window: window)
    if let complete { archive.complete(key, complete) }
    _ = try archive.flush(now: now)
    return disk
  }

  @discardableResult
  private func merge(_ other: MemoryDisk, into disk: MemoryDisk) throws -> ArchiveMerge {
    var archive = try ArchiveFolder(writing: disk)
    var read = try ArchiveFolder(reading: other)
    try read.check()
    return try archive.merge(read, now: now)
  }

  private func ids(_ disk: MemoryDisk) throws -> [String] {
    let archive = try ArchiveFolder(reading: disk)
    return try archive.partitions().flatMap { file in
      try Partition(archive.read(file.path) ?? []).rows.map(\.id)
    }
  }

  @Test func `is how many rows, versions, balances and windows only one of them had`() throws {
    let old = row("tx_2", "2026-06-02T10:00:00Z", updated: "2026-06-03T00:00:00Z")
    let new = row("tx_2", "2026-06-02T10:00:00Z", amount: -7, updated: "2026-06-05T00:00:00Z")
    let shared = row("tx_1", "2026-06-01T10:00:00Z")
    let here = try archive(
      [shared, old, row("tx_3", "2026-06-03T10:00:00Z")], balance: 1, unreadable: ["{\"a\":1}"],
      complete: TimeWindow(since: window.since, before: time("2026-06-10T00:00:00Z")))
    let there = try archive(
      [shared, new, row("tx_4", "2026-06-04T10:00:00Z"), row("tx_5", "2026-06-05T10:00:00Z")],
      balance: 2, unreadable: ["{\"a\":1}", "{\"b\":2}"], complete: window)
    let report = try merge(there, into: here.copy()).report
    let account = try #require(report.accounts.first)
    #expect(report.accounts.map(\.id) == ["acc_1"])
    #expect(account.rows.sides == sides(here: 1, there: 2, both: 1))
    #expect([account.rows.newerHere, account.rows.newerThere, account.rows.gone] == [0, 1, 0])
    #expect(account.balances == sides(here: 1, there: 1, both: 0))
    #expect(account.unreadable == sides(here: 0, there: 1, both: 1))
    #expect(account.windowsHere == [])
    #expect(
      account.windowsThere == [
        TimeWindow(since: time("2026-06-10T00:00:00Z"), before: window.before)
      ])
    let back = try merge(here, into: there.copy()).report.accounts[0]
    #expect(back.rows.sides == sides(here: 2, there: 1, both: 1))
    #expect([back.rows.newerHere, back.rows.newerThere] == [1, 0])
    #expect(back.windowsHere == account.windowsThere && back.windowsThere == [])
  }

  private func sides(here: Int, there: Int, both: Int) -> MergeSides {
    var sides = MergeSides()
    (sides.onlyHere, sides.onlyThere, sides.both) = (here, there, both)
    return sides
  }

  @Test(arguments: Seeds.few(6, of: 1..<21))
  func `is the same from either side, and nothing once they are merged`(seed: UInt64) throws {
    let story = Story(seed: seed)
    let disks = try [story.first, story.second].map { run in
      let disk = MemoryDisk()
      var archive = try ArchiveFolder(writing: disk)
      try run.perform(on: &archive)
      return disk
    }
    let there = disks[0].copy()
    let one = try merge(disks[1], into: there).report
    let other = try merge(disks[0], into: disks[1].copy()).report
    #expect(one.accounts.count == 2 && one.accounts.map(\.id) == other.accounts.map(\.id))
    for (one, other) in zip(one.accounts, other.accounts) {
      #expect(one.rows.sides.onlyHere == other.rows.sides.onlyThere)
      #expect(one.rows.sides.onlyThere == other.rows.sides.onlyHere)
      #expect(one.rows.sides.both == other.rows.sides.both && one.rows.gone == other.rows.gone)
      #expect(one.rows.newerHere == other.rows.newerThere)
      #expect(one.rows.newerThere == other.rows.newerHere)
      #expect(one.versions.onlyHere == other.versions.onlyThere)
      #expect(one.balances.onlyHere == other.balances.onlyThere)
      #expect(one.windowsHere == other.windowsThere && one.windowsThere == other.windowsHere)
    }
    let again = try merge(there, into: there.copy())
    #expect(again.changes == ArchiveChanges())
    #expect(again.report.accounts.allSatisfy { !$0.differs } && !again.report.fetches.differ)
  }

  @Test func `unites rows without a readable id or time, whichever is merged into which`() throws {
    let one = try archive([], unreadable: ["{\"b\":2}", "{\"a\":1}"])
    let other = try archive([], unreadable: ["{\"c\":3}", "{\"a\":1}"])
    let there = one.copy()
    try merge(other, into: there)
    let back = other.copy()
    try merge(one, into: back)
    let path = "history/account_id=acc_1/unreadable.jsonl"
    #expect(
      there.contents[path].map { String(decoding: $0, as: UTF8.self) }
        == "{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n")
    #expect(difference(there, back) == nil)
  }

  // MARK: Damage

  @Test func `takes what is whole of a damaged archive, and neither rows nor time that are not`()
    throws
  {
    let rows = [row("tx_may", "2026-05-02T10:00:00Z"), row("tx_june", "2026-06-02T10:00:00Z")]
    let other = try archive(rows, balance: 5, complete: window)
    let wrong = row("tx_june", "2026-06-02T10:00:00Z", amount: -999)
    try other.write(wrong.body + [0x0A], to: Self.june)
    let here = try archive([])
    let merge = try merge(other, into: here)
    #expect(merge.report.damage.map(\.path) == [Self.june])
    #expect(try ids(here) == ["tx_may"])
    let coverage = try ArchiveFolder(reading: here).coverage(of: "acc_1")
    #expect(
      coverage?.complete == [
        TimeWindow(since: window.since, before: time("2026-06-01T00:00:00Z"))
      ])
    #expect(coverage?.gaps == [])
  }

  @Test func `keeps what is complete here though it is damaged there`() throws {
    let rows = [row("tx_june", "2026-06-02T10:00:00Z")]
    let here = try archive(rows, complete: window)
    let other = try archive(rows, complete: window)
    try other.remove(Self.june)
    let before = here.contents
    try merge(other, into: here)
    #expect(
      here.contents.filter { !$0.key.hasPrefix("cache/") }
        == before.filter { !$0.key.hasPrefix("cache/") })
  }

  @Test func `takes no time where the coverage there is damaged`() throws {
    let other = try archive([row("tx_june", "2026-06-02T10:00:00Z")], complete: window)
    let coverage = String(decoding: other.contents["coverage/acc_1.json"] ?? [], as: UTF8.self)
    try other.write(
      Array(coverage.replacing("2026-05-01", with: "2025-05-01").utf8), to: "coverage/acc_1.json")
    let here = try archive([])
    try merge(other, into: here)
    #expect(try ids(here) == ["tx_june"])
    #expect(try ArchiveFolder(reading: here).coverage(of: "acc_1")?.complete ?? [] == [])
  }

  @Test func `takes no time where lines of the list there are lost`() throws {
    let other = try archive([row("tx_june", "2026-06-02T10:00:00Z")], complete: window)
    let list = String(decoding: other.contents["digests.jsonl"] ?? [], as: UTF8.self)
    let rest = list.split(separator: "\n").filter { !$0.contains(Self.june) }
    try other.write(Array((rest.joined(separator: "\n") + "\n").utf8), to: "digests.jsonl")
    try other.remove(Self.june)
    let here = try archive([])
    try merge(other, into: here)
    #expect(try ArchiveFolder(reading: here).coverage(of: "acc_1")?.complete ?? [] == [])
  }

  @Test func `takes nothing where nobody can know whose archive it is`() throws {
    let other = try archive([row("tx_june", "2026-06-02T10:00:00Z")])
    try other.write(Array("user_2\n".utf8), to: "IDENTITY")
    let here = try archive([])
    #expect(throws: ArchiveError.self) { try merge(other, into: here) }
    #expect(try ids(here) == [])
  }

  @Test(arguments: ["", "{\"id\":\"tx_1\",\"created\":\"2026-06-02T10:00:00Z\",\"amount\":-9}\n"])
  func `puts back what is damaged here as it is there, before it is taken for a fact`(found: String)
    throws
  {
    let here = try archive([row("tx_1", "2026-06-02T10:00:00Z")], complete: window)
    let backup = here.copy()
    let before = here.contents
    try here.write(Array(found.utf8), to: Self.june)
    var archive = try ArchiveFolder(planning: here)
    var read = try ArchiveFolder(reading: backup)
    try read.check()
    #expect(try archive.putBack(from: read) == [Self.june])
    #expect(here.contents[Self.june] == before[Self.june])
    #expect(try ArchiveFolder(writing: here).damage == [])
    #expect(try ArchiveFolder(reading: here).coverage(of: "acc_1")?.complete == [window])
  }

  @Test func `puts back what an earlier run took for lost, with the time that it covers`() throws {
    let rows = [row("tx_1", "2026-06-02T10:00:00Z"), row("tx_2", "2026-06-03T10:00:00Z")]
    let here = try archive(rows, complete: window)
    let backup = here.copy()
    let before = here.contents.filter { !$0.key.hasPrefix("cache/") }
    for path in [Self.june, "coverage/acc_1.json"] { try here.remove(path) }
    _ = try ArchiveFolder(writing: here)
    #expect(try ArchiveFolder(reading: here).coverage(of: "acc_1")?.complete == [])
    let report = try merge(backup, into: here).report
    #expect(report.restored == ["coverage/acc_1.json", Self.june])
    let after = here.contents.filter { !$0.key.hasPrefix("cache/") }
    #expect(after.filter { !$0.key.hasPrefix("damaged/") } == before)
  }

  @Test func `does not put back a file into which something came since`() throws {
    let here = try archive([row("tx_1", "2026-06-02T10:00:00Z")], complete: window)
    let backup = here.copy()
    try here.remove(Self.june)
    var archive = try ArchiveFolder(writing: here)
    try archive.add(rows: [row("tx_new", "2026-06-20T10:00:00Z")], of: "acc_1", at: now)
    _ = try archive.flush(now: now)
    #expect(try merge(backup, into: here).report.restored == [])
    #expect(try ids(here) == ["tx_1", "tx_new"])
    let coverage = try ArchiveFolder(reading: here).coverage(of: "acc_1")
    #expect(coverage?.complete.contains { $0.contains(time("2026-06-02T10:00:00Z")) } == false)
  }
}
