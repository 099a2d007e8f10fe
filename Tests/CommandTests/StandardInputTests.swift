// When a command reads standard input: always for `-`; unnamed only the filters do, and only when nothing else is
// named on the command line.

import TestSupport
import Testing

@testable import monzo_export

@Suite struct `standard input` {
  private static let filters = [["normalize"], ["enrich"], ["aggregate"], ["write", "jsonl"]]
  private static let piped =
    #"{"id":"tx_piped","account_id":"acc_9","created":"2026-06-01T20:00:00Z","amount":-1,"currency":"GBP"}"#

  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
    try archive.write()
  }

  private func run(_ arguments: [String], input: String, named: Bool = false) throws -> Run {
    try Run(
      arguments, input: Array(input.utf8),
      environment: named ? ["MONZO_EXPORT_ARCHIVE": archive.path] : [:])
  }

  @Test(arguments: filters)
  func `a filter reads it when nothing is named`(filter: [String]) throws {
    let run = try run(filter, input: Self.piped)
    #expect(run.status == 0 && run.lines.count >= 1, "\(run.errors)")
    #expect(!run.text.contains("tx_april"))
  }

  @Test(arguments: filters)
  func `an archive of the environment does not keep a filter from its pipe`(filter: [String]) throws
  {
    let piped = try run(filter, input: Self.piped)
    #expect(try run(filter, input: Self.piped, named: true).output == piped.output)
  }

  @Test(arguments: filters)
  func `an archive on the command line does`(filter: [String]) throws {
    let run = try run(filter + ["--archive", archive.path], input: Self.piped)
    #expect(run.status == 0 && !run.text.contains("tx_piped"), "\(run.errors)")
    #expect(try run.output != self.run(filter, input: Self.piped).output)
  }

  @Test(arguments: filters)
  func `an empty one ends a filter with 1 and names --archive`(filter: [String]) throws {
    let run = try run(filter, input: "", named: true)
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains("--archive"), "\(run.errors)")
  }

  @Test func `an empty one that is named is read as a file without records`() throws {
    #expect(try run(["normalize", "-"], input: "").status == 0)
  }

  @Test func `files that are named are read instead of it and of the archive`() throws {
    let run = try run(["normalize", Fixture.history], input: Self.piped, named: true)
    #expect(run.ids.contains("tx_salary") && !run.ids.contains("tx_piped"))
  }

  @Test func `what a command does not read is pointed out`() throws {
    let note = "standard input was not read"
    #expect(try run(["export"], input: Self.piped, named: true).errors.contains(note))
    #expect(try !run(["export"], input: "", named: true).errors.contains(note))
    #expect(
      try !run(["export", "--archive", archive.path], input: Self.piped).errors.contains(note))
    #expect(try !run(["export", "-"], input: Self.piped, named: true).errors.contains(note))
    #expect(try !run(["export", "--quiet"], input: Self.piped, named: true).errors.contains(note))
    #expect(try !run(["status"], input: Self.piped, named: true).errors.contains(note))
  }

  @Test(arguments: [["export"], ["report"], ["explain", "tx_piped"]])
  func `every other command reads it for - only`(command: [String]) throws {
    let out = command == ["report"] ? ["--out", scratch("site")] : []
    #expect(try run(command + out, input: Self.piped).status == 7)
    let run = try run(command + ["-"] + out, input: Self.piped)
    #expect(run.status == 0, "\(run.errors)")
  }
}
