// `archive copy`: a backup that any command can use, brought up to date by the next one, and never a copy that looks
// whole and is not.

import Archive
import Disk
import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `a copy of the archive` {
  private let scratch: Scratch
  private let archive: HouseholdArchive
  private let copy: String
  private static let may = "transactions/account_id=acc_1/month=2026-05/part.jsonl"

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
    // The first run that writes gives the archive its digests.
    try archive.export("2026-06")
    copy = scratch("copy")
  }

  @discardableResult
  private func copied(_ status: Int32 = 0, _ options: String...) throws -> Run {
    let run = try Run(["archive", "copy", copy, "--archive", archive.path] + options)
    #expect(run.status == status, "\(run.errors)")
    return run
  }

  private func files(_ folder: String) throws -> [String: [UInt8]] {
    try scratch.files(in: folder).filter {
      $0.key != "lock" && !$0.key.hasPrefix("cache/") && $0.key != "COPY"
        && $0.key != ".monzo-export-files"
    }
  }

  private func inode(_ path: String) throws -> UInt64 {
    var status = stat()
    #expect(stat(path, &status) == 0)
    return UInt64(status.st_ino)
  }

  private func mode(_ path: String) throws -> UInt32 {
    var status = stat()
    #expect(stat(path, &status) == 0, "\(path)")
    return UInt32(status.st_mode) & 0o777
  }

  @Test func `has every file of the archive for its owner only, and is used as the archive is`()
    throws
  {
    try scratch.write("{}", to: "archive/rules.json5")
    try scratch.write("{\"access_token\":\"secret\"}", to: "archive/token.json")
    let run = try copied()
    #expect(run.output == [])
    #expect(run.errors.contains(/copy: \d+ files, \d+ KiB, 6 transactions; \d+ files written/))
    var expected = try files("archive")
    expected["token.json"] = nil
    #expect(try files("copy") == expected)
    #expect(!FileManager.default.fileExists(atPath: "\(copy)/lock"))
    for path in try scratch.files(in: "copy").keys {
      #expect(try mode("\(copy)/\(path)") == 0o600)
    }
    #expect(try mode(copy) == 0o700 && mode("\(copy)/transactions") == 0o700)
    let verified = try Run("status", "--verify", "--archive", copy)
    #expect(verified.text.contains("6 transactions: nothing is damaged"), "\(verified.errors)")
    #expect(
      try Run("export", "--archive", copy).output == Run("export", "--archive", archive.path).output
    )
  }

  @Test func `is brought up to date, with the files that did not change as they were`() throws {
    try copied()
    // What commands leave that only read.
    _ = try Run("status", "--archive", copy)
    #expect(try copied().errors.hasSuffix("; nothing has changed\n"))
    let before = try inode("\(copy)/\(Self.may)")
    let record = """
      {"id":"tx_new","account_id":"acc_1","created":"2026-07-02T10:00:00Z","amount":-100,\
      "currency":"GBP"}
      """
    #expect(
      try Run(["import", "-", "--archive", archive.path], input: Array(record.utf8)).status == 0)
    let run = try copied(0, "--json")
    let object = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
    // The partition, the note that the row came late, the log of imports and what this one brought, the digests.
    #expect(object?["written"] as? Int == 5, "\(run.text)")
    #expect(object?["rows"] as? Int == 7)
    #expect(try inode("\(copy)/\(Self.may)") == before)
    #expect(try files("copy") == files("archive"))
  }

  @Test func `that was written to is no copy any more, and is left alone`() throws {
    try copied()
    let record = """
      {"id":"tx_new","account_id":"acc_1","created":"2026-07-02T10:00:00Z","amount":-100,"currency":"GBP"}
      """
    #expect(try Run(["import", "-", "--archive", copy], input: Array(record.utf8)).status == 0)
    let before = try files("copy")
    #expect(try copied(7).errors.contains("was written to since it was copied"))
    #expect(try files("copy") == before)
  }

  @Test func `goes into no folder that holds something else, and not into the archive`() throws {
    try scratch.write("mine", to: "copy/notes.txt")
    #expect(try copied(7).errors.contains("holds 'notes.txt'"))
    #expect(try scratch.files(in: "copy").keys.sorted() == ["notes.txt"])
    let other = HouseholdArchive(scratch, "other")
    try other.write()
    for folder in [archive.path, "\(archive.path)/backup", scratch.path, other.path] {
      let before = try scratch.files()
      let run = try Run("archive", "copy", folder, "--archive", archive.path)
      #expect(run.status == 7, "\(folder): \(run.errors)")
      #expect(
        try scratch.files().filter { !$0.key.contains("cache/") }
          == before.filter { !$0.key.contains("cache/") })
    }
    try copied(7)
    #expect(try Run("archive", "copy", copy, "--archive", scratch("nowhere")).status == 7)
    #expect(try Run("archive", "move", copy, "--archive", archive.path).status == 2)
  }

  @Test func `of another archive is not replaced`() throws {
    let other = HouseholdArchive(scratch, "other")
    try other.write()
    #expect(try Run("archive", "copy", copy, "--archive", other.path).status == 0)
    #expect(try copied(7).errors.contains("is a copy of another archive, \(other.path)"))
  }

  @Test func `has damage as it is, named, with exit code 8`() throws {
    let text = scratch.text("archive/\(Self.may)")
    try scratch.write(
      text.replacing("\"amount\":-1000,", with: "\"amount\":-1900,"), to: "archive/\(Self.may)")
    let run = try copied(8)
    #expect(run.errors.contains("\(Self.may): held 3 rows, -67.00 in all"), "\(run.errors)")
    let status = try Run("status", "--verify", "--archive", copy)
    #expect(status.status == 8)
    #expect(status.errors.contains("\(Self.may): held 3 rows, -67.00 in all"))
  }

  @Test(arguments: [false, true])
  func `that still holds what the archive lost is left as it is, and brings it back`(isKnown: Bool)
    throws
  {
    try copied()
    let before = try files("archive")
    try FileManager.default.removeItem(atPath: scratch("archive/\(Self.may)"))
    if isKnown { _ = try archive.run("month", "2026-06", "--offline", "--out", archive.out) }
    let refused = try copied(7)
    #expect(refused.errors.contains("still holds what the archive lost of 1 file"))
    #expect(try files("copy") == before)
    let back = try archive.run("import", copy)
    #expect(back.status == 0, "\(back.errors)")
    #expect(scratch.bytes("archive/\(Self.may)") == before[Self.may])
    #expect(try archive.run("status", "--verify").status == 0)
    try copied()
  }

  @Test func `of an archive without digests waits for whoever writes it`() throws {
    try archive.write()
    let lock = try DiskLock(SystemDisk(archive.path), command: "monzo-export fetch")
    #expect(try copied(7).errors.contains("another command is writing to the archive"))
    withExtendedLifetime(lock) {}
  }
}
