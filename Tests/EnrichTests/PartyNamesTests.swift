// One party under several names, and money that finds what it gives back.

import Enrich
import Model
import TestSupport
import Testing

@Suite struct `names of parties` {
  private func payees(_ rows: [Row], rules: String = "{}") throws -> [Row] {
    var knowledge = Knowledge.empty
    for row in rows.reversed() { knowledge.learn(row) }
    var enricher = Enricher(knowledge, rules: try Rules(parsing: Array(rules.utf8)))
    return rows.map { enricher.enriched($0) }
  }

  private func row(_ number: Int, _ name: String, _ change: (inout Row) -> Void) -> Row {
    .make("tx_\(number)") {
      $0.kind = .bankTransfer
      $0.created = Instant(seconds: Int64(number))
      $0[.counterpartyName] = name
      change(&$0)
    }
  }

  private func numbers(_ row: inout Row) {
    row[.counterpartySortCode] = "041307"
    row[.counterpartyAccountNumber] = "29900313"
  }

  @Test func `one account under several spellings has the latest, and rules find it by any`() throws
  {
    let rows = try payees(
      [
        row(1, "LARCHWARD LTD", numbers), row(2, "Larchward Ltd.", numbers),
        row(3, "Larchward Limited") {
          numbers(&$0)
          $0[.counterpartyUserID] = "anonuser_3"
        },
      ],
      rules: "{ rules: [{ match: { counterparty: 'larchward ltd.' }, set: { tags: ['x'] } }] }")
    #expect(Set(rows.map { $0[.payee] }) == ["Larchward Limited"])
    #expect(rows.map { $0[.counterpartyName] }.first == "LARCHWARD LTD")
    #expect(rows.allSatisfy { $0.tags == ["x"] })
  }

  @Test func `names alone make no party, and other numbers are another`() throws {
    let rows = try payees([
      row(1, "Sam") { _ in }, row(2, "Sam Friend") { _ in },
      row(3, "Owl") {
        numbers(&$0)
        $0[.counterpartySortCode] = "111111"
      }, row(4, "Elm", numbers),
    ])
    #expect(rows.map { $0[.payee] } == ["Sam", "Sam Friend", "Owl", "Elm"])
  }

  @Test func `a person has one name in all accounts, the one that was chosen`() throws {
    let rows = try payees([
      row(1, "SAMUEL P") {
        $0[.counterpartyUserID] = "user_sam"
        $0[.payee] = "Sam"
        $0[provenance: .payee] = .counterparty
      },
      row(2, "SAMUEL P") {
        $0[.counterpartyUserID] = "user_sam"
        $0[.payee] = "Sammy"
        $0[provenance: .payee] = .counterparty
      },
      row(3, "SAMUEL P FRIEND") { $0[.counterpartyUserID] = "user_sam" },
    ])
    #expect(rows.map { $0[.payee] } == ["Sammy", "Sammy", "Sammy"])
  }

  @Test(arguments: [
    ("Interest for March 2026", "Interest"), ("Interest (1 Mar - 31 Mar)", "Interest"),
    ("Savings interest", "Savings interest"), ("March Building Society", "March Building Society"),
    ("Interest earned in May", "Interest"),
  ])
  func `interest has one payee whatever month it is for`(name: String, payee: String) throws {
    let rows = try payees([row(1, name) { $0.kind = .interest }])
    #expect(rows.first?[.payee] == payee)
    let rent = try payees([row(1, name) { _ in }])
    #expect(rent.first?[.payee]?.lowercased() == name.lowercased())
  }
}

@Suite struct `money that finds its category` {
  private func enriched(_ rows: [Row]) -> [Row] {
    var knowledge = Knowledge.empty
    for row in rows { knowledge.learn(row) }
    let links = Links(linking: knowledge, asOf: CivilDate(days: 20_700))
    var enricher = Enricher(knowledge, links: links)
    return rows.map { enricher.enriched($0) }
  }

  private let hotel = Row.make("tx_1") {
    $0.amountMinor = -3300
    $0[.category] = "holidays"
    $0.tie = 7
  }

  private func back(_ kind: Kind, _ category: String?, tie: UInt64 = 7) -> Row {
    .make("tx_2") {
      $0.created = Instant(seconds: 1_780_000_100)
      $0.amountMinor = 3300
      $0.kind = kind
      $0[.category] = category
      $0.tie = tie
    }
  }

  @Test func `a reversal is of its purchase, and in its category where the bank put it nowhere`() {
    for category in [nil, "general"] {
      let row = enriched([hotel, back(.refund, category)])[1]
      #expect(row[.refundOf] == "tx_1" && row[.category] == "holidays")
    }
    #expect(enriched([hotel, back(.refund, "gifts")])[1][.category] == "gifts")
    let stranger = enriched([hotel, back(.refund, "general", tie: 8)])[1]
    #expect(stranger[.refundOf] == nil && stranger[.category] == "general")
  }

  @Test func `a friend's share of a bill is in its category, and no refund`() {
    let row = enriched([hotel, back(.monzoToMonzo, "general")])[1]
    #expect(row[.refundOf] == nil && row[.category] == "holidays")
  }

  @Test func `a dispute that the bank paid names its original`() {
    let paid = Row.make("tx_2") {
      $0.amountMinor = 3300
      $0.kind = .reward
      $0[.metadata] = #"{"original_transaction_id":"tx_1"}"#
    }
    let row = enriched([hotel, paid])[1]
    #expect(row[.refundOf] == "tx_1" && row[.category] == "holidays")
  }
}

@Suite struct `payday and pots that pay` {
  @Test func `the salary is the income that comes to most, unless the bank marks another`() throws {
    func pay(_ month: Int, _ amount: Int64, _ party: String) -> Row {
      .make("tx_\(party)\(month)") {
        let day = CivilDate("2026-0\(month)-26") ?? CivilDate(days: 0)
        $0.date = day
        $0.created = Instant(seconds: Int64(day.days) * 86_400)
        $0.amountMinor = amount
        $0.kind = .bacsCredit
        $0[.counterpartyName] = party
      }
    }
    var rows = (1...6).flatMap { [pay($0, 240_000, "employer"), pay($0, 3_000, "lodger")] }
    func salary(_ rows: [Row]) -> (Int64?, Int) {
      var knowledge = Knowledge.empty
      for row in rows { knowledge.learn(row) }
      let links = Links(linking: knowledge, asOf: CivilDate("2026-07-01") ?? CivilDate(days: 0))
      return (links.salary(knowledge)?.typicalMinor, knowledge.paydays.count)
    }
    #expect(salary(rows) == (240_000, 0))
    rows[1][.metadata] = #"{"payday":"true"}"#
    #expect(salary(rows) == (3_000, 1))
    #expect(salary([]) == (nil, 0))
  }

  @Test func `a withdrawal of exactly the sum within the hour says which pot paid`() {
    func links(_ withdrawal: Int64, _ time: String) -> RowLinks? {
      Links.of([
        .make(1, -5000, "2026-06-05T02:00:00Z", .directDebit, with: "energy"),
        .make(2, withdrawal, time, .potTransfer, with: "pot"),
      ])[rowKey(1)]
    }
    let pot = StableHash.of("pot")
    #expect(links(5000, "2026-06-05T02:00:01Z")?.paidBy == pot)
    #expect(links(5000, "2026-06-05T01:10:00Z")?.paidBy == pot)
    #expect(links(6000, "2026-06-05T02:00:01Z") == nil)
    #expect(links(5000, "2026-06-05T03:00:01Z") == nil)
    #expect(links(-5000, "2026-06-05T02:00:01Z") == nil)
  }

  @Test func `a withdrawal covers one payment, the nearest`() {
    let links = Links.of([
      .make(1, -5000, "2026-06-05T02:00:00Z", .directDebit, with: "energy"),
      .make(2, 5000, "2026-06-05T02:10:00Z", .potTransfer, with: "pot"),
      .make(3, -5000, "2026-06-05T02:11:00Z", with: "shop"),
    ])
    #expect(links[rowKey(3)]?.paidBy != nil && links[rowKey(1)] == nil)
  }
}
