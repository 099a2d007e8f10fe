// Which members of the bank's own API, of the one of 2015 and of Open Banking fill a row, as `FilledFieldTests` has it
// for the others. A member that is not kept is listed with the reason.

import Bytes
import Model
import Normalize
import TestSupport
import Testing
import Write

@Suite struct FilledMemberTests {
  typealias Place = FilledFieldTests.Place

  private static func record(_ members: [(String, String)], _ place: Place) -> String {
    let all = members.filter { $0.0 != place.name } + [(place.name, place.value)]
    return "{" + all.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  // MARK: The bank's own API

  static let monzo: [Place] = [
    Place("id", #""tx_77""#, #""id":"tx_77""#),
    Place("account_id", #""acc_77""#, #""account_id":"acc_77""#),
    Place("user_id", #""user_77""#, #""user_id":"user_77""#),
    Place("created", #""2026-01-27T01:02:03.004Z""#, #""created":"2026-01-27T01:02:03.004Z""#),
    Place("updated", #""2026-01-27T01:02:03Z""#, #""updated":"2026-01-27T01:02:03Z""#),
    Place("settled", #""2026-01-27T01:02:03Z""#, #""settled":"2026-01-27T01:02:03Z""#),
    Place("amount", "-7741", #""amount_minor":-7741"#),
    Place("currency", #""CHF""#, #""currency":"CHF""#),
    Place("local_amount", "-7741", #""local_amount_minor":-7741"#),
    Place("local_currency", #""CHF""#, #""local_currency":"CHF""#),
    Place("amount_is_pending", "true", #""status":"pending""#),
    Place("description", #""MARK""#, #""description":"MARK""#),
    Place("notes", #""MARK""#, #""notes":"MARK""#),
    Place("category", #""MARK""#, #""category":"MARK""#),
    Place(
      "categories", #"{"bills":-100,"gifts":-50}"#,
      #"[{"category":"bills","amount_minor":-100},{"category":"gifts","amount_minor":-50}]"#),
    Place("merchant", #""merch_77""#, #""id":"merch_77""#),
    Place("merchant", #"{"id":"m","group_id":"MARK"}"#, #""group_id":"MARK""#),
    Place("merchant", #"{"id":"m","name":"MARK"}"#, #""name":"MARK""#),
    Place("merchant", #"{"id":"m","category":"MARK"}"#, #""category":"MARK""#),
    Place("merchant", #"{"id":"m","online":true}"#, #""online":true"#),
    Place("merchant", #"{"id":"m","atm":true}"#, "cash_withdrawal"),
    Place("merchant", #"{"id":"m","emoji":"🐙"}"#, #""emoji":"🐙""#),
    Place("merchant", #"{"id":"m","logo":"MARK"}"#, #""logo":"MARK""#),
    Place("merchant", #"{"id":"m","address":{"address":"MARK"}}"#, #""address":"MARK""#),
    Place("merchant", #"{"id":"m","address":{"city":"MARK"}}"#, #""city":"MARK""#),
    Place("merchant", #"{"id":"m","address":{"region":"MARK"}}"#, #""region":"MARK""#),
    Place("merchant", #"{"id":"m","address":{"country":"MARK"}}"#, #""country":"MARK""#),
    Place("merchant", #"{"id":"m","address":{"postcode":"MARK"}}"#, #""postcode":"MARK""#),
    Place("merchant", #"{"id":"m","address":{"latitude":51.77}}"#, #""latitude":51.77"#),
    Place("merchant", #"{"id":"m","address":{"longitude":-0.77}}"#, #""longitude":-0.77"#),
    Place("counterparty", #"{"name":"MARK"}"#, #""counterparty":{"name":"MARK""#),
    Place("counterparty", #"{"name":"x","preferred_name":"MARK"}"#, #""payee":"MARK""#),
    Place("counterparty", #"{"sort_code":"774100"}"#, #""sort_code":"774100""#),
    Place("counterparty", #"{"account_number":"77410000"}"#, #""account_number":"77410000""#),
    Place("counterparty", #"{"user_id":"user_77"}"#, #""user_id":"user_77""#),
    Place("counterparty", #"{"account_id":"acc_77"}"#, #""account_id":"acc_77""#),
    Place("metadata", #"{"any":"MARK"}"#, #""metadata":{"any":"MARK"}"#),
    Place("metadata", #"{"mcc":"7741"}"#, #""mcc":"7741""#),
    Place("metadata", #"{"notes":"MARK"}"#, #""memo":"MARK""#),
    Place(
      "attachments", #"[{"id":"MARK","file_type":"image/png","file_url":"u"}]"#,
      #"[{"id":"MARK","file_type":"image/png","file_url":"u"}]"#),
    Place("scheme", #""chaps""#, #""scheme":"chaps""#),
    Place("scheme", #""MARK""#, #""scheme":"MARK""#),
    Place("is_load", "true", "top_up"),
    Place("include_in_spending", "false", #""include_in_spending":false"#),
    Place("decline_reason", #""MARK""#, #""decline_reason":"MARK""#),
    Place(
      "atm_fees_detailed", #"{"fee_amount":77,"fee_currency":"GBP","withdrawal_amount":-100}"#,
      #""fees":[{"type":"withdrawal.atm","amount_minor":77,"currency":"GBP"}]"#),
    Place(
      "fees", #"{"MARK":77}"#, #""fees":[{"type":"MARK","amount_minor":77,"currency":"GBP"}]"#),
    Place("labels", #"["withdrawal.atm.domestic"]"#, "cash_withdrawal"),
    Place(
      "international", #"{"target_amount":77,"target_currency":"EUR","rate":1.1}"#,
      #""local_amount_minor":-77"#),
    Place(
      "international", #"{"target_amount":77,"target_currency":"EUR","rate":1.1}"#,
      #""international_rate":"1.1""#),
    Place("international", #"{"reference":"MARK"}"#, #""memo":"MARK""#),
    Place("international", #"{"fee_amount":77}"#, #""amount_minor":77,"currency":"GBP"}]"#),
    Place("virtual_card", #"{"name":"MARK"}"#, #""card_name":"MARK""#),
    Place(
      "virtual_card", #"{"card_details":{"last_digits":"7741"}}"#, #""card_last_digits":"7741""#),
    Place(
      "virtual_card", #"{"source_details":{"type":"pot","source_id":"pot_77"}}"#,
      #""pot_id":"pot_77""#),
  ]

  @Test(arguments: monzo)
  func `a member of the bank's API is kept`(place: Place) {
    let isMoneyIn = place.name == "is_load"
    let members = [
      ("id", #""tx_1""#), ("created", #""2026-01-13T09:08:07Z""#),
      ("amount", isMoneyIn ? "150" : "-150"), ("currency", #""GBP""#),
      ("local_amount", "-150"), ("local_currency", #""GBP""#), ("notes", #""""#),
    ]
    let json = FilledFieldTests.json(FilledMemberTests.record(members, place))
    #expect(json.contains(place.expected))
  }

  /// What the app lets a user do, how the bank tells deliveries apart, and what it says of other rows.
  static let passedOverByMonzo = [
    "dedupe_id", "originator", "merchant_feedback_uri", "parent_account_id",
    "can_be_excluded_from_breakdown", "can_be_made_subscription", "can_split_the_bill",
    "can_add_to_tab", "can_match_transactions_in_categorization", "tab", "account_balance",
  ]

  @Test(arguments: passedOverByMonzo)
  func `a member that is not kept is known, so nothing is said of it`(name: String) {
    let record =
      #"{"id":"tx_1","created":"2026-01-13T09:08:07Z","amount":-1,"currency":"GBP","\#(name)":"MARK"}"#
    let (outputs, normalizer) = read(Array(record.utf8))
    #expect(outputs.rows.count == 1 && normalizer.unknown.sorted.isEmpty)
  }

  // MARK: The API of 2015

  static let mondo: [Place] = [
    Place("id", #""tx_77""#, #""id":"tx_77""#),
    Place("created", #""2015-01-27T01:02:03Z""#, #""created":"2015-01-27T01:02:03Z""#),
    Place("amount", "-7741", #""amount_minor":-7741"#),
    Place("currency", #""CHF""#, #""currency":"CHF""#),
    Place("description", #""MARK""#, #""description":"MARK""#),
    Place("notes", #""MARK""#, #""notes":"MARK""#),
    Place("metadata", #"{"logo_url":"MARK"}"#, #""logo":"MARK""#),
    Place("metadata", ##"{"tags":"#MARK"}"##, #""tags":["MARK"]"#),
    Place("metadata", #"{"any":"MARK"}"#, #""metadata":{"any":"MARK"}"#),
  ]

  @Test(arguments: mondo)
  func `a member of the API of 2015 is kept`(place: Place) {
    let members = [
      ("id", #""tx_1""#), ("created", #""2015-01-13T09:08:07Z""#), ("amount", "-150"),
      ("currency", #""GBP""#), ("merchant", "null"), ("metadata", "{}"), ("notes", #""""#),
    ]
    let json = FilledFieldTests.json(FilledMemberTests.record(members, place))
    #expect(json.contains(place.expected) && json.contains(#""source":"mondo2015""#))
  }

  // MARK: Open Banking

  static let openBanking: [Place] = [
    Place("TransactionId", #""tx_77""#, #""id":"tx_77""#),
    Place("AccountId", #""acc_77""#, #""account_id":"acc_77""#),
    Place("CreditDebitIndicator", #""Credit""#, #""amount_minor":150"#),
    Place("Status", #""Pending""#, #""status":"pending""#),
    Place("Status", #""Rejected""#, #""status":"declined""#),
    Place("BookingDateTime", #""2026-01-27T01:02:03Z""#, #""created":"2026-01-27T01:02:03Z""#),
    Place("ValueDateTime", #""2026-01-27T01:02:03Z""#, #""settled":"2026-01-27T01:02:03Z""#),
    Place("TransactionInformation", #""MARK""#, #""description":"MARK""#),
    Place("TransactionReference", #""MARK""#, #""memo":"MARK""#),
    Place("StatementReference", #"["MA","RK"]"#, #""statement_reference":"MA RK""#),
    Place("AddressLine", #""MARK""#, #""address":"MARK""#),
    Place("Amount", #"{"Amount":"77.4100","Currency":"CHF"}"#, #""amount_minor":-7741,"#),
    Place("Amount", #"{"Amount":"77.4100","Currency":"CHF"}"#, #""currency":"CHF""#),
    Place(
      "ChargeAmount", #"{"Amount":"0.7700","Currency":"GBP"}"#,
      #""fees":[{"type":"charge","amount_minor":77,"currency":"GBP"}]"#),
    Place(
      "CurrencyExchange",
      #"{"InstructedAmount":{"Amount":"77.41","Currency":"USD"},"ExchangeRate":1.77}"#,
      #""local_amount_minor":-7741"#),
    Place(
      "CurrencyExchange",
      #"{"InstructedAmount":{"Amount":"77.41","Currency":"USD"},"ExchangeRate":1.77}"#,
      #""exchange_rate":"1.77""#),
    Place("ProprietaryBankTransactionCode", #"{"Code":"chaps"}"#, #""scheme":"chaps""#),
    Place("ProprietaryBankTransactionCode", #"{"Code":"MARK"}"#, #""scheme":"MARK""#),
    Place("SupplementaryData", #"{"RawTransactionDescription":"MARK"}"#, #""description":"MARK""#),
    Place("SupplementaryData", #"{"Declined":true}"#, #""status":"declined""#),
    Place("MerchantDetails", #"{"MerchantName":"MARK"}"#, #""name":"MARK""#),
    Place("MerchantDetails", #"{"MerchantCategoryCode":"7741"}"#, #""mcc":"7741""#),
    Place("CreditorAccount", #"{"Name":"MARK"}"#, #""name":"MARK""#),
    Place(
      "CreditorAccount",
      #"{"SchemeName":"UK.OBIE.SortCodeAccountNumber","Identification":"04000477410000"}"#,
      #""account_number":"77410000""#),
    Place("CreditorAccount", #"{"Identification":"GB77"}"#, #""account_number":"GB77""#),
    Place(
      "Balance",
      #"{"Amount":{"Amount":"77.41","Currency":"GBP"},"CreditDebitIndicator":"Debit"}"#,
      #""balance_after":"-77.41""#),
  ]

  @Test(arguments: openBanking)
  func `a member of Open Banking is kept`(place: Place) {
    let members = [
      ("TransactionId", #""tx_1""#), ("CreditDebitIndicator", #""Debit""#),
      ("Status", #""Booked""#), ("BookingDateTime", #""2026-01-13T09:08:07Z""#),
      ("Amount", #"{"Amount":"1.50","Currency":"GBP"}"#),
      ("ProprietaryBankTransactionCode", #"{"Code":"payport_faster_payments"}"#),
    ]
    let json = FilledFieldTests.json(FilledMemberTests.record(members, place))
    #expect(json.contains(place.expected))
  }

  /// Codes that the bank's own scheme says better, who holds the card, banks behind the other side, and whether the row
  /// may still change, which its status says.
  static let passedOverByOpenBanking = [
    "BankTransactionCode", "CardInstrument", "DebtorAgent", "CreditorAgent",
    "TransactionMutability",
  ]

  @Test(arguments: passedOverByOpenBanking)
  func `a member of Open Banking that is not kept is known`(name: String) {
    let record = ##"""
      {"TransactionId":"tx_1","CreditDebitIndicator":"Debit","Status":"Booked",
      "BookingDateTime":"2026-01-13T09:08:07Z","Amount":{"Amount":"1.50","Currency":"GBP"},"\##(name)":"MARK"}
      """##
    let (outputs, normalizer) = read(Array(record.utf8))
    #expect(outputs.rows.count == 1 && normalizer.unknown.sorted.isEmpty)
  }
}
