// The library exports what the command line exports, and README.md shows the code that was compiled here.

import Archive
import Disk
import Foundation
import Import
import Model
import Pipeline
import TestSupport
import Testing

@Suite struct `The package as a library` {
  /// A folder with an archive of some saved answers in it.
  private func scratch() throws -> String {
    let place = URL(filePath: ScratchPlace.path).appending(path: "library-\(UUID())").path()
    var archive = try ArchiveImport(
      SystemDisk("\(place)/archive"), PipelineSettings(), PipelineObserver(),
      now: Instant(seconds: 1_780_000_000))
    try archive.run(
      [Checkout.url("Tests/CommandTests/Fixtures/history.jsonl").path()], command: "a test")
    return place
  }

  @Test func `reads an archive, exports a month and builds the site`() throws {
    let place = try scratch()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let month = try #require(Month("2026-06"))
    let files = try exportMonth(month, of: "\(place)/archive", to: place)
    for name in ["2026-06/transactions.csv", "2026-06/2026-06-all.qif", "site/index.html"] {
      #expect(files.contains(name), "\(name)")
    }
    for name in files {
      #expect(FileManager.default.fileExists(atPath: "\(place)/\(name)"), "\(name)")
    }
    let table = try String(contentsOfFile: "\(place)/2026-06/transactions.csv", encoding: .utf8)
    #expect(table.split(whereSeparator: \.isNewline).count > 1, "the month has rows")
  }

  @Test func `reports what is missing as a fact`() throws {
    let error = #expect(throws: PipelineError.self) { try ArchiveReading("/nowhere/archive") }
    #expect(error == .noArchive(path: "/nowhere/archive"))
  }

  @Test func `is shown in the README as it is compiled`() throws {
    let example = String(
      decoding: try Checkout.bytes("Tests/ExampleTests/LibraryExample.swift"), as: UTF8.self)
    let code = try #require(
      example.firstRange(of: "import Model").map { example[$0.lowerBound...] })
    let readme = String(decoding: try Checkout.bytes("README.md"), as: UTF8.self)
    #expect(readme.contains(code), "copy the example into README.md")
  }
}
