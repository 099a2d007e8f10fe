// What links do to a row, and that doing it again changes nothing.

import Enrich
import Model
import TestSupport
import Testing

struct LinkedRowsTests {
  private let rows = [
    Row.make("tx_00009000000000000000001") {
      $0.kind = .bankTransfer
      $0[.counterpartyName] = "Ada Byron"
      $0[.counterpartyAccountID] = "acc_2"
    },
    Row.make("tx_00009000000000000000002") {
      $0[.accountID] = "acc_2"
      $0.kind = .bankTransfer
      $0.amountMinor = 250
      $0[.counterpartyAccountID] = "acc_1"
      $0[.description] = "from savings"
    },
    Row.make("row_3") { $0.merchant = .make("merch_1", "Fernhill Deli") },
    Row.make("row_4") {
      $0.merchant = .make("merch_1", "Fernhill Deli")
      $0.kind = .refund
      $0.amountMinor = 250
      $0.created.seconds += 60
    },
  ]

  private func enriched(_ rows: [Row]) -> [Row] {
    var knowledge = Knowledge.empty
    for row in rows { knowledge.learn(row) }
    for id in ["acc_1", "acc_2"] { knowledge.learn(.account(Account(id: id, type: "uk_retail"))) }
    let links = Links(linking: knowledge, asOf: CivilDate(days: 20_700))
    var enricher = Enricher(knowledge, links: links)
    return rows.map { enricher.enriched($0) }
  }

  @Test func `both sides of an own transfer have one id and the kind own transfer`() {
    let rows = enriched(rows)
    #expect(rows[0][.transferID] == "tx_00009000000000000000001")
    #expect(rows[1][.transferID] == "tx_00009000000000000000001")
    #expect(rows[0].kind == .ownTransfer)
    #expect(rows[1].kind == .ownTransfer)
    #expect(rows[0][.payee] == "Ada Byron")
    #expect(rows[1][.payee] == "from savings")
  }

  @Test func `a refund names its purchase, also where ids are no numbers`() {
    let rows = enriched(rows)
    #expect(rows[3][.refundOf] == "row_3")
    #expect(rows[2][.refundOf] == nil)
    #expect(rows[2].kind == .cardPayment)
  }

  @Test func `linking and enriching again changes nothing`() {
    let once = enriched(rows)
    #expect(enriched(once) == once)
  }

  @Test func `a rule sees the kind that linking gave`() throws {
    var knowledge = Knowledge.empty
    for row in rows { knowledge.learn(row) }
    for id in ["acc_1", "acc_2"] { knowledge.learn(.account(Account(id: id, type: "uk_retail"))) }
    let rules = try Rules(
      parsing: Array(
        "{ rules: [ { match: { kind: 'own_transfer' }, set: { category: 'mine' } } ] }".utf8))
    var enricher = Enricher(
      knowledge, rules: rules, links: Links(linking: knowledge, asOf: CivilDate(days: 20_700)))
    #expect(rows.map { enricher.enriched($0)[.category] } == ["mine", "mine", nil, nil])
  }
}
