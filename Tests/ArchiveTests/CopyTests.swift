// A copy of an archive that is made while another run writes it, looked at as what a run leaves that is cut off.

import Archive
import Bytes
import Disk
import Model
import TestSupport
import Testing

@Suite struct `A copy that is made while the archive is written` {
  /// A run that was recorded: the states of the disk, and which rows were stored by which of them.
  private struct Recording {
    let run: Run
    let since: Instant
    let states: [MemoryDisk]
    let stored: [(state: Int, account: String, row: RawTransaction)]

    init(_ run: Run, on disk: MemoryDisk, since: Instant) throws {
      let recorder = RecordingDisk(disk)
      var stored: [(state: Int, account: String, row: RawTransaction)] = []
      var archive = try ArchiveFolder(writing: recorder)
      try run.perform(on: &archive) { rows in
        stored += rows.map { (recorder.states.count - 1, $0.account, $0.row) }
      }
      (self.run, self.since, self.stored) = (run, since, stored)
      states = recorder.states
    }
  }

  private func recordings(seed: UInt64) throws -> [Recording] {
    let story = Story(seed: seed, rows: 10)
    let disk = MemoryDisk()
    let first = try Recording(story.first, on: disk, since: Story.start)
    return [first, try Recording(story.second, on: disk, since: story.first.time)]
  }

  @Test(arguments: Seeds.few(1, of: 1..<5))
  func `is whole, lacks nothing that was stored, and claims nothing that is not in it`(
    seed: UInt64
  ) throws {
    var count = 0
    for recording in try recordings(seed: seed) {
      let whole = try #require(recording.states.last)
      let truth = recording.run.truth.mapValues { $0.filter { $0.created >= recording.since } }
      for last in recording.states.indices where recording.states[last].contents["FORMAT"] != nil {
        let place = "seed \(seed), state \(last) of \(recording.states.count)"
        var first = max(0, last - Int((UInt64(last) &* 7919 &+ seed) % 90))
        while recording.states[first].contents["FORMAT"] == nil { first += 1 }
        let disk = MovingDisk(recording.states, first...last, seed: seed &+ UInt64(last))
        let copy = try ArchiveFolder(reading: disk).copied(pause: disk.move)
        let files = copy.contents
        #expect(
          files.keys.allSatisfy {
            $0 != "lock" && !$0.hasPrefix("cache/") && !$0.hasSuffix(".new")
          }, "\(place)")
        let list = String(decoding: files["digests.jsonl"] ?? [], as: UTF8.self)
        #expect(!list.contains("becoming"), "\(place)")
        try expectNoDamage(copy, place)
        let archive = try ArchiveFolder(reading: copy)
        let stored = recording.stored.filter { $0.state <= first }.map { ($0.account, $0.row) }
        try expectTrue(archive, stored, truth, place)
        try expectProofOnlyWithRows(archive, recording.run, place)
        var again = try ArchiveFolder(writing: copy)
        #expect(again.damage == [], "\(place)")
        try recording.run.perform(on: &again)
        #expect(difference(copy, whole) == nil, "\(place)")
        count += 1
      }
    }
    #expect(count > 150)
  }

  @Test func `has the bytes of an archive that nobody writes`() throws {
    for recording in try recordings(seed: 5) {
      let end = recording.states.count - 1
      let disk = MovingDisk(recording.states, end...end, seed: 1)
      let copy = try ArchiveFolder(reading: disk).copied {
        Issue.record("an archive that stands still is read once")
      }
      #expect(difference(copy, recording.states[end]) == nil)
    }
  }

  @Test func `is given up when a run never stops writing`() throws {
    let recording = try recordings(seed: 6)[1]
    let disk = RestlessDisk(recording.states[recording.states.count - 1])
    #expect(throws: ArchiveError.restless(place: disk.place)) {
      try ArchiveFolder(reading: disk).copy(pause: {}, { _ in })
    }
  }

  @Test func `has damage of the archive as it is, and says so as the archive does`() throws {
    let disk = try #require(try recordings(seed: 7).last?.states.last)
    let path = try #require(
      disk.contents.keys.filter { $0.hasPrefix("transactions/") }.min())
    try disk.write(Array("{\"id\":\"tx\"}\n".utf8), to: path)
    var archive = try ArchiveFolder(reading: disk)
    try archive.check()
    let moving = MovingDisk([disk], 0...0, seed: 1)
    var copy = try ArchiveFolder(
      reading: try ArchiveFolder(reading: moving).copied(pause: moving.move))
    try copy.check()
    #expect(copy.damage == archive.damage && copy.damage.map(\.path) == [path])
  }

  @Test(arguments: ["../../escaped", "/etc/escaped", "a//b", "cache/x", "lock", "a/./b"])
  func `takes nothing that is not the archive's, whatever the list says`(path: String) throws {
    let disk = try #require(try recordings(seed: 8).last?.states.last)
    var archive = try ArchiveFolder(writing: disk)
    try archive.replace("exports/x/y.jsonl", [])
    let list = String(decoding: disk.contents["digests.jsonl"] ?? [], as: UTF8.self)
    let moved = list.split(separator: "\n").map { line in
      line.contains("exports/x/y.jsonl")
        ? Checked.line(String(line).replacing("exports/x/y.jsonl", with: path)) : String(line)
    }
    try disk.write(Array((moved.joined(separator: "\n") + "\n").utf8), to: "digests.jsonl")
    let moving = MovingDisk([disk], 0...0, seed: 1)
    let copy = try ArchiveFolder(reading: moving).copied(pause: moving.move)
    #expect(copy.contents.keys.contains { $0.hasSuffix(path) } == false)
  }
}

/// A disk whose list of digests is another one at every look.
private struct RestlessDisk: Disk {
  private let disk: MemoryDisk
  private let looks = Looks()
  private final class Looks { var count = 0 }

  init(_ disk: MemoryDisk) { self.disk = disk }

  var place: String { disk.place }
  func read(_ path: String) throws(StorageError) -> [UInt8]? {
    guard path == "digests.jsonl" else { return try disk.read(path) }
    looks.count += 1
    return try disk.read(path).map { $0 + Array("{\"look\":\(looks.count)".utf8) }
  }
  func size(_ path: String) throws(StorageError) -> Int? { try disk.size(path) }
  func state(_ path: String) -> FileState? { disk.state(path) }
  func list(_ folder: String) throws(StorageError) -> [String] { try disk.list(folder) }
  func write(_: [UInt8], to _: String) throws(StorageError) {}
  func append(_: [UInt8], to _: String) throws(StorageError) {}
  func synchronize(_: String) throws(StorageError) {}
  func rename(_: String, to _: String) throws(StorageError) {}
  func synchronizeFolder(_: String) throws(StorageError) {}
  func remove(_: String) throws(StorageError) {}
  func makeFolder(_: String) throws(StorageError) {}
}

/// Lines of the list of digests.
private enum Checked {
  /// A line with the check that belongs to it.
  static func line(_ line: String) -> String {
    let open = line.split(separator: ",\"check\":")[0]
    return "\(open),\"check\":\"\(Digest64.text(Digest64.of(Array(open.utf8))))\"}"
  }
}
