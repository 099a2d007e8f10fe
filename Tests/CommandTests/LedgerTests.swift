// The balance that a statement ends with where the bank gave none, and where only some transactions are exported: it
// is the account's all the same, and it is said what it is.

import Foundation
import TestSupport
import Testing

@Suite struct `Balances of statements` {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static func row(_ id: String, _ day: String, _ amount: Int, _ category: String) -> String
  {
    #"{"id":"tx_\#(id)","account_id":"acc_1","created":"\#(day)T12:00:00Z","description":"\#(id)","#
      + #""amount":\#(amount),"currency":"GBP","category":"\#(category)","metadata":{},"#
      + #""settled":"\#(day)T12:00:00Z"}"#
  }

  /// Wages in May, spending in June: 609.01 is left.
  private static let rows = [
    row("wages", "2026-05-02", 100_000, "income"), row("rent", "2026-06-03", -35_000, "bills"),
    row("food", "2026-06-10", -4_099, "groceries"),
  ]

  private static let balance =
    #"{"balance":65901,"currency":"GBP","account_id":"acc_1","seen":"2026-06-20T12:00:00Z"}"#

  private func input(_ lines: [String]) throws -> String {
    try scratch.write(lines.joined(separator: "\n") + "\n", to: "rows.jsonl")
  }

  /// What an OFX file says that the account holds.
  private func ledger(_ text: String) -> Substring? {
    text.firstMatch(of: /<BALAMT>(.*)<\/BALAMT>/)?.output.1
  }

  private func ofx(_ lines: [String], _ options: String...) throws -> (Substring?, String) {
    let run = try Run(["export", "--format", "ofx", input(lines)] + options)
    #expect(run.status == 0, "\(run.errors)")
    return (ledger(run.text), run.errors)
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  private struct Manifest: Decodable {
    struct Account: Decodable {
      let openingMinor, closingMinor: Int?
      let ledgerMinor: Int
      let ledgerOf, proof: String
    }
    let filtered: Bool
    let accounts: [Account]
  }

  private func export(_ lines: [String], _ options: String...) throws -> (
    manifest: Manifest, ofx: Substring?, errors: String
  ) {
    let run = try Run(
      ["export", "--month", "2026-06", "--out", scratch("out"), input(lines)] + options)
    #expect(run.status == 0, "\(run.errors)")
    let folder = scratch("out/2026-06")
    let manifest = try Self.decoder.decode(
      Manifest.self, from: Data(contentsOf: URL(filePath: "\(folder)/manifest.json")))
    let file = try String(contentsOfFile: "\(folder)/2026-06-account.ofx", encoding: .utf8)
    return (manifest, ledger(file), run.errors)
  }

  @Test
  func `without any balance, the statements of two months agree and say that they count from zero`()
    throws
  {
    let (may, said) = try ofx(Self.rows, "--month", "2026-05")
    let (june, _) = try ofx(Self.rows, "--month", "2026-06")
    #expect(may == "1000.00")
    #expect(june == "609.01")
    #expect(said.contains("no balance from Monzo for account"))
    let whole = try export(Self.rows)
    #expect(whole.ofx == "609.01")
    let account = try #require(whole.manifest.accounts.first)
    #expect(account.ledgerMinor == 60_901 && account.ledgerOf == "rows")
    #expect(account.openingMinor == nil && account.closingMinor == nil)
    #expect(whole.errors.contains("no balance from Monzo for account"))
  }

  @Test func `with a balance, the statement has the bank's and nothing is to be said`() throws {
    let whole = try export(Self.rows + [Self.balance])
    let account = try #require(whole.manifest.accounts.first)
    #expect(whole.ofx == "659.01")
    #expect(account.ledgerMinor == 65_901 && account.ledgerOf == "bank")
    #expect(!whole.errors.contains("LEDGERBAL"))
    #expect(whole.manifest.filtered == false)
  }

  @Test(arguments: [["--category", "groceries"], ["--kind", "other"], ["--merchant", "food"]])
  func `some of the transactions are no statement, and its balance is the account's`(
    options: [String]
  ) throws {
    let run = try Run(
      ["export", "--month", "2026-06", "--out", scratch("out"), input(Self.rows + [Self.balance])]
        + options)
    let some = try Self.decoder.decode(
      Manifest.self,
      from: Data(contentsOf: URL(filePath: scratch("out/2026-06/manifest.json"))))
    #expect(some.filtered)
    #expect(run.errors.contains("filtered: only some transactions"))
    for account in some.accounts {
      #expect(account.openingMinor == nil && account.closingMinor == nil)
      #expect(account.proof == "unproved")
      #expect(account.ledgerMinor == 65_901 && account.ledgerOf == "bank")
    }
    guard options.first == "--category" else { return }
    let file = try String(
      contentsOfFile: scratch("out/2026-06/2026-06-account.ofx"), encoding: .utf8)
    #expect(ledger(file) == "659.01")
    #expect(try ofx(Self.rows + [Self.balance], "--category", "groceries").0 == "659.01")
    #expect(try ofx(Self.rows, "--category", "groceries").0 == "609.01")
  }
}
