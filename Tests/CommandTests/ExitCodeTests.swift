// How runs end, as scripts see it: one table of codes, and the causes that people meet most.

import Arguments
import Foundation
import TestSupport
import Testing
import Wording

@testable import monzo_export

@Suite struct `the table of exit codes` {
  @Test func `every code is in the README with the meaning that help shows`() throws {
    let readme = String(decoding: try Checkout.bytes("README.md"), as: UTF8.self)
    let help = try Run("--help").text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for status in ExitStatus.allCases {
      #expect(readme.contains("| \(status.rawValue) | \(status.meaning) |"))
      #expect(help.contains("\(status.rawValue) \(status.meaning)"))
    }
    #expect(readme.replacing("\n", with: " ").contains(ExitStatus.orderInWords))
  }

  @Test func `of several causes the first of 7, 5, 6, 4, 3, 8 is reported`() {
    let order: [Wording.ExitStatus] = [
      .localStorage, .logInAgain, .approveInApp, .unreachable, .badInput, .gap,
    ]
    #expect(order.map(\.rawValue) == [7, 5, 6, 4, 3, 8])
    for (index, first) in order.enumerated() {
      let later = Array(order[index...])
      #expect(ExitStatus.worst(later) == first)
      #expect(ExitStatus.worst(later.reversed() + [.failed]) == first)
    }
    #expect(ExitStatus.worst([]) == .done)
    #expect(ExitStatus.worst(ExitStatus.allCases) == .interrupted)
  }

  @Test func `every command lists codes of the table only, and those that any run can end with`() {
    let table = Dictionary(
      uniqueKeysWithValues: ExitStatus.allCases.map { ($0.rawValue, $0.meaning) })
    for command in MonzoExport.commands.map(\.definition) {
      let codes = command.exitCodes.map(\.code)
      #expect(codes == codes.sorted() && Set(codes).isSuperset(of: [0, 1, 2, 7]))
      for code in command.exitCodes { #expect(table[code.code] == code.meaning) }
    }
  }
}

@Suite struct `a run without what it needs` {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func run(_ line: String) throws -> Run {
    try Run(
      line.split(separator: " ").map(String.init), environment: ["HOME": scratch("nobody")])
  }

  @Test(arguments: [
    "export", "report --out out", "explain tx_1", "status", "diff", "month --offline",
    "normalize --archive /nowhere/at/all",
  ])
  func `without an archive it ends with 7`(line: String) throws {
    let run = try run(line)
    #expect(run.status == 7 && run.errors.contains("no archive"), "\(run.errors)")
  }

  @Test func `an archive in no place at all ends with 7`() throws {
    #expect(try Run(["export"], environment: [:]).status == 7)
    #expect(try Run(["whoami"], environment: [:]).status == 7)
  }

  @Test(arguments: ["whoami", "accounts", "fetch", "month"])
  func `without a token it ends with 5`(line: String) throws {
    let run = try run(line)
    #expect(run.status == 5 && run.errors.contains("not logged in"), "\(run.errors)")
  }

  @Test func `without a client it ends with 5`() throws {
    let run = try run("login")
    #expect(run.status == 5 && run.errors.contains("no client id"), "\(run.errors)")
  }
}

@Suite struct `a name that nothing has` {
  private func run(_ options: String...) throws -> Run {
    try Run(["export", "--format", "jsonl", Fixture.history] + options)
  }

  @Test(arguments: [
    ("--category", "lunch", "no transaction has the category 'lunch', expected one of: bills, "),
    ("--tag", "#work", "no transaction has the tag 'work', expected one of: food, holiday, "),
    ("--kind", "cheque", "no transaction has the kind 'cheque', expected one of: bacs_credit, "),
    ("--account", "savings", "no account 'savings' in the input, expected one of: "),
  ])
  func `it is reported, and the run ends with 1`(option: String, name: String, expected: String)
    throws
  {
    let run = try run(option, name)
    #expect(run.status == 1 && run.ids == [])
    #expect(run.errors.contains(expected), "\(run.errors)")
  }

  @Test func `beside names that rows have, nothing is written either`() throws {
    let run = try run("--category", "lunch", "--category", "bills")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains("'lunch'") && !run.errors.contains("'bills'"))
  }

  @Test(arguments: [
    ("--category", "bill", "did you mean 'bills'?"), ("--tag", "fod", "did you mean 'food'?"),
    ("--account", "joint-acount", "did you mean 'joint-account'?"),
    ("--merchant", "Alder Grocer", "did you mean 'Alder Grocers'?"),
  ])
  func `the nearest name is suggested`(option: String, name: String, hint: String) throws {
    let run = try run(option, name)
    #expect(run.status == 1 && run.output.isEmpty && run.errors.contains(hint), "\(run.errors)")
  }

  @Test func `no folder is made for it, and an earlier one stays`() throws {
    let scratch = try Scratch()
    let out = ["--out", scratch("out")]
    _ = try Run(["export", "--month", "2026-06", Fixture.history] + out)
    let before = scratch.text("out/2026-06/manifest.json")
    let run = try Run(
      ["export", "--month", "2026-06", "--category", "lunch", Fixture.history] + out)
    #expect(run.status == 1)
    #expect(scratch.text("out/2026-06/manifest.json") == before)
  }

  @Test func `a name that only rows of other days have is no error`() throws {
    let run = try run("--category", "income", "--month", "2026-06")
    #expect(run.status == 0 && run.ids == [])
    #expect(run.errors.contains("no transactions to export in 2026-06"))
  }

  @Test func `of an archive, too, rows of all days count`() throws {
    let scratch = try Scratch()
    let archive = HouseholdArchive(scratch)
    try archive.write()
    for (category, status) in [("savings", Int32(0)), ("lunch", 1)] {
      let run = try archive.run("export", "--month", "2026-07", "--category", category)
      #expect(run.status == status && run.lines.count == 1 - Int(status), "\(run.errors)")
    }
  }

  @Test func `a kind that there is not is an error of the command line`() throws {
    #expect(try run("--kind", "chek").status == 2)
  }
}

@Suite struct `a name in other capitals` {
  private func ids(_ options: String...) throws -> [String] {
    let run = try Run(["export", "--format", "jsonl", Fixture.history] + options)
    #expect(run.status == 0, "\(run.errors)")
    return run.ids
  }

  @Test(arguments: [
    ("--category", "bills", "Bills"), ("--category", "eating_out", "Eating out"),
    ("--tag", "food", "#Food"), ("--kind", "direct_debit", "Direct-Debit"),
    ("--account", "joint-account", "Joint-Account"),
    ("--merchant", "Alder Grocers", "ALDER GROCERS"),
  ])
  func `it is found`(option: String, name: String, typed: String) throws {
    let found = try ids(option, typed)
    #expect(!found.isEmpty)
    #expect(try found == ids(option, name))
  }

  @Test func `a merchant is also found by the bank's id of it`() throws {
    #expect(try ids("--merchant", "merch_alder_grocers") == ids("--merchant", "Alder Grocers"))
  }
}

@Suite struct `an empty period` {
  @Test(arguments: ["2019-06", "2031-01"])
  func `one beside all transactions says where they are`(month: String) throws {
    let run = try Run("export", "--month", month, Fixture.history)
    #expect(run.status == 0)
    #expect(
      run.errors.hasPrefix("no transactions to export in \(month): the first is of 20"),
      "\(run.errors)")
  }

  @Test func `it is written, and a line reports it`() throws {
    let run = try Run("export", "--month", "2024-01", Fixture.history)
    #expect(run.status == 0 && run.lines.count == 1)
    #expect(
      run.errors.hasPrefix("no transactions to export in 2024-01: the first is of 2025-04-05"))
    let scratch = try Scratch()
    let folder = try Run("export", "--month", "2024-01", "--out", scratch("out"), Fixture.history)
    #expect(folder.status == 0 && scratch.exists("out/2024-01/manifest.json"))
    #expect(folder.errors.contains("\nno transactions to export in 2024-01: "))
  }

  @Test(arguments: ["ofx", "qif"])
  func `accounting files are written, too`(format: String) throws {
    let run = try Run(
      "export", "--month", "2024-01", "--format", format, "--account", "acc_current",
      Fixture.history)
    #expect(run.status == 0 && run.errors.contains("no transactions to export in 2024-01"))
  }

  @Test func `a period with transactions has no such line`() throws {
    for format in ["csv", "qif"] {
      let run = try Run("export", "--month", "2026-06", "--format", format, Fixture.history)
      #expect(run.status == 0 && !run.errors.contains("no transactions"), "\(run.errors)")
    }
  }
}

@Suite struct `damage to an archive` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  private func damage() throws {
    let part = "archive/transactions/account_id=acc_1/month=2026-06/part.jsonl"
    try scratch.write(scratch.text(part) + "{\"id\":\"tx_torn\",\"amou\n", to: part)
  }

  @Test func `with it everything else is written, and the run ends with 8`() throws {
    try damage()
    for line in [["export", "--format", "jsonl"], ["status"], ["month", "2026-06", "--offline"]] {
      let run = try Run(
        line + ["--archive", archive.path] + (line[0] == "month" ? ["--out", archive.out] : []),
        environment: ["HOME": scratch("home")])
      #expect(run.status == 8 && run.errors.contains("part.jsonl:2:"), "\(line): \(run.errors)")
      #expect(!run.output.isEmpty || line[0] == "month")
    }
    #expect(scratch.exists("home/exports/2026-06/manifest.json"))
  }

  @Test func `the same record in a file that is named is bad input`() throws {
    try damage()
    let part = scratch("archive/transactions/account_id=acc_1/month=2026-06/part.jsonl")
    #expect(try Run("export", part).status == 3)
  }

  @Test func `where nothing can be written because of it, the run ends with 7`() throws {
    try scratch.write("{", to: "archive/coverage/acc_1.json")
    let run = try archive.run("export")
    #expect(run.status == 7 && run.output.isEmpty, "\(run.errors)")
  }
}
