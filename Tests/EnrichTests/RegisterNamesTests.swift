// What rows call their accounts and pots.

import Enrich
import Model
import TestSupport
import Testing

@Suite struct `names of accounts and pots in rows` {
  private func knowledge() -> Knowledge {
    var knowledge = Knowledge.empty
    knowledge.learn(.account(Account(id: "acc_1", type: "uk_retail_joint", currency: .gbp)))
    var pot = Pot(id: "pot_1", name: "Trip: Rome", currency: .gbp)
    pot.accountID = "acc_1"
    knowledge.learn(.pot(pot))
    let move = Row.make("tx_1") {
      $0.kind = .potTransfer
      $0[.potID] = "pot_1"
      $0[.metadata] = #"{"pot_account_id":"acc_hidden"}"#
    }
    knowledge.learn(move)
    return knowledge
  }

  private func enriched(_ row: Row) -> Row {
    let knowledge = knowledge()
    let names = RegisterNames(knowledge, Slugs(knowledge.references, fixed: ["acc_1": "ours"]))
    var enricher = Enricher(knowledge, names: names)
    return enricher.enriched(row)
  }

  @Test func `a move has both, as people and as files call them`() {
    let row = enriched(
      Row.make("tx_2") {
        $0.kind = .potTransfer
        $0[.potID] = "pot_1"
      })
    #expect(row[.accountName] == "Joint account" && row[.accountSlug] == "ours")
    #expect(row[.potName] == "Trip: Rome" && row[.potSlug] == "pot-trip-rome")
  }

  @Test func `interest of a pot's own statement says which pot it is`() {
    let row = enriched(
      Row.make("tx_3") {
        $0[.accountID] = "acc_hidden"
        $0.kind = .interest
      })
    #expect(row[.accountID] == "acc_hidden" && row[.potID] == "pot_1")
    #expect(row[.accountName] == "Trip: Rome" && row[.accountSlug] == "pot-trip-rome")
    #expect(row[.potName] == "Trip: Rome" && row[.potSlug] == "pot-trip-rome")
  }

  @Test func `an account of somebody else keeps the name that its row came with`() {
    let row = enriched(
      Row.make("tx_4") {
        $0[.accountID] = "acc_elsewhere"
        $0[.accountName] = "Savings"
      })
    #expect(row[.accountName] == "Savings" && row[.accountSlug] == nil)
  }
}
