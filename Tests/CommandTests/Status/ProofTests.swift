// Whether commands notice that rows are lost, and that rows are right whose amounts changed after a balance was seen.

import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct `the proof of an archive` {
  private let scratch: Scratch
  private let archive: HouseholdArchive

  init() throws {
    scratch = try Scratch()
    archive = HouseholdArchive(scratch)
  }

  private var sum: Int { archive.rows.values.reduce(0) { $0 + $1.amount } }

  @Test func `a pending payment excuses its own amount, and not the rows that are lost`() throws {
    archive.balance = sum
    archive.rows["tx_june"] = nil
    try archive.write()
    let lost = try archive.run("status")
    #expect(lost.status == 8)
    #expect(lost.text.contains("current-account: -20.00 GBP with no transaction to show for it"))
    #expect(try archive.run("export", "--month", "2026-07").status == 8)
    archive.balance = sum + 700
    try archive.write()
    let pending = try archive.run("status")
    #expect(pending.status == 0)
    #expect(
      pending.text.contains("differs by 7.00 GBP; 1 payment that was pending then can explain it"))
  }

  /// The payment that was pending settles with another amount between two balances.
  private func settleBetweenBalances() throws {
    let old = try #require(archive.rows["tx_late"]?.line)
    archive.settle(-950)
    try archive.write()
    let facts = [(93_300, "2026-06-01T09:00:00Z"), (sum, archive.seen)].map {
      #"{"account_id":"acc_1","seen":"\#($1)","body":{"balance":\#($0),"currency":"GBP"}}"# + "\n"
    }
    try scratch.write(facts.joined(), to: "archive/balances/account_id=acc_1/part.jsonl")
    try scratch.write(
      #"{"replaced":"2026-06-03T09:00:02Z","body":\#(old)}"# + "\n",
      to: "archive/history/account_id=acc_1/part.jsonl")
  }

  @Test func `a balance is compared with the amounts of its time, which history has`() throws {
    try settleBetweenBalances()
    let status = try archive.run("status")
    #expect(status.status == 0)
    #expect(status.text.contains(/current-account .* proved/))
    try FileManager.default.removeItem(atPath: scratch("archive/history"))
    let forgotten = try archive.run("status")
    #expect(forgotten.status == 8)
    #expect(forgotten.text.contains("2.50 GBP with no transaction to show for it"))
  }

  @Test(arguments: [("2026-06-20T00:00:00Z", 0), ("2026-01-01T09:00:00Z", 8)] as [(String, Int32)])
  func `a balance that was seen before older time was read may differ`(
    since: String, status: Int32
  ) throws {
    archive.settle()
    try archive.write()
    let facts = [(12_345, "2026-07-15T09:00:00Z"), (sum, archive.seen)].map {
      #"{"account_id":"acc_1","seen":"\#($1)","body":{"balance":\#($0),"currency":"GBP"}}"# + "\n"
    }
    try scratch.write(facts.joined(), to: "archive/balances/account_id=acc_1/part.jsonl")
    try scratch.write(
      """
      {"fetched":"2026-07-15T09:00:05Z","complete":[{"account_id":"acc_1","since":"\(since)",\
      "before":"2026-07-15T09:00:00Z"}],"late":[]}

      """, to: "archive/history/fetches.jsonl")
    #expect(try archive.run("status").status == status)
  }

  @Test func `a month knows the amounts of the past from the cache when nothing changed`() throws {
    try settleBetweenBalances()
    let cache = scratch("archive/cache/history/account_id=acc_1/part.knowledge")
    for turn in 1...2 {
      let files = try archive.export("2026-06")
      let accounts = try files.manifest["accounts"] as? [[String: Any]]
      #expect(accounts?.first?["proof"] as? String == "proved", "turn \(turn)")
      #expect(FileManager.default.fileExists(atPath: cache))
    }
    try Data([1, 2, 3]).write(to: URL(filePath: cache))
    #expect(try archive.run("status").status == 0, "a damaged cache is made anew")
  }

  @Test func `lines of a history that say nothing of the past are passed over`() throws {
    try settleBetweenBalances()
    let path = scratch("archive/history/account_id=acc_1/part.jsonl")
    let whole = try Data(contentsOf: URL(filePath: path))
    let strange = """
      {"outdated":"2026-06-03T09:00:02Z","body":{"id":"tx_may","created":"2026-05-10T12:00:00Z","amount":-1}}
      {"damaged":"2026-06-03T09:00:02Z","body":{"id":"tx_may","created":"2026-05-10T12:00:00Z","amount":-1}}
      no line of history

      """
    let cut = Data(#"{"replaced":"2026"#.utf8)
    try (Data(strange.utf8) + whole + cut).write(to: URL(filePath: path))
    #expect(try archive.run("status").status == 0)
  }
}
