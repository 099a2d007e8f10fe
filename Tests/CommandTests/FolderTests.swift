// The folders that exports and the site are written into: what of them is the program's, and that nothing else in
// them is ever touched.

import Disk
import Foundation
import TestSupport
import Testing

@Suite struct `Folders of results` {
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
      #expect(lstat(scratch(path.isEmpty ? name : "\(name)/\(path)"), &status) == 0)
      states[path] =
        "\(status.st_mode) \(status.st_uid) \(status.st_ino) \(status.st_size) "
        + "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
    return states
  }

  /// Adds something that the program did not write.
  private func addStranger(_ name: String) throws {
    switch name.split(separator: ".").last {
    case "folder": mkdir(scratch(name), 0o750)
    case "link": symlink("/nowhere", scratch(name))
    case "pipe": mkfifo(scratch(name), 0o640)
    case "closed":
      try scratch.write("mine", to: name)
      chmod(scratch(name), 0)
    default: try scratch.write("mine", to: name)
    }
  }

  @Test(arguments: [
    "CNAME", "months/notes.txt", "deep/down/notes.txt", "months/a.link", "a.link", "empty.folder",
    "months/empty.folder", "a.pipe", "months/a.pipe", "a.closed", ".monzo-export-mine",
  ])
  func `what somebody else has in the folder stays as it is`(_ name: String) throws {
    _ = try report()
    try addStranger("site/\(name)")
    chmod(scratch("site"), 0o755)
    func mine() throws -> [String: String] {
      try states(in: "site").filter { $0.key == name || $0.key.hasPrefix("deep") }
    }
    let before = try mine()
    let site = try scratch.files(in: "site")
    for _ in 0..<2 {
      #expect(try report().status == 0)
      #expect(try mine() == before)
      #expect(try scratch.files(in: "site") == site)
    }
    let records =
      "{\"id\":\"tx_1\",\"created\":\"2026-06-01T00:00:00Z\",\"amount\":-1,\"currency\":\"GBP\"}"
    #expect(try Run("report", "--out", scratch("site"), "-", input: records).status == 0)
    #expect(scratch.bytes("site/months/2025-04.html") == nil)
    #expect(scratch.bytes("site/months/2026-06.html") != nil)
    #expect(try mine() == before)
    var status = stat()
    #expect(lstat(scratch("site"), &status) == 0 && status.st_mode & 0o777 == 0o755)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["site"])
  }

  @Test func `an own folder with somebody else's files in it goes on being an own folder`() throws {
    _ = try report()
    try addStranger("site/months/notes.txt")
    let records =
      "{\"id\":\"tx_1\",\"created\":\"2026-06-01T00:00:00Z\",\"amount\":-1,\"currency\":\"GBP\"}"
    #expect(try Run("report", "--out", scratch("site"), "-", input: records).status == 0)
    #expect(try report().status == 0)
    #expect(scratch.text("site/months/notes.txt") == "mine")
    #expect(scratch.bytes("site/months/2025-04.html") != nil)
  }

  @Test(arguments: ["index.html", "months", "months/2025-04.html", ".monzo-export-files/x"])
  func `a name that somebody else has is not taken, and nothing is written`(_ name: String) throws {
    try scratch.write("mine", to: "site/\(name)")
    let before = try states(in: "site")
    let run = try report()
    #expect(run.status == 7)
    let top = name.split(separator: "/")[0]
    #expect(
      run.errors == """
        monzo-export: \(scratch("site"))/\(top): cannot write: file exists; this program did not \
        write it: move it away, or name another folder

        """)
    #expect(try states(in: "site").filter { $0.key != "" } == before.filter { $0.key != "" })
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["site"])
  }

  @Test(arguments: ["index.html", "months", ".monzo-export-files"], [true, false])
  func `a link or a pipe in the place of an own file or folder is somebody else's`(
    _ name: String, isLink: Bool
  ) throws {
    _ = try report()
    try FileManager.default.moveItem(atPath: scratch("site/\(name)"), toPath: scratch("away"))
    if isLink {
      symlink(scratch("away"), scratch("site/\(name)"))
    } else {
      mkfifo(scratch("site/\(name)"), 0o600)
    }
    let before = (try states(in: "site"), try states(in: "away"))
    let run = try report()
    #expect(run.status == 7)
    // Without the list every file in the folder is somebody else's.
    #expect(run.errors.contains("\(scratch("site"))/\(name): cannot write: file exists"))
    #expect(try states(in: "site").filter { $0.key != "" } == before.0.filter { $0.key != "" })
    #expect(try states(in: "away") == before.1)
  }

  @Test func `an own file that somebody has edited is written again`() throws {
    _ = try report()
    let page = scratch.bytes("site/index.html")
    try scratch.write("edited", to: "site/index.html")
    #expect(try report().status == 0)
    #expect(scratch.bytes("site/index.html") == page)
  }

  @Test func `files that did not change keep their times, and all keep their permissions`() throws {
    _ = try report()
    try scratch.write("edited", to: "site/about.html")
    for path in ["site", "site/months"] { chmod(scratch(path), 0o755) }
    for path in ["site/index.html", "site/about.html"] { chmod(scratch(path), 0o644) }
    let before = try states(in: "site")
    #expect(try report().status == 0)
    let after = try states(in: "site")
    #expect(after["index.html"] == before["index.html"])
    #expect(after["about.html"] != before["about.html"])
    for path in ["site", "site/months", "site/index.html", "site/about.html"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: scratch(path))
      let expected = path.hasSuffix(".html") ? 0o644 : 0o755
      #expect(attributes[.posixPermissions] as? Int == expected, "\(path)")
    }
  }

  @Test func `a folder that is never written into is refused by name`() throws {
    let home = scratch("home")
    try scratch.write("mine", to: "home/notes.txt")
    try scratch.write("mine", to: "home/all/archive/notes.txt")
    let before = try states(in: "home")
    for (path, advice) in [
      (home, "it is a home folder: name a folder in it"),
      ("\(home)/../home", "it is a home folder: name a folder in it"),
      ("\(home)/all/archive", "it is the archive: name a folder beside it"),
      ("\(home)/all/archive/site", "it is in the archive: name a folder beside that"),
      ("\(home)/all", "the archive is in it: name another folder"),
    ] {
      let run = try Run(
        ["report", "--out", path, "--archive", "\(home)/all/archive", Fixture.history],
        environment: ["HOME": home])
      #expect(run.status == 7)
      #expect(
        run.errors == """
          monzo-export: \(path): cannot write into this folder: operation not permitted; \(advice)

          """)
    }
    #expect(try states(in: "home") == before)
  }

  @Test(arguments: ["rules.json5", "notes.txt", "transactions/notes.txt", "exports/a.link"])
  func `an archive of the demo that holds anything else is not made anew`(_ name: String) throws {
    try scratch.write("", to: "exports/demo-archive/DEMO")
    try scratch.write("{}", to: "exports/demo-archive/transactions/part.jsonl")
    try scratch.write("", to: "exports/demo-archive/exports/part.jsonl")
    try addStranger("exports/demo-archive/\(name)")
    let before = try states(in: "exports")
    let run = try Run("demo", "--out", scratch("exports"))
    #expect(run.status == 7)
    #expect(
      run.errors == """
        monzo-export: \(scratch("exports"))/demo-archive/\(name): cannot make the demo's archive anew: \
        file exists; no demo made it: move it away, or name another folder

        """)
    #expect(try states(in: "exports") == before)
  }

  @Test func `a folder that another run is writing into is left to it`() throws {
    try scratch.write("half", to: ".site.monzo-export-new/draft-1")
    let lock = try FileLock(folder: scratch(".site.monzo-export-new"))
    #expect(try lock.take())
    let run = try report()
    #expect(run.status == 7)
    #expect(run.errors.contains("another run is writing there"))
    #expect(scratch.text(".site.monzo-export-new/draft-1") == "half")
    withExtendedLifetime(lock) {}
  }

  @Test func `what somebody has in the place where a new folder is prepared stays`() throws {
    for name in [".site.monzo-export-new/notes.txt", ".site.monzo-export-old/notes.txt"] {
      try scratch.write("mine", to: name)
      #expect(try report().errors.contains("\(name): cannot write: file exists"))
      #expect(scratch.text(name) == "mine")
      try FileManager.default.removeItem(atPath: scratch(String(name.prefix(23))))
    }
    #expect(try report().status == 0)
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
    try scratch.write("half", to: ".site.monzo-export-new/draft-7")
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
    #expect(!scratch.exists(".site.monzo-export-new"))
  }
}
