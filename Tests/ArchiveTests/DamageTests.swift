// Files that do not hold what was written into them: they are named, their time is a gap until the bank has given it
// again, and what the bank gives then is right.

import Archive
import Disk
import Model
import TestSupport
import Testing

@Suite struct `A damaged archive` {
  private static let may = "transactions/account_id=acc_1/month=2026-05/part.jsonl"
  private static let june = "transactions/account_id=acc_1/month=2026-06/part.jsonl"
  private let window = TimeWindow(
    since: time("2026-05-01T00:00:00Z"), before: time("2026-07-01T00:00:00Z"))
  private let now = time("2026-07-01T09:00:00Z")
  private let key = AccountCoverage.Key(accountID: "acc_1", opened: time("2026-05-01T00:00:00Z"))
  private let rows = [
    row("tx_1", "2026-05-03T10:00:00Z", amount: -250), row("tx_2", "2026-06-03T10:00:00Z"),
    row("tx_3", "2026-06-09T10:00:00Z", amount: 1000), row("tx_4", "2026-06-12T10:00:00Z"),
  ]

  private func fetch(_ rows: [RawTransaction], on disk: MemoryDisk) throws -> ArchiveChanges {
    var archive = try ArchiveFolder(writing: disk)
    try archive.bind(user: "user_1")
    try archive.add(
      accounts: [RawObject(id: "acc_1", body: Array(#"{"id":"acc_1"}"#.utf8))], seen: now)
    try archive.add(rows: rows, of: "acc_1", window: window, isFirstPage: true, at: now)
    archive.complete(key, window)
    archive.add(
      balance: RawObject(id: "", body: Array(#"{"balance":550}"#.utf8)), of: "acc_1", seen: now)
    let changes = try archive.flush(now: now)
    try archive.setNames(["acc_1": "current-account"])
    return changes
  }

  private func archived() throws -> MemoryDisk {
    let disk = MemoryDisk()
    _ = try fetch(rows, on: disk)
    return disk.copy()
  }

  private func damage(on disk: MemoryDisk) throws -> [FileDamage] {
    var archive = try ArchiveFolder(reading: disk)
    try archive.check()
    return archive.damage
  }

  /// What can happen to a file.
  enum Accident: String, CaseIterable {
    case gone, emptied, cutAtALine, cutInALine, amountChanged, byteFlipped, rowAdded

    func happen(to path: String, on disk: MemoryDisk) throws {
      var bytes = disk.contents[path] ?? []
      switch self {
      case .gone: return try disk.remove(path)
      case .emptied: bytes = []
      case .cutAtALine: bytes = Array(bytes[...(bytes.firstIndex(of: 0x0A) ?? 0)])
      case .cutInALine: bytes.removeLast(20)
      case .amountChanged:
        bytes = Array(
          String(decoding: bytes, as: UTF8.self).replacing(":-100,", with: ":-900,").utf8)
      case .byteFlipped: bytes[min(8, bytes.count / 2)] ^= 1
      case .rowAdded:
        bytes += row("tx_9", "2026-06-20T10:00:00Z").body + [0x0A]
      }
      try disk.write(bytes, to: path)
    }
  }

  @Test func `that is not damaged names nothing, whoever looks`() throws {
    let disk = try archived()
    #expect(try damage(on: disk) == [])
    #expect(try ArchiveFolder(writing: disk).damage == [])
    #expect(try fetch(rows, on: disk) == ArchiveChanges())
  }

  @Test(arguments: Accident.allCases)
  func `names a partition, what it held and what it holds`(accident: Accident) throws {
    let disk = try archived()
    try accident.happen(to: Self.june, on: disk)
    let damage = try damage(on: disk)
    #expect(damage.map(\.path) == [Self.june])
    #expect(damage.first?.held?.rows == 3)
    #expect(damage.first?.held?.sum == 800)
    #expect(damage.first?.held?.first == rows[1].created)
    #expect(damage.first?.held?.last == rows[3].created)
    #expect((damage.first?.found == nil) == (accident == .gone))
  }

  @Test(arguments: Accident.allCases)
  func `knows the month of a damaged partition for missing, and no other`(
    accident: Accident
  ) throws {
    let disk = try archived()
    try accident.happen(to: Self.june, on: disk)
    let june = TimeWindow(since: time("2026-06-01T00:00:00Z"), before: window.before)
    var reading = try ArchiveFolder(reading: disk)
    try reading.check()
    #expect(try reading.coverage().map(\.gaps) == [[CoverageGap(june, .damaged)]])
    // A run that writes says so on the disk, for whoever reads next.
    var writing = try ArchiveFolder(writing: disk)
    #expect(writing.damage.map(\.path) == [Self.june])
    _ = try writing.flush(now: now)
    #expect(
      try ArchiveFolder(reading: disk).coverage().map(\.gaps) == [[CoverageGap(june, .damaged)]])
    #expect(try damage(on: disk).map(\.path) == [Self.june], "it is named until it is mended")
    #expect(try damage(on: disk).map(\.isKnown) == [true])
  }

  @Test(arguments: Accident.allCases)
  func `holds the bank's rows again when the bank has given them again`(accident: Accident) throws {
    let disk = try archived()
    let before = disk.contents
    try accident.happen(to: Self.june, on: disk)
    _ = try fetch(rows, on: disk)
    for path in [Self.may, Self.june, "coverage/acc_1.json"] {
      #expect(disk.contents[path] == before[path], "\(path)")
    }
    #expect(try damage(on: disk) == [])
    let past = try ArchiveFolder(reading: disk).history(of: "acc_1")
    #expect(past.allSatisfy { $0.fate == .damaged }, "nothing passes for what a row once was")
    #expect(past.count == (accident == .rowAdded || accident == .byteFlipped ? 1 : past.count))
  }

  @Test func `does not take a changed amount for the newer version`() throws {
    let disk = try archived()
    // Greater bytes win among versions of one age, and 900 is greater than 100.
    try Accident.amountChanged.happen(to: Self.june, on: disk)
    _ = try fetch(rows, on: disk)
    let june = String(decoding: disk.contents[Self.june] ?? [], as: UTF8.self)
    #expect(!june.contains("-900"))
    let history = disk.contents["history/account_id=acc_1/part.jsonl"] ?? []
    #expect(String(decoding: history, as: UTF8.self).hasPrefix(#"{"damaged":"#))
  }

  @Test func `keeps a damaged file that holds lines that cannot be read`() throws {
    let disk = try archived()
    try Accident.cutInALine.happen(to: Self.june, on: disk)
    let found = disk.contents[Self.june]
    _ = try ArchiveFolder(writing: disk)
    #expect(disk.contents["damaged/\(Self.june)"] == found)
    #expect(disk.contents[Self.june] == rows[1].body + [0x0A] + rows[2].body + [0x0A])
  }

  @Test func `is whole again when the lost file is put back`() throws {
    let disk = try archived()
    let before = disk.contents
    try Accident.cutAtALine.happen(to: Self.june, on: disk)
    _ = try ArchiveFolder(writing: disk)
    try disk.write(before[Self.june] ?? [], to: Self.june)
    #expect(try damage(on: disk) == [])
    #expect(try ArchiveFolder(writing: disk).damage == [])
    #expect(disk.contents["coverage/acc_1.json"] == before["coverage/acc_1.json"])
    #expect(disk.contents["digests.jsonl"] == before["digests.jsonl"])
  }

  @Test func `without the folder of an account lacks all its time`() throws {
    let disk = try archived()
    for path in [Self.may, Self.june] { try disk.remove(path) }
    _ = try ArchiveFolder(writing: disk)
    let coverage = try ArchiveFolder(reading: disk).coverage()
    #expect(coverage.map(\.complete) == [[]])
    #expect(coverage.map(\.gaps) == [[CoverageGap(window, .damaged)]])
  }

  @Test(arguments: ["", "{", #"{"account_id":"acc_1","complete":[],"gaps":[]}"#])
  func `with damaged coverage lacks all time that it spoke of`(text: String) throws {
    let disk = try archived()
    let path = "coverage/acc_1.json"
    if text.isEmpty { try disk.remove(path) } else { try disk.write(Array(text.utf8), to: path) }
    #expect(try damage(on: disk).map(\.path) == [path])
    _ = try ArchiveFolder(writing: disk)
    #expect(
      try ArchiveFolder(reading: disk).coverage().map(\.gaps) == [[CoverageGap(window, .damaged)]])
    let rows = disk.contents[Self.june]
    _ = try fetch(self.rows, on: disk)
    #expect(try damage(on: disk) == [])
    #expect(disk.contents[Self.june] == rows)
  }

  @Test func `keeps a gap until all of it is complete, whatever else the bank says of it`() {
    var coverage = AccountCoverage(accountID: "acc_1")
    coverage.add(CoverageGap(window, .damaged))
    for reason in [GapReason.verificationRequired, .notReached, .refused] {
      coverage.reopen(CoverageGap(window, reason))
    }
    #expect(coverage.gaps == [CoverageGap(window, .damaged)])
    let half = TimeWindow(since: window.since, before: time("2026-06-01T00:00:00Z"))
    coverage.complete(half)
    #expect(coverage.gaps.map(\.window.since) == [half.before])
    var other = AccountCoverage(accountID: "acc_1")
    other.complete(window)
    other.merge(coverage)
    #expect(other.gaps == coverage.gaps, "another archive is not the bank")
  }

  // MARK: What the bank cannot send again

  @Test(arguments: [
    "names.json", "balances/account_id=acc_1/part.jsonl", "accounts/acc_1/account.json",
    "IDENTITY", "FORMAT",
  ])
  func `names every other file, too`(path: String) throws {
    for accident in [Accident.gone, .emptied, .byteFlipped] {
      let disk = try archived()
      try accident.happen(to: path, on: disk)
      #expect(try damage(on: disk).map(\.path) == [path], "\(accident)")
      #expect(try ArchiveFolder(writing: disk).damage.map(\.path) == [path], "\(accident)")
    }
  }

  @Test func `names what cannot be fetched again until it is there again`() throws {
    let disk = try archived()
    let path = "balances/account_id=acc_1/part.jsonl"
    let before = disk.contents[path] ?? []
    try disk.write([], to: path)
    for _ in 0..<2 { #expect(try ArchiveFolder(writing: disk).damage.map(\.path) == [path]) }
    try disk.write(before, to: path)
    #expect(try ArchiveFolder(writing: disk).damage == [])
  }

  @Test func `belongs to whom it belonged when the file that says so is gone`() throws {
    let disk = try archived()
    try disk.remove("IDENTITY")
    var archive = try ArchiveFolder(writing: disk)
    #expect(throws: ArchiveError.foreign(place: "/memory", owner: nil, user: "user_2")) {
      try archive.bind(user: "user_2")
    }
    try archive.bind(user: "user_1")
    #expect(try damage(on: disk) == [])
  }

  @Test func `names a file that nobody wrote`() throws {
    let disk = try archived()
    let path = "transactions/account_id=acc_1/month=2026-04/part.jsonl"
    try disk.makeFolder("transactions/account_id=acc_1/month=2026-04")
    try disk.write(row("tx_9", "2026-04-20T10:00:00Z").body + [0x0A], to: path)
    let damage = try damage(on: disk)
    #expect(damage.map(\.path) == [path] && damage.first?.held == nil)
  }

  // MARK: The list itself

  @Test func `names its list of digests when that is damaged, and makes it anew`() throws {
    for accident in [Accident.gone, .emptied, .cutAtALine, .cutInALine, .byteFlipped] {
      let disk = try archived()
      try accident.happen(to: "digests.jsonl", on: disk)
      #expect(try damage(on: disk).map(\.path) == ["digests.jsonl"], "\(accident)")
      let before = try archived().contents["digests.jsonl"]
      #expect(try ArchiveFolder(writing: disk).damage.map(\.path) == ["digests.jsonl"])
      #expect(disk.contents["digests.jsonl"] == before, "\(accident)")
      #expect(try damage(on: disk) == [])
    }
  }

  @Test func `of an earlier version gets its digests when it is written to`() throws {
    let disk = try archived()
    let list = disk.contents["digests.jsonl"]
    try disk.write(Array("monzo-export archive 1\n".utf8), to: "FORMAT")
    try disk.remove("digests.jsonl")
    #expect(try damage(on: disk) == [])
    #expect(try ArchiveFolder(writing: disk).hasNewDigests)
    #expect(disk.contents["digests.jsonl"] == list)
    #expect(disk.contents["FORMAT"] == Array("monzo-export archive 2\n".utf8))
    #expect(try !ArchiveFolder(writing: disk).hasNewDigests)
  }

  @Test func `is read again where another run writes beside`() throws {
    let disk = try archived()
    let reading = try ArchiveFolder(reading: disk)
    let changed = row("tx_2", "2026-06-03T10:00:00Z", amount: -120, updated: "2026-06-30T10:00:00Z")
    _ = try fetch(rows + [changed], on: disk)
    #expect(try reading.read(Self.june) == disk.contents[Self.june])
  }

  @Test func `whose disk rots without a sign is found when the file is used`() throws {
    let disk = try archived()
    let archive = try ArchiveFolder(reading: disk)
    try Accident.amountChanged.happen(to: Self.june, on: disk)
    #expect(throws: ArchiveError.self) { try archive.read(Self.june) }
  }

  // MARK: Accepting, verifying

  @Test func `that is accepted is complete again, and remembers it`() throws {
    let disk = try archived()
    try Accident.amountChanged.happen(to: Self.june, on: disk)
    try Accident.emptied.happen(to: "balances/account_id=acc_1/part.jsonl", on: disk)
    var archive = try ArchiveFolder(writing: disk)
    #expect(try archive.acceptDamage(now: now).count == 2)
    #expect(try ArchiveFolder(writing: disk).damage == [])
    #expect(try ArchiveFolder(reading: disk).coverage().map(\.complete) == [[window]])
    #expect(try ArchiveFolder(reading: disk).acceptedCount() == 2)
    let line = String(decoding: disk.contents["history/accepted.jsonl"] ?? [], as: UTF8.self)
    #expect(
      line.hasPrefix(
        #"{"accepted":"2026-07-01T09:00:00Z","path":"balances/account_id=acc_1/part.jsonl","held":"#
      ))
    #expect(String(decoding: disk.contents[Self.june] ?? [], as: UTF8.self).contains("-900"))
  }

  @Test func `is verified file by file`() throws {
    let disk = try archived()
    var archive = try ArchiveFolder(reading: disk)
    let whole = try archive.verify { _, _ in }
    #expect(whole.rows == 4 && whole.problems == [] && archive.damage == [])
    #expect(whole.files == 8)
    // Files as a program with an error would write them: their digests are right.
    var writing = try ArchiveFolder(writing: disk)
    let lines = [rows[2], rows[1], rows[0], rows[2]].map { $0.body + [0x0A] }
    try writing.replace(Self.june, Array((lines + [[0x7B, 0x0A]]).joined()))
    archive = try ArchiveFolder(reading: disk)
    let problems = try archive.verify { _, _ in }.problems
    #expect(problems.allSatisfy { $0.path == Self.june })
    #expect(
      problems.map { "\($0.line ?? 0) \($0.word)" } == [
        "2 out_of_order", "3 misplaced", "3 twice", "3 out_of_order", "4 twice", "5 unreadable",
      ])
  }

  @Test func `is found by verifying where the states of files say nothing`() throws {
    let disk = try archived()
    let cache = disk.contents["cache/digests"] ?? []
    try Accident.byteFlipped.happen(to: Self.may, on: disk)
    try disk.write(cache, to: "cache/digests")
    var archive = try ArchiveFolder(reading: disk)
    _ = try archive.verify { _, _ in }
    #expect(archive.damage.map(\.path) == [Self.may])
  }
}
