// Rows change while people look, and the books balance at every moment.

import Foundation
import Model
import MonzoAPI
import Sandbox
import TestSupport
import Testing

@Suite struct LifeTests {
  static let end = Instant(seconds: DemoBank.asOf.seconds + 3600)

  static func life(_ seed: UInt64, stories: Int = 24) -> Life {
    Life(of: TestBank.small, seed: seed, from: DemoBank.asOf, through: end, count: stories)
  }

  private func rows(_ truth: [AccountTruth]) -> [String: DemoRow] {
    let rows = truth.flatMap(\.rows).compactMap { DemoRow(Data($0)) }
    return Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `the balance is the sum of the rows at every moment`(seed: UInt64) throws {
    let bank = TestBank(life: Self.life(seed)).bank
    for minute in stride(from: 0, through: 60, by: 7) {
      let truth = bank.truth(at: Instant(seconds: DemoBank.asOf.seconds + Int64(minute) * 60))
      for account in truth where account.isReadable {
        let sum = account.rows.compactMap { DemoRow(Data($0))?.moved }.reduce(0, +)
        #expect(Int64(sum) == account.balance)
      }
    }
  }

  @Test func `rows appear, change, settle and vanish, and come in late`() {
    let bank = TestBank(life: Self.life(1)).bank
    let before = rows(bank.truth(at: DemoBank.asOf))
    let middle = rows(bank.truth(at: Instant(seconds: DemoBank.asOf.seconds + 1800)))
    let after = rows(bank.truth(at: Self.end))
    let moments = [before, middle, after]
    #expect(after.keys.contains { before[$0] == nil })
    #expect(middle.keys.contains { after[$0] == nil })
    #expect(after.values.contains { middle[$0.id].map { $0.isPending } == true && !$0.isPending })
    #expect(after.values.contains { row in middle[row.id].map { $0.amount != row.amount } == true })
    #expect(after.values.contains { row in before[row.id].map { $0.notes != row.notes } == true })
    #expect(after.values.contains { before[$0.id] == nil && $0.instant < DemoBank.asOf })
    #expect(moments.allSatisfy { !$0.isEmpty })
  }

  @Test func `when a life is over nothing changes any more`() {
    let bank = TestBank(life: Self.life(3)).bank
    let late = Instant(seconds: Self.end.seconds + 1_000_000)
    let isOver = bank.truth(at: Self.end) == bank.truth(at: late)
    #expect(isOver)
    #expect(
      bank.truth(at: late).flatMap(\.rows).compactMap { DemoRow(Data($0)) }.allSatisfy {
        !$0.isPending
      })
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `pages hold all rows once in a bank that lives`(seed: UInt64) throws {
    var bank = try TestBank.open(life: Self.life(seed))
    bank.wait(290)
    for truth in bank.bank.truth(at: bank.now) where truth.potID == nil {
      let rows = try bank.allRows(of: truth.accountID, limit: 3)
      let isWhole = Set(rows.map(\.body)) == Set(truth.rows)
      #expect(isWhole && rows.count == truth.rows.count)
    }
  }

  @Test func `the same seed gives the same life`() {
    let lives = [Self.life(4), Self.life(4), Self.life(5)].map {
      TestBank(life: $0).bank.truth(at: Self.end)
    }
    let (isSame, isOther) = (lives[0] == lives[1], lives[0] != lives[2])
    #expect(isSame && isOther)
  }
}
