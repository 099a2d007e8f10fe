// How pots, pending rows, days of posting and accounts without rows are in accounting files, from an archive.

import Foundation
import TestSupport
import Testing

@testable import monzo_export

/// The files of one export of the household.
private struct Exported {
  let run: Run
  let files: [String: [UInt8]]

  func text(_ name: String) -> String { String(decoding: files[name] ?? [], as: UTF8.self) }

  /// An account of the manifest.
  func account(_ slug: String) throws -> [String: Any]? {
    let accounts = try files.manifest["accounts"] as? [[String: Any]]
    return accounts?.first { $0["account"] as? String == slug }
  }

  func minor(_ key: String, of slug: String) throws -> Int? { try account(slug)?[key] as? Int }
}

private func household(_ scratch: Scratch) throws -> HouseholdArchive {
  let archive = HouseholdArchive(scratch)
  archive.rows["tx_posted"] = .init(
    id: "tx_posted", created: "2026-06-30T12:00:00Z", amount: -1100,
    settled: "2026-07-02T09:00:00Z")
  try archive.write()
  return archive
}

private func export(_ archive: HouseholdArchive, _ options: String...) throws -> Exported {
  let run = try archive.run(["export", "--out", archive.out] + options)
  #expect(run.status == 0, "\(run.errors)")
  let names = try archive.scratch.files(in: "home/exports").keys
  let folder = try #require(names.compactMap { $0.split(separator: "/").first }.first)
  return Exported(run: run, files: try archive.scratch.files(in: "home/exports/\(folder)"))
}

@Suite struct `pots in accounting files` {
  private let archive: HouseholdArchive

  init() throws { archive = try household(Scratch()) }

  @Test func `merged into their account, moves between them are nowhere and balances are one`()
    throws
  {
    let merged = try export(archive, "--month", "2026-05", "--pots", "merge")
    #expect(!merged.files.keys.contains { $0.contains("pot-holiday") })
    #expect(merged.files.fitids() == ["tx_may"])
    // 1,000.00 before, 10.00 spent, and 50.00 that only moved.
    #expect(try merged.minor("opening_minor", of: "current-account") == 100_000)
    #expect(try merged.minor("closing_minor", of: "current-account") == 98_300)
    #expect(merged.files.ledgerBalance() == 99_000)
    #expect(!merged.text("2026-05-all.qif").contains("Pot Holiday"))
    #expect(merged.text("transactions.jsonl").contains("tx_pot"))
    #expect(merged.text("manifest.json").contains(#""pots": "merge""#))
  }

  @Test func `omitted, their moves are in the account and go nowhere`() throws {
    let omitted = try export(archive, "--month", "2026-05", "--pots", "omit")
    #expect(!omitted.files.keys.contains { $0.contains("pot-holiday") })
    #expect(omitted.files.fitids() == ["tx_may", "tx_pot"])
    #expect(omitted.files.ledgerBalance() == 94_000)
    #expect(!omitted.text("2026-05-all.qif").contains("[Pot Holiday]"))
  }

  @Test func `otherwise they are accounts of their own`() throws {
    let separate = try export(archive, "--month", "2026-05")
    #expect(separate.files.fitids("pot-holiday") == ["tx_pot"])
    #expect(!separate.text("manifest.json").contains(#""pots""#))
  }
}

@Suite struct `pending rows, when they are asked for` {
  private let archive: HouseholdArchive

  init() throws { archive = try household(Scratch()) }

  @Test func `they are in accounting files, and in the balance`() throws {
    let with = try export(archive, "--month", "2026-05", "--include-pending")
    #expect(with.files.fitids() == ["tx_may", "tx_pot", "tx_late"])
    #expect(with.files.ledgerBalance() == 93_300)
    #expect(with.text("2026-05-all.qif").contains("T-7.00\r\nP"))
    #expect(!with.run.errors.contains("pending left out"))
  }

  @Test func `once settled they are not exported again`() throws {
    try archive.export("2026-05", "--include-pending")
    archive.settle()
    try archive.write()
    let june = try archive.export("2026-06", "--include-pending")
    #expect(!june.fitids().contains("tx_late"))
    archive.settle(-800)
    try archive.write()
    let changed = try archive.export("2026-06", "--include-pending")
    #expect(
      String(decoding: changed["manifest.json"] ?? [], as: UTF8.self).contains(
        #""was_minor": -700"#))
  }
}

@Suite struct `days of posting` {
  private let archive: HouseholdArchive

  init() throws { archive = try household(Scratch()) }

  @Test func `they choose the period, too, and balances follow`() throws {
    let june = try export(archive, "--month", "2026-06", "--date-basis", "settled")
    #expect(june.files.fitids() == ["tx_june"])
    #expect(june.files.ledgerBalance() == 92_000)
    let other = HouseholdArchive(try Scratch())
    other.rows = archive.rows
    try other.write()
    let july = try export(other, "--month", "2026-07", "--date-basis", "settled")
    #expect(july.files.fitids() == ["tx_posted", "tx_july"])
    #expect(try july.minor("opening_minor", of: "current-account") == 92_000)
    #expect(july.files.ledgerBalance() == 90_600)
    #expect(july.text("transactions.jsonl").contains("tx_posted"))
  }

  @Test func `months by either day hold every row once`() throws {
    try archive.export("2026-06")
    let july = try archive.export("2026-07", "--date-basis", "settled")
    #expect(july.fitids() == ["tx_july"])
    #expect(july.ledgerBalance() == 90_600)
  }
}

@Suite struct `accounts without a row in the period` {
  @Test func `they have a statement with their balance when it is asked for`() throws {
    let archive = try household(Scratch())
    let june = try export(archive, "--month", "2026-06", "--empty-statements")
    #expect(
      june.files.fitids("pot-holiday") == [] && june.files.ledgerBalance("pot-holiday") == 5000)
    #expect(try june.minor("opening_minor", of: "pot-holiday") == 5000)
    let plain = HouseholdArchive(try Scratch())
    try plain.write()
    #expect(try export(plain, "--month", "2026-06").files["2026-06-pot-holiday.ofx"] == nil)
  }
}

@Suite struct `rows of another month in UTC` {
  @Test func `they are listed when it is asked for`() throws {
    let archive = HouseholdArchive(try Scratch())
    archive.rows["tx_midnight"] = .init(
      id: "tx_midnight", created: "2026-06-30T23:30:00Z", amount: -150)
    try archive.write()
    let july = try export(archive, "--month", "2026-07", "--list-other-month")
    #expect(july.run.errors.contains("2026-07-01  2026-06-30T23:30:00Z  current-account"))
    #expect(july.text("manifest.json").contains(#""other_month_rows""#))
    let one = try archive.run("export", "--month", "2026-07", "--list-other-month")
    #expect(one.errors.contains("in a different month in UTC:"), "\(one.errors)")
    #expect(try !archive.run("export", "--month", "2026-07").errors.contains("UTC"))
  }
}

@Suite struct `opening balances` {
  private let archive: HouseholdArchive

  init() throws { archive = try household(Scratch()) }

  @Test func `the first month of a folder has them, later ones do not`() throws {
    let may = try archive.export("2026-05")
    #expect(may["openings.csv"] != nil)
    let qif = String(decoding: may["2026-05-all.qif"] ?? [], as: UTF8.self)
    #expect(
      qif.contains(
        "D01/05/2026\r\nT1000.00\r\nCX\r\nPOpening Balance\r\nL[Current account]\r\n^\r\n"))
    let june = try archive.export("2026-06")
    #expect(june["openings.csv"] == nil)
    #expect(!String(decoding: june["2026-06-all.qif"] ?? [], as: UTF8.self).contains("Opening"))
    #expect(try archive.export("2026-05") == may)
  }

  @Test func `accounts without a row in it have them, too, but no OFX statement`() throws {
    let june = try archive.export("2026-06")
    let openings = String(decoding: june["openings.csv"] ?? [], as: UTF8.self)
    #expect(
      openings == """
        account,title,currency,date,opening_minor,opening,known\r
        current-account,Current account,GBP,2026-06-01,93300,933.00,true\r
        pot-holiday,Pot Holiday,GBP,2026-06-01,5000,50.00,true\r

        """)
    #expect(june["2026-06-pot-holiday.ofx"] == nil)
    #expect(
      String(decoding: june["2026-06-all.qif"] ?? [], as: UTF8.self).contains("L[Pot Holiday]"))
  }

  @Test func `they may be left out, and asked for from any day on`() throws {
    #expect(try archive.export("2026-06", "--no-openings")["openings.csv"] == nil)
    let other = HouseholdArchive(try Scratch())
    try other.write()
    let some = try export(other, "--from", "2026-05-11", "--to", "2026-05-31", "--openings")
    #expect(
      some.text("openings.csv").contains("current-account,Current account,GBP,2026-05-11,99000,"))
    #expect(some.run.errors.contains("opening balances, where your books begin"))
  }

  @Test func `one that nobody knows is said to be unknown`() throws {
    let scratch = try Scratch()
    let rows = try scratch.write(
      #"{"id":"tx_1","account_id":"acc_1","created":"2026-06-01T20:00:00Z","amount":-1,"currency":"GBP"}"#,
      to: "one.jsonl")
    let run = try Run(
      "export", "--month", "2026-06", "--openings", "--out", scratch("out"), rows)
    #expect(run.status == 0 && run.errors.contains("unknown"), "\(run.errors)")
    #expect(scratch.text("out/2026-06/openings.csv").contains("GBP,2026-06-01,,,false\r\n"))
    #expect(!scratch.text("out/2026-06/2026-06-all.qif").contains("Opening"))
  }
}

@Suite struct `ids in the manifest` {
  @Test func `each OFX file says its account, its ACCTID and the name of its register`() throws {
    let archive = try household(Scratch())
    let may = try export(archive, "--month", "2026-05")
    let files = try #require(try may.files.manifest["files"] as? [[String: Any]])
    let pot = try #require(files.first { $0["name"] as? String == "2026-05-pot-holiday.ofx" })
    #expect(pot["account_id"] as? String == "pot_1" && pot["register"] as? String == "Pot Holiday")
    let acctid = try #require(pot["acctid"] as? String)
    #expect(
      acctid.hasPrefix("POT") && may.text("2026-05-pot-holiday.ofx").contains("<ACCTID>\(acctid)<"))
    #expect(try may.account("pot-holiday")?["acctid"] as? String == acctid)
  }
}
