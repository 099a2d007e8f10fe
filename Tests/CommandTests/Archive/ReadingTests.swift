// What a command reads when no file is named: the archive, whole and true to its records.

import Foundation
import TestSupport
import Testing

@testable import monzo_export

/// The small history of the tests of options, as lines.
private let lines: [String] = {
  let bytes = (try? Checkout.bytes("Tests/CommandTests/Fixtures/history.jsonl")) ?? []
  return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
}()

@Suite struct `reading an archive` {
  private let scratch: Scratch
  private let archive: HandMadeArchive

  init() throws {
    scratch = try Scratch()
    archive = try HandMadeArchive(scratch, records: Array(lines.dropFirst(2)))
    let accounts = try #require(
      JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: [[String: Any]]])
    for account in accounts["accounts"] ?? [] {
      let id = account["id"] as? String ?? ""
      let body = try JSONSerialization.data(withJSONObject: account)
      try archive.write(
        "{\"seen\":\"2026-06-30T22:00:00Z\",\"body\":\(String(decoding: body, as: UTF8.self))}",
        "accounts/\(id)/account.json")
    }
    let pots = String(lines[1].dropFirst(#"{"pots":"#.count).dropLast())
    try archive.write(
      "{\"seen\":\"2026-06-30T22:00:00Z\",\"body\":\(pots)}", "accounts/acc_current/pots.json")
  }

  @Test(arguments: [
    ["export"], ["export", "-f", "qif"], ["export", "-f", "jsonl", "--month", "2026-06"],
    ["report", "--out", "SITE"], ["explain", "tx_split"],
  ])
  func `an archive says the same as the answers that are in it`(arguments: [String]) throws {
    func run(_ source: [String]) throws -> (Run, [String: [UInt8]]) {
      let out = "site-\(UUID().uuidString)"
      let named = arguments.map { $0 == "SITE" ? scratch(out) : $0 }
      return (try Run(named + source), try scratch.files(in: out))
    }
    let (fromArchive, archiveSite) = try run(["--archive", archive.path])
    let (fromFile, fileSite) = try run([Fixture.history])
    #expect(fromArchive.status == fromFile.status)
    #expect(fromArchive.text == fromFile.text)
    #expect(archiveSite == fileSite)
  }

  @Test func `an export of an archive has every format`() throws {
    let out = scratch("out")
    _ = try Run("export", "--out", out, Fixture.history)
    #expect(try archive.export() == scratch.files(in: "out"))
  }

  @Test func `files that are named are read, and the archive is not`() throws {
    let file = try scratch.write(lines[3], to: "one.jsonl")
    #expect(try archive.run("export", "-f", "jsonl", file).ids == ["tx_first_day_of_tax_year"])
    let piped = try archive.run("export", "-f", "jsonl", "-", input: lines[3])
    #expect(piped.ids == ["tx_first_day_of_tax_year"])
  }

  @Test func `an archive that is named is read, whatever is piped in`() throws {
    for command in [["normalize"], ["export", "-f", "jsonl"]] {
      #expect(try archive.run(command, input: lines[3]).ids.count == 10)
    }
  }

  @Test func `no archive is an error that says how to get one`() throws {
    let run = try Run("export", "--archive", scratch("nowhere"))
    #expect(run.status == 7)
    for word in ["login", "fetch", "import", "--archive"] { #expect(run.errors.contains(word)) }
    #expect(try Run("export").errors.contains("MONZO_EXPORT_ARCHIVE"))
  }

  @Test func `rules of the archive hold unless others are named`() throws {
    try archive.write(
      #"{rules: [{match: {description: {contains: "larch"}}, set: {category: "lunch"}}]}"#,
      "rules.json5")
    #expect(try archive.run("export", "--category", "lunch").lines.count == 2)
    let none = try scratch.write("{rules: []}", to: "none.json5")
    #expect(try archive.run("export", "--rules", none, "--category", "lunch").status == 1)
    #expect(try archive.run("export", "--category", "lunch", Fixture.history).status == 1)
  }

  @Test func `names that were fixed stay`() throws {
    try archive.write(#"{"acc_joint":"household"}"#, "names.json")
    #expect(try archive.export().keys.contains("all/all-household.ofx"))
  }

  @Test func `names are fixed by the first export that uses them`() throws {
    let first = try archive.export()
    #expect(first.keys.contains("all/all-pot-holiday.ofx"))
    let pots = scratch.text("archive/accounts/acc_current/pots.json")
    try archive.write(pots.replacing("Holiday", with: "Rome"), "accounts/acc_current/pots.json")
    #expect(try archive.export().keys.contains("all/all-pot-holiday.ofx"))
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may write everything"))
  func `an archive that cannot be written to is read all the same`() throws {
    let before = try archive.export("--month", "2026-06")
    try FileManager.default.removeItem(atPath: scratch("archive/cache"))
    for folder in ["archive/accounts", "archive"] { chmod(scratch(folder), 0o500) }
    defer { for folder in ["archive", "archive/accounts"] { chmod(scratch(folder), 0o700) } }
    #expect(try archive.export("--month", "2026-06") == before)
  }

  /// Writes the coverage of the current account: complete but for February 2026.
  private func writeCoverage(_ reason: String) throws {
    try archive.write(
      """
      {"account_id":"acc_current","opened":"2025-01-01T09:00:00Z","complete":[\
      {"since":"2025-01-01T09:00:00Z","before":"2026-02-01T00:00:00Z"},\
      {"since":"2026-03-01T00:00:00Z","before":"2026-07-01T00:00:00Z"}],"gaps":[\
      {"since":"2026-02-01T00:00:00Z","before":"2026-03-01T00:00:00Z","reason":"\(reason)"}]}

      """, "coverage/acc_current.json")
  }

  @Test func `a period with a gap is refused with the way out, and other periods are not`() throws {
    try writeCoverage("verification_required")
    let run = try archive.run("export", "--month", "2026-02")
    #expect(run.status == 5 && run.output == [])
    #expect(
      run.errors
        == "monzo-export: 2026-02 is not written: the archive lacks current-account from 2026-02-01 to "
        + "2026-02-28; run 'monzo-export login'\n")
    #expect(try archive.run("export", "--month", "2026-06").status == 0)
    #expect(
      try archive.run("export", "--month", "2026-02", "--account", "joint-account").status == 0)
    let everything = try archive.run("export")
    #expect(everything.status == 5 && everything.lines.count == 11)
  }
}
