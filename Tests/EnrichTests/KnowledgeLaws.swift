// Knowledge is a monoid: learned in parts and put together in any order it is the same knowledge.

import Enrich
import Model
import TestSupport
import Testing

struct KnowledgeLaws {
  private static let references: [Reference] = {
    var open = Account(id: "acc_1", type: "uk_retail")
    var closed = open
    closed.isClosed = true
    open.owners = ["Ann"]
    var early = Pot(id: "pot_1", name: "Holiday")
    early.updated = Instant(seconds: 5)
    var late = Pot(id: "pot_1", name: "Summer")
    late.updated = Instant(seconds: 6)
    return [
      .account(open), .account(closed), .pot(early), .pot(late),
      .category(id: "category_0000A", name: "Pets"), .category(id: "category_0000A", name: "Cats"),
      .balance(BalanceFact(accountID: "acc_1", balanceMinor: 1, currency: .gbp, seen: nil)),
      .balance(
        BalanceFact(
          accountID: "acc_1", balanceMinor: 2, currency: .gbp, seen: Instant(seconds: 1_800_000_000)
        )),
    ]
  }()

  private func learned(_ rows: some Sequence<Row>, _ references: [Reference] = []) -> Knowledge {
    var knowledge = Knowledge.empty
    for row in rows { knowledge.learn(row) }
    for reference in references { knowledge.learn(reference) }
    return knowledge
  }

  private func merged(_ parts: Knowledge...) -> Knowledge {
    parts.reduce(into: .empty) { $0.merge($1) }
  }

  @Test(arguments: 0..<200)
  func `learned in parts and merged is learned at once`(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let rows = random.history(40)
    let cut = Int.random(in: 0...rows.count, using: &random)
    let references = Self.references.shuffled(using: &random)
    let whole = learned(rows, references)
    let one = learned(rows[..<cut], Array(references[..<3]))
    let other = learned(rows[cut...], Array(references[3...]))
    #expect(merged(one, other) == whole)
    #expect(merged(other, one) == whole)
    #expect(learned(rows.shuffled(using: &random), references.reversed()) == whole)
    #expect(merged(other, one).sortedMovements == whole.sortedMovements)
  }

  @Test(arguments: 0..<100)
  func `merge is associative and has an identity`(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let parts = (0..<3).map { _ in learned(random.history(15), [random.pick(Self.references)]) }
    let left = merged(merged(parts[0], parts[1]), parts[2])
    let right = merged(parts[0], merged(parts[1], parts[2]))
    #expect(left == right)
    #expect(merged(left, .empty) == left)
    #expect(merged(.empty, left) == left)
    #expect(left != .empty)
  }

  @Test func `one movement more is other knowledge`() {
    let row = Row.make("tx_1")
    #expect(learned([row]) != learned([row, row]))
  }
}
