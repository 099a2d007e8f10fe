// The example of a rules file that the README points to: every rule of it is shown at work.

import Enrich
import Model
import TestSupport
import Testing

struct SampleRulesTests {
  @Test func `every rule of the sample decides a row`() throws {
    let rules = try Rules(parsing: try Checkout.bytes("samples/rules.json5"))
    let rows = [
      Row.make("tx_1") { $0.merchant = .make("merch_1", "Larch Street Deli") },
      Row.make("tx_2") {
        $0.merchant = .make("merch_2", "Market Hall")
        $0.amountMinor = -10_000
      },
      Row.make("tx_3") { $0[.description] = "TFL TRAVEL CH          LONDON        GBR" },
      Row.make("tx_4") {
        $0.kind = .bankTransfer
        $0[.counterpartyName] = "Willow Lettings"
      },
      Row.make("tx_5") {
        $0.merchant = .make("merch_3", "Larkbox", group: "grp_00009S8OBOnG6mILMOJjek")
      },
      Row.make("tx_6") { $0[.notes] = "#travel to a client #work" },
      Row.make("tx_7") { $0.kind = .fee },
      Row.make("tx_9") {
        $0.kind = .bankTransfer
        $0[.counterpartyName] = "ISA Provider"
      },
      Row.make("tx_10") {
        $0.kind = .bankTransfer
        $0[.counterpartyName] = "Alex Example"
      },
      Row.make("tx_11") {
        $0.kind = .other
        $0[.description] = "ASSOCIATION DUES"
      },
      Row.make("tx_8") {
        $0.kind = .interest
        $0[.category] = "category_0000AeR8A0F6XTLXKTDADB"
      },
    ]
    var knowledge = Knowledge.empty
    knowledge.learn(.account(Account(id: "acc_1", type: "uk_retail")))
    for row in rows { knowledge.learn(row) }
    var enricher = Enricher(knowledge, rules: rules)
    let enriched = rows.map { enricher.enriched($0) }
    #expect(enricher.ruleCounts.unused(of: rules) == [])
    #expect(enriched[0][.payee] == "The deli")
    #expect(enriched[1][.category] == "Stocking up")
    #expect(enriched[2][.payee] == "Transport for London")
    #expect(enriched[3][.memo] == "shared flat" && enriched[3][.payee] == "The landlord")
    #expect(enriched[4][.metadata] == #"{"accounting_code":"7401"}"#)
    #expect(enriched[5][.category] == "expenses")
    #expect(enriched[6][.category] == "finances")
    #expect(enriched[10][.category] == "Pets")
  }
}
