// Where rows are right there is never a gap, whatever a life does to them; where one is lost or changed there is one.

import Aggregate
import Foundation
import Model
import TestSupport
import Testing

@Suite struct `proof laws` {
  /// How many lives every law is held to: `LAW_SEEDS`, or enough to find what people break.
  static let seeds =
    0..<(ProcessInfo.processInfo.environment["LAW_SEEDS"].flatMap { UInt64($0) } ?? 250) * 4

  @Test func `a life whose rows are right has no gap, and most are proved`() {
    var proved = 0
    for seed in Self.seeds {
      let life = ProofLife(seed: seed)
      let balances = life.balances(life.movements)
      let proof = balances.proof(of: "current")
      if case .gap = proof { Issue.record("seed \(seed): \(proof)") }
      guard proof == .proved else { continue }
      proved += 1
      let sum = life.movements.reduce(0) { $0 + $1.amountMinor }
      #expect(
        balances.closing(of: "current") == balances.opening(of: "current").map { $0 + sum },
        "seed \(seed)")
      #expect(balances.closing(of: "current") == life.facts.last?.balanceMinor, "seed \(seed)")
    }
    #expect(proved * 10 > Self.seeds.count * 8)
  }

  @Test
  func `a row that is lost or changed is a gap between balances at which nothing else was open`() {
    var named = 0
    for seed in Self.seeds {
      let life = ProofLife(seed: seed)
      var random = SeededRandom(seed: seed)
      guard let index = life.movements.indices.randomElement(using: &random) else { continue }
      let lost = life.movements[index]
      let sure = life.facts.filter { life.isSure($0, without: lost.key) }
      let hasBefore =
        life.isOpenedAtZero || sure.contains { $0.seen.map { $0 < lost.created } ?? false }
      // What the row was is known of balances before the last change of it.
      let changed = life.past.versions.filter { $0.movement.key == lost.key }.map(\.until).max()
      let after = sure.contains { fact in
        guard let seen = fact.seen else { return false }
        return lost.created <= seen && !lost.isOpen(at: seen)
          && changed.map { $0 <= seen } ?? true
      }
      guard hasBefore && after, life.movements.count > 0 else { continue }
      named += 1
      var movements = life.movements
      let isLost = Bool.random(using: &random)
      if isLost { movements.remove(at: index) } else { movements[index].amountMinor -= 1 }
      let proof = life.balances(movements).proof(of: "current")
      guard case .gap(let gap) = proof else {
        Issue.record("seed \(seed): \(isLost ? "lost" : "changed") \(lost): \(proof)")
        continue
      }
      #expect(gap.amountMinor != 0, "seed \(seed)")
    }
    #expect(named * 4 > Self.seeds.count)
  }

  @Test func `where nothing else is open the gap is the row's, in its place`() {
    var named = 0
    for seed in Self.seeds {
      let life = ProofLife(seed: seed)
      var random = SeededRandom(seed: seed)
      guard let index = life.movements.indices.randomElement(using: &random) else { continue }
      let lost = life.movements[index]
      guard
        life.facts.allSatisfy({
          life.isSure($0, without: lost.key) && !lost.isOpen(at: $0.seen ?? .distantFuture)
        }),
        !life.past.versions.contains(where: { $0.movement.key == lost.key }),
        !life.past.arrivals.contains(where: { $0.key == lost.key }),
        let to = life.facts.firstIndex(where: { $0.seen.map { lost.created <= $0 } ?? false }),
        to > 0 || life.isOpenedAtZero
      else { continue }
      named += 1
      var movements = life.movements
      movements.remove(at: index)
      let gap = BooksGap(
        from: to > 0 ? life.facts[to - 1].seen : nil, to: life.facts[to].seen,
        amountMinor: lost.amountMinor, balanceMinor: life.facts[to].balanceMinor)
      #expect(life.balances(movements).proof(of: "current") == .gap(gap), "seed \(seed)")
    }
    #expect(named * 25 > Self.seeds.count)
  }
}
