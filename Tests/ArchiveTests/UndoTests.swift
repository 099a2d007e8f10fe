// An import that is undone is as if it had never been, whatever was imported or fetched before and after it, and
// wherever the run is cut off that undoes it.

import Archive
import Disk
import Model
import TestSupport
import Testing

@Suite struct `undoing an import` {
  private let undone = time("2026-05-01T00:00:00Z")

  private func archive(_ steps: [ImportStep]) throws -> ArchiveFolder<MemoryDisk> {
    var archive = try ArchiveFolder(writing: MemoryDisk())
    try archive.take(steps)
    return archive
  }

  /// Steps of which one is the import of the file `a`, perhaps more than once.
  private func steps(_ seed: UInt64) -> (all: [ImportStep], without: [ImportStep]) {
    var random = SeededRandom(seed: seed)
    let files = ["a", "b", "c"].map { MadeFile.random($0, &random) }
    let bank = (0..<4).map { MadeFile.version($0, Int.random(in: 0..<4, using: &random)) }
    var all: [ImportStep] = [.file(files[0])]
    for _ in 0..<Int.random(in: 0..<5, using: &random) {
      switch Int.random(in: 0..<5, using: &random) {
      case 0: all.append(.file(files[0]))
      case 1: all.append(.file(files[1]))
      case 2: all.append(.file(files[2]))
      case 3: all.append(.fetch(bank))
      default: all.append(.unlogged(MadeFile.random("old", &random)))
      }
    }
    all.shuffle(using: &random)
    // Who imports without a log what the log has leaves no trace, so that came before.
    func isUnlogged(_ step: ImportStep) -> Bool { if case .unlogged = step { true } else { false } }
    all = all.filter(isUnlogged) + all.filter { !isUnlogged($0) }
    let without = all.filter { if case .file(let file) = $0 { file.name != "a" } else { true } }
    return (all, without)
  }

  @Test(arguments: Seeds.few(60, of: 0..<300))
  func `it leaves what the others brought, the bank sent or was there before`(seed: UInt64) throws {
    let steps = steps(seed)
    var archive = try archive(steps.all)
    let number = try #require(try archive.number(of: "a"))
    let before = holdings(archive.disk)
    var planning = try ArchiveFolder(planning: archive.disk)
    let plan = try planning.undoImport(number, at: nil)
    #expect(holdings(archive.disk) == before, "a plan changes nothing, seed \(seed)")
    let report = try archive.undoImport(number, at: undone)
    #expect(report.withdrawn == plan.withdrawn && report.lines == plan.lines, "seed \(seed)")
    let expected = holdings(try self.archive(steps.without).disk)
    let found = holdings(archive.disk)
    let different = Set(found.keys).union(expected.keys).filter { found[$0] != expected[$0] }
    #expect(
      different.sorted().map { "\(found[$0] ?? "") ≠ \(expected[$0] ?? "")" } == [], "seed \(seed)")
    try expectNoDamage(archive.disk, "seed \(seed)")
  }

  @Test(arguments: Seeds.few(30, of: 0..<100))
  func `the file imported again brings all of it back`(seed: UInt64) throws {
    let steps = steps(seed).all
    var archive = try archive(steps)
    let before = holdings(archive.disk)
    for round in 0..<2 {
      let number = try #require(try archive.number(of: "a"))
      #expect(number > 0)
      _ = try archive.undoImport(number, at: Instant(seconds: undone.seconds + Int64(round)))
      for case .file(let file) in steps where file.name == "a" {
        try file.take(into: &archive, at: Instant(seconds: undone.seconds + 10 + Int64(round)))
      }
      #expect(holdings(archive.disk) == before, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: Seeds.few(30, of: 0..<100))
  func `all imports undone in any order leave what is no import's`(seed: UInt64) throws {
    let steps = steps(seed).all
    var archive = try archive(steps)
    var random = SeededRandom(seed: seed)
    for item in try archive.importList().items.shuffled(using: &random) {
      _ = try archive.undoImport(item.entry.number, at: undone)
    }
    let rest = steps.filter { if case .file = $0 { false } else { true } }
    #expect(holdings(archive.disk) == holdings(try self.archive(rest).disk), "seed \(seed)")
    #expect(try archive.importList().items.allSatisfy { $0.ownCount == 0 })
  }

  @Test(arguments: Seeds.few(3, of: 0..<12))
  func `cut off after any operation it is carried on to the same bytes`(seed: UInt64) throws {
    let steps = steps(seed)
    let before = try archive(steps.without).disk
    guard
      case .file(let file)? = steps.all.first(where: {
        if case .file(let file) = $0 { file.name == "a" } else { false }
      })
    else { return }
    let now = time("2026-04-20T00:00:00Z")
    func importing(_ disk: MemoryDisk) throws {
      var archive = try ArchiveFolder(writing: disk)
      try file.take(into: &archive, at: now)
    }
    let imported = try cutOff(before, seed, importing)
    try cutOff(imported, seed) { disk in
      var archive = try ArchiveFolder(writing: disk)
      _ = try archive.undoImport(try archive.number(of: "a") ?? 0, at: undone)
    } again: { disk in
      var archive = try ArchiveFolder(writing: disk)
      if let number = try archive.number(of: "a") {
        _ = try archive.undoImport(number, at: undone)
      }
    }
  }

  /// Cuts a run off after each of its operations and does it again.
  @discardableResult
  private func cutOff(
    _ before: MemoryDisk, _ seed: UInt64, _ run: (MemoryDisk) throws -> Void,
    again: ((MemoryDisk) throws -> Void)? = nil
  ) throws -> MemoryDisk {
    let whole = before.copy()
    try run(whole)
    let total = whole.operationsThatMatter - before.copy().operationsThatMatter
    #expect(total > 0)
    for steps in 0..<total {
      let disk = before.copy()
      disk.crashesAfter = steps
      do { try run(disk) } catch { #expect(disk.hasCrashed) }
      let found = disk.afterPowerLoss(seed: seed &* 1000 &+ UInt64(steps))
      try expectNoDamage(found, "seed \(seed), step \(steps)")
      if let again { try again(found) } else { try run(found) }
      #expect(difference(found, whole) == nil, "seed \(seed), step \(steps) of \(total)")
    }
    return whole
  }

  @Test func `what was undone before stays undone, and an unknown number is none`() throws {
    var random = SeededRandom(seed: 1)
    let file = MadeFile.random("a", &random)
    var archive = try archive([.file(file)])
    #expect(try archive.undoImport(1, at: undone).wasUndone == false)
    let after = archive.disk.contents
    #expect(try archive.undoImport(1, at: time("2026-06-01T00:00:00Z")).wasUndone)
    #expect(archive.disk.contents == after)
    #expect(throws: UndoError.unknown(2)) { try archive.undoImport(2, at: undone) }
  }

  @Test func `what an import brought that is damaged keeps every import from being undone`() throws
  {
    var random = SeededRandom(seed: 1)
    let files = ["a", "b"].map { MadeFile.random($0, &random) }
    let disk = try archive(files.map { .file($0) }).disk
    let path = "history/brought/000001.jsonl"
    try disk.write(Array("{}\n".utf8), to: path)
    var archive = try ArchiveFolder(writing: disk)
    #expect(archive.damage.map(\.path) == [path])
    #expect(throws: UndoError.self) { try archive.undoImport(2, at: undone) }
  }

  @Test func `a row that the bank changed since stays as the bank has it`() throws {
    let wrong = MadeFile(name: "a", rows: [MadeFile.version(0, 1), MadeFile.version(1, 0)])
    let bank = [MadeFile.version(0, 2), MadeFile.version(1, 0)]
    var archive = try archive([.file(wrong), .fetch(bank)])
    let report = try archive.undoImport(1, at: undone)
    #expect(report.withdrawn == [])
    #expect(report.staying.map(\.id) == ["tx_1"])
    #expect(holdings(archive.disk) == holdings(try self.archive([.fetch(bank)]).disk))
  }

  // MARK: Merging

  @Test(arguments: Seeds.few(30, of: 0..<100))
  func `it stays undone when a copy from before is merged, either way`(seed: UInt64) throws {
    let steps = steps(seed)
    var archive = try archive(steps.all)
    let copy = archive.disk.copy()
    let number = try #require(try archive.number(of: "a"))
    _ = try archive.undoImport(number, at: undone)
    let expected = holdings(archive.disk)
    let now = time("2026-06-01T00:00:00Z")
    var older = try ArchiveFolder(writing: copy.copy())
    _ = try older.merge(try ArchiveFolder(reading: archive.disk), now: now)
    #expect(holdings(older.disk) == expected, "into the copy, seed \(seed)")
    _ = try archive.merge(try ArchiveFolder(reading: copy), now: now)
    #expect(holdings(archive.disk) == expected, "of the copy, seed \(seed)")
    try expectNoDamage(archive.disk, "seed \(seed)")
  }

  @Test(arguments: Seeds.few(30, of: 0..<100))
  func `an import of a merged archive can be undone where it was merged into`(seed: UInt64) throws {
    let steps = steps(seed)
    var random = SeededRandom(seed: seed)
    let own: [ImportStep] = [
      .unlogged(MadeFile.random("own", &random)), .file(MadeFile.random("d", &random)),
    ]
    let now = time("2026-06-01T00:00:00Z")
    var merged = try archive(own)
    _ = try merged.merge(try ArchiveFolder(reading: archive(steps.all).disk), now: now)
    let number = try #require(try merged.number(of: "a"))
    _ = try merged.undoImport(number, at: undone)
    var without = try archive(own)
    _ = try without.merge(try ArchiveFolder(reading: archive(steps.without).disk), now: now)
    #expect(holdings(merged.disk) == holdings(without.disk), "seed \(seed)")
  }
}
