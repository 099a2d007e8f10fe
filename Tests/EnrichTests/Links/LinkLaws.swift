// What holds of the links of any history, however odd: tried on seeded random ones that crowd a few amounts,
// parties and days, so that ties and rivals abound.

import Enrich
import Model
import TestSupport
import Testing

struct LinkLaws {
  private static let asOf = CivilDate(days: 20_700)

  /// Movements with different keys, some of them hashes, in order; with the ids of the hashes.
  private static func history(_ random: inout SeededRandom) -> ([Movement], [RowKey: String]) {
    let kinds: [Kind] = [
      .cardPayment, .refund, .bankTransfer, .potTransfer, .flex, .ownTransfer, .directDebit,
    ]
    let parties = ["current", "joint", "pot", "shop", "stranger", "04000422222222", nil]
    let accounts = ["current", "joint", "pot account", "flex"]
    var ids: [RowKey: String] = [:]
    let step = random.pick([600, 43_200, 604_800])
    let movements = (0..<random.pick([3, 12, 40])).map { number in
      var movement = Movement.make(
        number, random.pick([-300, -200, -100, 100, 200, 300]), "2026-01-05",
        random.pick(kinds), of: random.pick(accounts), with: random.pick(parties),
        random.pick([nil, .account, .name, .merchant]), random.pick([.settled, .settled, .pending]))
      movement.created.seconds += Int64(step * Int.random(in: 0..<30, using: &random))
      movement.day = Int32(movement.created.seconds / 86_400)
      if Int.random(in: 0..<4, using: &random) == 0 {
        let id = "row_\(Int.random(in: 0..<1_000_000, using: &random))_\(number)"
        movement.key = RowKey(id)
        ids[movement.key] = id
      }
      return movement
    }
    return (movements.sorted { ($0.created, $0.key) < ($1.created, $1.key) }, ids)
  }

  private static func histories(
    _ seed: UInt64,
    _ check: ([Movement], [RowKey: String], Links, inout SeededRandom) throws -> Void
  ) rethrows {
    var random = SeededRandom(seed: seed)
    for _ in 0..<10 {
      let (movements, ids) = history(&random)
      let links = Links(linking: movements, among: .household, ids: ids, asOf: asOf)
      try check(movements, ids, links, &random)
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the order of input does not matter`(seed: UInt64) {
    LinkLaws.histories(seed) { movements, ids, _, random in
      func links(_ movements: [Movement]) -> Links {
        var knowledge = Knowledge.empty
        for movement in movements {
          knowledge.add(movement)
          if let id = ids[movement.key] { knowledge.add(id: id, of: movement.key) }
        }
        for name in ["current", "joint", "flex"] {
          knowledge.add(account: StableHash.of(name)) { name }
        }
        knowledge.add(pot: "pot", heldBy: "pot account")
        return Links(linking: knowledge, asOf: LinkLaws.asOf)
      }
      #expect(links(movements) == links(movements.shuffled(using: &random)))
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a transfer has two sides in two registers, which sum to nothing`(seed: UInt64) {
    LinkLaws.histories(seed) { movements, ids, links, _ in
      var sides: [RowKey: [Movement]] = [:]
      for movement in movements {
        if let id = links[movement.key]?.transfer { sides[id, default: []].append(movement) }
      }
      for (id, pair) in sides {
        #expect(pair.count == 2)
        #expect(pair.reduce(0) { $0 + $1.amountMinor } == 0)
        #expect(Set(pair.map { OwnRegisters.household.register($0.account) }).count == 2)
        #expect(Set(pair.map { links[$0.key]?.transferKind }).count == 1)
        #expect(id == LinkLaws.least(pair.map(\.key), ids))
      }
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `refunds are of one shop's purchases, and never exceed them`(seed: UInt64) throws {
    try LinkLaws.histories(seed) { movements, _, links, _ in
      var left = Dictionary(uniqueKeysWithValues: movements.map { ($0.key, -$0.amountMinor) })
      for refund in movements {
        guard let id = links[refund.key]?.refundOf else { continue }
        let purchase = try #require(movements.first { $0.key == id })
        left[id, default: 0] -= refund.amountMinor
        #expect(left[id, default: -1] >= 0)
        #expect((refund.kind == .directDebit) == (purchase.kind == .directDebit))
        #expect([.refund, .directDebit].contains(refund.kind) && purchase.kind != .refund)
        #expect(purchase.party == refund.party)
        #expect(purchase.status == .settled)
        #expect(purchase.created.seconds <= refund.created.seconds + 600)
      }
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a refund is without a purchase only when none would do`(seed: UInt64) {
    LinkLaws.histories(seed) { movements, _, links, _ in
      var left = Dictionary(uniqueKeysWithValues: movements.map { ($0.key, -$0.amountMinor) })
      for refund in movements {
        if let id = links[refund.key]?.refundOf { left[id, default: 0] -= refund.amountMinor }
      }
      for refund in movements
      where refund.kind == .refund && refund.party != 0 && refund.amountMinor > 0
        && links[refund.key]?.refundOf == nil
      {
        #expect(
          !movements.contains { other in
            other.kind == .cardPayment && other.status == .settled && other.party == refund.party
              && other.created <= refund.created
              && left[other.key, default: 0] >= refund.amountMinor
              && refund.created.seconds - other.created.seconds <= 180 * 86_400
          })
      }
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a series is of one party, account and direction, and has the rows that say so`(seed: UInt64)
  {
    LinkLaws.histories(seed) { movements, ids, links, _ in
      for series in links.series {
        let rows = movements.filter { links[$0.key]?.recurring == series.id }
        #expect(rows.count == series.count)
        #expect(series.count >= 2)
        #expect(
          Set(rows.map { [$0.party, $0.account, $0.amountMinor < 0 ? 1 : 0] }).count == 1)
        #expect(rows.map(\.day).min() == series.first.days)
        #expect(rows.map(\.day).max() == series.last.days)
        #expect(series.last < series.nextExpected)
        #expect(series.id == LinkLaws.least(rows.map(\.key), ids))
        #expect(rows.allSatisfy { links[$0.key]?.transfer == nil })
      }
      #expect(
        Set(movements.compactMap { links[$0.key]?.recurring }) == Set(links.series.map(\.id)))
    }
  }

  /// Histories of many regular payments beside each other, in which series are sure to be found.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `regular payments are found whatever else was paid to others`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var movements: [Movement] = []
    var rhythms: [UInt64: Rhythm] = [:]
    for number in 0..<10 {
      let rhythm = random.pick(Rhythm.allCases)
      let start = CivilDate(days: 19_000 + Int32(Int.random(in: 0..<400, using: &random)))
      rhythms[StableHash.of("party \(number)")] = rhythm
      for turn in 0..<Int.random(in: 4..<10, using: &random) {
        let late = rhythm == .weekly ? 0 : Int.random(in: 0...1, using: &random)
        let day = rhythm.day(after: start, periods: turn).adding(days: late)
        movements.append(
          .make(number * 100 + turn, -500, day.description, with: "party \(number)"))
      }
    }
    let found = Links.of(movements).series
    #expect(found.count == 10)
    for series in found { #expect(series.rhythm == rhythms[series.party]) }
  }

  private static func least(_ keys: [RowKey], _ ids: [RowKey: String]) -> RowKey? {
    keys.min { ($0.id ?? ids[$0] ?? "") < ($1.id ?? ids[$1] ?? "") }
  }
}
