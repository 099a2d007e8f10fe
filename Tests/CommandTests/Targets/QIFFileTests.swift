// QIF of accounts in several currencies, in another character set, and with days that could be months.

import Foundation
import TestSupport
import Testing

@Suite struct `QIF files` {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static func row(
    _ id: String, _ account: String, _ currency: String, day: String = "02", _ name: String = "Shop"
  ) -> String {
    #"{"id":"\#(id)","account_id":"\#(account)","created":"2026-05-\#(day)T12:00:00Z","amount":-100,"#
      + #""currency":"\#(currency)","description":"\#(name)","category":"general","metadata":{},"#
      + #""settled":"2026-05-\#(day)T12:00:00Z"}"#
  }

  private static let accounts =
    #"{"accounts":[{"id":"acc_c","type":"uk_retail","currency":"GBP","created":"2026-01-01T00:00:00Z"},"#
    + #"{"id":"acc_e","type":"uk_business","currency":"EUR","created":"2026-01-01T00:00:00Z"}]}"#

  private func export(_ rows: [String], _ options: String...) throws -> (run: Run, files: [String])
  {
    let input = try scratch.write(
      ([Self.accounts] + rows).joined(separator: "\n"), to: "rows.jsonl")
    let run = try Run(["export", "--format", "qif", "--out", scratch("out"), input] + options)
    #expect(run.status == 0, "\(run.errors)")
    let names = try scratch.files(in: "out/all").keys.filter { $0.hasSuffix(".qif") }
    return (run, names.sorted())
  }

  @Test func `accounts of another currency are in a file of their own, and that is said`() throws {
    let (run, files) = try export([
      Self.row("tx_1", "acc_c", "GBP"), Self.row("tx_2", "acc_e", "EUR"),
    ])
    #expect(files == ["all-all-eur.qif", "all-all.qif"])
    #expect(scratch.text("out/all/all-all.qif").contains("NCurrent account"))
    #expect(!scratch.text("out/all/all-all.qif").contains("Business"))
    #expect(scratch.text("out/all/all-all-eur.qif").contains("NBusiness account"))
    #expect(
      run.errors.contains("all-all-eur.qif: accounts in EUR, because QIF has one currency per file")
    )
  }

  @Test func `a file whose days could all be months is pointed out with the remedy`() throws {
    let open = "no day is past the 12th"
    let row = Self.row("tx_1", "acc_c", "GBP")
    #expect(try export([row]).run.errors.contains(open))
    #expect(try export([row]).run.errors.contains("--qif-date iso"))
    #expect(try !export([row], "--qif-date", "iso").run.errors.contains(open))
    #expect(
      try !export([row, Self.row("tx_2", "acc_c", "GBP", day: "13")]).run.errors.contains(open))
    // The fifth of May is the same day in any order.
    #expect(try !export([Self.row("tx_1", "acc_c", "GBP", day: "05")]).run.errors.contains(open))
  }

  @Test func `the character set of older programs has the nearest letters, and says how many`()
    throws
  {
    let rows = [
      Self.row("tx_1", "acc_c", "GBP", "Łódź Café – ラ"), Self.row("tx_2", "acc_c", "GBP", "Plain"),
    ]
    let (run, _) = try export(rows, "--charset", "cp1252")
    let bytes = try #require(try scratch.files(in: "out/all")["all-all.qif"])
    let text = try #require(String(bytes: bytes, encoding: .windowsCP1252))
    #expect(text.contains("PLódz Café – ?\r\n"))
    #expect(
      run.errors.contains(
        "all-all.qif: 3 characters that cp1252 lacks are written as the nearest letters or ?"))
    #expect(try !export(rows).run.errors.contains("lacks"))
  }

  @Test func `two pots whose names cp1252 cannot tell apart stay two`() throws {
    let pots =
      #"{"pots":[{"id":"pot_a","name":"🏖","currency":"GBP","current_account_id":"acc_c","created":"2026-01-02T00:00:00Z"},"#
      + #"{"id":"pot_b","name":"🎄","currency":"GBP","current_account_id":"acc_c","created":"2026-01-03T00:00:00Z"}]}"#
    func move(_ id: String, _ pot: String) -> String {
      Self.row(id, "acc_c", "GBP").replacing(
        #""metadata":{}"#, with: #""metadata":{"pot_id":"\#(pot)"}"#
      )
      .replacing(#""category""#, with: #""scheme":"uk_retail_pot","category""#)
    }
    _ = try export([pots, move("tx_1", "pot_a"), move("tx_2", "pot_b")], "--charset", "cp1252")
    let text = scratch.text("out/all/all-all.qif")
    let names = text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("NPot") }
      .map { String($0.dropFirst()) }
    #expect(Set(names) == ["Pot ?", "Pot ? 2"])
    for name in names { #expect(text.contains("L[\(name)]")) }
  }
}
