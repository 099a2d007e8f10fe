// Rows that a month could not export yet, in the files of later months, and what the records of exports say of it.

import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `late rows` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  @Test func `a row that was pending in May is exported in June with its own day`() throws {
    #expect(try archive.export("2026-05").fitids() == ["tx_may", "tx_pot"])
    archive.settle()
    try archive.write()
    let june = try archive.export("2026-06")
    #expect(june.fitids() == ["tx_late", "tx_june"])
    let statement = try #require(june.statement())
    #expect(statement.all("DTPOSTED").map(\.value) == ["20260531", "20260612"])
    #expect(statement.all("DTSTART").map(\.value) == ["20260531"])
    let qif = try #require(ReadQIF(String(decoding: june["2026-06-all.qif"] ?? [], as: UTF8.self)))
    #expect(qif.registers[0].records.map { $0.first?.value } == ["31/05/2026", "12/06/2026"])
    let late = try #require(try june.manifest["late"] as? [[String: Any]])
    #expect(late.map { $0["id"] as? String } == ["tx_late"])
    #expect(late[0]["account"] as? String == "current-account")
    #expect(late[0]["date"] as? String == "2026-05-31")
    #expect(late[0]["amount_minor"] as? Int == -700)
    for name in ["transactions.jsonl", "transactions.csv"] {
      #expect(!String(decoding: june[name] ?? [], as: UTF8.self).contains("tx_late"), "\(name)")
    }
    #expect(try archive.export("2026-07").fitids() == ["tx_july"])
  }

  @Test func `a month that is written again has the same bytes, whatever was exported since`()
    throws
  {
    let may = try archive.export("2026-05")
    archive.settle()
    try archive.write()
    let june = try archive.export("2026-06")
    try archive.export("2026-07")
    #expect(try archive.export("2026-06") == june)
    let again = try archive.export("2026-05")
    #expect(again.accounting == may.accounting)
    let leftOut = try #require(try again.manifest["left_out"] as? [String: [String]])
    #expect(leftOut["given"] == ["tx_late"])
  }

  @Test func `the ledger balance grows by what a file has`() throws {
    let may = try archive.export("2026-05")
    archive.settle()
    try archive.write()
    let june = try archive.export("2026-06")
    let july = try archive.export("2026-07")
    #expect(may.ledgerBalance() == 94_000)
    #expect(june.ledgerBalance() == 91_300)
    #expect(july.ledgerBalance() == 91_000)
    for manifest in [try june.manifest, try july.manifest] {
      for account in try #require(manifest["accounts"] as? [[String: Any]]) {
        func minor(_ key: String) throws -> Int { try #require(account["\(key)_minor"] as? Int) }
        #expect(
          try minor("opening") + minor("in") - minor("out") + minor("pending") == minor("closing"))
      }
    }
    let account = try #require((try june.manifest["accounts"] as? [[String: Any]])?.first)
    #expect(account["late_out_minor"] as? Int == 700)
    #expect(account["opening_minor"] as? Int == 93_300)
  }

  @Test func `a payment of an earlier month that is still pending is in no ledger balance`() throws
  {
    #expect(try archive.export("2026-06").ledgerBalance() == 92_000)
  }

  @Test func `--no-late and the configuration leave late rows out; the next month exports them`()
    throws
  {
    try archive.export("2026-05")
    archive.settle()
    try archive.write()
    #expect(try archive.export("2026-06", "--no-late").fitids() == ["tx_june"])
    let file = try scratch.write("{ late: false }", to: "config.json5")
    #expect(try archive.export("2026-06", "--config", file).fitids() == ["tx_june"])
    #expect(try archive.export("2026-07").fitids() == ["tx_late", "tx_july"])
  }

  @Test func `the first export has its own month only`() throws {
    archive.settle()
    try archive.write()
    #expect(try archive.export("2026-06").fitids() == ["tx_june"])
  }

  @Test func `another folder has records of its own`() throws {
    try archive.export("2026-05")
    archive.settle()
    try archive.write()
    let other = scratch("other")
    let run = try archive.run("month", "2026-06", "--offline", "--out", other)
    #expect(run.status == 0)
    #expect(try scratch.files(in: "other/2026-06").fitids() == ["tx_june"])
  }

  @Test func `a run that ended before it kept its record is made good by the next`() throws {
    try archive.export("2026-05")
    archive.settle()
    try archive.write()
    let june = try archive.export("2026-06")
    try FileManager.default.removeItem(atPath: scratch("archive/exports/~%2Fexports/2026-06.jsonl"))
    try archive.forgetDigests()
    #expect(try archive.export("2026-06") == june)
  }

  @Test func `a copy of the archive gives the same bytes in another home`() throws {
    try archive.export("2026-05")
    archive.settle()
    try archive.write()
    let june = try archive.export("2026-06")
    try FileManager.default.copyItem(atPath: archive.path, toPath: scratch("copy"))
    let home = scratch("elsewhere")
    let run = try Run(
      ["month", "2026-06", "--offline", "--out", "\(home)/exports", "--archive", scratch("copy")],
      environment: ["HOME": home])
    #expect(run.status == 0)
    #expect(try scratch.files(in: "elsewhere/exports/2026-06") == june)
  }

  @Test func `a month that was skipped is named, and its rows wait for it`() throws {
    try archive.export("2026-05")
    let run = try archive.run("month", "2026-07", "--offline", "--out", archive.out)
    #expect(
      run.errors.contains(
        "note: 2026-06 was never exported to ~/exports: "
          + "run 'monzo-export month 2026-06 --out ~/exports'"))
    #expect(try scratch.files(in: "home/exports/2026-07").fitids() == ["tx_july"])
  }

  @Test func `what changed after it was exported is named, not exported again`() throws {
    try archive.export("2026-05")
    archive.rows["tx_may"]?.amount = -1100
    archive.rows["tx_pot"] = nil
    try archive.write()
    let run = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    let june = try scratch.files(in: "home/exports/2026-06")
    #expect(june.fitids() == ["tx_june"])
    let changes = try #require(try june.manifest["changed_since_given"] as? [[String: Any]])
    #expect(changes.map { $0["id"] as? String } == ["tx_may", "tx_pot", "tx_pot"])
    #expect(
      changes.map { $0["account"] as? String } == [
        "current-account", "current-account", "pot-holiday",
      ])
    #expect(changes.map { $0["outcome"] as? String } == ["changed", "vanished", "vanished"])
    #expect(changes.map { $0["was_minor"] as? Int } == [-1000, -5000, 5000])
    #expect(changes.map { $0["now_minor"] as? Int } == [-1100, nil, nil])
    #expect(run.errors.contains("changed since they were exported"))
    #expect(try archive.export("2026-06") == june)
    let july = try archive.export("2026-07")
    #expect((try july.manifest["changed_since_given"] as? [Any])?.isEmpty == true)
  }

  @Test func `the record is plain text that a person can read`() throws {
    try archive.export("2026-05")
    #expect(
      scratch.text("archive/exports/~%2Fexports/2026-05.jsonl") == """
        {"destination":"~/exports","period":"2026-05","from":"2026-05-01","to":"2026-05-31",\
        "as_of":"2026-08-01T09:00:00Z"}
        {"register":"acc_1","id":"tx_may","as":"given","date":"2026-05-10","amount_minor":-1000,\
        "currency":"GBP"}
        {"register":"acc_1","id":"tx_pot","as":"given","date":"2026-05-11","amount_minor":-5000,\
        "currency":"GBP"}
        {"register":"acc_1","id":"tx_late","as":"pending","date":"2026-05-31","amount_minor":-700,\
        "currency":"GBP"}
        {"register":"pot_1","id":"tx_pot","as":"given","date":"2026-05-11","amount_minor":5000,\
        "currency":"GBP"}

        """)
  }

  @Test func `a record that cannot be read stops the export before anything is written`() throws {
    try archive.export("2026-05")
    try scratch.write("{}\n", to: "archive/exports/~%2Fexports/2026-05.jsonl")
    try archive.forgetDigests()
    let run = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    #expect(run.status == 7)
    #expect(run.errors.contains("2026-05.jsonl:1: expected the head of an export"))
    #expect(try scratch.files(in: "home/exports/2026-06").isEmpty)
  }
}
