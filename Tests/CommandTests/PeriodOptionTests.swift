// Quarters, VAT quarters and pay cycles as options, from files and from an archive, and what cannot be asked for.

import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `a period that is no month` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  private func ids(_ options: String...) throws -> [String] {
    let run = try archive.run(["export", "--format", "jsonl"] + options)
    #expect(run.status == 0, "\(run.errors)")
    return run.ids
  }

  @Test(arguments: [
    (["--quarter", "2026-Q3"], ["tx_july"]), (["--vat-quarter", "2026-Q3"], ["tx_july"]),
    (
      ["--vat-quarter", "2026-Q2", "--vat-stagger", "2"], ["tx_april"]
    ), (["--vat-quarter", "2026-05"], ["tx_april", "tx_may", "tx_pot", "tx_late"]),
    (["--pay-cycle", "11", "--month", "2026-05"], ["tx_pot", "tx_late"]),
    (["--pay-cycle", "last-working-day", "--month", "2026-06"], ["tx_late", "tx_june"]),
  ])
  func `its rows are exported`(options: [String], expected: [String]) throws {
    let run = try archive.run(["export", "--format", "jsonl"] + options)
    #expect(run.status == 0 && run.ids == expected, "\(run.errors)")
  }

  @Test func `a pay cycle without a month is the last whole one`() throws {
    #expect(try ids("--pay-cycle", "25") == ["tx_july"])
    #expect(try ids("--pay-cycle", "15", "--as-of", "2026-06-20") == ["tx_late", "tx_june"])
  }

  @Test(arguments: [
    (["--quarter", "2026-Q2"], "2026-Q2", "2026-04-01", "2026-06-30"),
    (["--vat-quarter", "2026-04"], "vat-2026-04", "2026-02-01", "2026-04-30"),
    (["2026-06", "--pay-cycle", "25"], "pay-2026-06", "2026-05-22", "2026-06-24"),
    (
      ["2026-06", "--pay-cycle", "25", "--bank-holidays", "scotland"], "pay-2026-06",
      "2026-05-22", "2026-06-24"
    ),
  ])
  func `the monthly export has it, too`(
    options: [String], name: String, from: String, through: String
  ) throws {
    let run = try archive.run(["month", "--offline", "--out", archive.out] + options)
    #expect(run.status == 0, "\(run.errors)")
    let manifest = scratch.text("home/exports/\(name)/manifest.json")
    #expect(manifest.contains(#""from": "\#(from)""#) && manifest.contains(#""to": "\#(through)""#))
    #expect(manifest.contains("pay-cycle") == options.contains("--pay-cycle"))
    #expect(scratch.exists("home/exports/site/index.html"))
  }

  @Test func `the site shows its rows alone, between its balances`() throws {
    let run = try archive.run("report", "--out", scratch("site"), "--quarter", "2026-Q3")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      scratch.exists("site/months/2026-07.html") && !scratch.exists("site/months/2026-06.html"))
    #expect(scratch.text("site/index.html").contains("910.00"))
  }

  @Test(arguments: [
    (["--pay-cycle", "last-workin-day"], "did you mean 'last-working-day'?"),
    (["--pay-cycle", "32"], "expected 'payday', a day of the month such as 25"),
    (["--quarter", "2026-Q5"], "expected a quarter such as 2026-Q2"),
    (["--quarter", "2026-Q2", "--month", "2026-06"], "can't be used together"),
    (["--pay-cycle", "25", "--year", "2026"], "can't be used together"),
    (["--pay-cycle", "25", "--from", "2026-01-01"], "can't be used together"),
    (["--vat-stagger", "2"], "'--vat-stagger' needs '--vat-quarter'"),
    (["--bank-holidays", "scotland"], "'--bank-holidays' needs '--pay-cycle'"),
    (["--bank-holidays", "scotlnd", "--pay-cycle", "25"], "did you mean 'scotland'?"),
    (
      ["--vat-quarter", "2026-06", "--vat-stagger", "2"],
      "a month that ends a quarter of group 2, such as 2026-07"
    ),
  ])
  func `one that there cannot be is refused before anything is written`(
    options: [String], expected: String
  ) throws {
    let run = try archive.run(["export", "--out", archive.out] + options)
    #expect(run.status == 2 && run.errors.contains(expected), "\(run.errors)")
    #expect(!scratch.exists("home/exports"))
  }

  @Test func `a month and a quarter are not exported at once`() throws {
    for options in [["--quarter", "2026-Q2"], ["--vat-quarter", "2026-Q2"]] {
      let run = try archive.run(["month", "2026-06", "--offline", "--out", archive.out] + options)
      #expect(run.status == 2 && run.errors.contains("can't be used together"), "\(run.errors)")
    }
  }
}

@Suite struct `the pay cycle of the salary` {
  private func household(_ days: [String], in scratch: Scratch) throws -> String {
    let rows = days.map {
      #"{"id":"tx_\#($0)","account_id":"acc_1","created":"\#($0)T06:00:00Z","description":"ACME LTD","#
        + #""amount":240000,"currency":"GBP","metadata":{},"category":"income","scheme":"bacs","#
        + #""counterparty":{"name":"ACME LTD","sort_code":"112233","account_number":"12345678"},"#
        + #""settled":"\#($0)T06:00:00Z","updated":"\#($0)T06:00:00Z"}"#
    }
    return try scratch.write(rows.joined(separator: "\n") + "\n", to: "rows.jsonl")
  }

  private static let paydays = [
    "2025-10-24", "2025-11-25", "2025-12-24", "2026-01-23", "2026-02-25", "2026-03-25",
    "2026-04-24", "2026-05-22",
  ]

  @Test func `its rule is found, and said`() throws {
    let scratch = try Scratch()
    let rows = try household(Self.paydays, in: scratch)
    let run = try Run(
      "export", "--format", "jsonl", "--pay-cycle", "payday", "--month", "2026-03", rows)
    #expect(run.status == 0 && run.ids == ["tx_2026-02-25"], "\(run.errors)")
    #expect(
      run.errors.contains("pay cycle 25: 8 of the last 8 salary payments came on its paydays"))
  }

  @Test func `where there is none, one has to be named`() throws {
    let scratch = try Scratch()
    let rows = try household(["2026-01-05"], in: scratch)
    let run = try Run("export", "--pay-cycle", "payday", rows)
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains("no salary comes in regularly"), "\(run.errors)")
    #expect(run.errors.contains("--pay-cycle 25"))
  }
}
