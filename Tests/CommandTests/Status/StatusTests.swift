// What `status` shows, word for word; every file here was read.

import Aggregate
import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `the status of an archive` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  /// Holds the status against the files of a case; the folder of the test and the size are blanked.
  private func check(_ name: String, _ options: String..., status: Int32 = 0) throws {
    let run = try Run(
      ["status", "--archive", archive.path] + options, environment: ["HOME": scratch("home")])
    #expect(run.status == status)
    let text = (run.text + run.errors).replacing(scratch.path, with: "TEST")
      .replacing(/, \d+ KiB/, with: ", SIZE").replacing(/"bytes": \d+/, with: "\"bytes\": 0")
    let golden = Golden(Checkout.url("Tests/CommandTests/Status/Expected/\(name)"))
    for difference in try golden.compare(["status.txt": Array(text.utf8)]) {
      Issue.record("\(difference)")
    }
  }

  @Test func `a whole archive that was never exported`() throws { try check("whole") }

  @Test func `after exports it reports what they do not have`() throws {
    try archive.export("2026-05")
    try archive.export("2026-06")
    archive.settle(-750)
    archive.rows["tx_may"] = nil
    archive.rows["tx_june"]?.amount = -2100
    archive.rows["tx_new"] = .init(id: "tx_new", created: "2026-06-20T12:00:00Z", amount: -5)
    try archive.write()
    try check("exported")
  }

  @Test(arguments: [("2026-08-01T08:59:05Z", "proved"), ("2026-08-01T08:05:00Z", "unproved")])
  func `a balance may be as new as the seconds that were asked for beyond the window`(
    before: String, proof: String
  ) throws {
    archive.coverage = (#"{"since":"2026-01-01T09:00:00Z","before":"\#(before)"}"#, "")
    try archive.write()
    let line = try archive.run("status").text.split(separator: "\n")
      .first { $0.contains("current-account") }
    #expect(line?.hasSuffix(" \(proof)") == true)
  }

  @Test(arguments: [
    #"{"since":"2026-01-01T09:00:00Z","before":"2026-08-01T09:00:01Z","reason":"not_reached"}"#, "",
  ])
  func `a first fetch that was stopped leaves all of it missing`(gap: String) throws {
    archive.coverage = ("", gap)
    try archive.write()
    let run = try archive.run("status")
    #expect(run.status == 0)
    #expect(run.text.contains("'monzo-export fetch'"))
    #expect(run.text.contains("2026-01-01  2026-08-01"))
    let month = try archive.run("export", "--month", "2026-05")
    #expect(month.status == 5 && month.text.isEmpty)
    #expect(month.errors.contains("'monzo-export fetch'"))
  }

  @Test func `gaps with their reasons, a refused account and the marks of the last fetch`() throws {
    archive.coverage = (
      """
      {"since":"2026-03-01T00:00:00Z","before":"2026-04-01T00:00:00Z"},\
      {"since":"2026-06-20T00:00:00Z","before":"2026-08-01T09:00:01Z"}
      """,
      """
      {"since":"2026-01-01T09:00:00Z","before":"2026-03-01T00:00:00Z","reason":"verification_required"},\
      {"since":"2026-05-01T00:00:00Z","before":"2026-06-20T00:00:00Z","reason":"not_reached"}
      """
    )
    try archive.write()
    try scratch.write("user_1\n", to: "archive/IDENTITY")
    try scratch.write(
      #"{"fetched":"2026-08-01T09:00:01Z","complete":[],"late":[]}"# + "\n",
      to: "archive/history/fetches.jsonl")
    try scratch.write(
      """
      {"account_id":"acc_pot","pot_id":"pot_1","complete":[{"since":"2026-05-03T00:00:00Z",\
      "before":"2026-08-01T09:00:00Z"}],"gaps":[{"since":"2026-01-02T09:00:00Z",\
      "before":"2026-05-03T00:00:00Z","reason":"verification_required"}]}
      """, to: "archive/coverage/acc_pot.json")
    try check("gaps")
  }

  @Test func `books that do not balance are an exit code of their own`() throws {
    archive.settle()
    archive.balance = 12_345
    try archive.write()
    try check("unbalanced", status: 8)
  }

  @Test func `a balance that the bank refused to report is not known`() throws {
    try FileManager.default.removeItem(
      atPath: scratch("archive/balances/account_id=acc_1/part.jsonl"))
    let text = try archive.run("status").text
    #expect(text.contains(/current-account .* 2026-08-01 +\? +unproved/))
    #expect(text.contains("current-account: Monzo gave no balance"))
    #expect(try archive.run("status", "--json").text.contains(#""balance_minor": null"#))
  }

  @Test func `an archive without accounts says what to do`() throws {
    try FileManager.default.removeItem(atPath: archive.path)
    try scratch.write("monzo-export archive 1\n", to: "archive/FORMAT")
    try check("empty")
  }

  @Test func `no archive at all says what to do`() throws {
    try FileManager.default.removeItem(atPath: archive.path)
    try check("missing", status: 7)
  }

  @Test func `rows without a readable id or time are counted, as they are in no book`() throws {
    let file = "history/account_id=acc_1/unreadable.jsonl"
    try scratch.write("{\"id\":1}\n{\"created\":\"soon\"}\n", to: "archive/\(file)")
    let run = try archive.run("status")
    #expect(run.status == 0)
    #expect(
      run.text.contains(
        """

        rows without a readable id or time, kept but not part of the books:
          current-account: 2 rows in \(file)

        """), "\(run.text)")
    let json = try archive.run("status", "--json").text
    #expect(json.contains(#""account": "current-account", "id": "acc_1", "rows": 2"#), "\(json)")
  }

  @Test func `for programs it is one object`() throws {
    try archive.export("2026-06")
    try check("json", "--json")
    let run = try archive.run("status", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
    #expect((object?["accounts"] as? [Any])?.count == 2)
  }

  @Test func `it changes nothing in the archive`() throws {
    let before = try scratch.files(in: "archive").filter { !$0.key.hasPrefix("cache/") }
    _ = try archive.run("status")
    #expect(try scratch.files(in: "archive").filter { !$0.key.hasPrefix("cache/") } == before)
  }
}
