// A life of an archive with one accident in it: a file is lost, cut, changed, or an old one is put back. Whoever looks
// names it before anything is called complete, and after the next login the archive is the bank's truth again.

import Archive
import Disk
import Fetch
import Model
import TestSupport

@testable import Sandbox

/// One accident of a file of an archive.
enum Accident: String, CaseIterable {
  case gone, emptied, cutAtALine, cutInALine, byteFlipped, amountChanged, swapped, oldCopy,
    folderGone

  /// Lets it happen to a disk.
  ///
  /// - Parameters:
  ///   - disk: the disk.
  ///   - earlier: the files of an earlier day.
  ///   - random: what chooses the file and the place.
  /// - Throws: what the disk refuses.
  func happen(
    to disk: MemoryDisk, earlier: [String: [UInt8]], _ random: inout SeededRandom
  ) throws {
    let files = disk.contents
    let path = Accident.path(files.keys.sorted(), &random)
    var bytes = files[path] ?? []
    switch self {
    case .gone: return try disk.remove(path)
    case .emptied: bytes = []
    case .cutAtALine:
      let ends = bytes.indices.filter { bytes[$0] == 0x0A }
      guard let end = ends.dropLast().randomElement(using: &random) else { return }
      bytes = Array(bytes[...end])
    case .cutInALine:
      guard bytes.count > 2 else { return }
      bytes = Array(bytes[..<Int.random(in: 1..<bytes.count - 1, using: &random)])
    case .byteFlipped:
      guard !bytes.isEmpty else { return }
      bytes[Int.random(in: bytes.indices, using: &random)] ^= UInt8(
        1 << Int.random(in: 0..<7, using: &random))
    case .amountChanged:
      let places = bytes.places(of: "\"amount\":")
      guard let place = places.randomElement(using: &random) else { return }
      let digit = bytes[place...].dropFirst(9).firstIndex { (0x31...0x39).contains($0) } ?? place
      guard bytes[digit] > 0x30, bytes[digit] <= 0x39 else { return }
      bytes[digit] = bytes[digit] == 0x39 ? 0x38 : bytes[digit] + 1
    case .swapped:
      // With the list itself exchanged nothing would say what the other file was.
      let other = Accident.path(files.keys.filter { $0 != "digests.jsonl" }.sorted(), &random)
      if path == "digests.jsonl" { return }
      try disk.write(bytes, to: other)
      bytes = files[other] ?? []
    case .oldCopy:
      guard let old = earlier[path] else { return }
      bytes = old
    case .folderGone:
      let folder = path.split(separator: "/").dropLast(path.hasPrefix("transactions") ? 2 : 1)
        .joined(separator: "/")
      guard !folder.isEmpty else { return }
      for path in files.keys.sorted() where path.hasPrefix(folder + "/") { try disk.remove(path) }
      return
    }
    try disk.write(bytes, to: path)
  }

  /// A file, of rows more often than of anything else.
  private static func path(_ paths: [String], _ random: inout SeededRandom) -> String {
    let rows = paths.filter { $0.hasPrefix("transactions/") }
    let list = !rows.isEmpty && Int.random(in: 0..<10, using: &random) < 6 ? rows : paths
    return list.randomElement(using: &random) ?? ""
  }
}

extension Simulation {
  /// Runs a life with an accident in it.
  static func diaryOfDamage(seed: UInt64, isVerbose: Bool = false) -> Diary {
    let simulation = Simulation(seed: seed, isVerbose: isVerbose)
    simulation.live(seed: seed)
    return simulation.diary
  }

  private func live(seed: UInt64) {
    var random = SeededRandom(seed: seed ^ 0xDA4A6E)
    world.bank.rules.requestsPerMinute = nil
    var login = Chapter()
    login.isLogin = true
    guard run(login)?.outcome == .done else { return }
    var earlier = disk.contents
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      var chapter = Chapter()
      chapter.pause = Int64.random(in: 0...60 * 86_400_000, using: &random)
      chapter.stories = Int.random(in: 0...4, using: &random)
      if Bool.random(using: &random) { earlier = disk.contents }
      run(chapter)
    }
    let accident = Accident.allCases[Int(seed % UInt64(Accident.allCases.count))]
    let before = disk.contents
    diary.note(world.clock, "———— \(accident)")
    do { try accident.happen(to: disk, earlier: earlier, &random) } catch {
      return diary.violation(world.clock, "\(accident): \(error)")
    }
    let after = disk.contents
    let changed = Set(before.keys).union(after.keys).filter {
      before[$0] != after[$0] && !$0.hasPrefix("cache/")
    }
    diary.note(world.clock, "changed \(changed.sorted())")
    auditor.isDamaged = !changed.isEmpty
    if Bool.random(using: &random) { expect(named: changed) }
    if Bool.random(using: &random) {
      var chapter = Chapter()
      chapter.pause = Int64.random(in: 0...3 * 86_400_000, using: &random)
      run(chapter, naming: changed)
    } else {
      expect(named: changed)
    }
    var last = Chapter()
    last.isLogin = true
    last.pause = Int64.random(in: 0...86_400_000, using: &random)
    let report = run(last)
    guard report?.outcome == .done, let end else {
      return diary.violation(
        world.clock, "the login after the damage ended \(String(describing: report?.outcome))")
    }
    auditor.checkMended(end, changed)
  }

  /// Checks that whoever opens the archive is shown every file that is not as it was written.
  private func expect(named changed: Set<String>) {
    do {
      var archive = try ArchiveFolder(reading: disk)
      try archive.check()
      let named = Set(archive.damage.map(\.path))
      // An old copy of the list shows in the files that were written since.
      let isOfOldList = changed.contains("digests.jsonl") && !named.isEmpty
      if !changed.isSubset(of: named), !isOfOldList {
        diary.violation(world.clock, "\(changed.subtracting(named).sorted()) is not named")
      }
      let verification = try archive.verify { _, _ in }
      if changed.isEmpty, !archive.damage.isEmpty || !verification.problems.isEmpty {
        diary.violation(world.clock, "\(named.sorted()) is named, and nothing happened to it")
      }
    } catch ArchiveError.missing where changed.contains("FORMAT") {
    } catch {
      diary.violation(world.clock, "cannot be opened: \(error)")
    }
  }

  /// Runs a fetch that has to name damage first.
  private func run(_ chapter: Chapter, naming changed: Set<String>) {
    expect(named: changed)
    run(chapter)
  }
}

extension ArchiveAuditor {
  /// Checks that after a login everything is as the bank has it.
  func checkMended(_ moment: Moment, _ changed: Set<String>) {
    do {
      let rows = try moment.archive(created)
      for (account, rows) in rows {
        let isOfPot = moment.truth.first { $0.id == account }?.potID != nil
        // What the bank does not give again stays as it was found, and is called damaged.
        if isOfPot { continue }
        for row in rows.values where !moment.sent.holds(row) {
          throw BrokenLaw("\(row.id) of \(account) is archived, but was never sent like this")
        }
      }
      checkEverythingCovered(moment)
      for account in moment.truth where account.isReadable && account.potID == nil {
        for row in account.rows.values where rows[account.id]?[row.id] != row {
          let month = "\(Instant(milliseconds: created(row)))".prefix(7)
          let path = "transactions/account_id=\(account.id)/month=\(month)/part.jsonl"
          let facts = facts[row.id] ?? RowFacts()
          if !changed.contains(path) || facts.appeared ?? .min > runStart { continue }
          if !facts.changes.contains(where: { $0 > runStart }) {
            throw BrokenLaw("\(row.id) was damaged and is not as the bank has it")
          }
        }
      }
      var archive = try ArchiveFolder(reading: moment.disk)
      try archive.check()
      for damage in archive.damage {
        let isOfPot = damage.partition.map { partition in
          moment.truth.contains { $0.id == partition.account && $0.potID != nil }
        }
        let isOfBank = damage.path.hasPrefix("transactions/") && isOfPot != true
        let isOfOldList = changed.contains("digests.jsonl")
        if isOfBank || !changed.contains(damage.path) && !isOfOldList {
          throw BrokenLaw("\(damage.path) is still called damaged")
        }
      }
    } catch {
      diary.violation(moment.clock, "after the damage: \(error)")
    }
  }
}
