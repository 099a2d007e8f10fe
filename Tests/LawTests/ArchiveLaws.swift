// A month of an archive, read without the rest of it, is that month of the whole, byte for byte: whatever is
// kept of the other months, and whatever becomes of what is kept.

import Foundation
import Model
import TestSupport
import Testing

@Suite struct `archive laws` {
  /// Few enough to be quick, and enough to meet every kind of row on both sides of every border.
  private static let seeds = Seeds.few(20, of: 0..<80)
  private static let months = ["2025-12", "2026-01", "2026-03", "2026-06", "2026-07", "2026-10"]
  private static let zones = ["Europe/London", "Pacific/Auckland", "America/Los_Angeles", "UTC"]

  /// The files of a month.
  private func export(_ arguments: [String]) throws -> [String: [UInt8]] {
    let out = ScratchPlace.path + "/laws-out-\(UUID())"
    defer { try? FileManager.default.removeItem(atPath: out) }
    let run = try CommandLineRun(["export", "--out", out] + arguments)
    var files = ["status": Array("\(run.status)".utf8)]
    let walk = FileManager.default.enumerator(atPath: out)
    while let name = walk?.nextObject() as? String {
      files[name] = FileManager.default.contents(atPath: "\(out)/\(name)").map { Array($0) }
    }
    return files
  }

  @Test func `a month read by itself is the month of the whole, with a cache of any state`() throws
  {
    var cached = 0
    for seed in `archive laws`.seeds {
      var random = SeededRandom(seed: seed)
      let archive = try HistoryArchive(RandomHistory(seed: seed, rows: 4...24))
      let month = `archive laws`.months.randomElement(using: &random) ?? ""
      let zone = `archive laws`.zones.randomElement(using: &random) ?? ""
      let options = ["--month", month, "--time-zone", zone, "--as-of", "2027-06-01"]
      let whole = try export(options + archive.files)
      #expect(whole.count > 5, "seed \(seed)")
      let partial = options + ["--archive", archive.path]
      #expect(try export(partial) == whole, "cold, seed \(seed)")
      #expect(try export(partial) == whole, "warm, seed \(seed)")
      for file in try archive.cache() {
        cached += 1
        try damage(file, &random)
      }
      #expect(try export(partial) == whole, "damaged, seed \(seed)")
      #expect(try export(partial) == whole, "mended, seed \(seed)")
    }
    #expect(cached > 2 * `archive laws`.seeds.count)
  }

  /// Breaks a file in one of the ways in which files break, or leaves it alone.
  private func damage(_ path: String, _ random: inout SeededRandom) throws {
    var bytes = try Data(contentsOf: URL(filePath: path))
    switch Int.random(in: 0...4, using: &random) {
    case 0: return try FileManager.default.removeItem(atPath: path)
    case 1: bytes = bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))
    case 2: bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1
    case 3: bytes.append(0)
    default: break
    }
    try bytes.write(to: URL(filePath: path))
  }

  @Test func `a month follows its archive when other months change`() throws {
    for seed in `archive laws`.seeds.prefix(60) {
      let archive = try HistoryArchive(RandomHistory(seed: seed, rows: 6...16))
      let partial = ["--month", "2026-03", "--as-of", "2027-06-01", "--archive", archive.path]
      _ = try export(partial)
      let parts = archive.files.filter { $0.contains("/transactions/") }.sorted()
      guard let last = parts.last else { continue }
      let text = try String(contentsOfFile: last, encoding: .utf8)
      try text.replacing("\"amount\":-", with: "\"amount\":-1").write(
        toFile: last, atomically: true, encoding: .utf8)
      try archive.forgetDigests()
      let whole = try export(["--month", "2026-03", "--as-of", "2027-06-01"] + archive.files)
      #expect(try export(partial) == whole, "seed \(seed)")
    }
  }

  @Test func `files that are imported come out as the files do, in any number of imports`() throws {
    for seed in `archive laws`.seeds {
      var random = SeededRandom(seed: seed)
      let history = RandomHistory(seed: seed, rows: 2...12)
      // Of several versions in one dialect an archive gives the best, and keeps the others as history.
      let records = HistoryArchive.best(history.records).map {
        String(decoding: $0.body, as: UTF8.self)
      }
      let folder = ScratchPlace.path + "/laws-import-\(UUID())"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let parts = random.deal((history.references + records).shuffled(using: &random), into: 3)
      let files = try parts.enumerated().map { index, lines in
        let path = "\(folder)/\(index).jsonl"
        try lines.map { $0 + "\n" }.joined().write(toFile: path, atomically: true, encoding: .utf8)
        return path
      }
      let archive = ["--archive", "\(folder)/archive"]
      for file in files + [files[0]] {
        #expect(try CommandLineRun(["import", file] + archive).status == 0, "seed \(seed)")
      }
      #expect(try export(archive) == export(files), "seed \(seed)")
      let month = ["--month", "2026-03"]
      #expect(try export(month + archive) == export(month + files), "seed \(seed)")
    }
  }

  @Test func `a copy of an archive elsewhere exports the same months to the same bytes`() throws {
    for seed in `archive laws`.seeds.prefix(40) {
      let archive = try HistoryArchive(RandomHistory(seed: seed, rows: 6...16))
      let month = ["--month", "2026-06"]
      let here = try export(month + ["--archive", archive.path])
      let copy = archive.path + "-copy"
      try FileManager.default.copyItem(atPath: archive.path, toPath: copy)
      defer { try? FileManager.default.removeItem(atPath: copy) }
      // The cache came along, of files that were others; then it did not.
      #expect(try export(month + ["--archive", copy]) == here, "seed \(seed)")
      try FileManager.default.removeItem(atPath: "\(copy)/cache")
      #expect(try export(month + ["--archive", copy]) == here, "seed \(seed)")
    }
  }
}
