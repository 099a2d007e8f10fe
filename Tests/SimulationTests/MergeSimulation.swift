// Two copies of one archive that live on their own, on a laptop and on a server, and are merged in the end: all that
// either knew is there, whichever is merged into which, and after the next login it is the bank's truth.

import Archive
import Disk
import Fetch
import Model
import TestSupport

@testable import Sandbox

extension Simulation {
  /// Runs a life of an archive that becomes two, and one again.
  static func diaryOfMerge(seed: UInt64, isVerbose: Bool = false) -> Diary {
    let simulation = Simulation(seed: seed, isVerbose: isVerbose)
    simulation.diverge(seed: seed)
    return simulation.diary
  }

  private func diverge(seed: UInt64) {
    var random = SeededRandom(seed: seed ^ 0x3E46E)
    world.bank.rules.requestsPerMinute = nil
    var login = Chapter()
    login.isLogin = true
    guard run(login)?.outcome == .done else { return }
    // What one of the two claims is no claim of the other.
    auditor.isDamaged = true
    var other = disk.copy()
    var claimsOfOther = auditor.claims
    for _ in 0..<Int.random(in: 2...5, using: &random) {
      if Bool.random(using: &random) {
        (disk, other) = (other, disk)
        auditor.turn(to: &claimsOfOther)
      }
      var chapter = Chapter()
      chapter.pause = Int64.random(in: 0...60 * 86_400_000, using: &random)
      chapter.stories = Int.random(in: 0...4, using: &random)
      chapter.isLogin = Int.random(in: 0..<3, using: &random) == 0
      if Int.random(in: 0..<4, using: &random) == 0 {
        chapter.misfortune = .killed(event: Int.random(in: 1...40, using: &random))
      }
      run(chapter)
    }
    do {
      diary.note(world.clock, "———— merge")
      try merge(disk, other)
    } catch {
      return diary.violation(world.clock, "merging: \(error)")
    }
    // What the other one had read it may have read long before the last run.
    auditor.readSince = .min
    auditor.check(moment)
    let report = run(login)
    guard report?.outcome == .done, let end else {
      return diary.violation(
        world.clock, "the login after merging ended \(String(describing: report?.outcome))")
    }
    auditor.checkEverythingCovered(end)
    auditor.checkProofs(end)
  }

  private func merge(_ one: MemoryDisk, _ other: MemoryDisk) throws {
    let there = try merged(one, other)
    let back = try merged(other, one)
    for path in Set(there.contents.keys).union(back.contents.keys).sorted()
    where !path.hasPrefix("cache/") && there.contents[path] != back.contents[path] {
      throw BrokenLaw("\(path) depends on which is merged into which")
    }
    let (all, known) = (try versions(there), try versions(one).union(versions(other)))
    if all != known {
      throw BrokenLaw("\(known.subtracting(all).count) versions are lost by merging")
    }
    disk = there
  }

  private func merged(_ one: MemoryDisk, _ other: MemoryDisk) throws -> MemoryDisk {
    let disk = one.copy()
    var archive = try ArchiveFolder(writing: disk)
    var read = try ArchiveFolder(reading: other)
    try read.check()
    _ = try archive.merge(read, now: world.now)
    return disk
  }

  /// All versions of rows that an archive has, current and past.
  private func versions(_ disk: MemoryDisk) throws -> Set<[UInt8]> {
    let archive = try ArchiveFolder(reading: disk)
    var versions: Set<[UInt8]> = []
    for file in try archive.partitions() {
      for row in try Partition(archive.read(file.path) ?? []).rows { versions.insert(row.body) }
      for version in try archive.history(of: file.owner) { versions.insert(version.row.body) }
    }
    return versions
  }
}
