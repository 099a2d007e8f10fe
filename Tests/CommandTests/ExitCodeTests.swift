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

  @Test func `beside names that rows have, their rows are written`() throws {
    let run = try run("--category", "lunch", "--category", "bills")
    #expect(run.status == 1 && run.ids == ["tx_direct_debit_joint"])
    #expect(run.errors.contains("'lunch'") && !run.errors.contains("'bills'"))
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
      #expect(run.status == status && run.lines.count == 1, "\(run.errors)")
    }
  }

  @Test func `a kind that there is not is an error of the command line`() throws {
    #expect(try run("--kind", "chek").status == 2)
  }
}

@Suite struct `an empty period` {
  @Test func `it is written, and a line reports it`() throws {
    let run = try Run("export", "--month", "2024-01", Fixture.history)
    #expect(run.status == 0 && run.lines.count == 1)
    #expect(run.errors == "no transactions to export in 2024-01\n")
    let scratch = try Scratch()
    let folder = try Run("export", "--month", "2024-01", "--out", scratch("out"), Fixture.history)
    #expect(folder.status == 0 && scratch.exists("out/2024-01/manifest.json"))
    #expect(folder.errors.contains("\nno transactions to export in 2024-01\n"))
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
