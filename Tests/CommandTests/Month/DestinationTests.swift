// A destination is one folder however it is spelled, and what went into it is known from the archive, from what earlier
// versions recorded under another spelling, and from the manifests in it.

import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `one destination` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  /// Exports from a working folder, as a shell does.
  @discardableResult
  private func shell(in folder: String = "work", _ line: String) throws -> Shell {
    try FileManager.default.createDirectory(
      atPath: scratch(folder), withIntermediateDirectories: true)
    let shell = try Shell(
      "cd \"$1\" && export HOME=\"$2\" MONZO_EXPORT_ARCHIVE=\"$3\" && exec \"$0\" \(line)",
      scratch(folder), scratch("home"), archive.path)
    #expect(shell.status == 0, "\(shell.errors)")
    return shell
  }

  private func settle() throws {
    archive.settle()
    try archive.write()
  }

  @Test(arguments: ["\"$PWD/o5\"", "./o5", "../work/o5/", "linked/o5", "o5/../o5"])
  func `late rows are found however the folder is spelled`(spelling: String) throws {
    try shell("month 2026-05 --offline --out o5")
    try FileManager.default.createSymbolicLink(
      atPath: scratch("work/linked"), withDestinationPath: scratch("work"))
    try settle()
    try shell("month 2026-06 --offline --out \(spelling)")
    #expect(try scratch.files(in: "work/o5/2026-06").fitids() == ["tx_late", "tx_june"])
  }

  @Test func `late rows are found from another working folder`() throws {
    try shell("month 2026-05 --offline --out work/o5")
    try settle()
    try shell(in: "", "month 2026-06 --offline --out work/work/o5")
    #expect(try scratch.files(in: "work/work/o5/2026-06").fitids() == ["tx_late", "tx_june"])
  }

  @Test(arguments: ["o5", "work/o5"])
  func `what an earlier version recorded under a relative name is found and moved`(
    name: String
  ) throws {
    try shell("month 2026-05 --offline --out o5")
    try rename(to: name, folder: name.replacing("/", with: "%2F"))
    try settle()
    try shell(in: "", "month 2026-06 --offline --out work/o5")
    #expect(try scratch.files(in: "work/o5/2026-06").fitids() == ["tx_late", "tx_june"])
    let folders = try FileManager.default.contentsOfDirectory(atPath: scratch("archive/exports"))
    #expect(try folders.filter { try !files(of: $0).isEmpty }.count == 1, "\(folders)")
  }

  private func files(of folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch("archive/exports/\(folder)"))
  }

  /// Gives the records the name that an earlier version gave them.
  private func rename(to name: String, folder: String) throws {
    let exports = scratch("archive/exports")
    let now = try #require(try FileManager.default.contentsOfDirectory(atPath: exports).first)
    try FileManager.default.moveItem(atPath: "\(exports)/\(now)", toPath: "\(exports)/\(folder)")
    let file = "archive/exports/\(folder)/2026-05.jsonl"
    let text = scratch.text(file)
    let rest = try #require(text.firstIndex(of: ","))
    try scratch.write(#"{"destination":"\#(name)""# + text[rest...], to: file)
    try archive.forgetDigests()
  }
}

@Suite struct `every export into a folder` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  private func export(_ options: String...) throws -> Run {
    let run = try Run(
      ["export", "--out", archive.out, "--archive", archive.path] + options,
      environment: ["HOME": scratch("home")])
    #expect(run.status == 0, "\(run.errors)")
    return run
  }

  private func settle() throws {
    archive.settle()
    try archive.write()
  }

  @Test func `history once, then monthly: what was pending at the end of the history comes late`()
    throws
  {
    _ = try export("--to", "2026-05-31")
    try settle()
    #expect(try archive.export("2026-06").fitids() == ["tx_late", "tx_june"])
  }

  @Test
  func `a statement of open days begins with its first transaction, and ends with its last day`()
    throws
  {
    func days(_ folder: String) throws -> [String?] {
      let statement = try scratch.files(in: "home/exports/\(folder)").statement()
      return ["DTSTART", "DTEND"].map { statement?.all($0).first?.value }
    }
    _ = try export("--to", "2026-05-31")
    #expect(try days("to-2026-05-31") == ["20260410", "20260531"])
    _ = try export("--from", "2026-06-01")
    #expect(try days("2026-06-01") == ["20260601", "20260712"])
  }

  @Test func `an export after an export has the late rows, too`() throws {
    _ = try export("--month", "2026-05")
    try settle()
    _ = try export("--month", "2026-06")
    #expect(
      try scratch.files(in: "home/exports/2026-06").fitids() == ["tx_late", "tx_june"])
    _ = try export("--month", "2026-07", "--no-late")
    #expect(try scratch.files(in: "home/exports/2026-07").fitids() == ["tx_july"])
  }

  @Test func `a year after its months has all its rows`() throws {
    try archive.export("2026-05")
    try settle()
    try archive.export("2026-06")
    _ = try export("--year", "2026")
    #expect(
      try scratch.files(in: "home/exports/2026").fitids().sorted()
        == ["tx_april", "tx_july", "tx_june", "tx_late", "tx_may", "tx_pot"])
  }

  @Test(arguments: [["--category", "savings"], ["--kind", "pot_transfer"]])
  func `a filtered export makes no period complete, but what it had is known`(
    filter: [String]
  ) throws {
    _ = try Run(
      ["export", "--month", "2026-05", "--out", archive.out, "--archive", archive.path] + filter,
      environment: ["HOME": scratch("home")])
    try settle()
    #expect(try archive.export("2026-06").fitids() == ["tx_june"])
    archive.rows["tx_pot"]?.amount = -6000
    try archive.write()
    let run = try archive.run("diff", "--since", "export", "--out", archive.out)
    #expect(run.text.contains("tx_pot"))
  }

  @Test func `an export of one account makes no other complete`() throws {
    _ = try export("--month", "2026-05", "--account", "pot-holiday")
    try settle()
    #expect(try archive.export("2026-06").fitids() == ["tx_june"])
    _ = try export("--month", "2026-05", "--account", "current-account")
    #expect(
      try scratch.files(in: "home/exports/2026-05").fitids() == ["tx_may", "tx_pot", "tx_late"])
  }

  @Test func `without an archive the manifests in the folder are its history`() throws {
    func run(_ month: String, _ rows: [HouseholdArchive.Entry]) throws -> [String] {
      let file = try scratch.write(rows.map(\.line).joined(separator: "\n"), to: "rows.jsonl")
      let run = try Run(["export", "--month", month, "--out", scratch("out"), file])
      #expect(run.status == 0, "\(run.errors)")
      #expect(!run.errors.contains("vanished"))
      let files = try scratch.files(in: "out/\(month)")
      return files.fitids("account")
    }
    let rows = archive.rows.values.sorted { $0.created < $1.created }
    #expect(try run("2026-05", rows.filter { $0.pot == nil }) == ["tx_may"])
    archive.settle()
    let later = archive.rows.values.filter { $0.created > "2026-05-20" }
    #expect(try run("2026-06", later) == ["tx_late", "tx_june"])
  }
}

@Suite struct `months that no record knows` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  private func forgetRecords() throws {
    try FileManager.default.removeItem(atPath: scratch("archive/exports"))
    try archive.forgetDigests()
  }

  @Test func `they are adopted when all their rows are the archive's`() throws {
    try archive.export("2026-05")
    let record = scratch.text("archive/exports/~%2Fexports/2026-05.jsonl")
    try forgetRecords()
    archive.settle()
    try archive.write()
    #expect(try archive.export("2026-06").fitids() == ["tx_late", "tx_june"])
    #expect(scratch.text("archive/exports/~%2Fexports/2026-05.jsonl") == record)
  }

  @Test
  func `those of an earlier version, whose manifests list no rows, are adopted by their files`()
    throws
  {
    let may = try archive.export("2026-05")
    let manifest = String(decoding: try #require(may["manifest.json"]), as: UTF8.self)
    let end = try #require(manifest.range(of: ",\n  \"complete_for\""))
    try scratch.write(
      manifest[..<end.lowerBound] + "\n}\n", to: "home/exports/2026-05/manifest.json")
    try forgetRecords()
    archive.settle()
    try archive.write()
    #expect(try archive.export("2026-06").fitids() == ["tx_late", "tx_june"])
    try FileManager.default.removeItem(atPath: scratch("home/exports/2026-05/transactions.jsonl"))
    try forgetRecords()
    let run = try archive.run("month", "2026-07", "--offline", "--out", archive.out)
    #expect(run.status == 7)
    #expect(run.errors.contains("2026-05: was exported by an earlier version"))
  }

  @Test(arguments: ["month", "export"])
  func `those of another archive are refused, and nothing is written`(command: String) throws {
    let other = HouseholdArchive(scratch, "other")
    other.rows["tx_other"] = .init(id: "tx_other", created: "2026-05-02T12:00:00Z", amount: -1)
    try other.write()
    try other.export("2026-05")
    let month = command == "month" ? ["2026-06", "--offline"] : ["--month", "2026-06"]
    let run = try Run(
      [command] + month + ["--out", archive.out, "--archive", archive.path],
      environment: ["HOME": scratch("home")])
    #expect(run.status == 7)
    #expect(run.errors.contains("exports/2026-05: holds an export of another archive"))
    #expect(run.errors.contains("tx_other"))
    #expect(try scratch.files(in: "home/exports/2026-06").isEmpty)
  }

  @Test func `those of the demo are nobody's`() throws {
    let demo = try Run(
      ["demo", "--transactions", "300", "--out", archive.out],
      environment: ["HOME": scratch("home")])
    #expect(demo.status == 0, "\(demo.errors)")
    #expect(try archive.export("2026-07").fitids() == ["tx_july"])
  }

  @Test func `a row that vanished since is the archive's all the same`() throws {
    try archive.export("2026-05")
    try forgetRecords()
    archive.rows["tx_may"] = nil
    try archive.write()
    try scratch.write(
      """
      {"vanished":"2026-07-31T00:00:00Z","body":\(HouseholdArchive.Entry(
        id: "tx_may", created: "2026-05-10T12:00:00Z", amount: -1000).line)}

      """, to: "archive/history/account_id=acc_1/part.jsonl")
    let run = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("vanished"))
  }
}

@Suite struct `months that were skipped` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  @Test func `status names them, with the command that exports them`() throws {
    try archive.export("2026-04")
    try archive.export("2026-06")
    let status = try archive.run("status")
    #expect(status.text.contains("2026-04 to 2026-06, 2 months"))
    #expect(
      status.text.contains(
        "2026-05 was never exported to ~/exports: "
          + "run 'monzo-export month 2026-05 --out ~/exports'"))
    let json = try archive.run("status", "--json").text.filter { !$0.isWhitespace }
    #expect(json.contains(#""skipped":["2026-05"]"#))
    try archive.export("2026-05")
    #expect(!(try archive.run("status").text.contains("never exported")))
  }

  @Test func `--catch-up exports them in order, and then the month`() throws {
    try archive.export("2026-03")
    let run = try archive.run("month", "2026-07", "--offline", "--catch-up", "--out", archive.out)
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.errors.contains("never exported"))
    for (month, rows) in [
      ("2026-04", ["tx_april"]), ("2026-05", ["tx_may", "tx_pot"]), ("2026-06", ["tx_june"]),
      ("2026-07", ["tx_july"]),
    ] { #expect(try scratch.files(in: "home/exports/\(month)").fitids() == rows) }
    let places = ["2026-04", "2026-05", "2026-06", "2026-07"].map {
      run.errors.range(of: "files of \($0)")?.lowerBound
    }
    #expect(
      !places.contains(nil) && places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }

  @Test func `--catch-up into a new folder exports every month since the account was opened`()
    throws
  {
    let run = try archive.run("month", "2026-06", "--offline", "--catch-up", "--out", archive.out)
    #expect(run.status == 0, "\(run.errors)")
    for month in 1...6 {
      #expect(scratch.bytes("home/exports/2026-0\(month)/manifest.json") != nil)
    }
  }

  @Test func `several in a row are named as a span, with the command for all`() throws {
    try archive.export("2026-03")
    let run = try archive.run("month", "2026-07", "--offline", "--out", archive.out)
    #expect(
      run.errors.contains(
        "note: 2026-04 to 2026-06 were never exported to ~/exports: "
          + "run 'monzo-export month --catch-up --out ~/exports'"))
  }
}
