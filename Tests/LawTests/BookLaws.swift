// The books, held against those that the generator kept while it made the history up.

import Foundation
import TestSupport
import Testing

@Suite struct `book laws` {
  @Test func `every transaction is there once, with its final amount and status`() throws {
    for run in HistoryRun.all {
      let rows = try HistoryRun.rows(run.normalized)
      #expect(rows.count == run.history.truths.count, "seed \(run.seed)")
      for truth in run.history.truths {
        let row = try #require(rows.first { $0["id"] as? String == truth.id }, "seed \(run.seed)")
        #expect(row["amount_minor"] as? Int64 == truth.amount, "seed \(run.seed)")
        #expect(row["account_id"] as? String == truth.account, "seed \(run.seed)")
        let status = truth.isDeclined ? "declined" : truth.isPending ? "pending" : "settled"
        #expect(row["status"] as? String == status, "seed \(run.seed)")
      }
    }
  }

  @Test func `rows are in order of time and id`() throws {
    for run in HistoryRun.all {
      let created = run.history.truths.sorted { ($0.created, $0.id) < ($1.created, $1.id) }
      let rows = try HistoryRun.rows(run.enriched)
      #expect(rows.map { $0["id"] as? String } == created.map(\.id), "seed \(run.seed)")
    }
  }

  @Test func `opening and rows are the balance after every row, and in the end the closing`() throws
  {
    for run in HistoryRun.all {
      var balances = run.history.openings
      for row in try HistoryRun.rows(run.enriched) {
        let account = try #require(row["account_id"] as? String)
        if row["status"] as? String != "declined" {
          balances[account, default: 0] += try #require(row["amount_minor"] as? Int64)
        }
        #expect(row["balance_minor"] as? Int64 == balances[account], "seed \(run.seed)")
      }
      for account in run.history.openings.keys {
        #expect(balances[account] == run.history.closing(account), "seed \(run.seed)")
      }
    }
  }

  @Test func `the two sides of a transfer sum to nothing, and every move between accounts is one`()
    throws
  {
    for run in HistoryRun.all {
      var sides: [String: [Int64]] = [:]
      var kinds: [String: String] = [:]
      for row in try HistoryRun.rows(run.enriched) {
        let id = try #require(row["id"] as? String)
        kinds[id] = row["kind"] as? String
        guard let transfer = row["transfer_id"] as? String else { continue }
        sides[transfer, default: []].append(try #require(row["amount_minor"] as? Int64))
      }
      for (id, amounts) in sides {
        #expect(amounts.count == 2 && amounts.reduce(0, +) == 0, "seed \(run.seed), \(id)")
      }
      for (out, back) in run.history.ownTransfers {
        #expect(kinds[out] == "own_transfer" && kinds[back] == "own_transfer", "seed \(run.seed)")
      }
      #expect(sides.count == run.history.ownTransfers.count, "seed \(run.seed)")
    }
  }
}
