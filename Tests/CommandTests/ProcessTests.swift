// The built binary as a shell runs it: pipes, closed streams, signals. What needs no process of its own is
// tested in the others of these files.

import Disk
import Foundation
import TestSupport
import Testing
import Wording

@testable import monzo_export

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The binary that was built with these tests.
let binary: String = {
  // Beside the bundle of the tests, which is a file on Linux and a folder elsewhere.
  var place = Bundle.main.bundleURL
  for argument in CommandLine.arguments where argument.contains(".xctest") {
    place = URL(filePath: argument)
  }
  while place.path().contains(".xctest") { place.deleteLastPathComponent() }
  return place.appending(path: "monzo-export").path()
}()

/// What a line of shell did; `$0` in it is the binary, `$1` and so on are the arguments.
struct Shell {
  let status: Int32
  let output: String
  let errors: String

  init(_ line: String, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line, binary] + arguments
    let (stdout, stderr) = (Pipe(), Pipe())
    process.standardOutput = stdout
    process.standardError = stderr
    process.standardInput = FileHandle.nullDevice
    try process.run()
    output = String(
      decoding: try stdout.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    errors = String(
      decoding: try stderr.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}

@Suite struct ProcessTests {
  @Test func `the binary does what the tests call in process`() throws {
    let shell = try Shell("\"$0\" export \"$1\"", Fixture.history)
    #expect(shell.status == 0 && shell.errors == "")
    #expect(shell.output == (try Run("export", Fixture.history).text))
    #expect(try Shell("\"$0\" exprot").status == 2)
  }

  @Test func `filters are joined by pipes`() throws {
    let shell = try Shell(
      "\"$0\" normalize \"$1\" | \"$0\" enrich | \"$0\" aggregate", Fixture.history)
    #expect(shell.status == 0 && shell.errors == "")
    let scratch = try Scratch()
    _ = try Run("export", "--out", scratch("out"), Fixture.history)
    #expect(shell.output == scratch.text("out/all/summary.json"))
  }

  @Test(arguments: ["", "trap '' PIPE; "])
  func `a reader that has had enough ends it quietly`(trap: String) throws {
    let scratch = try Scratch()
    _ = try Run("demo", "--transactions", "2000", "--records", scratch("bank.jsonl"))
    let shell = try Shell("\(trap)\"$0\" normalize -q \"$1\" | head -1", scratch("bank.jsonl"))
    #expect(shell.output.hasPrefix("{\"reference\":\"account\""))
    #expect(shell.errors == "")
  }

  @Test func `a closed stdout is reported`() throws {
    let shell = try Shell("\"$0\" export \"$1\" >&-", Fixture.history)
    #expect(shell.status == 7)
    #expect(
      shell.errors == "monzo-export: standard output: cannot write: bad file descriptor\n")
  }

  @Test func `a closed stdin is reported, and hurts nobody who does not read it`() throws {
    let shell = try Shell("\"$0\" export - <&-")
    #expect(shell.status == 7)
    #expect(shell.errors == "monzo-export: standard input: cannot read: bad file descriptor\n")
    #expect(try Shell("\"$0\" export \"$1\" <&-", Fixture.history).status == 0)
  }

  @Test func `without stderr it still works and says so by its exit code`() throws {
    #expect(try Shell("\"$0\" exprot 2>&-").status == 2)
    let shell = try Shell("\"$0\" export -f qif \"$1\" 2>&-", Fixture.history)
    #expect(shell.status == 0 && shell.output.hasPrefix("!"))
  }

  @Test func `a run that is ended half-way leaves a whole folder, and the next one tidies up`()
    throws
  {
    let scratch = try Scratch()
    _ = try Run("demo", "-q", "--transactions", "300", "--out", scratch("out"))
    let old = try scratch.files(in: "out/site")
    let process = Process()
    process.executableURL = URL(filePath: binary)
    process.arguments = ["demo", "-q", "--transactions", "2000", "--out", scratch("out")]
    try process.run()
    let staging = scratch("out/.site.monzo-export-new")
    while process.isRunning, !FileManager.default.fileExists(atPath: staging) { usleep(1000) }
    process.terminate()
    process.waitUntilExit()
    // Only if it was quicker than the signal is the folder a new one.
    if process.terminationReason == .uncaughtSignal {
      #expect(try scratch.files(in: "out/site") == old)
    }
    #expect(try Run("demo", "-q", "--transactions", "300", "--out", scratch("out")).status == 0)
    #expect(try scratch.files(in: "out/site") == old)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch("out"))
    #expect(names.allSatisfy { !$0.hasPrefix(".") }, "\(names)")
  }
}

@Suite struct ProgressTests {
  private func console(errors: File) throws -> Console {
    Console(input: try .temporary(), output: try .temporary(), errors: errors)
  }

  @Test func `in a pipe or a file there is no progress`() throws {
    let errors = try File.temporary()
    let console = try console(errors: errors)
    console.progress("reading")
    console.note("done")
    console.progress(nil)
    try errors.rewind()
    #expect(try errors.readAll() == Array("done\n".utf8))
  }

  @Test func `on a terminal a message takes the place of the progress`() throws {
    var (reader, writer): (Int32, Int32) = (-1, -1)
    var path = [CChar](repeating: 0, count: 1024)
    try #require(openpty(&reader, &writer, &path, nil, nil) == 0)
    defer { for descriptor in [reader, writer] { close(descriptor) } }
    let name = String(
      decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let console = try console(errors: try File.replacing(name))
    console.progress("reading \u{1B}[2J")
    console.note("done")
    console.isQuiet = true
    console.progress("more")
    console.fault("end", .failed)
    // A terminal gives what was written to it when it likes, in pieces.
    var received: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 256)
    while !String(decoding: received, as: UTF8.self).contains("end") {
      let count = read(reader, &piece, piece.count)
      try #require(count > 0)
      received += piece.prefix(count)
    }
    let text = String(decoding: received, as: UTF8.self)
    let clear = "\r\u{1B}[K"
    #expect(
      text.replacing("\r\n", with: "\n").hasPrefix(
        "\(clear)reading \u{FFFD}[2J\(clear)done\nmonzo-export: end"))
  }
}
