// Where output goes: data to stdout or into files, messages to stderr, folders whole or not at all, and never
// over anything that somebody else made.

import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct OutputTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `data goes to stdout and nothing else does`() throws {
    let run = try Run("export", Fixture.history)
    #expect(run.lines.count == 11 && run.lines[0].hasPrefix("id,"))
    #expect(run.errors == "")
    let folder = try Run("export", "--out", scratch("out"), Fixture.history)
    #expect(folder.output == [])
    #expect(
      folder.errors.contains("manifest.json") == false && folder.errors.contains("holds 8 files"))
  }

  @Test func `what is left out is counted`() throws {
    let run = try Run("export", "-f", "qif", Fixture.history)
    #expect(run.errors == "note: 1 pending, 1 declined left out\n")
  }

  @Test func `quiet prints errors only`() throws {
    for arguments in [
      ["export", "-f", "qif"], ["export", "--out", scratch("out")],
      ["report", "--out", scratch("site")],
    ] {
      #expect(try Run(arguments + ["--quiet", Fixture.history]).errors == "", "\(arguments)")
    }
    #expect(try Run("demo", "-q", "--transactions", "20", "--out", scratch("demo")).errors == "")
    let run = try Run("normalize", "-q", input: "{\"id\":\"tx_1\",\"amount\":1}")
    #expect(run.errors.contains("tx_1: 'created' is missing"))
  }

  @Test func `a dash is stdin and stdout`() throws {
    let records = String(
      decoding: try Data(contentsOf: URL(filePath: Fixture.history)), as: UTF8.self)
    let whole = try Run("export", Fixture.history).output
    #expect(try Run("export", "-", input: records).output == whole)
    #expect(try Run("export", "-o", "-", Fixture.history).output == whole)
  }

  @Test func `an output file holds what stdout would`() throws {
    let whole = try Run("export", Fixture.history).output
    for arguments in [["-o", scratch("all.csv")], ["--output=\(scratch("all.csv"))"]] {
      #expect(try Run(["export", Fixture.history] + arguments).output == [])
      #expect(scratch.bytes("all.csv") == whole)
    }
    #expect(try scratch.files().keys.sorted() == ["all.csv"])
  }

  @Test func `an output file that is a link stays one`() throws {
    try scratch.write("old", to: "real.csv")
    symlink(scratch("real.csv"), scratch("all.csv"))
    _ = try Run("export", "-o", scratch("all.csv"), Fixture.history)
    #expect(scratch.text("real.csv").hasPrefix("id,"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: scratch("all.csv"))
        == scratch("real.csv"))
  }

  @Test func `files are for their owner alone`() throws {
    _ = try Run("export", "--out", scratch("out"), Fixture.history)
    for (path, mode) in [("out", 0o700), ("out/all", 0o700), ("out/all/transactions.csv", 0o600)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: scratch(path))
      #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
    }
  }

  @Test func `one format may be chosen for the folder`() throws {
    _ = try Run("export", "--out", scratch("out"), "--format", "qif", Fixture.history)
    #expect(
      try scratch.files(in: "out/all").keys.sorted()
        == [".monzo-export-files", "all-all.qif", "manifest.json", "summary.json"])
  }
}
