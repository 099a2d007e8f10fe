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

  @Test func `filters read what is piped into them, other commands the archive`() throws {
    #expect(try archive.run("normalize", input: lines[3]).ids == ["tx_first_day_of_tax_year"])
    #expect(try archive.run("export", "-f", "jsonl", input: lines[3]).ids.count == 10)
  }

  @Test func `no archive is an error that says how to get one`() throws {
    let run = try Run("export", "--archive", scratch("nowhere"))
    #expect(run.status == 2)
    for word in ["login", "fetch", "import", "--archive"] { #expect(run.errors.contains(word)) }
    #expect(try Run("export").errors.contains("MONZO_EXPORT_ARCHIVE"))
  }

  @Test func `rules of the archive hold unless others are named`() throws {
    try archive.write(
      #"{rules: [{match: {description: {contains: "larch"}}, set: {category: "lunch"}}]}"#,
      "rules.json5")
    #expect(try archive.run("export", "--category", "lunch").lines.count == 2)
    let none = try scratch.write("{rules: []}", to: "none.json5")
    #expect(try archive.run("export", "--rules", none, "--category", "lunch").lines.count == 1)
    #expect(try archive.run("export", "--category", "lunch", Fixture.history).lines.count == 1)
  }

  @Test func `names that were fixed stay`() throws {
    try archive.write(#"{"acc_joint":"household"}"#, "names.json")
    #expect(try archive.export().keys.contains("all/all-household.ofx"))
  }
}
