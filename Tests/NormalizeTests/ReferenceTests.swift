// What inputs hold beside rows: accounts, pots, balances, names of categories.

import Model
import Normalize
import Testing

@Suite struct ReferenceTests {
  private func reference(_ text: String, account: String? = nil) -> Reference? {
    read(text, options: .init(file: "in", account: account)).references.first
  }

  @Test func `an account of today has owners, numbers and a type`() {
    var expected = Account(id: "acc_1", type: "uk_retail_joint")
    expected.description = "user_1"
    expected.created = Instant("2024-02-01T09:00:00.12Z")
    expected.isClosed = true
    expected.owners = ["Ann", "Ben"]
    expected.accountNumber = "12345678"
    expected.sortCode = "040004"
    let numbers = [
      #""account_number":"12345678","sort_code":"040004""#,
      #""payment_details":{"locale_uk":{"account_number":"12345678","sort_code":"040004"}}"#,
    ]
    for numbers in numbers {
      let account =
        #"{"id":"acc_1","closed":true,"created":"2024-02-01T09:00:00.12Z","description":"user_1","#
        + #""type":"uk_retail_joint","currency":"GBP","owners":[{"preferred_name":"Ann"},"#
        + #"{"preferred_name":"Ben"}],"# + numbers + "}"
      for text in [account, #"{"accounts":[\#(account)]}"#, "[\(account)]"] {
        #expect(reference(text) == .account(expected))
      }
    }
  }

  @Test func `an account without a type is of the time of prepaid cards`() {
    let text = #"{"accounts":[{"id":"x","description":"d","created":"2015-11-13T12:17:42Z"}]}"#
    guard case .account(let account) = reference(text) else {
      Issue.record("no account")
      return
    }
    #expect(account.type == "uk_prepaid")
    #expect(account.currency == .gbp)
    #expect(account.accountNumber == nil)
  }

  @Test func `an unknown type of account is reported and stops nothing`() {
    let (outputs, normalizer) = read(Array(#"{"accounts":[{"id":"acc_1","type":"uk_moon"}]}"#.utf8))
    #expect(outputs.references.count == 1)
    #expect(normalizer.unknown.sorted.map(\.name) == ["uk_moon"])
  }

  @Test func `a pot has a balance, a goal and an account, deleted or not`() {
    var expected = Pot(id: "pot_1", name: "Holiday")
    expected.accountID = "acc_1"
    expected.type = "flexible_savings"
    expected.balanceMinor = 25000
    expected.goalMinor = 100_000
    expected.created = Instant("2024-02-10T10:00:00Z")
    expected.updated = Instant("2026-06-05T09:15:00Z")
    expected.isDeleted = true
    let pot =
      #"{"id":"pot_1","name":"Holiday","style":"x","balance":25000,"currency":"GBP","#
      + #""goal_amount":100000,"type":"flexible_savings","current_account_id":"acc_1","#
      + #""created":"2024-02-10T10:00:00Z","updated":"2026-06-05T09:15:00Z","deleted":true}"#
    for text in [pot, #"{"pots":[\#(pot)]}"#] { #expect(reference(text) == .pot(expected)) }
  }

  @Test func `a pot without a goal has none`() {
    guard case .pot(let pot) = reference(#"{"pots":[{"id":"pot_1","goal_amount":0}]}"#) else {
      Issue.record("no pot")
      return
    }
    #expect(pot.goalMinor == nil)
    #expect(pot.name == "pot_1")
    #expect(!pot.isDeleted)
  }

  @Test(
    arguments: [
      (#"{"account_id":"acc_1","balance":-50,"currency":"GBP","spend_today":0}"#, nil, nil),
      (#"{"balance":-50,"currency":"GBP"}"#, "acc_1", nil),
      (#"{"account_id":"acc_1","balance":{"balance":-50,"currency":"GBP"}}"#, nil, nil),
      (
        #"{"account_id":"acc_1","seen":"2026-07-01T00:00:00Z","balance":-50,"currency":"GBP"}"#,
        nil, "2026-07-01T00:00:00Z"
      ),
      (
        #"{"seen":"2026-07-01T00:00:00Z","account_id":"acc_1","body":{"balance":-50,"currency":"GBP"}}"#,
        nil, "2026-07-01T00:00:00Z"
      ),
      (
        #"{"Data":{"Balance":[{"AccountId":"acc_1","CreditDebitIndicator":"Debit","Type":"#
          + #""InterimAvailable","DateTime":"2026-07-01T00:00:00Z","#
          + #""Amount":{"Amount":"0.5000","Currency":"GBP"}}]}}"#, nil, "2026-07-01T00:00:00Z"
      ),
    ] as [(String, String?, String?)])
  func `a balance is a fact of an account, with the time when it was seen`(
    text: String, account: String?, seen: String?
  ) {
    #expect(
      reference(text, account: account)
        == .balance(
          BalanceFact(
            accountID: "acc_1", balanceMinor: -50, currency: .gbp,
            seen: seen.flatMap { Instant($0) })))
  }

  @Test func `a balance of nobody says how to name its account`() {
    #expect(
      read(#"{"balance":5000,"currency":"GBP"}"#).diagnostics == [
        "in:1: a balance without its account, expected --account, or "
          + "{\"account_id\":…,\"balance\":…}"
      ])
  }

  @Test func `balances of another sort are reported and are no facts`() {
    let text = #"{"Data":{"Balance":[{"AccountId":"acc_1","Type":"ClosingBooked"}]}}"#
    let (outputs, normalizer) = read(Array(text.utf8))
    #expect(outputs.isEmpty)
    #expect(
      normalizer.unknown.sorted.map { "\($0.sort.name) \($0.name)" } == [
        "balance type ClosingBooked"
      ])
  }

  @Test func `accounts and pots of Open Banking are reported in the same words`() {
    let account =
      #"{"Data":{"Account":[{"AccountId":"acc_1","Status":"Deleted","Currency":"GBP","#
      + #""AccountType":"Business","AccountSubType":"CurrentAccount","OpeningDate":"2021-08-23","#
      + #""Account":[{"SchemeName":"UK.OBIE.IBAN","Identification":"GB00","Name":"Ann"},"#
      + #"{"SchemeName":"UK.OBIE.SortCodeAccountNumber","Identification":"04000412345678","#
      + #""Name":"Ann"}]}]},"Links":{"Self":"x"},"Meta":{}}"#
    var expected = Account(id: "acc_1", type: "uk_business")
    expected.created = Instant("2021-08-23T00:00:00Z")
    expected.isClosed = true
    expected.owners = ["Ann"]
    expected.accountNumber = "12345678"
    expected.sortCode = "040004"
    #expect(reference(account) == .account(expected))

    let pot =
      #"{"Data":{"Pot":[{"PotId":"pot_1","AccountId":"acc_1","Name":"Savings","Type":"default","#
      + #""CreditDebitIndicator":"Debit","Balance":{"Amount":"5.0000","Currency":"GBP"},"#
      + #""Goal":{"Amount":"1000.0000","Currency":"GBP"},"Status":"Open"}]}}"#
    var savings = Pot(id: "pot_1", name: "Savings")
    savings.accountID = "acc_1"
    savings.type = "default"
    savings.balanceMinor = 500
    savings.goalMinor = 100_000
    #expect(reference(pot) == .pot(savings))
  }

  @Test(arguments: [
    (
      #"{"reference":"house","id":"x"}"#,
      "in:1: x: 'reference' is not a type of reference: 'house', "
        + "expected one of account, pot, balance, category"
    ),
    (
      #"{"reference":"category","id":"x"}"#,
      "in:1: x: 'name' is missing, expected the name of a category"
    ),
    (
      #"{"accounts":[{"type":"uk_retail"}]}"#,
      "in:1: 'id' is missing, expected the id of an account"
    ),
    (
      #"{"pots":[{"id":"pot_1","balance":1.5}]}"#,
      "in:1: pot_1: 'balance' is not a number of minor units: 1.5, "
        + "expected whole minor units within 64 bits, such as -510"
    ),
  ])
  func `what cannot be read is reported`(text: String, expected: String) {
    #expect(read(text).diagnostics == [expected])
  }
}
