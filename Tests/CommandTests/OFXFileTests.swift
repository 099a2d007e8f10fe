// OFX files of several accounts: one each, or all statements in one where it is asked for.

import Foundation
import TestSupport
import Testing

@Suite struct `OFX files of several accounts` {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let rows = [
    #"{"accounts":[{"id":"acc_f","type":"uk_monzo_flex","currency":"GBP","closed":false,"#
      + #""created":"2026-01-01T00:00:00Z"},{"id":"acc_c","type":"uk_retail","currency":"GBP","#
      + #""closed":false,"created":"2026-01-01T00:00:00Z"}]}"#,
    row("tx_1", "acc_f"), row("tx_2", "acc_c"), row("tx_3", "acc_f"),
  ]

  private static func row(_ id: String, _ account: String) -> String {
    #"{"id":"\#(id)","account_id":"\#(account)","created":"2026-05-02T12:00:00Z","amount":-100,"#
      + #""currency":"GBP","description":"Shop","category":"general","metadata":{},"#
      + #""settled":"2026-05-02T12:00:00Z"}"#
  }

  private func input() throws -> String {
    try scratch.write(Self.rows.joined(separator: "\n"), to: "rows.jsonl")
  }

  @Test func `one file holds all statements, each whole, those of cards last`() throws {
    let run = try Run(["export", "--format", "ofx", "--ofx-single", input()])
    #expect(run.status == 0)
    let tags = run.text.matches(
      of: /<(\/?(?:OFX|BANKMSGSRSV1|CREDITCARDMSGSRSV1|STMTRS|CCSTMTRS|FITID))>/
    )
    .map { String($0.output.1) }
    #expect(
      tags == [
        "OFX", "BANKMSGSRSV1", "STMTRS", "FITID", "/FITID", "/STMTRS", "/BANKMSGSRSV1",
        "CREDITCARDMSGSRSV1", "CCSTMTRS", "FITID", "/FITID", "FITID", "/FITID", "/CCSTMTRS",
        "/CREDITCARDMSGSRSV1", "/OFX",
      ])
    #expect(run.text.ranges(of: "OFXHEADER").count == 1)
  }

  @Test func `a folder has one file an account, or one of all`() throws {
    func files(_ options: String...) throws -> [String] {
      let run = try Run(
        ["export", "--format", "ofx", "--out", scratch("out"), input()] + options)
      #expect(run.status == 0)
      return try FileManager.default.contentsOfDirectory(atPath: scratch("out/all"))
        .filter { $0.hasSuffix(".ofx") }.sorted()
    }
    #expect(try files() == ["all-current-account.ofx", "all-flex.ofx"])
    #expect(try files("--ofx-single") == ["all-all.ofx"])
  }

  @Test func `on one stream, several accounts are refused with what to do`() throws {
    let run = try Run(["export", "--format", "ofx", input()])
    #expect(run.status == 2)
    #expect(run.errors.contains("--ofx-single"))
  }

  @Test func `version 2.1.1 is asked for by name`() throws {
    let run = try Run([
      "export", "--format", "ofx", "--account", "acc_c", "--ofx-version", "2.1.1", input(),
    ])
    #expect(run.text.hasPrefix("<?xml"))
    #expect(try Run(["export", "--format", "ofx", "--ofx-version", "2.2", input()]).status == 2)
  }
}
