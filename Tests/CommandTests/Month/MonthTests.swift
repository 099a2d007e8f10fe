// The monthly export as a command: which month, from what, and what it does when the bank is unreachable.

import Aggregate
import Archive
import Arguments
import Disk
import Fetch
import Foundation
import TestSupport
import Testing
import Wording

@testable import monzo_export

@Suite struct `the monthly export` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  @Test func `it writes every format of the month, and the site`() throws {
    let files = try archive.export("2026-06")
    #expect(
      files.keys.sorted() == [
        ".monzo-export-files", "2026-06-all.qif", "2026-06-current-account.ofx", "manifest.json",
        "openings.csv", "summary.json", "transactions.csv", "transactions.jsonl",
      ])
    #expect(scratch.bytes("home/exports/site/index.html") != nil)
  }

  @Test func `without a month it is the last complete one that the archive knows of`() throws {
    let run = try archive.run("month", "--offline", "--out", archive.out)
    #expect(run.status == 0)
    #expect(run.errors.contains("/2026-07/ holds 7 files of 2026-07:"))
    let earlier = try archive.run(
      "month", "--offline", "--out", archive.out, "--as-of", "2026-06-03")
    #expect(earlier.errors.contains("of 2026-05:"))
  }

  @Test func `a month after the archive's last time is refused`() throws {
    let run = try archive.run("month", "2026-09", "--offline", "--out", archive.out)
    #expect(run.status == 1)
    #expect(run.errors.contains("the archive ends on 2026-08-01, before 2026-09 begins"))
    #expect(scratch.bytes("home/exports") == nil)
  }

  @Test func `of a month before the first account was opened nothing is written`() throws {
    let run = try archive.run("month", "2025-12", "--offline", "--out", archive.out)
    #expect(run.status == 0)
    #expect(run.errors == "nothing to export for 2025-12: the archive begins on 2026-01-01\n")
    #expect(scratch.bytes("home/exports") == nil && scratch.bytes("archive/exports") == nil)
    #expect(try scratch.files(in: "home") == [:])
    #expect(try archive.run("month", "2026-01", "--offline", "--out", archive.out).status == 0)
  }

  @Test func `names of accounts and pots are kept, and stay when a pot is renamed`() throws {
    try archive.export("2026-05")
    #expect(scratch.text("archive/names.json").contains(#""pot_1": "pot-holiday""#))
    let pots = scratch.text("archive/accounts/acc_1/pots.json")
    try scratch.write(
      pots.replacing("Holiday", with: "Sailing"), to: "archive/accounts/acc_1/pots.json")
    try archive.forgetDigests()
    #expect(try archive.export("2026-05").keys.contains("2026-05-pot-holiday.ofx"))
  }

  @Test(arguments: ["2026-06/summary.json", "site/index.html", "site/months/2026-06.html"])
  func `a name that somebody else has in either folder is not taken, and nothing is written`(
    name: String
  ) throws {
    try scratch.write("mine", to: "home/exports/\(name)")
    let run = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    #expect(run.status == 7)
    #expect(run.errors.contains("this program did not write it: move it away"))
    #expect(try scratch.files(in: "home/exports") == [name: Array("mine".utf8)])
    #expect(scratch.bytes("archive/exports") == nil)
  }

  @Test func `files of others in both folders stay`() throws {
    for name in ["2026-06/notes.txt", "site/CNAME"] {
      try scratch.write("mine", to: "home/exports/\(name)")
    }
    let run = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    #expect(run.status == 0)
    for name in ["2026-06/notes.txt", "site/CNAME"] {
      #expect(scratch.text("home/exports/\(name)") == "mine")
    }
    #expect(scratch.bytes("home/exports/2026-06/manifest.json") != nil)
    #expect(scratch.bytes("home/exports/site/index.html") != nil)
  }

  @Test func `--json prints the manifest`() throws {
    let run = try archive.run("month", "2026-06", "--offline", "--out", archive.out, "--json")
    #expect(run.output == scratch.bytes("home/exports/2026-06/manifest.json"))
  }

  // MARK: Gaps

  @Test func `a month with a gap is not written, and the way out is a login`() throws {
    archive.coverage = (
      #"{"since":"2026-06-20T00:00:00Z","before":"2026-08-01T09:00:00Z"}"#,
      #"{"since":"2026-01-01T09:00:00Z","before":"2026-06-20T00:00:00Z","reason":"verification_required"}"#
    )
    try archive.write()
    let run = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    #expect(run.status == 5)
    #expect(
      run.errors == """
        monzo-export: 2026-06 is not written: the archive lacks current-account from 2026-06-01 to \
        2026-06-20; run 'monzo-export login'

        """)
    #expect(scratch.bytes("home/exports/2026-06/manifest.json") == nil)
    #expect(try archive.run("month", "2026-07", "--offline", "--out", archive.out).status == 0)
  }

  @Test func `a gap of a pot or of an account that the bank refuses to list is no hindrance`()
    throws
  {
    try scratch.write(
      """
      {"account_id":"acc_pot","pot_id":"pot_1","complete":[],"gaps":[{"since":"2026-01-01T09:00:00Z",\
      "before":"2026-08-01T09:00:00Z","reason":"verification_required"}]}
      """, to: "archive/coverage/acc_pot.json")
    try scratch.write(
      """
      {"account_id":"acc_loan","complete":[],"gaps":[{"since":"2026-01-01T09:00:00Z",\
      "before":"2026-08-01T09:00:00Z","reason":"refused"}]}
      """, to: "archive/coverage/acc_loan.json")
    let run = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    #expect(run.status == 0)
    #expect(run.errors.contains("note: the archive lacks pot-holiday from 2026-06-01"))
    #expect(!run.errors.contains("loan"))
  }

  @Test func `a pot of which the bank gives the last days is proved from its first balance on`()
    throws
  {
    try scratch.write(
      """
      {"account_id":"acc_pot","pot_id":"pot_1","opened":"2026-01-02T09:00:00Z",\
      "complete":[{"since":"2026-05-03T00:00:00Z","before":"2026-08-01T09:00:01Z"}],\
      "gaps":[{"since":"2026-01-02T09:00:00Z","before":"2026-05-03T00:00:00Z",\
      "reason":"verification_required"}]}
      """, to: "archive/coverage/acc_pot.json")
    for (month, amount) in [("04", -100), ("06", -300)] {
      archive.rows["tx_pot_\(month)"] = .init(
        id: "tx_pot_\(month)", created: "2026-\(month)-20T12:00:00Z", amount: amount, pot: "pot_1",
        payee: "pot_1")
    }
    try archive.write()
    // Its interest of March and April is missing.
    let balances = [("2026-05-20T09:00:00Z", 5109), ("2026-08-01T09:00:00Z", 5409)].map {
      #"{"account_id":"acc_pot","seen":"\#($0)","body":{"balance":\#($1),"currency":"GBP"}}"# + "\n"
    }
    try scratch.write(balances.joined(), to: "archive/balances/account_id=acc_pot/part.jsonl")
    func pot(_ month: String) throws -> (opening: Int?, proof: String?, reason: String?) {
      let accounts = try archive.export(month).manifest["accounts"] as? [[String: Any]] ?? []
      let pot = accounts.first { $0["account"] as? String == "pot-holiday" }
      return (
        pot?["opening_minor"] as? Int, pot?["proof"] as? String, pot?["proof_reason"] as? String
      )
    }
    let (april, may, june) = (try pot("2026-04"), try pot("2026-05"), try pot("2026-06"))
    #expect(april.opening == nil && may.opening == nil, "rows before 3 May may be missing")
    #expect(april.proof == "unproved" && may.proof == "unproved")
    #expect(
      april.reason == "proved since 2026-05-20T09:00:00Z; earlier transactions may be missing")
    #expect(june.opening == 5109)
    #expect(june.proof == "proved")
    #expect(try archive.run("status").text.contains("proved since 2026-05-20"))
  }

  @Test func `what the bank refuses of an account since it was closed is noted and no hindrance`()
    throws
  {
    archive.coverage = (
      #"{"since":"2026-01-01T09:00:00Z","before":"2026-05-20T00:00:00Z"}"#,
      #"{"since":"2026-05-20T00:00:00Z","before":"2026-08-01T09:00:00Z","reason":"refused"}"#
    )
    try archive.write()
    let month = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    #expect(month.status == 0)
    #expect(
      month.errors.contains(
        "note: Monzo does not list current-account from 2026-06-01 to 2026-06-30"))
    #expect(!month.errors.contains("the archive lacks"))
    #expect(scratch.bytes("home/exports/2026-06/manifest.json") != nil)
    let site = try archive.run("report", "--out", scratch("site"))
    #expect(site.status == 0)
    #expect(
      site.errors.contains(
        "note: Monzo does not list current-account from 2026-05-20 to 2026-08-01"))
    let (_, status) = try run("2026-07") { _ in
      throw CommandError(message: "the bank says no", status: .unreachable)
    }
    #expect(status == .unreachable)
    #expect(scratch.bytes("home/exports/2026-07/manifest.json") != nil)
  }

  @Test func `beside what the bank refuses, what a login fills is a hindrance all the same`()
    throws
  {
    archive.coverage = (
      #"{"since":"2026-01-01T09:00:00Z","before":"2026-06-01T00:00:00Z"}"#,
      #"""
      {"since":"2026-06-01T00:00:00Z","before":"2026-06-10T00:00:00Z","reason":"refused"},\#
      {"since":"2026-06-10T00:00:00Z","before":"2026-08-01T09:00:00Z","reason":"verification_required"}
      """#
    )
    try archive.write()
    let run = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    #expect(run.status == 5)
    #expect(
      run.errors.contains(
        "the archive lacks current-account from 2026-06-10 to 2026-06-30; run 'monzo-export login'"
      ))
    #expect(
      run.errors.contains(
        "note: Monzo does not list current-account from 2026-06-01 to 2026-06-10"))
  }

  @Test func `books with a gap are written and flagged`() throws {
    archive.settle()
    archive.balance = 1
    try archive.write()
    let run = try archive.run("month", "2026-06", "--offline", "--out", archive.out)
    #expect(run.status == 8)
    #expect(run.errors.contains("current-account: the books do not balance"))
    #expect(scratch.bytes("home/exports/2026-06/manifest.json") != nil)
  }

  // MARK: The bank is unreachable

  private func run(
    _ month: String?, fetching: @escaping MonthRun.Fetching
  ) throws -> (errors: String, status: Wording.ExitStatus) {
    let streams = try (0..<3).map { _ in try File.temporary() }
    let console = Console(input: streams[0], output: streams[1], errors: streams[2])
    let environment = ["HOME": scratch("home")]
    let arguments =
      ["month"] + (month.map { [$0] } ?? []) + ["--out", archive.out, "--archive", archive.path]
    guard
      case .run(let invocation) = try MonzoExport.program.parse(arguments, environment: environment)
    else { return ("", .usage) }
    let context = try CommandContext(invocation, console, environment: environment)
    do {
      try MonthRun(context: context, month: context[CommandRunner.wantedMonth]).run(
        fetching: fetching)
    } catch let error as CommandError {
      console.fault(error.message, error.status)
    } catch is AlreadyReported {
    }
    try streams[2].rewind()
    let errors = String(decoding: try streams[2].readAll(), as: UTF8.self)
    return (errors, Wording.ExitStatus.worst(console.statuses))
  }

  @Test func `a month that the archive has is written when the bank is unreachable, with its age`()
    throws
  {
    let (errors, status) = try run("2026-06") { context in
      context.console.fault("the bank cannot be reached", .unreachable)
      return .unreachable("the bank cannot be reached")
    }
    #expect(status == .unreachable)
    #expect(
      errors.contains(
        "2026-06: using archived data, last updated 2026-08-01T09:00:00Z"))
    #expect(scratch.bytes("home/exports/2026-06/manifest.json") != nil)
  }

  @Test(arguments: [Wording.ExitStatus.unreachable, .logInAgain, .approveInApp])
  func `a month that the archive does not have to its end is not written`(
    cause: Wording.ExitStatus
  ) throws {
    archive.seen = "2026-07-20T09:00:00Z"
    try archive.write()
    let (errors, status) = try run("2026-07") { _ in
      throw CommandError(message: "the bank says no", status: cause)
    }
    #expect(status == cause)
    #expect(errors.contains("the bank says no"))
    #expect(errors.contains("2026-07 is not written: the archive does not reach to its end"))
    #expect(scratch.bytes("home/exports/2026-07/manifest.json") == nil)
  }

  @Test func `without an archive it ends as the fetch did`() throws {
    try FileManager.default.removeItem(atPath: archive.path)
    let (errors, status) = try run("2026-06") { _ in
      throw CommandError(message: "not logged in: run 'monzo-export login'", status: .logInAgain)
    }
    #expect(status == .logInAgain)
    #expect(errors == "monzo-export: not logged in: run 'monzo-export login'\n")
    #expect(try scratch.files() == [:])
  }

  @Test func `after a fetch that a person stopped nothing is written`() throws {
    let (errors, status) = try run("2026-06") { context in
      context.console.fault("stopped", .interrupted)
      return .interrupted
    }
    #expect(status == .interrupted)
    #expect(errors.contains("no month was written: run this again, or with --offline"))
    #expect(scratch.bytes("home/exports") == nil)
    #expect(try scratch.files(in: "archive").keys.allSatisfy { !$0.hasPrefix("exports/") })
  }

  @Test func `what the fetch brings is in the files`() throws {
    let archive = archive
    let (_, status) = try run(nil) { _ in
      archive.rows["tx_new"] = .init(id: "tx_new", created: "2026-07-30T12:00:00Z", amount: -1)
      try archive.write()
      return .done
    }
    #expect(status == .done)
    #expect(try scratch.files(in: "home/exports/2026-07").fitids() == ["tx_july", "tx_new"])
  }
}
