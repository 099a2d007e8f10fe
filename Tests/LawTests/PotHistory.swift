// Histories around pots: an account and a pot whose own statement is known, in part known or not at all, its rows
// minutes or hours from those of the account, on either side of midnights; splits that leave a remainder or have a
// part of the other sign, foreign currency, pending and declined rows, rows without a category. The generator keeps
// what each register holds, so that there is something to hold the pipeline against that it did not compute.

import Enrich
import Model
import TestSupport

/// A made-up history as normalized rows.
struct PotHistory {
  static let current = "acc_0000current"
  static let joint = "acc_0000joint"
  static let pot = "pot_0000holiday"
  static let potAccount = "acc_0000holidaypot"

  /// In order of (created, id).
  private(set) var rows: [Row] = []
  private(set) var knowledge = Knowledge.empty
  /// What each account and pot holds after all rows that count as money, and held before them.
  private(set) var openings: [String: Int64] = [:]
  private(set) var closings: [String: Int64] = [:]

  private var random: SeededRandom
  private var number = 0
  private static let start: Int64 = 1_767_225_600  // 2026-01-01
  private static let days = 150

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
    for id in [Self.current, Self.joint, Self.pot] {
      openings[id] = Int64.random(in: 0...100_000, using: &random)
    }
    closings = openings
    for _ in 0..<Int.random(in: 5...25, using: &random) { addSomething() }
    rows.sort { ($0.created, $0[.id] ?? "") < ($1.created, $1[.id] ?? "") }
    for index in rows.indices { rows[index].rememberKey() }
    learn()
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func time() -> Instant {
    // Close to midnights, where a day, a month or a summer time may end in between.
    let day = Int64.random(in: 0..<Int64(Self.days), using: &random)
    let second = Int64.random(in: -7200...7200, using: &random)
    return Instant(seconds: Self.start + day * 86_400 + (chance(50) ? second : second * 5))
  }

  private mutating func row(_ account: String, _ amount: Int64, _ kind: Kind, at: Instant) -> Row {
    number += 1
    var row = Row()
    let digits = String(number)
    row[.id] = "tx_0000" + String(repeating: "0", count: 18 - digits.count) + digits
    row[.accountID] = account
    row.kind = kind
    row.created = at
    row.date = TimeZoneRules.london.date(of: at)
    row.amount = Money(amount, .gbp)
    row.status = .settled
    return row
  }

  private mutating func add(_ row: Row, to register: String) {
    rows.append(row)
    if row.countsAsMoney { closings[register, default: 0] += row.amountMinor }
  }

  private mutating func addSomething() {
    let amount = Int64.random(in: 1...90_000, using: &random)
    switch Int.random(in: 0...9, using: &random) {
    case 0...4: addPotMove(chance(60) ? -amount : amount)
    case 5: add(row(Self.potAccount, amount % 100 + 1, .interest, at: time()), to: Self.pot)
    case 6:
      var income = row(Self.current, amount, .bacsCredit, at: time())
      if chance(50) { income[.category] = "income" }
      add(income, to: Self.current)
    default: addPurchase(-amount)
    }
  }

  private mutating func addPotMove(_ amount: Int64) {
    let at = time()
    var move = row(Self.current, amount, .potTransfer, at: at)
    move[.potID] = Self.pot
    if chance(10) { move.status = .pending }
    add(move, to: Self.current)
    closings[Self.pot, default: 0] -= amount
    guard chance(70) else { return }
    // The pot's own row reports the same move again: it changes nothing.
    let apart = Int64.random(in: -9000...30_000, using: &random)
    var own = row(
      Self.potAccount, -amount, .potTransfer, at: Instant(seconds: at.seconds + apart))
    own[.potID] = Self.pot
    own.status = move.status
    rows.append(own)
  }

  private mutating func addPurchase(_ amount: Int64) {
    let account = chance(70) ? Self.current : Self.joint
    var purchase = row(account, amount, .cardPayment, at: time())
    if chance(80) { purchase[.category] = chance(50) ? "groceries" : "general" }
    if chance(40) {
      let one = Int64.random(in: -100_000...20_000, using: &random)
      var parts = [CategoryPart("eating_out", one)]
      if chance(50) { parts.append(CategoryPart("gifts", amount - one)) }
      purchase.categoryParts = parts
    }
    if chance(20) { purchase.localAmount = Money(amount * 2, Currency("JPY") ?? .gbp) }
    if chance(15) { purchase.status = chance(50) ? .pending : .declined }
    if chance(10) { purchase.includeInSpending = false }
    add(purchase, to: account)
  }

  private mutating func learn() {
    for row in rows { knowledge.learn(row) }
    for id in [Self.current, Self.joint] {
      knowledge.learn(.account(Account(id: id, type: id == Self.current ? "uk_retail" : "other")))
    }
    knowledge.learn(.pot(Pot(id: Self.pot, name: "Holiday")))
    knowledge.add(pot: Self.pot, heldBy: Self.potAccount)
    for (id, balances) in [(openings, Self.start - 999_999), (closings, Self.start + 99_999_999)]
      .flatMap({ balances, time in balances.map { ($0.key, ($0.value, time)) } })
    {
      knowledge.learn(
        .balance(
          BalanceFact(
            accountID: id, balanceMinor: balances.0, currency: .gbp,
            seen: Instant(seconds: balances.1))))
    }
  }
}
