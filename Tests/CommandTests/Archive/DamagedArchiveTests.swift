// An archive that lost rows, as users meet it: whatever the command, the file is named, nothing passes as complete,
// and the exit code says so.

import Bytes
import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `an archive that lost rows` {
  private let scratch: Scratch
  private let archive: HouseholdArchive
  private static let may = "transactions/account_id=acc_1/month=2026-05/part.jsonl"

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
    // The first run that writes gives the archive its digests.
    try archive.export("2026-06")
  }

  /// What can happen to the partition of May.
  enum Accident: CaseIterable {
    case gone, emptied, cutAtALine, amountChanged
  }

  private func damage(_ accident: Accident) throws {
    let path = "archive/\(Self.may)"
    let text = try #require(scratch.text(path).isEmpty ? nil : scratch.text(path))
    let damaged: String
    switch accident {
    case .gone: return try FileManager.default.removeItem(atPath: scratch(path))
    case .emptied: damaged = ""
    case .cutAtALine: damaged = String(text.split(separator: "\n")[0]) + "\n"
    case .amountChanged: damaged = text.replacing("\"amount\":-1000,", with: "\"amount\":-1900,")
    }
    #expect(damaged != text)
    try scratch.write(damaged, to: path)
  }

  @Test(arguments: Accident.allCases)
  func `is named by every command that reads it, and none ends with 0`(accident: Accident) throws {
    try damage(accident)
    let offline = ["month", "2026-05", "--offline", "--out", archive.out]
    for command in [
      ["status"], ["status", "--json"], ["export"], ["export", "--month", "2026-05"], offline,
      ["diff"], ["report", "--out", scratch("site")], ["explain", "tx_june"],
    ] {
      let run = try Run(
        command + ["--archive", archive.path], environment: ["HOME": scratch("home")])
      #expect([5, 8].contains(run.status), "\(command): \(run.status)\n\(run.errors)")
      #expect(
        run.errors.contains(
          "\(Self.may): held 3 rows, -67.00 in all, from 2026-05-10 to 2026-05-31"),
        "\(command): \(run.errors)")
    }
    #expect(scratch.bytes("home/exports/2026-05") == nil)
  }

  @Test func `is named in the manifest of an export that it allows, as on stderr and in status`()
    throws
  {
    try damage(.gone)
    let history = "history/account_id=acc_1/part.jsonl"
    try scratch.write("{}\n", to: "archive/\(history)")
    let run = try archive.run("export", "--month", "2026-07", "--out", scratch("july"))
    #expect(run.status == 8, "\(run.errors)")
    let object =
      try JSONSerialization.jsonObject(
        with: Data(try #require(scratch.bytes("july/2026-07/manifest.json")))) as? [String: Any]
    let damage = try #require(object?["damage"] as? [[String: Any]])
    #expect(damage.map { $0["path"] as? String } == [Self.may, history])
    #expect(damage[1]["since"] is NSNull)
    #expect(damage[0]["since"] as? String == "2026-05-01T00:00:00Z")
    #expect(damage[0]["before"] as? String == "2026-06-01T00:00:00Z")
    let status =
      try JSONSerialization.jsonObject(
        with: Data(try archive.run("status", "--json").output)) as? [String: Any]
    let listed = try #require(status?["damage"] as? [[String: Any]])
    #expect(Set(listed.map { $0["path"] as? String }) == Set(damage.map { $0["path"] as? String }))
    for line in damage {
      let path = try #require(line["path"] as? String)
      #expect(run.errors.components(separatedBy: "\(path): ").count == 2, "\(run.errors)")
    }
  }

  @Test func `lacks the hour of June in London, and says so`() throws {
    try damage(.gone)
    let run = try archive.run("export", "--month", "2026-06")
    #expect(run.status == 5)
    #expect(
      run.errors.contains(
        "2026-06 is not written: the archive lacks current-account from 2026-06-01 to 2026-06-01"),
      "\(run.errors)")
  }

  @Test func `says what the file holds now, and what to do`() throws {
    try damage(.cutAtALine)
    #expect(
      try archive.run("status").errors.contains(
        """
        part.jsonl: held 3 rows, -67.00 in all, from 2026-05-10 to 2026-05-31, now holds 1 row, -10.00 in \
        all, from 2026-05-10 to 2026-05-10; run 'monzo-export fetch'; what is older than 90 days needs \
        'monzo-export login'
        """))
    try damage(.gone)
    #expect(try archive.run("status").errors.contains("to 2026-05-31, now is gone;"))
  }

  @Test func `lacks the month in status, and exports the others`() throws {
    try damage(.gone)
    let status = try archive.run("status")
    #expect(
      status.text.contains(/current-account +2026-05-01 +2026-\d\d-\d\d +rows are damaged or lost/))
    let may = try archive.run("export", "--month", "2026-05")
    #expect(may.status == 5 && may.output == [])
    // June begins in London an hour before it does in UTC.
    #expect(try archive.run("export", "--month", "2026-06").status == 5)
    let july = try archive.run("export", "--month", "2026-07")
    #expect(july.status == 8 && july.lines.count == 2, "\(july.errors)")
  }

  @Test func `lacks all of it when the folder of an account is gone`() throws {
    try FileManager.default.removeItem(atPath: scratch("archive/transactions/account_id=acc_1"))
    let run = try archive.run("status")
    #expect(run.status == 8, "\(run.errors)")
    #expect(run.text.contains("rows are damaged or lost"))
    #expect(try archive.run("export").status == 5)
    // A run that writes does not make it good by itself.
    #expect(try archive.run("month", "2026-06", "--offline", "--out", archive.out).status == 5)
    #expect(try archive.run("export").status == 5)
  }

  @Test func `can be accepted as it is, and status remembers`() throws {
    try damage(.amountChanged)
    let run = try archive.run("import", "--accept")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.errors.contains(
        "accepted: \(Self.may): held 3 rows, -67.00 in all, from 2026-05-10 to 2026-05-31, now holds 3 rows, "
          + "-76.00 in all"), "\(run.errors)")
    let status = try archive.run("status")
    #expect(status.errors == "" && status.text.contains("1 damaged file as they are"))
    let may = try archive.run("export", "--month", "2026-05")
    #expect(may.lines.count == 4, "\(may.errors)")
    // Whether the edit is right is for the balances to say.
    #expect(may.errors.contains("books do not balance") && !may.errors.contains("held"))
    #expect(try archive.run("import", "--accept").errors.contains("nothing is damaged"))
    #expect(try archive.run("import").status == 2)
  }

  @Test func `is verified by status, whatever is known of the states of files`() throws {
    let whole = try archive.run("status", "--verify")
    #expect(whole.text.contains("6 transactions: nothing is damaged"), "\(whole.text)")
    try damage(.amountChanged)
    let run = try archive.run("status", "--verify", "--json")
    #expect(run.status == 8)
    let object = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
    let damage = try #require(object?["damage"] as? [[String: Any]])
    #expect(damage.map { $0["path"] as? String } == [Self.may])
    #expect((damage.first?["held"] as? [String: Any])?["sum_minor"] as? Int == -6700)
    #expect((object?["verified"] as? [String: Any])?["rows"] as? Int == 6)
  }

  @Test func `says once that it keeps digests from now on`() throws {
    try archive.write()
    let first = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    #expect(first.status == 0 && first.errors.contains("keeps a digest of every file from now on"))
    let second = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    #expect(second.status == 0 && !second.errors.contains("digest"))
  }

  @Test func `that has rotted without a sign is found by whoever reads the file`() throws {
    _ = try archive.run("export")
    let path = scratch("archive/\(Self.may)")
    // A program that notes the state of the file anew, with the bytes unread, stands for a disk that rots.
    var cache = try #require(scratch.bytes("archive/cache/digests"))
    try damage(.amountChanged)
    cache = try Self.renewed(cache, path)
    try Data(cache).write(to: URL(filePath: scratch("archive/cache/digests")))
    let run = try archive.run("export")
    #expect(run.status == 5)
    #expect(run.errors.contains("\(Self.may): held 3 rows"), "\(run.errors)")
  }

  /// The remembered states of files, with that of one file as it is now.
  private static func renewed(_ cache: [UInt8], _ path: String) throws -> [UInt8] {
    var status = stat()
    #expect(stat(path, &status) == 0)
    func bytes(_ value: Int) -> [UInt8] {
      withUnsafeBytes(of: UInt64(bitPattern: Int64(value)).littleEndian) { Array($0) }
    }
    let name = Array(may.utf8)
    var body = Array(cache.dropFirst(8))
    let at = try #require(
      body.indices.first { body[$0...].starts(with: name) }, "the file is in the cache")
    let state =
      [
        Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec,
        status.st_ctim.tv_nsec, Int(status.st_ino),
      ].flatMap(bytes)
    body.replaceSubrange((at - 56)..<(at - 8), with: state)
    return withUnsafeBytes(of: Digest64.of(body).littleEndian) { Array($0) } + body
  }
}
