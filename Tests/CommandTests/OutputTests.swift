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

@Suite struct FolderTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func report(_ path: String = "site") throws -> Run {
    try Run("report", "--out", scratch(path), Fixture.history)
  }

  /// Modes, owners, times and numbers of everything in a folder, itself included.
  private func states(in name: String) throws -> [String: String] {
    let walk = FileManager.default.enumerator(atPath: scratch(name))
    var states: [String: String] = [:]
    for path in [""] + (walk.map { $0.compactMap { $0 as? String } } ?? []) {
      var status = stat()
      #expect(lstat(scratch("\(name)/\(path)"), &status) == 0)
      states[path] =
        "\(status.st_mode) \(status.st_uid) \(status.st_ino) \(status.st_size) "
        + "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
    return states
  }

  @Test(arguments: [
    "CNAME", "months/notes.txt", "months/deep/down/notes.txt", "months/link", "empty", "index.html",
  ])
  func `a folder that holds what somebody else put there is refused untouched`(
    _ name: String
  ) throws {
    if name != "index.html" { _ = try report() }
    if name == "empty" {
      mkdir(scratch("site/empty"), 0o755)
    } else if name.hasSuffix("link") {
      symlink("/nowhere", scratch("site/\(name)"))
    } else {
      try scratch.write("mine", to: "site/\(name)")
    }
    chmod(scratch("site"), 0o755)
    let before = try states(in: "site")
    let run = try report()
    #expect(run.status == 7)
    #expect(
      run.errors == """
        monzo-export: \(scratch("site")): cannot replace the folder: directory not empty; it holds \
        '\(name)', which this program did not write: move it away, or name another folder

        """)
    #expect(try states(in: "site") == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["site"])
  }

  @Test func `a folder of an export that holds somebody else's files is refused untouched`() throws
  {
    try scratch.write("mine", to: "out/all/taxes.txt")
    let before = try states(in: "out")
    #expect(try Run("export", "--out", scratch("out"), Fixture.history).status == 7)
    #expect(try states(in: "out") == before)
  }

  @Test func `an empty folder is taken`() throws {
    mkdir(scratch("site"), 0o755)
    #expect(try report().status == 0)
  }

  @Test func `what this program wrote and does not write again is gone`() throws {
    _ = try report()
    #expect(scratch.bytes("site/months/2025-04.html") != nil)
    let records =
      "{\"id\":\"tx_1\",\"created\":\"2026-06-01T00:00:00Z\",\"amount\":-1,\"currency\":\"GBP\"}"
    #expect(try Run("report", "--out", scratch("site"), "-", input: records).status == 0)
    #expect(scratch.bytes("site/months/2025-04.html") == nil)
    #expect(scratch.bytes("site/months/2026-06.html") != nil)
  }

  @Test func `only a folder is replaced`() throws {
    try scratch.write("mine", to: "site")
    #expect(try report().status == 7)
    #expect(scratch.text("site") == "mine")
  }

  @Test func `folders beside it stay as they are`() throws {
    for name in ["site.new/notes.txt", "site.old/notes.txt", ".site/notes.txt"] {
      try scratch.write("mine", to: name)
    }
    _ = try report()
    _ = try report()
    for name in ["site.new/notes.txt", "site.old/notes.txt", ".site/notes.txt"] {
      #expect(scratch.text(name) == "mine", "\(name)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(names.sorted() == [".site", "site", "site.new", "site.old"])
  }

  @Test func `a slash at the end changes nothing`() throws {
    #expect(try report("site//").errors == report("site").errors)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["site"])
  }

  @Test func `a link is followed`() throws {
    mkdir(scratch("real"), 0o700)
    symlink(scratch("real"), scratch("site"))
    #expect(try report().status == 0)
    #expect(scratch.bytes("real/index.html") != nil)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: scratch("site")) == scratch("real"))
  }

  @Test func `a folder that a broken run moved aside comes back`() throws {
    _ = try report()
    try FileManager.default.moveItem(
      atPath: scratch("site"), toPath: scratch(".site.monzo-export-old"))
    try scratch.write("half", to: ".site.monzo-export-new/index.html")
    #expect(try report().status == 0)
    #expect(scratch.text("site/index.html").contains("</html>"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["site"])
  }

  @Test func `the old folder stays while the new one cannot be finished`() throws {
    _ = try report()
    let before = try scratch.files(in: "site")
    let template = try scratch.write("{{nonsense}}", to: "mine/about.mustache")
    let run = try Run(
      "report", "--out", scratch("site"), "--templates", scratch("mine"), Fixture.history)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("monzo-export: \(template):1:1: "))
    #expect(try scratch.files(in: "site") == before)
  }
}
