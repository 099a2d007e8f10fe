// What each program gets: exact bytes of every target over one month that has everything, and what the command line and
// the configuration say of targets.

import Bytes
import Foundation
import TestSupport
import Testing
import Write

@testable import monzo_export

private let folder = "Tests/CommandTests/Targets"
private let rows = Checkout.url("\(folder)/rows.jsonl").path()

@Suite struct `targets` {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// The files of June for a target; those within a workbook one by one.
  private func files(of target: String, _ options: String...) throws -> [String: [UInt8]] {
    let run = try Run(
      ["export", "--quiet", "--month", "2026-06", "--for", target, "--out", scratch("out"), rows]
        + options)
    #expect(run.status == 0, "\(run.errors)")
    var files: [String: [UInt8]] = [:]
    for (name, bytes) in try scratch.files(in: "out/2026-06/for-\(target)") {
      guard name.hasSuffix(".xlsx") else {
        files[name] = bytes
        continue
      }
      for (part, bytes) in try members(bytes) { files["\(name)/\(part)"] = bytes }
    }
    return files
  }

  /// What is in a zip file whose members are stored as they are.
  private func members(_ zip: [UInt8]) throws -> [String: [UInt8]] {
    let place = try ZipDirectory.place(zip, fileCount: zip.count)
    let entries = try ZipDirectory.entries(Array(zip[place.offset..<place.offset + place.count]))
    return Dictionary(
      uniqueKeysWithValues: entries.map { entry in
        let header = Array(zip[entry.offset..<entry.offset + ZipDirectory.headerBytes])
        let start = entry.offset + (ZipDirectory.dataOffset(header) ?? 0)
        return (entry.name, Array(zip[start..<start + entry.count]))
      })
  }

  @Test(arguments: Target.all.map(\.name))
  func `the form of each program is as it was read`(name: String) throws {
    let golden = Golden(Checkout.url("\(folder)/Expected/\(name)"))
    for difference in try golden.compare(files(of: name)) { Issue.record("\(difference)") }
  }

  @Test func `a target is written alone, with the manifest`() throws {
    _ = try files(of: "xero")
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch("out/2026-06"))
    #expect(Set(names) == [".monzo-export-files", "for-xero", "manifest.json"])
    #expect(scratch.text("out/2026-06/manifest.json").contains("for-xero/2026-06-flex.csv"))
  }

  @Test func `a month writes what the configuration and the command line want`() throws {
    let archive = HouseholdArchive(scratch)
    try archive.write()
    try scratch.write(
      """
      { targets: ["ynab", { name: "mine", columns: { When: "date", What: "payee", Much: "amount" }, dates: "iso",
        delimiter: ";", decimal: ",", quoting: "always", rows: 1 }] }
      """, to: "home/.config/monzo-export/config.json5")
    let run = try Run(
      [
        "month", "2026-06", "--offline", "--archive", archive.path, "--out", scratch("out"),
        "--for", "xero",
      ], environment: ["HOME": scratch("home")])
    #expect(run.status == 0, "\(run.errors)")
    let names = try scratch.files(in: "out/2026-06").keys
    for target in ["ynab", "mine", "xero"] {
      #expect(names.contains { $0.hasPrefix("for-\(target)/") })
    }
    #expect(names.contains("transactions.csv"))
    let mine = try #require(names.filter { $0.hasPrefix("for-mine/") }.min())
    let lines = scratch.text("out/2026-06/\(mine)").split(whereSeparator: \.isNewline)
    #expect(lines[0] == #""When";"What";"Much""#)
    #expect(lines[1].wholeMatch(of: /"2026-06-\d\d";".+";"-?\d+,\d\d"/) != nil, "\(lines[1])")
  }

  @Test func `a month written again is the same, and what is no longer wanted leaves`() throws {
    let archive = HouseholdArchive(scratch)
    try archive.write()
    func month(_ target: String) throws -> [String: [UInt8]] {
      let run = try Run([
        "month", "2026-06", "--offline", "--archive", archive.path, "--out", scratch("out"),
        "--for",
        target,
      ])
      #expect(run.status == 0, "\(run.errors)")
      return try scratch.files(in: "out/2026-06")
    }
    let first = try month("xero")
    #expect(try month("xero") == first)
    #expect(first.keys.contains { $0.hasPrefix("for-xero/") })
    #expect(try !month("sage").keys.contains { $0.hasPrefix("for-xero/") })
  }

  @Test func `what a program does not take in one file goes into further ones`() throws {
    try scratch.write(
      "{ targets: [{ name: 'short', rows: 4, columns: { A: 'amount' } }] }",
      to: "home/.config/monzo-export/config.json5")
    let run = try Run(
      [
        "export", "--month", "2026-06", "--for", "short", "--account", "current-account", "--out",
        scratch("out"), rows,
      ], environment: ["HOME": scratch("home")])
    #expect(run.status == 0, "\(run.errors)")
    let files = try scratch.files(in: "out/2026-06/for-short")
    let names = ["", "-2", "-3"].map { "2026-06-current-account\($0).csv" }
    #expect(files.keys.sorted() == names.sorted())
    let lines = names.map {
      scratch.text("out/2026-06/for-short/\($0)").split(whereSeparator: \.isNewline)
    }
    #expect(lines.map(\.count) == [5, 5, 3] && lines.allSatisfy { $0[0] == "A" })
    #expect(lines.flatMap { $0.dropFirst() }.count == 10)
  }

  @Test func `one output has one account, or is asked for by name`() throws {
    #expect(try Run("export", "--for", "ynab", rows).status == 2)
    let run = try Run("export", "--for", "ynab", "--account", "flex", rows)
    #expect(
      run.lines.map(String.init) == [
        "Date,Payee,Memo,Outflow,Inflow", "16/06/2026,Sofa Café,,99.00,",
      ])
    let rules = try Run("export", "--for", "hledger", "--account", "flex", rows)
    #expect(rules.errors.contains("use --out DIR, which writes both"))
  }

  @Test func `what a program does not take in one file is said where one output is all there is`()
    throws
  {
    try scratch.write(
      "{ targets: [{ name: 'short', rows: 1, columns: { A: 'amount' } }] }",
      to: "home/.config/monzo-export/config.json5")
    let run = try Run(
      ["export", "--for", "short", "--account", "joint-account", rows],
      environment: ["HOME": scratch("home")])
    #expect(run.status == 0)
    #expect(run.lines.count == 3)
    #expect(run.errors.contains("use --out DIR, which divides it"))
  }

  @Test func `columns and ledgers have the names of the chart of accounts`() throws {
    try scratch.write(
      """
      { chart: { categories: { bills: { account: "Expenses:Power", code: "445", vat: "20%" } },
          accounts: { "joint-account": "Assets:Joint" } },
        targets: [{ name: "mine", columns: { A: "accounting_account", C: "accounting_code", V: "vat_code", L: "ledger_account" } }] }
      """, to: "home/.config/monzo-export/config.json5")
    func run(_ line: String...) throws -> Run {
      try Run(
        ["export", "--account", "joint-account", rows] + line,
        environment: ["HOME": scratch("home")])
    }
    #expect(try run("--for", "mine").lines.last == "Expenses:Power,445,20%,Expenses:Power")
    #expect(try run("--for", "hledger", "--out", scratch("out")).status == 0)
    #expect(
      scratch.text("out/all/for-hledger/all-joint-account.csv.rules").hasSuffix(
        "account1 Assets:Joint\n"))
  }

  @Test(arguments: ["gnucash", "excel", "monzo", "xero"])
  func `the same export twice is the same bytes`(name: String) throws {
    #expect(try files(of: name) == files(of: name))
  }

  @Test func `the README describes every target`() throws {
    let readme = String(decoding: try Checkout.bytes("README.md"), as: UTF8.self)
    for target in Target.all { #expect(readme.contains("| `\(target.name)` | "), "\(target.name)") }
    for field in TargetField.allCases {
      #expect(readme.contains("`\(field.rawValue)`"), "\(field.rawValue)")
    }
  }
}
