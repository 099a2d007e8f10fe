// What is imported comes out again as if the files had been read, once and whoever imports them how often.

import Archive
import Disk
import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `importing files` {
  private let scratch: Scratch
  private let archive: String

  init() throws {
    scratch = try Scratch()
    archive = scratch("archive")
  }

  private func run(_ arguments: [String], input: String = "") throws -> Run {
    try Run(arguments + ["--archive", archive], input: Array(input.utf8))
  }

  @discardableResult
  private func imported(_ files: [String], _ options: String...) throws -> Run {
    let run = try run(["import"] + options + files)
    #expect(run.status == 0, "\(run.errors)")
    return run
  }

  /// Every file of an export, of the archive or of files.
  private func export(_ source: [String]) throws -> [String: [UInt8]] {
    let out = "out-\(UUID().uuidString)"
    let run = try Run(["export", "--out", scratch(out)] + source)
    #expect(run.status == 0 || run.status == 8, "\(run.errors)")
    return try scratch.files(in: out)
  }

  private var fromArchive: [String] { ["--archive", archive] }

  /// The archive's files but for the lock.
  private func snapshot() throws -> [String: [UInt8]] {
    try scratch.files(in: "archive").filter { $0.key != "lock" && !$0.key.hasPrefix("cache/") }
  }

  @Test func `an export of what was imported is an export of the files`() throws {
    for files in [[Fixture.history], Fixture.samples] {
      let archive = scratch("archive-\(files.count)")
      let run = try Run(["import", "--archive", archive] + files)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try export(["--archive", archive]) == export(files))
    }
  }

  @Test(arguments: Fixture.samples)
  func `each dialect comes out as it went in`(file: String) throws {
    try imported([file], "--account", "acc_0000AWMkCMzvyYKYpdbpvF")
    let account = ["--account", "acc_0000AWMkCMzvyYKYpdbpvF"]
    let fromFile = try Run(["normalize", file] + account)
    let fromArchive = try Run(
      ["export", "-f", "jsonl", "--archive", archive, "--time-zone", "UTC"])
    let expected = try Run(
      ["export", "-f", "jsonl", "--time-zone", "UTC", "-"], input: fromFile.output)
    #expect(fromArchive.ids == expected.ids)
  }

  @Test func `the same files again change nothing, in any order and one by one`() throws {
    try imported(Fixture.samples)
    let once = try snapshot()
    let again = try imported(Fixture.samples.reversed())
    #expect(try snapshot() == once)
    #expect(!again.errors.contains("1 new"))
    for line in again.errors.split(separator: "\n") where line.contains("records") {
      #expect(line.contains(" 0 new, 0 changed, "), "\(line)")
    }
    let other = try Scratch()
    for file in Fixture.samples.reversed() {
      #expect(try Run("import", "--archive", other("archive"), file).status == 0)
    }
    // The log has the imports in their order, each with its own number.
    func isRecord(_ path: String) -> Bool {
      path != "lock" && !path.hasPrefix("cache/") && !path.hasPrefix("history/")
        && path != "digests.jsonl"
    }
    let files = try other.files(in: "archive")
    #expect(files.filter { isRecord($0.key) } == once.filter { isRecord($0.key) })
  }

  @Test func `a statement keeps payments that look the same apart`() throws {
    let statement = try scratch.write(
      """
      Date,Amount,Currency,Created,Description
      01/06/2026,-1.00,GBP,2026-06-01 09:00:00 +0000,TEA
      01/06/2026,-1.00,GBP,2026-06-01 09:00:00 +0000,TEA
      02/06/2026,-2.00,GBP,2026-06-02 09:00:00 +0000,CAKE

      """, to: "statement.csv")
    let direct = try Run("export", "-f", "jsonl", statement)
    #expect(direct.ids.count == 3, "\(direct.errors)")
    for _ in 0..<2 { try imported([statement]) }
    #expect(try run(["export", "-f", "jsonl"]).output == direct.output)
  }

  @Test func `the json of an import counts what is new`() throws {
    let first = try imported([Fixture.history], "--json")
    #expect(first.text.contains(#""kind": "monzo", "records": 10, "new": 10"#), "\(first.text)")
    let record = """
      {"id":"tx_split","account_id":"acc_current","created":"2026-06-20T10:00:00Z","amount":-3000,\
      "currency":"GBP","updated":"2027-01-01T00:00:00Z","notes":"changed"}
      """
    let second = try run(["import", "--json", "-"], input: record)
    #expect(second.text.contains(#""new": 0, "changed": 1, "already_there": 0"#))
    #expect(try run(["export", "-f", "jsonl"]).text.contains("changed"))
    #expect(try snapshot().keys.contains { $0.hasPrefix("history/") })
  }

  @Test func `records that cannot be read are reported, and the others imported`() throws {
    let run = try run(
      ["import", "-"],
      input: """
        {"id":"tx_1","account_id":"acc_1","created":"2026-06-01T00:00:00Z","amount":-1,"currency":"GBP"}
        {"id":"tx_2","account_id":"acc_1","amount":-1,"currency":"GBP"}

        """)
    #expect(run.status == 3)
    #expect(run.errors.contains("-:2: tx_2: 'created' is missing"))
    #expect(try self.run(["export", "-f", "jsonl"]).ids == ["tx_1"])
  }

  @Test func `where nothing can be imported no archive is made`() throws {
    let run = try run(["import", Fixture.sample("monzo-2016/token.json")])
    #expect(run.status == 3)
    #expect(run.errors.contains("nothing to import"))
    #expect(scratch.exists("archive") == false)
  }

  @Test func `another archive is taken in whole, and into itself nothing`() throws {
    let other = scratch("other")
    #expect(try Run(["import", "--archive", other] + Fixture.samples).status == 0)
    try imported([Fixture.history])
    try imported([other])
    #expect(try export(fromArchive) == export([Fixture.history] + Fixture.samples))
    let before = try snapshot()
    try imported([other])
    #expect(try snapshot() == before)
    #expect(try run(["import", archive]).status == 2)
  }

  @Test func `of two archives is said what each had that the other had not`() throws {
    let here = HouseholdArchive(scratch, "here")
    let there = HouseholdArchive(scratch, "there")
    here.rows["tx_july"] = nil
    there.rows["tx_april"] = nil
    there.settle(-750)
    there.rows["tx_late"]?.created = "2026-05-31T20:00:00Z"
    there.balance = 5
    for household in [here, there] { try household.write() }
    let run = try Run("import", there.path, "--archive", here.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("there: 1 new, 1 changed\n"), "\(run.errors)")
    #expect(
      run.errors.contains(
        "  acc_1: rows 1 only there, 1 only here, 1 newer there; balances 1 only there, 1 only here"
      ),
      "\(run.errors)")
    let again = try Run("import", there.path, "--json", "--archive", here.path)
    #expect(again.errors.contains("0 new, 0 changed") && !again.errors.contains("only there"))
    let object = try JSONSerialization.jsonObject(with: Data(again.output)) as? [String: Any]
    let file = try #require((object?["files"] as? [[String: Any]])?.first)
    let rows = try #require(file["rows"] as? [String: Int])
    #expect(
      rows == [
        "only_here": 1, "only_there": 0, "both": 5, "newer_here": 0, "newer_there": 0, "gone": 0,
      ])
  }

  @Test func `of a damaged archive is taken what is whole, with exit code 8`() throws {
    let there = HouseholdArchive(scratch, "there")
    try there.write()
    try there.export("2026-06")
    let may = "transactions/account_id=acc_1/month=2026-05/part.jsonl"
    try FileManager.default.removeItem(atPath: scratch("there/\(may)"))
    let run = try run(["import", there.path])
    #expect(run.status == 8, "\(run.errors)")
    #expect(
      run.errors.contains(
        "\(there.path)/\(may): held 3 rows, -67.00 in all, from 2026-05-10 to 2026-05-31, now is gone; "
          + "it was not imported"), "\(run.errors)")
    #expect(try self.run(["export", "-f", "jsonl"]).ids.contains("tx_june"))
    #expect(try self.run(["export", "--month", "2026-05"]).status == 5)
    try FileManager.default.removeItem(atPath: scratch("there/digests.jsonl"))
    let refused = try self.run(["import", there.path])
    #expect(refused.status == 7 && refused.errors.contains("is damaged and was not imported"))
  }

  @Test func `what is another person's is refused, and nothing is written`() throws {
    try imported([Fixture.history])
    var folder = try ArchiveFolder(writing: SystemDisk(archive))
    try folder.bind(user: "user_ada")
    let before = try snapshot()
    let foreign = """
      {"id":"tx_1","account_id":"acc_theirs","user_id":"user_bob","created":"2026-06-01T00:00:00Z",\
      "amount":-1,"currency":"GBP"}
      """
    let run = try run(["import", "-"], input: foreign)
    #expect(run.status == 2)
    #expect(run.errors.contains("user_bob") && run.errors.contains("user_ada"))
    #expect(try snapshot() == before)
    let own = foreign.replacing("user_bob", with: "user_ada")
    #expect(try self.run(["import", "-"], input: own).status == 0)
  }

  @Test(arguments: ["uk_retail_joint", "joint-account"])
  func `an account that the archive knows may be named by its slug or type`(name: String) throws {
    let household = HouseholdArchive(scratch)
    try household.write()
    let account = household.scratch.text("archive/accounts/acc_1/account.json")
    try scratch.write(
      account.replacing("uk_retail", with: "uk_retail_joint"),
      to: "archive/accounts/acc_1/account.json")
    let statement = Fixture.sample("statements/e-18-columns.csv")
    let run = try run(["import", "--account", name, statement])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try snapshot().keys.contains { $0.hasPrefix("imports/") && $0.contains("acc_1/") })
  }

  @Test func `an account must be named by its id`() throws {
    #expect(try run(["import", "--account", "joint", Fixture.history]).status == 1)
    #expect(try run(["import"]).status == 2)
  }
}
