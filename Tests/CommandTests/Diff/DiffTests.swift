// What `diff` shows since exports and fetches.

import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `differences of rows` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  private func diff(_ options: String...) throws -> Run {
    try Run(
      ["diff", "--archive", archive.path, "--out", archive.out] + options,
      environment: ["HOME": scratch("home")])
  }

  /// Change, id, amount before and amount now of every line.
  private func changes(_ options: String...) throws -> [String] {
    let run = try Run(
      ["diff", "--json", "--archive", archive.path, "--out", archive.out] + options,
      environment: ["HOME": scratch("home")])
    #expect(run.status == 0, "\(run.errors)")
    return try run.lines.map { line in
      let row = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      func text(_ key: String) -> String { row[key].map { $0 is NSNull ? "-" : "\($0)" } ?? "?" }
      return ["change", "id", "was_minor", "now_minor"].map(text).joined(separator: " ")
    }
  }

  // MARK: Since exports

  @Test func `since export: new, changed, settled and vanished rows, with both amounts`() throws {
    try archive.export("2026-05")
    try archive.export("2026-06")
    archive.settle(-750)
    archive.rows["tx_may"] = nil
    archive.rows["tx_june"]?.amount = -2100
    archive.rows["tx_new"] = .init(id: "tx_new", created: "2026-05-20T12:00:00Z", amount: -5)
    try archive.write()
    #expect(
      try changes("--since", "export") == [
        "vanished tx_may -1000 -", "new tx_new - -5", "settled tx_late -700 -750",
        "changed tx_june -2000 -2100", "new tx_july - -300",
      ])
    let table = try diff("--since", "export")
    let differences = Golden(Checkout.url("Tests/CommandTests/Diff/Expected"))
    for difference in try differences.compare([
      "export.txt": table.output,
      "export-notes.txt": Array(table.errors.replacing(scratch.path, with: "TEST").utf8),
    ]) { Issue.record("\(difference)") }
  }

  @Test func `since export: what the next export has is no difference any more`() throws {
    try archive.export("2026-05")
    try archive.export("2026-06")
    try archive.export("2026-07")
    #expect(try changes("--since", "export") == [])
    archive.settle()
    archive.rows["tx_may"]?.amount = -1
    try archive.write()
    #expect(
      try changes("--since", "export") == ["changed tx_may -1000 -1", "settled tx_late -700 -700"])
    try archive.export("2026-06")
    #expect(try changes("--since", "export") == [])
    let run = try diff("--since", "export")
    #expect(run.output == [])
    #expect(
      run.errors
        == "nothing is different since the exports to ~/exports, of which 2026-07 is the last\n")
  }

  @Test func `since export: a folder without exports is reported, with those that have some`()
    throws
  {
    let run = try diff("--since", "export")
    #expect(run.status == 1)
    #expect(run.errors.contains("nothing exported to ~/exports yet: run 'monzo-export month'"))
    try archive.export("2026-05")
    let other = try Run(
      ["diff", "--since", "export", "--archive", archive.path, "--out", "/elsewhere"],
      environment: ["HOME": scratch("home")])
    #expect(other.errors.contains("name another folder with --out: ~/exports"))
  }

  // MARK: Since fetches

  /// Leaves the mark of a fetch.
  private func mark(_ time: String, before: String, late: [String] = []) throws {
    let line = """
      {"fetched":"\(time)","complete":[{"account_id":"acc_1","since":"2026-01-01T09:00:00Z",\
      "before":"\(before)"}],"late":[\(late.map { "\"\($0)\"" }.joined(separator: ","))]}

      """
    let name = "archive/history/fetches.jsonl"
    try scratch.write(scratch.text(name) + line, to: name)
  }

  /// Keeps the version of a row in history.
  private func keep(_ fate: String, _ time: String, _ row: HouseholdArchive.Entry?) throws {
    let name = "archive/history/account_id=acc_1/part.jsonl"
    let line = #"{"\#(fate)":"\#(time)","body":\#(row?.line ?? "")}"# + "\n"
    try scratch.write(scratch.text(name) + line, to: name)
  }

  @Test func `since fetch: what the last fetch brought`() throws {
    try mark("2026-06-01T09:00:00Z", before: "2026-06-01T09:00:00Z")
    try mark("2026-07-01T09:00:00Z", before: "2026-07-01T09:00:00Z")
    try mark("2026-08-01T09:00:00Z", before: "2026-08-01T09:00:00Z", late: ["tx_june"])
    try keep("replaced", "2026-08-01T08:59:59Z", archive.rows["tx_late"])
    let gone = HouseholdArchive.Entry(
      id: "tx_gone", created: "2026-06-30T12:00:00Z", amount: -9, isPending: true)
    try keep("vanished", "2026-08-01T08:59:59Z", gone)
    archive.settle(-710)
    try archive.write()
    let last = [
      "settled tx_late -700 -710", "new tx_june - -2000", "vanished tx_gone -9 -",
      "new tx_july - -300",
    ]
    #expect(try changes() == last)
    #expect(try changes("--since", "2026-07-31") == last)
    #expect(try diff().errors.contains("since the fetch of 2026-07-01T09:00:00Z"))
    // A month earlier the row that is gone now was not known either.
    #expect(
      try changes("--since", "2026-06-30") == [
        "settled tx_late -700 -710", "new tx_june - -2000", "new tx_july - -300",
      ])
  }

  @Test func `since fetch: of several versions the first superseded one counts`()
    throws
  {
    try mark("2026-06-01T09:00:00Z", before: "2026-06-01T09:00:00Z")
    try mark("2026-08-01T09:00:00Z", before: "2026-08-01T09:00:00Z")
    for (time, amount) in [("2026-05-01", -1), ("2026-07-01", -2), ("2026-07-15", -3)] {
      var row = archive.rows["tx_may"]
      row?.amount = amount
      try keep("replaced", "\(time)T00:00:00Z", row)
    }
    #expect(try changes().contains("changed tx_may -2 -1000"))
  }

  @Test func `since fetch: an older answer that is imported was never what a row was`() throws {
    try mark("2026-08-01T09:00:00Z", before: "2026-08-01T09:00:00Z")
    var old = try #require(archive.rows["tx_may"])
    old.isPending = true
    old.amount = -1
    let file = try scratch.write(old.line + "\n", to: "old.jsonl")
    #expect(try archive.run("import", file).status == 0)
    #expect(scratch.text("archive/history/account_id=acc_1/part.jsonl").contains(#""amount":-1,"#))
    #expect(try changes("--since", "2026-08-02") == [])
    var new = try #require(archive.rows["tx_may"])
    new.amount = -2
    let line = new.line.replacing(
      #""updated":"2026-05-10T12:00:00Z""#, with: #""updated":"2026-05-11T12:00:00Z""#)
    #expect(
      try archive.run("import", try scratch.write(line + "\n", to: "new.jsonl")).status == 0)
    #expect(try changes("--since", "2026-08-02") == ["changed tx_may -1000 -2"])
  }

  @Test func `since the first fetch everything is new`() throws {
    try mark("2026-08-01T09:00:00Z", before: "2026-08-01T09:00:00Z")
    #expect(try changes().count == archive.rows.count)
    #expect(try diff().errors.contains("6 new since before the first fetch"))
  }

  @Test func `days and minutes are those of the report's zone, a minute as status shows it`() throws
  {
    try mark("2026-05-31T23:30:25Z", before: "2026-05-31T23:30:25Z")
    try mark("2026-08-01T09:00:25Z", before: "2026-08-01T09:00:25Z")
    let first = "since the fetch of 2026-05-31T23:30:25Z"
    for since in ["2026-06-02", "2026-06-01 00:30", "2026-06-01 00:31"] {
      #expect(try diff("--since", since).errors.contains(first), "\(since)")
    }
    for since in ["2026-06-01", "2026-06-01 00:29", "2026-05-31T23:30:24Z"] {
      #expect(
        try diff("--since", since).errors.contains("since before the first fetch"), "\(since)")
    }
    #expect(
      try diff("--since", "2026-08-01 10:00").errors.contains("since the fetch of 2026-08-01"))
    #expect(
      try diff("--since", "2026-06-01", "--time-zone", "UTC").errors.contains(first))
    for since in ["2026-06-01 24:30", "2026-06-01 0:30", "2026-06-01 ", "2026-06-01 00:30 "] {
      #expect(try diff("--since", since).status == 2, "\(since)")
    }
  }

  @Test func `without a fetch it says so, and before the first one everything is new`() throws {
    #expect(
      try diff().errors == "monzo-export: nothing fetched yet: run 'monzo-export fetch'\n")
    try mark("2026-08-01T09:00:00Z", before: "2026-08-01T09:00:00Z")
    let run = try diff("--since", "2026-07-01")
    #expect(run.status == 0)
    #expect(
      run.errors.contains("6 new since before the first fetch, of 2026-08-01T09:00:00Z"))
    #expect(try diff("--since", "yesterday").status == 2)
  }
}
