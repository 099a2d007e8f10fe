// The banks of the simulation: a few households, made once, each scenario adding its own crowds of rows and
// its own life.

import Model
import TestSupport

@testable import Sandbox

/// Banks to begin with.
enum Banks {
  /// Households of different sizes and ages; small ones more often, since every row is read many times.
  private static let households: [BankHistory] = [
    DemoBank(seed: 11, transactions: 0), DemoBank(seed: 12, transactions: 6, years: 3),
    DemoBank(seed: 13, transactions: 10, years: 4), DemoBank(seed: 14, transactions: 14, years: 3),
    DemoBank(seed: 15, transactions: 20), DemoBank(seed: 16, transactions: 30, years: 3),
    DemoBank(seed: 17, transactions: 50, years: 4), DemoBank(seed: 18, transactions: 400, years: 3),
  ].map { BankHistory($0, keepsRows: true) }

  /// A bank as it is when a simulation begins.
  static func make(seed: UInt64, _ random: inout SeededRandom) -> BankServer {
    // The largest is for one in eighty.
    let isLarge = Int.random(in: 0..<80, using: &random) == 0
    let index = isLarge ? 7 : Int.random(in: 0..<7, using: &random)
    var bank = BankServer(households[index], seed: seed)
    bank.rules.hasRefusingAccounts = Int.random(in: 0..<4, using: &random) == 0
    bank.rules.approvalDelay = Int64.random(in: 0...40, using: &random)
    if Int.random(in: 0..<6, using: &random) == 0 { bank.rules.requestsPerMinute = 40 }
    if Int.random(in: 0..<4, using: &random) == 0 { addCrowd(to: &bank, &random) }
    if Bool.random(using: &random) { addPotMove(to: &bank, &random) }
    return bank
  }

  /// Adds many rows at nearly one time, their identifiers not in the order of their times.
  private static func addCrowd(to bank: inout BankServer, _ random: inout SeededRandom) {
    let isLarge = Int.random(in: 0..<12, using: &random) == 0
    let count = isLarge ? 230 : Int.random(in: 2...30, using: &random)
    let span: Int64 = [0, 900, 5_000, 86_400_000][Int.random(in: 0..<4, using: &random)]
    let age = Int64.random(in: 1...900, using: &random) * 86_400_000
    let start = max(
      DemoBank.asOf.milliseconds - age, bank.books.bank.drafts.identities.opened(.joint))
    for number in 0..<count {
      let created = start + (span == 0 ? 0 : Int64.random(in: 0...span, using: &random))
      var row = bank.books.bank.drafts.card(.pumpHollow, 500 + Int64(number), .current, at: created)
      row.salt = random.next() & ~0xFFFF | UInt64(number)
      row.settled = created + 1
      let skew = Int64.random(in: 0...1_700, using: &random)
      if Bool.random(using: &random) { row.filed = created + skew }
      bank.books.add(row)
    }
  }

  /// Adds a move into a pot, long ago: the only row that names the pot's account.
  private static func addPotMove(to bank: inout BankServer, _ random: inout SeededRandom) {
    let age = Int64.random(in: 100...900, using: &random) * 86_400_000
    for var side in bank.books.bank.drafts.pot(
      .rainyDay, 1_000, at: DemoBank.asOf.milliseconds - age)
    {
      side.salt = random.next()
      bank.books.add(side)
    }
  }

  /// Lets things happen to rows between two times, beside what is to happen already.
  ///
  /// - Returns: what is to happen, by row.
  static func live(
    _ bank: inout BankServer, seed: UInt64, from: Int64, through: Int64, stories: Int
  ) -> [String: RowFacts] {
    let life = Life(
      of: bank.books.history, seed: seed, from: Instant(milliseconds: from),
      through: Instant(milliseconds: through), count: stories)
    bank.live(life)
    return RowFacts.all(life)
  }
}

/// When what happened to a row, as the bank's life has it.
struct RowFacts {
  /// When the bank wrote it down; nil when it always had it.
  var appeared: Int64?
  /// When it was changed.
  var changes: [Int64] = []
  /// When the bank removed it.
  var vanished: Int64?

  /// The facts of all rows to which something happens.
  static func all(_ life: Life) -> [String: RowFacts] {
    var facts: [String: RowFacts] = [:]
    for event in life.events {
      switch event.change {
      case .appear(let entry): facts[entry.id.text, default: RowFacts()].appeared = event.time
      case .settle(let id, _), .note(let id, _):
        facts[id.text, default: RowFacts()].changes.append(event.time)
      case .vanish(let id): facts[id.text, default: RowFacts()].vanished = event.time
      }
    }
    return facts
  }
}
