// The demo: what a newcomer sees first, and what must be the same on every machine.

import Aggregate
import Foundation
import TestSupport
import Testing

@testable import monzo_export

/// One demo that the tests share, since making it takes longer than looking at it.
private struct Demo {
  let scratch: Scratch
  let run: Run
  let files: [String: [UInt8]]

  init(_ options: [String] = []) throws {
    scratch = try Scratch()
    run = try Run(["demo", "--out", scratch("exports")] + options)
    files = try Demo.files(scratch)
  }

  /// Everything that a demo makes, but for what is made again: that names the numbers of files on this disk.
  static func files(_ scratch: Scratch) throws -> [String: [UInt8]] {
    try scratch.files(in: "exports").filter { !$0.key.contains("/cache/") }
  }

  nonisolated(unsafe) static let first = Result { try Demo() }
}

@Suite struct DemoTests {
  @Test func `the demo ends well and reports what it made, the accounts, and where to begin`()
    throws
  {
    let demo = try Demo.first.get()
    #expect(demo.run.status == 0)
    #expect(demo.run.output == [])
    let folder = demo.scratch("exports")
    let lines = demo.run.errors.split(separator: "\n")
    #expect(lines.first == "\(folder)/2026-06/ holds 12 files of 2026-06:")
    #expect(
      lines.last
        == "\(folder)/site/ holds \(siteCount(demo)) files; begin with \(folder)/site/index.html")
    let header = try #require(lines.firstIndex { $0.contains("opening") })
    #expect(
      lines[header].split(separator: " ")
        == ["account", "opening", "in", "out", "pending", "closing", "books"])
    let accounts = lines[(header + 1)...].prefix { $0.hasPrefix("  ") }
    #expect(accounts.count == 7)
    #expect(accounts.allSatisfy { $0.hasSuffix("  proved") })
  }

  private func siteCount(_ demo: Demo) -> Int {
    demo.files.keys.count { $0.hasPrefix("site/") && !$0.hasSuffix(".monzo-export-files") }
  }

  @Test func `the table adds up to the penny`() throws {
    let demo = try Demo.first.get()
    let manifest = try #require(
      try JSONSerialization.jsonObject(with: Data(demo.files["2026-06/manifest.json"] ?? []))
        as? [String: Any])
    for account in try #require(manifest["accounts"] as? [[String: Any]]) {
      func minor(_ key: String) throws -> Int { try #require(account["\(key)_minor"] as? Int) }
      #expect(
        try minor("opening") + minor("in") - minor("out") + minor("pending") == minor("closing"))
      #expect(account["proof"] as? String == "proved")
    }
  }

  @Test func `again, every byte of every file is the same`() throws {
    let demo = try Demo(["--transactions", "900"])
    let again = try Demo(["--transactions", "900"])
    #expect(again.files.keys.sorted() == demo.files.keys.sorted())
    for (name, bytes) in demo.files { #expect(again.files[name] == bytes, "\(name)") }
  }

  @Test func `into the same folder, too`() throws {
    let demo = try Demo(["--transactions", "200"])
    _ = try Run("demo", "--transactions", "200", "--out", demo.scratch("exports"))
    #expect(try Demo.files(demo.scratch) == demo.files)
  }

  @Test func `another seed is another household`() throws {
    let seeds = try [[], ["--seed", "1"], ["--seed", "2"]].map {
      try Demo(["--transactions", "200"] + $0)
    }
    #expect(seeds[0].files == seeds[1].files)
    #expect(seeds[2].run.status == 0)
    for name in ["site/index.html", "2023-08/transactions.csv", "2023-08/summary.json"] {
      let one = try #require(seeds[0].files[name])
      #expect(seeds[2].files[name] != one, "\(name)")
    }
  }

  @Test(arguments: [
    ([], "2026-06"), (["--as-of", "2025-02-03"], "2025-01"),
    (["--transactions", "200"], "2023-08"),
  ])
  func `the month is the last one that is over and has rows`(
    options: [String], month: String
  ) throws {
    let files = try options.isEmpty ? Demo.first.get().files : Demo(options).files
    let rows = try #require(files["\(month)/transactions.jsonl"])
    #expect(!rows.isEmpty)
  }

  @Test func `every page that a page links to is there`() throws {
    let demo = try Demo.first.get()
    var links = 0
    for (name, bytes) in demo.files where name.hasSuffix(".html") {
      let folder = name.split(separator: "/").dropLast().joined(separator: "/")
      for link in String(decoding: bytes, as: UTF8.self).matches(of: /href="([^"#:]+)[^":]*"/) {
        let path = ("/\(folder)/\(link.output.1)" as NSString).standardizingPath.dropFirst()
        #expect(demo.files[String(path)] != nil, "\(name): \(link.output.1)")
        links += 1
      }
    }
    #expect(links > 100)
  }

  @Test func `the raw records are there for the filters`() throws {
    let records = try Run("demo", "--records", "-", "--transactions", "300")
    #expect(records.errors == "")
    let rows = try Run(["normalize", "-q"], input: records.output)
    #expect(rows.status == 0)
    #expect(rows.ids.count == 300)
  }
}
