// The books of the demo bank balance to the penny.

import Foundation
import Model
import Sandbox
import TestSupport
import Testing

@Suite struct BookTests {
  /// A household of another seed and one of another size balance as well.
  static let banks = [
    Demo.bank, DemoBank(seed: 7), DemoBank(seed: 3, transactions: 900),
    DemoBank(seed: 4, transactions: 7000),
  ]
  static let rows = banks.map(DemoRow.all)

  @Test(arguments: Seeds.few(2, of: [0, 1, 2, 3]))
  func `the balance of an account is the sum of its rows`(index: Int) throws {
    let bank = Self.banks[index]
    let sums = Self.sums(index)
    for account in bank.accountIDs {
      let answer = try Demo.object(try #require(bank.balanceAnswer(of: account)))
      #expect(answer["balance"] as? Int == sums[account, default: 0])
    }
  }

  @Test(arguments: Seeds.few(2, of: [0, 1, 2, 3]))
  func `the balance of a pot is the sum of the rows of its hidden account`(index: Int) throws {
    let bank = Self.banks[index]
    let sums = Self.sums(index)
    let pots = try #require(try Demo.object(bank.potsAnswer())["pots"] as? [[String: Any]])
    for (pot, account) in zip(pots, bank.potAccountIDs) {
      #expect(pot["balance"] as? Int == sums[account, default: 0])
    }
  }

  @Test(arguments: Seeds.few(2, of: [0, 1, 2, 3]))
  func `the total balance adds the pots of the account`(index: Int) throws {
    let bank = Self.banks[index]
    for account in bank.accountIDs {
      let answer = try Demo.object(try #require(bank.balanceAnswer(of: account)))
      let pots = try #require(
        try Demo.object(bank.potsAnswer(of: account))["pots"] as? [[String: Any]])
      let inPots = pots.compactMap { $0["balance"] as? Int }.reduce(0, +)
      #expect(answer["total_balance"] as? Int == (answer["balance"] as? Int ?? 0) + inPots)
    }
  }

  @Test func `reference lines repeat the balances with account and time`() throws {
    let lines = try Demo.bank.references().split(separator: 0x0A).map { try Demo.object(Array($0)) }
    let balances = lines.filter { $0["reference"] as? String == "balance" }
    #expect(balances.compactMap { $0["account_id"] as? String } == Demo.bank.accountIDs)
    for line in balances {
      let account = try #require(line["account_id"] as? String)
      let answer = try Demo.object(try #require(Demo.bank.balanceAnswer(of: account)))
      #expect(line["balance_minor"] as? Int == answer["balance"] as? Int)
      #expect(line["seen"] as? String == "2026-07-18T09:30:00Z")
    }
  }

  @Test func `a pot never holds less than nothing`() {
    for account in Demo.bank.potAccountIDs {
      var balance = 0
      for row in Demo.rows where row.accountID == account {
        balance += row.moved
        #expect(balance >= 0, "\(row.id)")
      }
    }
  }

  @Test(arguments: Seeds.few(2, of: [0, 1, 2, 3]))
  func `moves between account and pot have both sides`(index: Int) {
    var sides: [String: [DemoRow]] = [:]
    for row in Self.rows[index] where row.scheme == "uk_retail_pot" {
      let move = row.metadata["pot_deposit_id"] ?? row.metadata["pot_withdrawal_id"] ?? ""
      sides[move, default: []].append(row)
    }
    #expect(!sides.isEmpty)
    for (move, rows) in sides {
      #expect(rows.count == 2 && rows.map(\.amount).reduce(0, +) == 0, "\(move)")
      #expect(rows.contains { $0.accountID == $0.metadata["pot_account_id"] })
      #expect(rows.contains { $0.accountID != $0.metadata["pot_account_id"] })
    }
  }

  @Test(arguments: Seeds.few(2, of: [0, 1, 2, 3]))
  func `transfers between own accounts have both sides`(index: Int) {
    let bank = Self.banks[index]
    var sides: [String: [DemoRow]] = [:]
    for row in Self.rows[index] {
      guard let other = row.counterparty["account_id"], bank.accountIDs.contains(other),
        let transfer = row.metadata["p2p_transfer_id"]
      else { continue }
      sides[transfer, default: []].append(row)
    }
    #expect(!sides.isEmpty)
    for rows in sides.values {
      #expect(rows.count == 2 && rows.map(\.amount).reduce(0, +) == 0)
      #expect(rows.first?.accountID == rows.last?.counterparty["account_id"])
    }
  }

  @Test func `Flex repayments have both sides`() {
    let flex = Demo.rows.filter { $0.scheme == "monzo_flex" }
    #expect(!flex.isEmpty && flex.map(\.amount).reduce(0, +) == 0)
  }

  private static func sums(_ index: Int) -> [String: Int] {
    rows[index].reduce(into: [:]) { $0[$1.accountID, default: 0] += $1.moved }
  }
}
