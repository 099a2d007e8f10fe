// `--json`: what was written, for programs.

import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct JSONTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `an export prints its manifest`() throws {
    let run = try Run("export", "--json", "--out", scratch("out"), Fixture.history)
    #expect(run.output == scratch.bytes("out/all/manifest.json"))
    let manifest = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    #expect(manifest["time_zone"] as? String == "Europe/London")
    let files = try #require(manifest["files"] as? [[String: Any]])
    for file in files {
      let name = try #require(file["name"] as? String)
      #expect(scratch.bytes("out/all/\(name)")?.count == file["bytes"] as? Int, "\(name)")
    }
    #expect(files.count + 2 == (try scratch.files(in: "out/all").count))
  }

  @Test func `the demo prints the manifest of its month`() throws {
    let run = try Run("demo", "--json", "-q", "--transactions", "50", "--out", scratch("out"))
    #expect(run.errors == "")
    let month = try #require(
      try FileManager.default.contentsOfDirectory(atPath: scratch("out")).min())
    #expect(run.output == scratch.bytes("out/\(month)/manifest.json"))
  }

  @Test func `a report prints its first page and every file`() throws {
    let run = try Run("report", "--json", "--out", scratch("site"), Fixture.history)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    #expect(object["first_page"] as? String == scratch("site/index.html"))
    let files = try #require(object["files"] as? [String])
    #expect(
      Set(files)
        == Set(
          try scratch.files(in: "site").keys.filter { $0.first != "." }.map {
            scratch("site/\($0)")
          }))
  }

  @Test(arguments: ["normalize", "enrich", "aggregate", "explain", "write"])
  func `commands whose output is data have no such option`(command: String) throws {
    #expect(try Run(command, "--json").errors.contains("unknown option '--json'"))
  }
}
