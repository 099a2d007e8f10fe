// The archive on the system's own disk: permissions, the lock, and the same bytes as in memory.

import Archive
import Disk
import Foundation
import Model
import TestSupport
import Testing

@Suite struct `On the system's disk` {
  private func folder() -> String {
    URL(filePath: ScratchPlace.path).appending(path: "archive-\(UUID())").path()
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `an archive is what it is in memory, and its owner's alone`() throws {
    let place = folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let story = Story(seed: 4)
    let memory = MemoryDisk()
    let disk = SystemDisk(place + "/deep/er/")
    for run in [story.first, story.second] {
      var one = try ArchiveFolder(writing: memory)
      try run.perform(on: &one)
      var other = try ArchiveFolder(writing: disk)
      try run.perform(on: &other)
    }
    for (path, bytes) in memory.contents where path != "cache/digests" {
      #expect(try disk.read(path) == bytes, "\(path)")
      #expect(try disk.size(path) == bytes.count)
      #expect(try mode(disk.absolute(path)) == 0o600)
      #expect(try mode((disk.absolute(path) as NSString).deletingLastPathComponent) == 0o700)
    }
    let archive = try ArchiveFolder(reading: disk)
    #expect(try archive.partitions() == ArchiveFolder(reading: memory).partitions())
    #expect(try archive.referenceFiles() == ArchiveFolder(reading: memory).referenceFiles())
    #expect(try mode(place) == 0o700)
  }

  @Test func `what is not there is no error, what is refused is`() throws {
    let place = folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let disk = SystemDisk(place)
    #expect(try disk.read("a/b") == nil)
    #expect(try disk.size("a") == nil)
    #expect(try disk.list("a") == [])
    try disk.remove("a")
    let error = try #require(throws: StorageError.self) { try disk.write([1], to: "a/b") }
    #expect("\(error)" == "\(place)/a/b: cannot write: no such file or directory")
    try disk.makeFolder("a/b/c")
    try disk.append([1, 2], to: "a/b/c/d")
    try disk.append([3], to: "a/b/c/d")
    #expect(try disk.read("a/b/c/d") == [1, 2, 3])
    try disk.write([4], to: "a/b/c/d")
    #expect(try disk.read("a/b/c/d") == [4])
    #expect(try disk.list("a/b") == ["c"])
    #expect(throws: StorageError.self) { try disk.makeFolder("a/b/c/d/e") }
  }

  @Test func `a full disk is reported as one`() throws {
    let full = StorageError.inArchive(action: "write", path: "/a/part.jsonl.new", code: ENOSPC)
    #expect(
      "\(ArchiveError.disk(full))" == """
        /a/part.jsonl.new: cannot write: the disk is full; what was there before is intact: \
        free some space and run the command again
        """)
  }

  @Test func `a second writer is refused and learns who the first is`() throws {
    let place = folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let disk = SystemDisk(place)
    var lock: DiskLock? = try DiskLock(disk, command: "monzo-export fetch")
    let error = try #require(throws: ArchiveError.self) {
      try DiskLock(disk, command: "monzo-export import")
    }
    let process = ProcessInfo.processInfo.processIdentifier
    #expect(
      "\(error)".hasPrefix(
        "\(place): another command is writing to the archive "
          + "(monzo-export fetch, process \(process) on "))
    #expect("\(error)".hasSuffix("); wait until it ends, then run this again"))
    #expect(lock != nil)
    lock = nil
    lock = try DiskLock(disk, command: "monzo-export import")
    _ = try ArchiveFolder(writing: disk)
  }
}
