// Transactions of Open Banking.

import Model
import Normalize
import Testing

@Suite struct OpenBankingTests {
  private static let members: [(String, String)] = [
    ("AccountId", #""acc_1""#), ("TransactionId", #""tx_1""#),
    ("CreditDebitIndicator", #""Debit""#), ("Status", #""Booked""#),
    ("BookingDateTime", #""2026-06-30T23:30:00.636Z""#),
    ("TransactionInformation", #""Larch Street Deli""#),
    ("Amount", #"{"Amount":"4.3500","Currency":"GBP"}"#),
    ("ProprietaryBankTransactionCode", #"{"Code":"mastercard","Issuer":"Monzo"}"#),
    ("SupplementaryData", #"{"Declined":false,"RawTransactionDescription":"LARCH ST DELI"}"#),
  ]

  private static func text(_ changes: Changes) -> String {
    var members: [(String, String?)] = OpenBankingTests.members.map { ($0.0, $0.1) }
    for change in changes.members {
      members.removeAll { $0.0 == change.name }
      members.append((change.name, change.json))
    }
    let texts = members.compactMap { member in member.1.map { "\"\(member.0)\":\($0)" } }
    return "{\(texts.joined(separator: ","))}"
  }

  private func normalized(_ changes: Changes = [:]) -> Row? {
    read(OpenBankingTests.text(changes)).rows.first
  }

  @Test func `a record gives the fields of a row`() throws {
    let row = try #require(normalized())
    #expect(row[.id] == "tx_1")
    #expect(row[.accountID] == "acc_1")
    #expect(row.source == .openBanking)
    #expect(row.created == Instant("2026-06-30T23:30:00.636Z"))
    #expect(row.date.description == "2026-07-01")
    #expect(row.settled == nil)
    #expect(row.amount == Money(-435, .gbp))
    #expect(row.status == .settled)
    #expect(row.kind == .cardPayment)
    #expect(row[.description] == "LARCH ST DELI")
    #expect(row[.scheme] == "mastercard")
    #expect(row.merchant?.fields.name == "Larch Street Deli")
    #expect(row[.memo] == nil)
  }

  @Test(arguments: [
    Example(["Status": #""Pending""#], Status.pending),
    Example(["Status": #""Rejected""#], .declined),
    Example(["SupplementaryData": #"{"Declined":true}"#], .declined),
  ])
  func `the status is booked, pending or rejected`(example: Example<Status>) {
    #expect(normalized(example.changes)?.status == example.expected)
  }

  @Test(arguments: [
    Example(
      [
        "ProprietaryBankTransactionCode": #"{"Code":"bacs"}"#, "CreditDebitIndicator": #""Credit""#,
      ],
      Kind.bacsCredit),
    Example(["ProprietaryBankTransactionCode": #"{"Code":"bacs"}"#], .directDebit),
    Example(["ProprietaryBankTransactionCode": #"{"Code":"chaps"}"#], .bankTransfer),
    Example(["CreditDebitIndicator": #""Credit""#], .refund),
    Example(["MerchantDetails": #"{"MerchantCategoryCode":"6011"}"#], .cashWithdrawal),
    Example(["ProprietaryBankTransactionCode": #"{"Code":"uk_retail_pot"}"#], .potTransfer),
    Example(["ProprietaryBankTransactionCode": nil], .other),
  ])
  func `the code is the bank's scheme`(example: Example<Kind>) {
    #expect(normalized(example.changes)?.kind == example.expected)
  }

  @Test func `the other side is the creditor of what goes out`() throws {
    let row = try #require(
      normalized([
        "ProprietaryBankTransactionCode": #"{"Code":"payport_faster_payments"}"#,
        "CreditorAccount": #"{"SchemeName":"UK.OBIE.SortCodeAccountNumber","#
          + #""Identification":"04000412345678","Name":"Ann"}"#,
        "DebtorAccount": #"{"Name":"Me"}"#, "TransactionReference": #""RENT""#,
      ]))
    #expect(row[.counterpartyName] == "Ann")
    #expect(row[.counterpartySortCode] == "040004")
    #expect(row[.counterpartyAccountNumber] == "12345678")
    #expect(row[.memo] == "RENT")
    #expect(row.merchant == nil)
  }

  @Test func `an account abroad keeps its number whole`() {
    let row = normalized([
      "ProprietaryBankTransactionCode": #"{"Code":"sepa"}"#,
      "CreditorAccount": #"{"SchemeName":"UK.OBIE.IBAN","Identification":"IE00DEMO1"}"#,
    ])
    #expect(row?[.counterpartyAccountNumber] == "IE00DEMO1")
    #expect(row?[.counterpartySortCode] == nil)
    #expect(row?[.counterpartyName] == "Larch Street Deli")
  }

  @Test func `the amount abroad is what the shop charged`() {
    let row = normalized([
      "CurrencyExchange": #"{"InstructedAmount":{"Amount":"1480","Currency":"JPY"}}"#
    ])
    #expect(row?.localAmount == Currency("JPY").map { Money(-1480, $0) })
  }

  @Test(arguments: [
    Example(["Amount": nil], "'Amount' is missing, expected a decimal number, such as 12.34"),
    Example(
      ["Amount": #"{"Amount":"4.355","Currency":"GBP"}"#],
      "'Amount' is not an amount of whole minor units of GBP: '4.355', "
        + "expected a decimal number, such as 12.34"),
    Example(
      ["Amount": #"{"Amount":"-4.35","Currency":"GBP"}"#],
      "'Amount' is not an amount without a sign: '-4.35', expected a decimal number, such as 12.34"),
    Example(
      ["CreditDebitIndicator": #""Sideways""#],
      "'CreditDebitIndicator' is not an indicator: 'Sideways', expected Credit or Debit"),
    Example(["Status": nil], "'Status' is missing, expected one of Booked, Pending, Rejected"),
    Example(
      ["Status": #""Lost""#],
      "'Status' is not a status: 'Lost', expected one of Booked, Pending, Rejected"),
    Example(
      ["BookingDateTime": nil], "'BookingDateTime' is missing, expected YYYY-MM-DDThh:mm:ss[.fff]Z"),
  ])
  func `time and money are right or the record is no row`(example: Example<String>) {
    let outputs = read(#"{"Data":{"Transaction":[\#(OpenBankingTests.text(example.changes))]}}"#)
    #expect(outputs.rows.isEmpty)
    #expect(outputs.diagnostics == ["in:1: tx_1: \(example.expected)"])
  }
}
