// The dumps of GoCardless and TrueLayer, member by member, and what each becomes.

import Bytes
import Model
import Normalize
import TestSupport
import Testing

@Suite struct AggregatorTests {
  // MARK: GoCardless

  private func goCardless(_ changes: [String: String?] = [:]) -> [Output] {
    var members: [String: String?] = [
      "transactionId": #""tx_1""#, "bookingDate": #""2026-07-01""#,
      "bookingDateTime": #""2026-06-30T23:30:00.5Z""#,
      "transactionAmount": #"{"amount":"-7.0000","currency":"GBP"}"#,
      "creditorName": #""Larch Coffee""#, "proprietaryBankTransactionCode": #""mastercard""#,
    ]
    members.merge(changes) { $1 }
    let texts = members.sorted { $0.key < $1.key }.compactMap { name, json in
      json.map { "\"\(name)\":\($0)" }
    }
    return read(#"{"transactions":{"booked":[{\#(texts.joined(separator: ","))}]}}"#)
  }

  @Test func `a booked card payment`() throws {
    let row = try #require(goCardless().rows.first)
    #expect(row.source == .openBanking)
    #expect(row[.id] == "tx_1")
    #expect(row.created == Instant("2026-06-30T23:30:00.5Z"))
    #expect(row.date.description == "2026-07-01")
    #expect(row.amountMinor == -700)
    #expect(row.kind == .cardPayment)
    #expect(row.status == .settled)
    #expect(row.merchant?.fields.name == "Larch Coffee")
    #expect(row[.accountID] == nil)
  }

  @Test func `a transfer has its other side and its reference`() throws {
    let row = try #require(
      goCardless([
        "creditorName": nil, "debtorName": #""Sam Friend""#,
        "debtorAccount": #"{"bban":"04000412345678"}"#,
        "transactionAmount": #"{"amount":"15","currency":"GBP"}"#,
        "remittanceInformationUnstructured": #""Lunch""#,
        "proprietaryBankTransactionCode": #""payport_faster_payments""#,
      ]).rows.first)
    #expect(row.kind == .bankTransfer)
    #expect(row[.counterpartyName] == "Sam Friend")
    #expect(row[.counterpartySortCode] == "040004")
    #expect(row[.counterpartyAccountNumber] == "12345678")
    #expect(row[.memo] == "Lunch")
  }

  @Test(arguments: [
    (["creditorName": #""Grocer From Food Pot""#], "Grocer"),
    (["creditorName": #""Grocer From Away From Home Pot""#], "Grocer From Away"),
    (["creditorName": #""From Pot""#], "From Pot"),
    (
      ["creditorName": nil, "remittanceInformationUnstructured": #""SHOP LONDON GBR""#],
      "SHOP LONDON GBR"
    ),
    (["creditorName": nil, "debtorName": #""Shop""#], "Shop"),
  ])
  func `the shop of a card payment is named without the pot that paid`(
    changes: [String: String?], shop: String
  ) {
    #expect(goCardless(changes).rows.first?.merchant?.fields.name == shop)
  }

  @Test(arguments: [
    (
      ["transactionId": nil, "internalTransactionId": #""int""#, "entryReference": #""ref""#], "int"
    ),
    (["transactionId": #""x1""#, "entryReference": #""tx_7""#], "tx_7"),
    (["transactionId": nil, "entryReference": #""ref""#], "ref"),
    (["transactionId": "5"], "5"),
  ])
  func `the bank's id is taken wherever it is, else the aggregator's`(
    changes: [String: String?], id: String
  ) {
    #expect(goCardless(changes).rows.first?[.id] == id)
  }

  @Test func `records without any id are named by their text and their number`() {
    let record = """
      {"bookingDate":"2026-06-03","transactionAmount":{"amount":"-1","currency":"GBP"}}
      """
    let rows = read("{\"booked\":[\(record),\(record)]}").rows
    let ids = rows.compactMap { $0[.id] }
    #expect(Set(ids).count == 2)
    #expect(ids.allSatisfy { $0.hasPrefix("row_") })
    #expect(rows.map(\.date.description) == ["2026-06-03", "2026-06-03"])
  }

  @Test(arguments: [
    (
      ["transactionAmount": #"{"amount":"1,5","currency":"GBP"}"#],
      "'amount' is not a decimal number: '1,5', expected a decimal number, such as 12.34"
    ),
    (
      ["transactionAmount": #"{"amount":"1"}"#],
      "'currency' is missing, expected a currency code of three letters, such as GBP"
    ),
    (
      ["transactionAmount": "7"],
      "'transactionAmount' is missing, expected an object with 'amount' and 'currency'"
    ),
    (
      ["bookingDate": nil, "bookingDateTime": nil],
      "'bookingDate' is missing, expected YYYY-MM-DD, or 'bookingDateTime'"
    ),
    (
      ["bookingDateTime": #""yesterday""#],
      "'bookingDateTime' is not a time or a day: 'yesterday', expected "
        + "YYYY-MM-DDThh:mm:ss[.fff]Z or YYYY-MM-DD"
    ),
  ])
  func `what cannot be read is named`(changes: [String: String?], message: String) {
    #expect(goCardless(changes).diagnostics == ["in:1: tx_1: \(message)"])
  }

  @Test func `foreign money and its rate`() throws {
    let row = try #require(
      goCardless([
        "currencyExchange":
          #"[{"instructedAmount":{"amount":"1480","currency":"JPY"},"exchangeRate":"186.4"}]"#
      ]).rows.first)
    #expect(row.localAmount == Money(-1480, Currency("JPY") ?? .gbp))
    #expect(row[.metadata] == #"{"exchange_rate":"186.4"}"#)
  }

  // MARK: TrueLayer

  private func trueLayer(_ members: String, _ meta: String = "") -> [Output] {
    read(
      """
      {"results":[{"timestamp":"2026-06-02T08:30:12.4Z","currency":"GBP","transaction_id":"ab12",\
      \(members),"meta":{\(meta)}}],"status":"Succeeded"}
      """)
  }

  @Test(arguments: [
    (#""amount":-2.99,"transaction_type":"DEBIT""#, Int64(-299)),
    (#""amount":2.99,"transaction_type":"DEBIT""#, -299),
    (#""amount":2.99,"transaction_type":"CREDIT""#, 299), (#""amount":-3"#, -300),
  ])
  func `the type gives the sign`(members: String, amount: Int64) {
    #expect(trueLayer(members).rows.map(\.amountMinor) == [amount])
  }

  @Test func `money in with a minus is named`() {
    #expect(
      trueLayer(#""amount":-2.99,"transaction_type":"CREDIT""#).diagnostics == [
        "in:1: ab12: 'amount' is not money in, as 'transaction_type' says: -2.99, expected an amount "
          + "that is not negative"
      ])
  }

  @Test(arguments: [
    ("PURCHASE", "-1", "", Kind.cardPayment), ("PURCHASE", "1", "", .refund),
    ("ATM", "-1", "", .cashWithdrawal), ("DIRECT_DEBIT", "-1", "", .directDebit),
    ("STANDING_ORDER", "-1", "", .standingOrder), ("TRANSFER", "-1", "", .bankTransfer),
    ("INTEREST", "1", "", .interest), ("FEE_CHARGE", "-1", "", .fee), ("OTHER", "-1", "", .other),
    ("TRANSFER", "-1", #""provider_transaction_category":"uk_retail_pot""#, .potTransfer),
    ("CREDIT", "1", #""provider_transaction_category":"bacs""#, .bacsCredit),
    ("PURCHASE", "-1", #""provider_transaction_category":"DEB""#, .cardPayment),
  ])
  func `the kind is the bank's scheme, else TrueLayer's category`(
    category: String, amount: String, meta: String, kind: Kind
  ) {
    let members = #""amount":\#(amount),"transaction_category":"\#(category)""#
    #expect(trueLayer(members, meta).rows.map(\.kind) == [kind])
  }

  @Test(arguments: [
    ("", "", "ab12"), (#""normalised_provider_transaction_id":"txn-9","#, "", "txn-9"),
    (#""provider_transaction_id":"tx_5","#, "", "tx_5"),
    (#""normalised_provider_transaction_id":"txn-tx_6","#, "", "tx_6"),
    ("", #""bank_transaction_id":"tx_7""#, "tx_7"),
  ])
  func `the bank's id is found among those of the provider`(
    members: String, meta: String, id: String
  ) {
    #expect(trueLayer(members + #""amount":1"#, meta).rows.map { $0[.id] } == [id])
  }
}
