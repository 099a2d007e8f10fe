// What the bank's records say of money beside the amount: fees, payments to other countries, the card that paid, and
// who the other side likes to be called.

import Model
import Normalize
import Testing

@Suite struct `money beside the amount` {
  private func fees(_ changes: Changes) -> [Fee]? { normalized(changes)?.fees }
  private func pounds(_ minor: Int64) -> Money { Money(minor, .gbp) }

  @Test func `fees are kept under the bank's words, without a sign`() {
    #expect(
      fees(["fees": #"{"withdrawal.atm.international":450,"deposit.cash":-100,"other":0}"#]) == [
        Fee("withdrawal.atm.international", pounds(450)), Fee("deposit.cash", pounds(100)),
      ])
    #expect(fees(["fees": "{}"]) == [] && fees(["fees": "null"]) == [])
  }

  @Test func `a fee that the details of a cash machine repeat is one fee`() {
    let detail = #"{"fee_amount":450,"fee_currency":"GBP","withdrawal_amount":-60}"#
    #expect(
      fees(["fees": #"{"a":450}"#, "atm_fees_detailed": detail]) == [Fee("a", pounds(450))])
    #expect(
      fees(["atm_fees_detailed": detail, "labels": #"["withdrawal.atm.international"]"#]) == [
        Fee("withdrawal.atm.international", pounds(450))
      ])
  }

  @Test func `a fee may have a currency of its own, and is then not of the account's`() {
    let row = normalized(["fees": #"{"x":{"amount":120,"currency":"EUR"}}"#])
    #expect(row?.fees.first?.amount == Currency("EUR").map { Money(120, $0) })
    #expect(row?.feeMinor == nil)
  }

  @Test func `what is no number of minor units is reported`() {
    let (_, normalizer) = read(
      Array(transaction(["fees": #"{"x":"much"}"#]).utf8), options: .init(file: "in"))
    #expect(normalizer.unknown.sorted.map(\.name) == ["x"])
  }

  @Test(arguments: [
    Example(["local_amount": "-400", "local_currency": #""EUR""#], 10 as Int64?),
    Example(["local_amount": "-500", "local_currency": #""GBP""#], 10),
    Example(["local_amount": "-510", "local_currency": #""GBP""#], nil),
    Example([:], nil),
  ])
  func `a fee is within the amount where less than the amount was drawn`(
    example: Example<Int64?>
  ) throws {
    var changes = example.changes
    changes.members.append((name: "fees", json: #"{"x":10}"#))
    #expect(normalized(changes)?.feeWithinMinor == example.expected)
  }

  @Test func `a payment to another country has what arrives, its rate and its reference`() throws {
    let row = try #require(
      normalized([
        "scheme": #""international-payments""#, "local_amount": "-510",
        "local_currency": #""GBP""#,
        "international":
          #"{"target_amount":575,"target_currency":"EUR","rate":1.15,"reference":"Flat","#
          + #""fee_amount":10,"fee_currency":"GBP","provider":null}"#,
      ]))
    #expect(row.localAmount == Currency("EUR").map { Money(-575, $0) })
    #expect(row[.memo] == "Flat")
    #expect(row[.metadata] == #"{"international_rate":"1.15","international_reference":"Flat"}"#)
    #expect(row.fees == [Fee("international", pounds(10))])
  }

  @Test func `the pot of a card is who paid, and the holder stays in the record`() throws {
    let card =
      #"{"id":"v","name":"Subs","card_details":{"last_digits":"6623","name":"ALEX","expires":"07/28"},"#
      + #""source_details":{"type":"pot","source_id":"pot_1","name":"Bills"}}"#
    let row = try #require(normalized(["virtual_card": card, "metadata": #"{"mcc":"1"}"#]))
    #expect(row.kind == .cardPayment && row[.potID] == "pot_1")
    #expect(
      row[.metadata]
        == #"{"mcc":"1","card_name":"Subs","card_last_digits":"6623","from_pot":"Bills"}"#)
    #expect(read(transaction(["virtual_card": card])).diagnostics == [])
    let plain = card.replacing(#""type":"pot""#, with: #""type":"account""#)
    #expect(normalized(["virtual_card": plain])?[.potID] == nil)
  }

  @Test func `the name that a person chose is the payee, beside the name of the account`() throws {
    let row = try #require(
      normalized(["counterparty": #"{"name":"DANIEL K","preferred_name":"Dan"}"#]))
    #expect(row[.counterpartyName] == "DANIEL K" && row[.payee] == "Dan")
    #expect(row[provenance: .payee] == .counterparty)
    let only = normalized(["counterparty": #"{"name":"","preferred_name":"Dan"}"#])
    #expect(only?[.counterpartyName] == "Dan" && only?[.payee] == nil)
  }

  @Test(arguments: [
    Example(["labels": #"["withdrawal.atm.domestic-eea"]"#], Kind.cashWithdrawal),
    Example(["labels": #"["x","withdrawal.atm"]"#, "scheme": nil], .cashWithdrawal),
    Example(["labels": #"["withdrawal.atm"]"#, "amount": "510"], .refund),
    Example(["labels": #"["deposit.cash"]"#], .cardPayment),
    Example(["scheme": #""premium_subscription""#], .fee),
    Example(["scheme": #""new_plan""#, "metadata": #"{"premium_subscription_id":"s"}"#], .fee),
    Example(["scheme": #""card_replacement""#], .fee),
  ])
  func `labels of cash machines and schemes of plans say the kind`(example: Example<Kind>) {
    #expect(normalized(example.changes)?.kind == example.expected)
  }

  @Test func `what ties rows of a purchase is known without the metadata`() throws {
    var options = Normalizer.Options(file: "in")
    options.keepsAllMetadata = false
    func row(_ metadata: String) throws -> Row {
      try #require(read(transaction(["metadata": metadata]), options: options).rows.first)
    }
    let one = try row(#"{"mastercard_lifecycle_id":"l","mcc":"1"}"#)
    #expect(one.tie != 0 && one[.metadata] == nil)
    #expect(try row(#"{"bill_splitting_id":"l"}"#).tie != one.tie)
    #expect(try row(#"{"mcc":"1"}"#).tie == 0)
    #expect(try row(#"{"original_transaction_id":"tx_1"}"#)[.metadata] != nil)
    #expect(try row(#"{"payday":"true"}"#).isPayday)
  }
}

@Suite struct `cards of pots in Open Banking` {
  @Test(arguments: [
    ("Owl Grocer From Groceries Pot", "Owl Grocer", "Groceries"),
    ("Gifts From Afar From Holiday Pot", "Gifts From Afar", "Holiday"),
  ])
  func `the shop is what is before the last From`(text: String, shop: String, pot: String) throws {
    let row = try #require(read(openBanking(text)).rows.first)
    #expect(row.merchant?.fields.name == shop)
    #expect(row[.metadata] == #"{"from_pot":"\#(pot)"}"#)
  }

  @Test(arguments: ["From Scratch Pot", "Owl From Pot", "The Melting Pot", "Gifts From Afar"])
  func `other names are names of shops`(text: String) throws {
    let row = try #require(read(openBanking(text)).rows.first)
    #expect(row.merchant?.fields.name == text && row[.metadata] == nil)
  }

  private func openBanking(_ text: String) -> String {
    #"{"AccountId":"a","TransactionId":"tx_1","CreditDebitIndicator":"Debit","Status":"Booked","#
      + #""BookingDateTime":"2026-02-26T10:35:39Z","TransactionInformation":"\#(text)","#
      + #""Amount":{"Amount":"12.30","Currency":"GBP"},"#
      + #""ProprietaryBankTransactionCode":{"Code":"mastercard","Issuer":"Monzo"}}"#
  }
}
