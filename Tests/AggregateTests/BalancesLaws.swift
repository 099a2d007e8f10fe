// What holds of the books of any history whose balances were read off the rows themselves.

import Aggregate
import Enrich
import Model
import TestSupport
import Testing

struct BalancesLaws {
  /// Rows of one account on different days, and the balances that a bank would have reported in between.
  private static func history(_ random: inout SeededRandom) -> (
    rows: [Row], facts: [BalanceFact], opening: Int64
  ) {
    let opening = Int64.random(in: -1000...1000, using: &random)
    var balance = opening
    var rows: [Row] = []
    var facts: [BalanceFact] = []
    func see(_ time: Int64) {
      facts.append(
        BalanceFact(
          accountID: "acc_1", balanceMinor: balance, currency: .gbp,
          seen: Instant(seconds: time)))
    }
    see(1_700_000_000)
    for turn in 1...Int64.random(in: 2...20, using: &random) {
      let row = Row.make(random.bankID("tx_")) {
        $0.created = Instant(seconds: 1_700_000_000 + turn * 86_400)
        $0.date = CivilDate(days: Int32(19_675 + turn))
        $0.amountMinor = Int64.random(in: 1...500, using: &random) * (turn % 2 == 0 ? 1 : -1)
        $0.status = random.pick([.settled, .settled, .settled, .declined])
      }
      rows.append(row)
      if row.countsAsMoney { balance += row.amountMinor }
      if Bool.random(using: &random) { see(1_700_000_000 + turn * 86_400 + 3600) }
    }
    see(1_800_000_000)
    return (rows, facts, opening)
  }

  private static func balances(_ rows: [Row], _ facts: [BalanceFact]) -> Balances {
    var knowledge = Knowledge.empty
    for row in rows { knowledge.learn(row) }
    for fact in facts { knowledge.learn(.balance(fact)) }
    return Balances(knowledge, links: .empty)
  }

  @Test(arguments: 0..<1000 as Range<UInt64>)
  func `opening and rows are the closing, which the bank reported, after each row`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let (rows, facts, opening) = BalancesLaws.history(&random)
    let balances = BalancesLaws.balances(
      rows.shuffled(using: &random), facts.shuffled(using: &random))
    #expect(balances.proof(of: "acc_1") == .proved)
    #expect(balances.opening(of: "acc_1") == opening)
    #expect(balances.closing(of: "acc_1") == facts.last?.balanceMinor)
    var running = RunningBalance(balances)
    var sum = opening
    for row in rows {
      let dayBegan = balances.balance(of: "acc_1", before: row.date)
      #expect(dayBegan == sum)
      if row.countsAsMoney { sum += row.amountMinor }
      #expect(running.balance(after: row) == sum)
    }
  }

  @Test(arguments: 0..<1000 as Range<UInt64>)
  func `a row that is missing is a gap of its amount, between the balances around it`(seed: UInt64)
    throws
  {
    var random = SeededRandom(seed: seed)
    var (rows, facts, _) = BalancesLaws.history(&random)
    let lost = rows.remove(at: Int.random(in: rows.indices, using: &random))
    let proof = BalancesLaws.balances(rows, facts).proof(of: "acc_1")
    guard lost.countsAsMoney else {
      #expect(proof == .proved)
      return
    }
    let to = try #require(facts.firstIndex { $0.seen.map { $0 >= lost.created } ?? false })
    #expect(
      proof
        == .gap(
          BooksGap(
            from: facts[to - 1].seen, to: facts[to].seen, amountMinor: lost.amountMinor,
            balanceMinor: facts[to].balanceMinor)))
  }
}
