// Reference lines: every field, one order of keys, one order of lines.

import Bytes
import Model
import Testing
import Write

struct `Reference lines` {
  private func lines(_ references: [Reference]) -> String {
    var writer = ByteWriter()
    ReferenceWriter().append(references, to: &writer)
    return writer.string
  }

  @Test func `every field of every type is there`() {
    var account = Account(id: "acc_1", type: "uk_retail")
    account.description = "user_1"
    account.created = Instant(seconds: 0)
    account.owners = ["Ann", "Bo \"B\""]
    account.ownerIDs = ["user_1", "user_2"]
    account.accountNumber = "01234567"
    account.sortCode = "040004"
    var pot = Pot(id: "pot_1", name: "Holiday ☀️")
    pot.accountID = "acc_1"
    pot.type = "default"
    pot.balanceMinor = 5
    pot.goalMinor = 100
    pot.created = Instant(seconds: 1)
    pot.updated = Instant(seconds: 2)
    pot.isDeleted = true
    let seen = Instant(seconds: 3)
    let balance = BalanceFact(accountID: "acc_1", balanceMinor: -7, currency: .gbp, seen: seen)
    #expect(
      lines([
        .pot(pot), .category(id: "category_1", name: "Pets"), .balance(balance), .account(account),
      ])
        == """
        {"reference":"account","id":"acc_1","type":"uk_retail","description":"user_1",\
        "created":"1970-01-01T00:00:00Z","closed":false,"currency":"GBP",\
        "owners":["Ann","Bo \\"B\\""],"account_number":"01234567","sort_code":"040004",\
        "owner_ids":["user_1","user_2"]}
        {"reference":"balance","account_id":"acc_1","balance_minor":-7,"currency":"GBP",\
        "seen":"1970-01-01T00:00:03Z"}
        {"reference":"category","id":"category_1","name":"Pets"}
        {"reference":"pot","id":"pot_1","name":"Holiday ☀️","account_id":"acc_1","type":"default",\
        "currency":"GBP","balance_minor":5,"goal_minor":100,"created":"1970-01-01T00:00:01Z",\
        "updated":"1970-01-01T00:00:02Z","deleted":true}

        """)
  }

  @Test func `order of input does not matter and equal lines are one`() {
    func balance(_ seen: Int64?, _ amount: Int64) -> Reference {
      .balance(
        BalanceFact(
          accountID: "acc_1", balanceMinor: amount, currency: .gbp,
          seen: seen.map { Instant(seconds: $0) }))
    }
    let facts = [balance(nil, 1), balance(5, 3), balance(4, 9), balance(5, 2), balance(nil, 1)]
    let text = lines(facts)
    #expect(text == lines(facts.reversed()))
    let amounts = text.split(separator: "\n").map { $0.split(separator: ",")[2] }
    #expect(amounts.map { String($0.dropFirst(16)) } == ["9", "2", "3", "1"])
  }
}
