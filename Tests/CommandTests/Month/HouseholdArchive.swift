// The archive of a small household for the commands that read one: a current account and a pot, in spring 2026,
// complete since they were opened. Rows change between exports as a bank changes them.

import Foundation
import TestSupport

@testable import monzo_export

/// An archive whose rows a test changes.
final class HouseholdArchive {
  /// One row as the bank has it.
  struct Entry {
    var id: String
    var created: String
    var amount: Int
    var isPending = false
    var pot: String?
    var payee = "LARCH ST DELI"
    /// When the money moved, where that was not at once.
    var settled: String?

    /// The bank's object.
    var line: String {
      """
      {"id":"\(id)","created":"\(created)","description":"\(payee)","amount":\(amount),"currency":"GBP",\
      "local_amount":\(amount),"local_currency":"GBP","merchant":null,"notes":"","metadata":{\
      \(pot.map { #""pot_id":"\#($0)""# } ?? "")},"category":"\(pot == nil ? "eating_out" : "savings")",\
      "settled":"\(isPending ? "" : settled ?? created)","updated":"\(created)","account_id":"acc_1",\
      "user_id":"user_1","counterparty":{},"scheme":"\(pot == nil ? "mastercard" : "uk_retail_pot")",\
      "amount_is_pending":\(isPending)}
      """
    }
  }

  let scratch: Scratch
  let name: String
  /// The rows that the next `write` puts into the archive.
  var rows: [String: Entry] = [:]
  /// When the bank was asked last.
  var seen = "2026-08-01T09:00:00Z"
  /// The windows that are complete and the gaps, as coverage has them.
  var coverage: (complete: String, gaps: String)?
  /// What the account holds in the bank's eyes, when it is not what the rows add up to.
  var balance: Int?

  var path: String { scratch(name) }
  var out: String { scratch("home/exports") }

  init(_ scratch: Scratch, _ name: String = "archive") {
    self.scratch = scratch
    self.name = name
    for entry in [
      Entry(id: "tx_april", created: "2026-04-10T12:00:00Z", amount: 100_000, payee: "PAYROLL"),
      Entry(id: "tx_may", created: "2026-05-10T12:00:00Z", amount: -1000),
      Entry(
        id: "tx_pot", created: "2026-05-11T12:00:00Z", amount: -5000, pot: "pot_1",
        payee: "pot_1"),
      Entry(id: "tx_late", created: "2026-05-31T20:00:00Z", amount: -700, isPending: true),
      Entry(id: "tx_june", created: "2026-06-12T12:00:00Z", amount: -2000),
      Entry(id: "tx_july", created: "2026-07-12T12:00:00Z", amount: -300),
    ] { rows[entry.id] = entry }
  }

  /// Writes everything anew, but for what the program has written beside it.
  func write() throws {
    let sum = rows.values.reduce(0) { $0 + $1.amount }
    let pot = -rows.values.reduce(0) { $0 + ($1.pot == nil ? 0 : $1.amount) }
    try? FileManager.default.removeItem(atPath: scratch("\(name)/transactions"))
    let archive = try HandMadeArchive(scratch, name, records: rows.values.map(\.line))
    try archive.write(
      """
      {"seen":"\(seen)","body":{"id":"acc_1","closed":false,"created":"2026-01-01T09:00:00Z",\
      "type":"uk_retail","currency":"GBP","owners":[{"user_id":"user_1"}]}}

      """, "accounts/acc_1/account.json")
    try archive.write(
      """
      {"seen":"\(seen)","body":[{"id":"pot_1","name":"Holiday","balance":\(pot),"currency":"GBP",\
      "type":"default","current_account_id":"acc_1","created":"2026-01-02T09:00:00Z","deleted":false}]}

      """, "accounts/acc_1/pots.json")
    try archive.write(
      #"{"account_id":"acc_1","seen":"\#(seen)","body":{"balance":\#(balance ?? sum),"currency":"GBP"}}"#
        + "\n",
      "balances/account_id=acc_1/part.jsonl")
    let windows =
      coverage ?? (
        #"{"since":"2026-01-01T09:00:00Z","before":"\#(seen.replacing(":00Z", with: ":01Z"))"}"#, ""
      )
    try archive.write(
      """
      {"account_id":"acc_1","opened":"2026-01-01T09:00:00Z","complete":[\(windows.complete)],\
      "gaps":[\(windows.gaps)]}

      """, "coverage/acc_1.json")
  }

  /// Lets what the program wrote be as if it came from an earlier version, which kept no digests.
  func forgetDigests() throws {
    try scratch.write("monzo-export archive 1\n", to: "\(name)/FORMAT")
    try FileManager.default.removeItem(atPath: scratch("\(name)/digests.jsonl"))
  }

  /// The row that was pending settles.
  func settle(_ amount: Int = -700) {
    rows["tx_late"]?.isPending = false
    rows["tx_late"]?.amount = amount
  }

  func run(_ arguments: String...) throws -> Run { try run(arguments) }

  func run(_ arguments: [String]) throws -> Run {
    try Run(arguments + ["--archive", path], environment: ["HOME": scratch("home")])
  }

  /// Exports a month from the archive and gives its files.
  @discardableResult
  func export(_ month: String, _ options: String...) throws -> [String: [UInt8]] {
    let run = try Run(
      ["month", month, "--offline", "--out", out, "--archive", path] + options,
      environment: ["HOME": scratch("home")])
    if run.status != 0 { throw Failed(errors: run.errors) }
    return try scratch.files(in: "home/exports/\(month)")
  }
}

extension [String: [UInt8]] {
  /// The accounting files: OFX and QIF.
  var accounting: [String: [UInt8]] {
    filter { $0.key.hasSuffix(".ofx") || $0.key.hasSuffix(".qif") }
  }

  /// The manifest.
  var manifest: [String: Any] {
    get throws {
      let object = try JSONSerialization.jsonObject(with: Data(self["manifest.json"] ?? []))
      return object as? [String: Any] ?? [:]
    }
  }

  /// The ids that the OFX file of an account gives, in order.
  func fitids(_ account: String = "current-account") -> [String] {
    statement(account)?.all("FITID").map(\.value) ?? []
  }

  /// The OFX statement of an account.
  func statement(_ account: String = "current-account") -> ReadOFX.Element? {
    keys.first { $0.hasSuffix("-\(account).ofx") }.flatMap { self[$0] }
      .flatMap { ReadOFX(String(decoding: $0, as: UTF8.self)) }?.root
  }

  /// The ledger balance of an account, in pence.
  func ledgerBalance(_ account: String = "current-account") -> Int64? {
    statement(account)?.all("BALAMT").first.flatMap { units($0.value, 2) }
  }
}
