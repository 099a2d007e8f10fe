// The gallery of errors: one folder for each thing that can go wrong, with the command line, the files it
// reads, and what a person sees then. Adding a case is adding a folder with `args`; `make golden` writes
// the rest. In a case, `./` is the folder of the case, and every other file in it is input.

import Arguments
import Disk
import Foundation
import TestSupport
import Testing

@testable import monzo_export

private let gallery = Checkout.url("Tests/CommandTests/Errors")
private let cases = Golden.cases(in: gallery).map(\.lastPathComponent)

@Suite struct ErrorTests {
  /// Runs a case in a copy of its folder and gives its files, results included.
  private func play(_ name: String) throws -> (run: Run, files: [String: [UInt8]]) {
    let scratch = try Scratch()
    let folder = scratch(name)
    try FileManager.default.copyItem(
      atPath: gallery.appending(path: name).path(), toPath: folder)
    var files = try scratch.files(in: name)
    for result in ["exit", "stderr", "stdout"] { files[result] = nil }
    let arguments = scratch.text("\(name)/args").split(whereSeparator: \.isWhitespace).map {
      $0.hasPrefix("./") ? "\(folder)/\($0.dropFirst(2))" : String($0)
    }
    let run = try Run(arguments, input: files["stdin"] ?? [])
    files["exit"] = Array("\(run.status)\n".utf8)
    files["stderr"] = Array(run.errors.replacing("\(folder)/", with: "./").utf8)
    if !run.output.isEmpty { files["stdout"] = run.output }
    return (run, files)
  }

  @Test(arguments: cases)
  func `an error is reported as it was recorded`(name: String) throws {
    let files = try play(name).files
    let differences = try Golden(gallery.appending(path: name)).compare(files)
    for difference in differences { Issue.record("\(difference)") }
  }

  @Test(arguments: cases)
  func `an error names the program, uses no words of the machine, and is no success`(name: String)
    throws
  {
    let run = try play(name).run
    #expect(run.status != 0)
    #expect(run.errors.hasPrefix("monzo-export: "))
    for word in ["Error", "Optional(", "nil", "NSCocoa", "Swift.", "fatal"] {
      #expect(!run.errors.contains(word), "\(run.errors)")
    }
  }

  @Test(arguments: cases)
  func `help of the command lists the exit code`(name: String) throws {
    let (run, files) = try play(name)
    let words = String(decoding: files["args"] ?? [], as: UTF8.self).split(separator: " ")
    let command = MonzoExport.commands.first { $0.definition.name == words.first ?? "" }
    guard let command else { return }
    #expect(command.definition.exitCodes.contains { $0.code == run.status })
  }

  @Test(arguments: [
    ("record-with-amount-in-pounds", "./answers.jsonl:2: tx_2: "),
    ("record-not-json", "./answers.jsonl:2: tx_2: "),
    ("element-broken-in-an-answer", "./answers.jsonl:3: tx_2: "),
    ("statement-with-impossible-date", "./statement.csv:3: tx_2: "),
    ("record-broken-on-standard-input", "-:2: tx_2: "),
  ])
  func `a broken record costs that record alone and is named by file, line and id`(
    name: String, place: String
  ) throws {
    let (run, files) = try play(name)
    #expect(run.status == 3)
    let message = String(decoding: files["stderr"] ?? [], as: UTF8.self)
    #expect(message.hasPrefix("monzo-export: \(place)"))
    #expect(message.contains("expected"))
    #expect(run.lines.dropFirst().map { $0.prefix(4) } == ["tx_1", "tx_3"])
  }

  @Test func `errors of several kinds end with the code that matters most`() throws {
    #expect(try play("books-with-a-gap").run.status == 8)
    #expect(try play("books-with-a-gap-and-a-broken-record").run.status == 3)
    #expect(try play("broken-record-and-missing-file").run.status == 7)
  }

  @Test func `errors of the command line are found before anything is read`() throws {
    for arguments in [
      ["export", "--json", "missing.json"],
      ["export", "--for", "monzo", "-f", "qif", "missing.json"],
      ["export", "--from", "2026-02-01", "--to", "2026-01-01", "missing.json"],
      ["normalize", "--time-zone", "Nowhere", "missing.json"],
    ] {
      #expect(try Run(arguments).status == 2, "\(arguments)")
    }
  }

  @Test func `an error of a file leaves what was there before`() throws {
    let scratch = try Scratch()
    try scratch.write("mine", to: "all.csv")
    let run = try Run("export", "-o", scratch("all.csv"), scratch("missing.json"))
    #expect(run.status == 7)
    #expect(try scratch.files() == ["all.csv": Array("mine".utf8)])
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may read and write everything"))
  func `missing permission is reported`() throws {
    let scratch = try Scratch()
    let file = try scratch.write("{}", to: "answers.json")
    chmod(file, 0)
    #expect(
      try Run("export", file).errors == "monzo-export: \(file): cannot read: permission denied\n")
    chmod(scratch.path, 0o500)
    defer { chmod(scratch.path, 0o700) }
    let run = try Run("export", "--out", scratch("exports"), Fixture.history)
    #expect(run.status == 7)
    #expect(run.errors.hasSuffix(": cannot make the folder: permission denied\n"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk is reported`() throws {
    let run = try Run("export", "-o", "/dev/full", Fixture.history)
    #expect(run.status == 7)
    #expect(run.errors == "monzo-export: /dev/full: cannot write: no space left on device\n")
  }
}
