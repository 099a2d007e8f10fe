// What `fetch` tells of accounts that it was asked for, and of rows that the bank no longer lists.

import Foundation
import Testing

@testable import monzo_export

@Suite struct FetchCommandTests {
  private let bank: TestBank

  init() throws { bank = try TestBank() }

  private var archive: String { ".config/monzo-export/archive" }

  /// What `status` says of every account and pot.
  private func accounts() throws -> [[String: Any]] {
    let status = try bank.run("status", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(status.output)) as? [String: Any]
    return try #require(object?["accounts"] as? [[String: Any]])
  }

  // MARK: Rows that the bank no longer lists

  @Test func `a final row that the bank no longer lists is told, and stays`() throws {
    #expect(try bank.logIn(fetches: true).status == 0)
    let account = try #require(accounts().first { $0["type"] as? String == "uk_retail" })
    let id = try #require(account["id"] as? String)
    let row = HouseholdArchive.Entry(id: "tx_gone", created: "2026-06-10T12:00:00Z", amount: -1)
    let name = "\(archive)/transactions/account_id=\(id)/month=2026-06/part.jsonl"
    let line = row.line.replacing(#""account_id":"acc_1""#, with: #""account_id":"\#(id)""#)
    try bank.scratch.write(bank.scratch.text(name) + line + "\n", to: name)
    let run = try bank.run("fetch", "--json")
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "note: the bank no longer lists 1 final row that the archive has (tx_gone); it stays"),
      "\(run.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any]
    let missing = try #require(object?["missing"] as? [[String: String]])
    #expect(missing.map { $0["id"] } == ["tx_gone"])
    #expect(missing.first?.keys.sorted() == ["account_id", "created", "id"])
    #expect(bank.scratch.text(name).contains("tx_gone"))
  }
}
