// What is beside rows: accounts, pots, balances, names, imported lines, whose the archive is.

import Archive
import Bytes
import Disk
import Model
import TestSupport
import Testing

@Suite struct `Beside rows, an archive` {
  private let now = time("2026-07-01T09:00:00Z")

  private func text(_ path: String, on disk: MemoryDisk) -> String? {
    disk.contents[path].map { String(decoding: $0, as: UTF8.self) }
  }

  private func object(_ id: String, _ text: String) -> RawObject {
    RawObject(id: id, body: Array(text.utf8))
  }

  @Test func `keeps accounts and pots as they were seen last`() throws {
    let disk = MemoryDisk()
    var archive = try ArchiveFolder(writing: disk)
    try archive.add(accounts: [object("acc_1", "{\"id\":\"acc_1\",\"a\":2}")], seen: now)
    try archive.add(
      accounts: [object("acc_1", "{\"id\":\"acc_1\",\"a\":1}")], seen: time("2026-06-01T00:00:00Z"))
    try archive.add(pots: [object("pot_2", "{}"), object("pot_1", "{}")], of: "acc_1", seen: now)
    #expect(
      text("accounts/acc_1/account.json", on: disk)
        == "{\"seen\":\"2026-07-01T09:00:00Z\",\"body\":{\"id\":\"acc_1\",\"a\":2}}\n")
    #expect(
      text("accounts/acc_1/pots.json", on: disk)
        == "{\"seen\":\"2026-07-01T09:00:00Z\",\"body\":[{},{}]}\n")
    #expect(try archive.accounts() == ["acc_1"])
    #expect(
      try archive.referenceFiles() == ["accounts/acc_1/account.json", "accounts/acc_1/pots.json"])
  }

  @Test func `keeps the first and the last sight of a balance that stands still`() throws {
    let disk = MemoryDisk()
    for (day, balance) in [(1, 5), (2, 5), (3, 5), (4, 7), (5, 5)] {
      var archive = try ArchiveFolder(writing: disk)
      archive.add(
        balance: object(
          "", "{\"balance\":\(balance),\"currency\":\"GBP\",\"spend_today\":-\(day)}"),
        of: "acc_1", seen: time("2026-06-0\(day)T00:00:00Z"))
      archive.add(
        balance: object("pot_1", "{\"id\":\"pot_1\",\"balance\":\(day),\"currency\":\"GBP\"}"),
        of: "acc_pot", seen: time("2026-06-0\(day)T00:00:00Z"))
      _ = try archive.flush(now: now)
    }
    let lines = try #require(text("balances/account_id=acc_1/part.jsonl", on: disk))
      .split(separator: "\n")
    #expect(lines.map { $0.dropFirst(38).prefix(2) } == ["01", "03", "04", "05"])
    #expect(
      lines.first == """
        {"account_id":"acc_1","seen":"2026-06-01T00:00:00Z",\
        "body":{"balance":5,"currency":"GBP","spend_today":-1}}
        """)
    let pot = try #require(text("balances/account_id=pot_1/part.jsonl", on: disk))
      .split(separator: "\n")
    #expect(pot.count == 5)
    #expect(
      pot.first == """
        {"account_id":"pot_1","seen":"2026-06-01T00:00:00Z","body":{"balance":1,"currency":"GBP"}}
        """)
  }

  @Test func `belongs to one user of the bank`() throws {
    var archive = try ArchiveFolder(writing: MemoryDisk(place: "/home/a/archive"))
    #expect(try archive.identity() == nil)
    try archive.bind(user: "user_1")
    try archive.bind(user: "user_1")
    #expect(try archive.identity() == "user_1")
    let error = try #require(throws: ArchiveError.self) { try archive.bind(user: "user_2") }
    #expect(
      "\(error)" == """
        /home/a/archive: the archive belongs to the bank user user_1, but the login is of user_2; \
        log in as user_1, or name another folder with --archive: every user has an archive
        """)
  }

  @Test func `fixes names, sorted, one a line`() throws {
    let disk = MemoryDisk()
    var archive = try ArchiveFolder(writing: disk)
    #expect(try archive.names() == [:])
    let names = ["pot_1": "pot-holiday", "acc_1": "current-account"]
    try archive.setNames(names)
    #expect(try archive.names() == names)
    #expect(
      text("names.json", on: disk)
        == "{\n  \"acc_1\": \"current-account\",\n  \"pot_1\": \"pot-holiday\"\n}\n")
  }

  // MARK: Imports

  private func add(_ lines: [String], to disk: MemoryDisk) throws -> Int {
    var archive = try ArchiveFolder(writing: disk)
    var file = ImportedFile(dialect: "statement_csv")
    for (index, line) in lines.enumerated() {
      let created = line.contains("old") ? nil : time("2026-06-30T23:59:59Z")
      try archive.add(
        imported: [ImportedRow(created: created, line: Array(line.utf8))], from: &file)
      if index == 1 { _ = try archive.flush(now: now) }
    }
    _ = try archive.flush(now: now)
    return disk.contents.filter { $0.key.hasPrefix("imports/") }
      .reduce(0) { $0 + $1.value.count { $0 == 0x0A } }
  }

  @Test func `holds an imported line as often as the file that has it most often`() throws {
    let (one, other) = (["a", "b", "a", "old"], ["b", "b", "c"])
    let (there, back) = (MemoryDisk(), MemoryDisk())
    #expect(try add(one, to: there) == 4)
    #expect(try add(one, to: there) == 4, "the same file changes nothing")
    #expect(try add(other, to: there) == 6)
    _ = try add(other, to: back)
    _ = try add(one, to: back)
    #expect(difference(there, back) == nil)
    #expect(text("imports/statement_csv/month=2026-06/part.jsonl", on: there) == "a\na\nb\nb\nc\n")
    #expect(
      try ArchiveFolder(reading: there).imports().map(\.path) == [
        "imports/statement_csv/month=2026-06/part.jsonl",
        "imports/statement_csv/month=unknown/part.jsonl",
      ])
  }

  // MARK: Opening

  @Test func `is made only where there is nothing else`() throws {
    let disk = MemoryDisk(place: "/home/a")
    #expect(throws: ArchiveError.missing(place: "/home/a")) { try ArchiveFolder(reading: disk) }
    try disk.makeFolder("")
    try disk.write([], to: "letter.txt")
    #expect(throws: ArchiveError.occupied(place: "/home/a", name: "letter.txt")) {
      try ArchiveFolder(writing: disk)
    }
    try disk.remove("letter.txt")
    _ = try ArchiveFolder(writing: disk)
    #expect(text("FORMAT", on: disk) == "monzo-export archive 2\n")
  }

  @Test func `of a newer version is refused`() throws {
    let disk = MemoryDisk(place: "/home/a")
    try disk.makeFolder("")
    try disk.write(Array("monzo-export archive 3\n".utf8), to: "FORMAT")
    let error = try #require(throws: ArchiveError.self) { try ArchiveFolder(writing: disk) }
    #expect(
      "\(error)" == """
        /home/a/FORMAT: found 'monzo-export archive 3', expected 'monzo-export archive 2' or older; \
        the archive was written by a newer version: update monzo-export
        """)
  }

  @Test func `with an empty FORMAT is damaged, and of no newer version`() throws {
    let disk = MemoryDisk(place: "/home/a")
    try disk.makeFolder("")
    try disk.write([], to: "FORMAT")
    let error = try #require(throws: ArchiveError.self) { try ArchiveFolder(writing: disk) }
    #expect(
      "\(error)" == """
        /home/a/FORMAT:1: expected 'monzo-export archive 2'; restore the file from a copy, \
        or take the line out: nothing was changed
        """)
  }

  @Test func `is rid of drafts and of half a line when it is opened and written to`() throws {
    let disk = MemoryDisk()
    let history = "history/account_id=acc_1/part.jsonl"
    var archive = try ArchiveFolder(writing: disk)
    try archive.append(Array("{\"a\":1}\n".utf8), to: history)
    try disk.append(Array("{\"a\":".utf8), to: history)
    try disk.write([1], to: "coverage.json.new")
    archive = try ArchiveFolder(writing: disk)
    try archive.append(Array("{\"a\":2}\n".utf8), to: history)
    #expect(text(history, on: disk) == "{\"a\":1}\n{\"a\":2}\n")
    #expect(disk.contents["coverage.json.new"] == nil)
  }
}
