// A wrong file is found in the list of imports and taken out of the archive again, by its number.

import Archive
import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `taking an import back` {
  private let scratch: Scratch
  private let archive: String
  private let right: String
  private let wrong: String
  private let statement: String

  init() throws {
    scratch = try Scratch()
    archive = scratch("archive")
    right = try scratch.write(
      """
      {"id":"tx_1","account_id":"acc_1","created":"2026-06-01T08:00:00Z","amount":-100,"currency":"GBP"}
      {"id":"tx_2","account_id":"acc_1","created":"2026-06-02T08:00:00Z","amount":-200,"currency":"GBP"}

      """, to: "right.json")
    wrong = try scratch.write(
      """
      {"id":"tx_1","account_id":"acc_1","created":"2026-06-01T08:00:00Z","amount":-999,"currency":"GBP",\
      "updated":"2026-06-03T08:00:00Z"}
      {"id":"tx_2","account_id":"acc_1","created":"2026-06-02T08:00:00Z","amount":-200,"currency":"GBP"}
      {"id":"tx_3","account_id":"acc_1","created":"2026-06-03T08:00:00Z","amount":-300,"currency":"GBP"}

      """, to: "wrong.json")
    statement = try scratch.write(
      """
      Date,Amount,Currency,Created,Description
      01/06/2026,-1.00,GBP,2026-06-01 09:00:00 +0000,TEA
      02/06/2026,-2.00,GBP,2026-06-02 09:00:00 +0000,CAKE

      """, to: "statement.csv")
  }

  private func run(_ arguments: String..., status: Int32 = 0) throws -> Run {
    let run = try Run(arguments + ["--archive", archive, "--time-zone", "UTC"])
    #expect(run.status == status, "\(run.errors)")
    return run
  }

  private func importing(_ files: String..., on day: String = "2026-07-01") throws {
    for file in files { _ = try run("import", file, "--as-of", day) }
  }

  private func export() throws -> String { try run("export", "-f", "jsonl").text }

  private func snapshot() throws -> [String: [UInt8]] {
    try scratch.files(in: "archive").filter { $0.key != "lock" && !$0.key.hasPrefix("cache/") }
  }

  @Test func `the list has every import, and how much of it nothing else has`() throws {
    try importing(right, wrong, statement)
    try importing(right)
    #expect(
      try run("import", "--list").lines == [
        "  import  date        file           records          only here",
        "       1  2026-07-01  right.json     2 monzo                  1",
        "       2  2026-07-01  wrong.json     3 monzo                  2",
        "       3  2026-07-01  statement.csv  2 statement_csv          2",
      ])
    let json = try run("import", "--list", "--json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
    let items = try #require(object["imports"] as? [[String: Any]])
    #expect(items.map { $0["only_here"] as? Int } == [1, 2, 2])
    #expect(object["unlogged_rows"] as? Int == 0)
  }

  @Test func `a wrong file is withdrawn, and what it superseded returns`() throws {
    try importing(right)
    let before = try export()
    try importing(wrong)
    #expect(try export() != before)
    let run = try run("import", "--undo", "2", "--as-of", "2026-07-02")
    #expect(
      run.lines == [
        "import 2 (wrong.json, 2026-07-01): withdrawn 2 rows, 1 stays",
        "  acc_1: tx_1 of 2026-06-01 withdrawn, its earlier version returns",
        "  acc_1: tx_3 of 2026-06-03 withdrawn",
        "  acc_1: tx_2 kept: also in import 1",
        "import the file again to bring all of it back",
      ])
    #expect(try export() == before)
    #expect(try self.run("import", "--list").text.contains("undone 2026-07-02"))
    #expect(try self.run("status", "--verify").errors.contains("damage") == false)
  }

  @Test func `with --dry-run it is only said`() throws {
    try importing(right, wrong)
    let before = try snapshot()
    let plan = try run("import", "--undo", "2", "--dry-run")
    #expect(plan.lines.first == "import 2 (wrong.json, 2026-07-01): to withdraw 2 rows, 1 stays")
    #expect(try snapshot() == before)
    let json = try run("import", "--undo", "2", "--dry-run", "--json").text
    #expect(json.contains(#""dry_run": true"#) && json.contains(#""id": "tx_3""#))
  }

  @Test func `a statement is withdrawn but for lines that another has, and comes back`() throws {
    let overlapping = try scratch.write(
      """
      Date,Amount,Currency,Created,Description
      02/06/2026,-2.00,GBP,2026-06-02 09:00:00 +0000,CAKE
      03/06/2026,-3.00,GBP,2026-06-03 09:00:00 +0000,PIE

      """, to: "overlapping.csv")
    for file in [statement, overlapping] {
      _ = try run("import", "--account", "acc_0000AXF8lvjv0vu6xtfviT", file)
    }
    let both = try export()
    let undone = try run("import", "--undo", "2")
    #expect(undone.text.contains("1 withdrawn, 1 kept: also in import 1"), "\(undone.text)")
    #expect(try export().contains("PIE") == false && export().contains("CAKE"))
    _ = try run("import", "--account", "acc_0000AXF8lvjv0vu6xtfviT", overlapping)
    #expect(try export() == both)
  }

  @Test func `an import that was undone is not undone again, and exits with 0`() throws {
    try importing(right)
    _ = try run("import", "--undo", "1", "--as-of", "2026-07-02")
    let before = try snapshot()
    let again = try run("import", "--undo", "1")
    #expect(
      again.lines == [
        "import 1 (right.json, 2026-07-01): undone already on 2026-07-02, nothing to do"
      ])
    #expect(try snapshot() == before)
  }

  @Test func `a number that no import has exits with 1 and the numbers that there are`() throws {
    try importing(right, wrong)
    let run = try run("import", "--undo", "7", status: 1)
    #expect(run.errors.contains("no import 7: expected one of: 1 (right.json), 2 (wrong.json)"))
  }

  @Test func `files are not imported beside, and a dry run needs something to undo`() throws {
    try importing(right)
    _ = try run("import", "--undo", "1", right, status: 2)
    _ = try run("import", "--list", right, status: 2)
    _ = try run("import", "--dry-run", status: 2)
    _ = try run("import", "--undo", "one", status: 2)
  }

  @Test func `of an archive without a log the list says so`() throws {
    try importing(statement)
    for path in ["history/imports.jsonl", "history/brought/000001.jsonl", "digests.jsonl"] {
      try FileManager.default.removeItem(atPath: "\(archive)/\(path)")
    }
    try "monzo-export archive 1\n".write(
      toFile: "\(archive)/FORMAT", atomically: true, encoding: .utf8)
    #expect(
      try run("import", "--list").lines == [
        "no imports in the log",
        "2 imported rows are of no import in this list: imported before the list was kept, and not to be undone",
      ])
    try importing(statement)
    let undone = try run("import", "--undo", "1")
    #expect(undone.text.contains("2 kept: in the archive without this import"), "\(undone.text)")
  }

  @Test func `what was exported and is withdrawn has vanished since the export`() throws {
    try importing(right, wrong)
    let out = scratch("books")
    _ = try run("month", "2026-06", "--offline", "--out", out, "--as-of", "2026-07-01", status: 0)
    _ = try run("import", "--undo", "2")
    let diff = try run("diff", "--since", "export", "--json", "--out", out)
    #expect(
      diff.text.contains(#""change": "vanished""#) && diff.text.contains("tx_3"), "\(diff.text)")
    #expect(diff.text.contains(#""change": "changed""#), "\(diff.text)")
  }

  @Test func `a copy has the log, and a merged archive's imports can be undone`() throws {
    try importing(right)
    let before = try export()
    let other = scratch("other")
    #expect(try Run("import", wrong, "--archive", other).status == 0)
    _ = try run("import", other)
    _ = try run("archive", "copy", scratch("copy"))
    #expect(try Run("import", "--list", "--archive", scratch("copy")).text.contains("wrong.json"))
    _ = try run("import", "--undo", "2")
    #expect(try export() == before)
    _ = try run("import", scratch("copy"))
    #expect(try export() == before, "a copy from before does not bring it back")
  }
}
