// When the books of an account or a pot balance, and where they do not.

import Aggregate
import Enrich
import Model
import TestSupport
import Testing

struct BalancesTests {
  private static func fact(_ balance: Int64, _ seen: String?, of id: String = "current")
    -> BalanceFact
  {
    BalanceFact(
      accountID: id, balanceMinor: balance, currency: .gbp, seen: seen.flatMap { Instant($0) })
  }

  private static func balances(
    _ movements: [Movement], _ facts: [BalanceFact], openedAtZero: Set<String> = [],
    completeSince: [String: Instant] = [:]
  ) -> Balances {
    let sorted = movements.sorted { ($0.created, $0.key) < ($1.created, $1.key) }
    return Balances(
      sorted, links: Links.of(sorted), registers: .household, facts: facts,
      openedAtZero: openedAtZero, completeSince: completeSince)
  }

  private static let rows: [Movement] = [
    .make(1, -435, "2026-06-03"), .make(2, 245_000, "2026-06-26", .bacsCredit),
  ]

  private static let june = "2026-06-01T00:00:00Z", july = "2026-07-01T00:00:00Z"

  // MARK: Proofs

  @Test func `two balances with the rows between them prove each other`() {
    let balances = Self.balances(
      Self.rows, [Self.fact(10_000, Self.june), Self.fact(254_565, Self.july)])
    #expect(balances.proof(of: "current") == .proved)
    #expect(balances.opening(of: "current") == 10_000)
    #expect(balances.closing(of: "current") == 254_565)
  }

  @Test func `where rows may be missing, two balances prove only what came after the first`()
    throws
  {
    let since = try #require(Instant("2026-06-01T12:00:00Z"))
    let fifth = "2026-06-05T00:00:00Z"
    let balances = Self.balances(
      Self.rows + [.make(3, -50, "2026-04-01")],
      [Self.fact(9565, fifth), Self.fact(254_565, Self.july)], completeSince: ["current": since])
    let proved = try #require(Instant(fifth))
    #expect(balances.proof(of: "current") == .unproved(.earlierRows(provedSince: proved)))
    let day = try #require(CivilDate("2026-06-05"))
    #expect(balances.proof(of: "current", from: day) == .proved)
    #expect(balances.proof(of: "current", from: day.adding(days: -1)) != .proved)
    #expect(balances.opening(of: "current") == nil)
    #expect(balances.closing(of: "current") == 254_565)
    let second = try #require(CivilDate("2026-06-02"))
    #expect(balances.firstCompleteDay(of: "current") == second)
    #expect(balances.balance(of: "current", before: second) == 10_000)
    #expect(balances.balance(of: "current", before: second.adding(days: -1)) == nil)
  }

  @Test func `a balance that the rows do not explain is a gap with its dates and amount`() {
    let balances = Self.balances(
      Self.rows, [Self.fact(10_000, Self.june), Self.fact(252_565, Self.july)])
    let gap = BooksGap(
      from: Instant(Self.june), to: Instant(Self.july), amountMinor: -2000, balanceMinor: 252_565)
    #expect(balances.proof(of: "current") == .gap(gap))
    #expect(balances.closing(of: "current") == 252_565, "the books close as the bank does")
  }

  @Test func `the first of several gaps is named`() {
    let days = (1...6).map { "2026-06-0\($0)T00:00:00Z" }
    let seen: [Int64] = [100, 100, 90, 90, 70, 70]
    let balances = Self.balances([], zip(seen, days).map { Self.fact($0, $1) })
    let gap = BooksGap(
      from: Instant(days[1]), to: Instant(days[2]), amountMinor: -10, balanceMinor: 90)
    #expect(balances.proof(of: "current") == .gap(gap))
  }

  @Test func `rows that are missing and rows that make up for them later are a gap as well`() {
    let days = (1...5).map { "2026-06-0\($0)T00:00:00Z" }
    let balances = Self.balances([], zip([100, 100, 90, 100, 100], days).map { Self.fact($0, $1) })
    let gap = BooksGap(
      from: Instant(days[1]), to: Instant(days[2]), amountMinor: -10, balanceMinor: 90)
    #expect(balances.proof(of: "current") == .gap(gap))
  }

  @Test func `one balance proves nothing unless the rows reach back to an opening at zero`() {
    let fact = Self.fact(244_565, nil)
    #expect(Self.balances(Self.rows, [fact]).proof(of: "current") == .unproved(.oneBalance))
    #expect(Self.balances(Self.rows, [fact]).opening(of: "current") == 0)
    let complete = Self.balances(Self.rows, [fact], openedAtZero: ["current"])
    #expect(complete.proof(of: "current") == .proved)
    let short = Self.balances(Self.rows, [Self.fact(244_000, nil)], openedAtZero: ["current"])
    #expect(
      short.proof(of: "current")
        == .gap(BooksGap(from: nil, to: nil, amountMinor: -565, balanceMinor: 244_000)))
  }

  @Test func `the same balance reported twice is one balance`() {
    let fact = Self.fact(1, Self.june)
    #expect(Self.balances([], [fact, fact]).proof(of: "current") == .unproved(.oneBalance))
  }

  @Test func `without a balance there is no proof, and without an anchor no opening`() {
    let balances = Self.balances(Self.rows, [])
    #expect(balances.proof(of: "current") == .unproved(.noBalance))
    #expect(balances.opening(of: "current") == nil)
    #expect(balances.closing(of: "current") == nil)
    let complete = Self.balances(Self.rows, [], openedAtZero: ["current"])
    #expect(complete.proof(of: "current") == .unproved(.noBalance))
    #expect(complete.closing(of: "current") == 244_565)
  }

  @Test func `two currencies in one register prove nothing`() {
    let euros = BalanceFact(
      accountID: "current", balanceMinor: 1, currency: Currency("EUR") ?? .gbp, seen: nil)
    #expect(
      Self.balances(Self.rows, [euros]).proof(of: "current") == .unproved(.currenciesDiffer))
  }

  @Test func `a sum that 64 bits cannot hold is reported, not wrapped`() {
    let rows: [Movement] = [.make(1, .max, "2026-06-03"), .make(2, .max, "2026-06-04")]
    let facts = [Self.fact(0, nil), Self.fact(0, Self.june)]
    #expect(Self.balances(rows, facts).proof(of: "current") == .unproved(.overflow))
    #expect(
      Self.balances(rows, [], openedAtZero: ["current"]).closing(of: "current") == nil)
  }

  @Test func `a balance seen at the time of a row counts the row`() {
    let balances = Self.balances(
      [.make(1, -50, Self.june)], [Self.fact(50, Self.june), Self.fact(50, Self.july)])
    #expect(balances.proof(of: "current") == .proved)
    #expect(balances.opening(of: "current") == 100)
  }

  // MARK: Pots

  @Test func `a pot is proved by mirrors of the account's rows and by rows of its own`() {
    let deposit = Movement.make(1, -20_000, "2026-06-02T07:30:00Z", .potTransfer, with: "pot")
    let mirrored = Movement.make(
      2, 20_000, "2026-06-02T07:30:01Z", .potTransfer, of: "pot account", with: "pot")
    let interest = Movement.make(3, 61, "2026-06-30", .interest, of: "pot account")
    let facts = [Self.fact(20_061, nil, of: "pot")]
    for rows in [[deposit, interest], [deposit, mirrored, interest]] {
      let balances = Self.balances(rows, facts, openedAtZero: ["pot", "current"])
      #expect(balances.proof(of: "pot") == .proved)
      #expect(balances.proof(of: "pot account") == .proved, "one register under two names")
      #expect(balances.closing(of: "current") == -20_000)
    }
  }

  @Test func `the list of pots gives a balance when no other was seen, of deleted pots too`() {
    var knowledge = Knowledge.empty
    var pot = Pot(id: "pot_1", name: "Holiday")
    pot.balanceMinor = 0
    pot.isDeleted = true
    knowledge.learn(.pot(pot))
    for (id, amount) in [("tx_1", -300 as Int64), ("tx_2", 300)] {
      knowledge.learn(
        .make(id) {
          $0.amountMinor = amount
          $0.kind = .potTransfer
          $0[.potID] = "pot_1"
        })
    }
    #expect(Balances(knowledge, links: .empty).opening(of: "pot_1") == 0)
    #expect(Balances(knowledge, links: .empty).proof(of: "pot_1") == .unproved(.oneBalance))
    knowledge.learn(
      .balance(BalanceFact(accountID: "pot_1", balanceMinor: 7, currency: .gbp, seen: nil)))
    #expect(Balances(knowledge, links: .empty).opening(of: "pot_1") == 7)
  }

  // MARK: Days

  @Test func `the balance before a day is the opening of a month`() throws {
    let balances = Self.balances(Self.rows, [Self.fact(10_000, Self.june)])
    let third = try #require(CivilDate("2026-06-03"))
    #expect(balances.balance(of: "current", before: third) == 10_000)
    #expect(balances.balance(of: "current", before: third.adding(days: 1)) == 9565)
  }

  // MARK: Running balances

  @Test func `the balance after each row counts pending rows and leaves declined ones out`() {
    var knowledge = Knowledge.empty
    let rows: [Row] = [
      .make("tx_1") { $0.amountMinor = -435 },
      .make("tx_2") {
        $0.amountMinor = -100
        $0.status = .declined
      },
      .make("tx_3") {
        $0.amountMinor = -65
        $0.status = .pending
      },
      .make("tx_4") {
        $0.amountMinor = 20_000
        $0[.accountID] = "acc_2"
      },
    ]
    for row in rows { knowledge.learn(row) }
    knowledge.learn(
      .balance(BalanceFact(accountID: "acc_1", balanceMinor: 500, currency: .gbp, seen: nil)))
    var running = RunningBalance(Balances(knowledge, links: .empty))
    #expect(rows.map { running.balance(after: $0) } == [565, 565, 500, nil])
  }

  @Test func `rows of a time of which some may be missing have no balance`() throws {
    var knowledge = Knowledge.empty
    let rows: [Row] = ["2026-06-03T12:00:00Z", "2026-06-04T12:00:00Z"].map { time in
      .make("tx_\(time)") {
        $0.amountMinor = -100
        $0.created = Instant(time) ?? $0.created
      }
    }
    for row in rows { knowledge.learn(row) }
    knowledge.learn(
      .balance(BalanceFact(accountID: "acc_1", balanceMinor: 500, currency: .gbp, seen: nil)))
    let since = try #require(Instant("2026-06-04T00:00:00Z"))
    var running = RunningBalance(
      Balances(knowledge, links: .empty, completeSince: ["acc_1": since]))
    #expect(rows.map { running.balance(after: $0) } == [nil, 500])
  }

  @Test func `a move to a pot changes the balance of both`() {
    var knowledge = Knowledge.empty
    let rows: [Row] = [
      .make("tx_1") {
        $0.amountMinor = -300
        $0.kind = .potTransfer
        $0[.potID] = "pot_1"
        $0[.metadata] = #"{"pot_account_id":"acc_of_pot"}"#
      },
      .make("tx_2") {
        $0.amountMinor = 2
        $0.kind = .interest
        $0[.accountID] = "acc_of_pot"
      },
    ]
    for row in rows { knowledge.learn(row) }
    var running = RunningBalance(
      Balances(knowledge, links: .empty, openedAtZero: ["acc_1", "pot_1"]))
    #expect(rows.map { running.balance(after: $0) } == [-300, 302])
  }

  @Test func `a move whose pot row is known changes the pot's balance once`() {
    var knowledge = Knowledge.empty
    let rows: [Row] = [("tx_1", "acc_1", -300 as Int64), ("tx_2", "acc_of_pot", 300)].map {
      id, account, amount in
      .make(id) {
        $0.amountMinor = amount
        $0.kind = .potTransfer
        $0[.accountID] = account
        $0[.potID] = "pot_1"
        $0[.metadata] = #"{"pot_account_id":"acc_of_pot"}"#
      }
    }
    for row in rows { knowledge.learn(row) }
    let links = Links(linking: knowledge, asOf: CivilDate(days: 20_700))
    #expect(links[RowKey("tx_2")]?.transfer == RowKey("tx_1"))
    var running = RunningBalance(
      Balances(knowledge, links: links, openedAtZero: ["acc_1", "pot_1"]))
    #expect(rows.map { running.balance(after: $0) } == [-300, 300])
  }
}
