// Entries that correct what was exported, and exports of what is only new.

import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `corrections of what was exported` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
    try archive.export("2026-05")
  }

  private func change(_ amount: Int?) throws {
    if let amount { archive.rows["tx_may"]?.amount = amount } else { archive.rows["tx_may"] = nil }
    try archive.write()
  }

  private func adjustments(_ files: [String: [UInt8]]) -> [(id: String, amount: String)] {
    let entries = files.statement()?.all("STMTTRN") ?? []
    return entries.compactMap { entry in
      guard let id = entry["FITID"], id.contains("-adjust-") else { return nil }
      return (id, entry["TRNAMT"] ?? "")
    }
  }

  @Test func `the next export names them, and --adjust writes the difference once`() throws {
    try change(-1100)
    let run = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    #expect(run.errors.contains("export this again with --adjust"))
    let june = try archive.export("2026-06", "--adjust")
    let first = try #require(adjustments(june).first)
    #expect(first.amount == "-1.00" && first.id.hasPrefix("tx_may-adjust-1-"))
    let entry = try #require(june.statement()?.all("STMTTRN").first { $0["FITID"] == first.id })
    #expect(entry["DTPOSTED"] == "20260510")
    #expect(entry["MEMO"]?.contains("-10.00 GBP is now -11.00 GBP, tx_may") == true)
    let qif = String(decoding: try #require(june["2026-06-all.qif"]), as: UTF8.self)
    #expect(qif.contains("T-1.00"))
    #expect(try archive.export("2026-06") == june, "it stays with the export that had it")
    #expect(adjustments(try archive.export("2026-07", "--adjust")).isEmpty)
  }

  @Test func `a row that changes again has another, with an id of its own`() throws {
    try change(-1100)
    let first = adjustments(try archive.export("2026-06", "--adjust"))
    try change(-1000)
    let second = adjustments(try archive.export("2026-07", "--adjust"))
    #expect((first + second).map(\.amount) == ["-1.00", "1.00"])
    #expect(Set((first + second).map(\.id)).count == 2)
  }

  @Test func `a row that vanished is taken back, and its own month goes on giving it`() throws {
    try change(nil)
    #expect(adjustments(try archive.export("2026-06", "--adjust")).map(\.amount) == ["10.00"])
    let may = try archive.export("2026-05")
    let entry = may.statement()?.all("STMTTRN").first { $0["FITID"] == "tx_may" }
    #expect(entry?["TRNAMT"] == "-10.00")
    #expect(adjustments(may).isEmpty)
  }

  @Test func `a move to a pot is corrected on both sides`() throws {
    archive.rows["tx_pot"]?.amount = -6000
    try archive.write()
    let june = try archive.export("2026-06", "--adjust")
    let sums = ["current-account", "pot-holiday"].map { account in
      june.statement(account)?.all("STMTTRN").first { $0["FITID"]?.contains("-adjust-") == true }?[
        "TRNAMT"]
    }
    #expect(sums == ["-10.00", "10.00"])
    #expect(june.ledgerBalance() == 91_000)
  }

  @Test(arguments: ["--adjust", "--only-new"])
  func `without a folder there is nothing to compare with`(option: String) throws {
    let run = try archive.run("export", option, "--format", "qif")
    #expect(run.status == 2)
    #expect(run.errors.contains("--out"))
  }
}

@Suite struct `only new` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  private func export(_ options: String...) throws -> Run {
    let run = try Run(
      ["export", "--only-new", "--out", archive.out, "--archive", archive.path] + options,
      environment: ["HOME": scratch("home")])
    #expect(run.status == 0, "\(run.errors)")
    return run
  }

  /// The ids that an export has in each format that has ids.
  private func ids(_ folder: String) throws -> [[String]] {
    let files = try scratch.files(in: "home/exports/\(folder)")
    let csv = readCSV(files["transactions.csv"] ?? []).dropFirst().map { $0[0] }
    let lines = String(decoding: files["transactions.jsonl"] ?? [], as: UTF8.self).split(
      separator: "\n")
    let rows = lines.compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["id"] as? String
    }
    return [files.fitids(), csv, rows]
  }

  @Test func `every format has what the folder never got, each export in a folder of its own`()
    throws
  {
    try archive.export("2026-05")
    archive.settle()
    archive.rows["tx_new"] = .init(id: "tx_new", created: "2026-05-20T12:00:00Z", amount: -5)
    try archive.write()
    _ = try export("--month", "2026-05")
    #expect(try ids("2026-05-new-1") == Array(repeating: ["tx_new", "tx_late"], count: 3))
    _ = try export()
    #expect(
      try ids("all-new-1") == Array(repeating: ["tx_april", "tx_june", "tx_july"], count: 3))
    let nothing = try export()
    #expect(nothing.errors.contains("nothing new for"))
    #expect(scratch.bytes("home/exports/all-new-2") == nil)
  }

  @Test func `late rows of earlier periods are among them`() throws {
    try archive.export("2026-05")
    archive.settle()
    try archive.write()
    _ = try export("--month", "2026-06")
    #expect(try ids("2026-06-new-1") == Array(repeating: ["tx_late", "tx_june"], count: 3))
    #expect(try archive.export("2026-07").fitids() == ["tx_july"])
  }
}
