// Which columns and members each dialect fills a row with: a value that the input has is never lost without a word.
// Each line puts a value that is found nowhere else into one place of a record, and says where it must come out; a
// place that is not kept is listed with the reason.

import Bytes
import Model
import Normalize
import TestSupport
import Testing
import Write

@Suite struct FilledFieldTests {
  /// A place of a record with a value of its own, and the piece of the row's JSON that it must become.
  struct Place: Sendable, CustomTestStringConvertible {
    let name: String
    let value: String
    let expected: String
    init(_ name: String, _ value: String, _ expected: String) {
      (self.name, self.value, self.expected) = (name, value, expected)
    }
    var testDescription: String { "\(name): \(value)" }
  }

  static func json(_ text: String) -> String {
    let outputs = read(text)
    guard let row = outputs.rows.first else { return "no row: \(outputs.diagnostics)" }
    var writer = ByteWriter()
    JSONLinesWriter().append(row, to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  // MARK: Statements

  static let statement: [Place] = [
    Place("Transaction ID", "tx_77", #""id":"tx_77""#),
    Place("Date", "27/01/2026", #""created":"2026-01-27T09:08:07Z""#),
    Place("Time", "01:02:03", "T01:02:03Z"), Place("Type", "Standing order", "standing_order"),
    Place("Name", "MARK", #""payee":"MARK""#), Place("Emoji", "🐙", #""emoji":"🐙""#),
    Place("Category", "MARK", #""category":"MARK""#), Place("Amount", "-77.41", "-7741"),
    Place("Currency", "CHF", #""currency":"CHF""#),
    Place("Local amount", "-77.41", #""local_amount_minor":-7741"#),
    Place("Local currency", "CHF", #""local_currency":"CHF""#),
    Place("Notes and #tags", "MARK", #""notes":"MARK""#),
    Place("Address", "MARK", #""address":"MARK""#),
    Place("Receipt", "MARK", #""csv_receipt":"MARK""#),
    Place("Description", "MARK", #""description":"MARK""#),
    Place("Category split", "MARK", #""csv_category_split":"MARK""#),
    Place("Balance", "77.41", #""csv_balance":"77.41""#),
    Place("Balance currency", "CHF", #""csv_balance_currency":"CHF""#),
    Place("Status", "MARK", #""csv_status":"MARK""#),
    Place("Account", "MARK", #""csv_account":"MARK""#),
    Place("Pot", "MARK", #""csv_pot":"MARK""#),
    Place("Exchange rate", "77.41", #""csv_exchange_rate":"77.41""#),
  ]

  @Test(arguments: statement)
  func `a column of a statement is kept`(place: Place) {
    var cells = [
      "Transaction ID": "tx_1", "Date": "13/01/2026", "Time": "09:08:07", "Type": "Card payment",
      "Name": "Shop", "Amount": "-1.50", "Currency": "GBP", "Local amount": "-1.50",
      "Local currency": "GBP",
    ]
    cells[place.name] = place.value
    let names = FilledFieldTests.statement.map(\.name)
    let text =
      names.joined(separator: ",") + "\n" + names.map { cells[$0] ?? "" }.joined(separator: ",")
    #expect(FilledFieldTests.json(text).contains(place.expected))
  }

  static let search: [Place] = [
    Place("id", "feed_77", #""id":"feed_77""#),
    Place("created", "2026-01-27T01:02:03.5Z", #""created":"2026-01-27T01:02:03Z""#),
    Place("title", "MARK", #""payee":"MARK""#), Place("subtitle", "MARK", #""memo":"MARK""#),
    Place("amount", "77.41", #""amount_minor":7741"#),
    Place("currency", "CHF", #""currency":"CHF""#),
    Place("categories", "MARK", #""category":"MARK""#),
  ]

  @Test(arguments: search)
  func `a column of a search export is kept`(place: Place) {
    var cells = [
      "id": "feed_1", "created": "13/01/2026 09:08", "title": "Shop", "amount": "-1",
      "currency": "GBP",
    ]
    cells[place.name] = place.value
    let names = FilledFieldTests.search.map(\.name)
    let text =
      names.joined(separator: ",") + "\n" + names.map { cells[$0] ?? "" }.joined(separator: ",")
    #expect(FilledFieldTests.json(text).contains(place.expected))
  }

  @Test func `a column that nobody knows is reported`() {
    let (_, normalizer) = read(Array("Date,Amount,Currency,Mood\n13/01/2026,1,GBP,good\n".utf8))
    #expect(normalizer.unknown.sorted.map(\.name) == ["Mood"])
  }

  // MARK: JSON

  private static func record(_ members: [(String, String)], _ place: Place) -> String {
    var members = members.filter { $0.0 != place.name }
    members.append((place.name, place.value))
    return "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  static let goCardless: [Place] = [
    Place("transactionId", #""tx_77""#, #""id":"tx_77""#),
    Place("internalTransactionId", #""MARK""#, #""gocardless_internal_id":"MARK""#),
    Place("entryReference", #""MARK""#, #""gocardless_entry_reference":"MARK""#),
    Place("bookingDateTime", #""2026-01-27T01:02:03Z""#, #""created":"2026-01-27T01:02:03Z""#),
    Place("valueDate", #""2026-01-28""#, #""posted_date":"2026-01-28""#),
    Place("valueDateTime", #""2026-01-28T01:02:03Z""#, #""settled":"2026-01-28T01:02:03Z""#),
    Place(
      "transactionAmount", #"{"amount":"-77.4100","currency":"CHF"}"#, #""amount_minor":-7741,"#),
    Place("creditorName", #""MARK""#, #""name":"MARK""#),
    Place(
      "creditorAccount", #"{"iban":"GB00MONZ04000412345678"}"#, #""account_number":"12345678""#),
    Place("creditorAccount", #"{"bban":"04000412345678"}"#, #""sort_code":"040004""#),
    Place("remittanceInformationUnstructured", #""MARK""#, #""description":"MARK""#),
    Place("remittanceInformationUnstructuredArray", #"["MA","RK"]"#, #""description":"MA RK""#),
    Place("remittanceInformationStructured", #""MARK""#, #""description":"MARK""#),
    Place("additionalInformation", #""MARK""#, "MARK"), Place("endToEndId", #""MARK""#, "MARK"),
    Place("mandateId", #""MARK""#, "MARK"), Place("purposeCode", #""MARK""#, "MARK"),
    Place("bankTransactionCode", #""MARK""#, "MARK"),
    Place("proprietaryBankTransactionCode", #""chaps""#, #""scheme":"chaps""#),
    Place("merchantCategoryCode", #""5411""#, #""mcc":"5411""#),
    Place(
      "currencyExchange",
      #"{"instructedAmount":{"amount":"77.41","currency":"USD"},"exchangeRate":"MARK","sourceCurrency":"USD"}"#,
      #""exchange_rate":"MARK""#),
    Place(
      "balanceAfterTransaction", #"{"balanceAmount":{"amount":"77.41","currency":"GBP"}}"#,
      #""balance_after":"77.41""#),
  ]

  @Test(arguments: goCardless)
  func `a member of GoCardless is kept`(place: Place) {
    let members = [
      ("transactionId", #""tx_1""#), ("bookingDate", #""2026-01-13""#),
      ("transactionAmount", #"{"amount":"-1.50","currency":"GBP"}"#),
      ("proprietaryBankTransactionCode", #""payport_faster_payments""#),
    ]
    #expect(FilledFieldTests.json(FilledFieldTests.record(members, place)).contains(place.expected))
  }

  static let trueLayer: [Place] = [
    Place("transaction_id", #""MARK""#, #""id":"MARK""#),
    Place("normalised_provider_transaction_id", #""MARK""#, #""id":"MARK""#),
    Place("provider_transaction_id", #""tx_77""#, #""id":"tx_77""#),
    Place("timestamp", #""2026-01-27T01:02:03Z""#, #""created":"2026-01-27T01:02:03Z""#),
    Place("description", #""MARK""#, #""description":"MARK""#),
    Place("amount", "-77.41", #""amount_minor":-7741"#), Place("currency", #""CHF""#, "CHF"),
    Place("transaction_category", #""ATM""#, "cash_withdrawal"),
    Place("transaction_classification", #"["MA","RK"]"#, "MA / RK"),
    Place("merchant_name", #""MARK""#, #""name":"MARK""#),
    Place("running_balance", #"{"amount":77.41,"currency":"GBP"}"#, "77.41"),
    Place("meta", #"{"provider_transaction_category":"MARK"}"#, "MARK"),
    Place("meta", #"{"provider_transaction_category":"chaps"}"#, #""scheme":"chaps""#),
    Place("meta", #"{"provider_category":"groceries"}"#, #""category":"groceries""#),
    Place("meta", #"{"provider_category":"MARK"}"#, "MARK"),
    Place("meta", #"{"provider_reference":"MARK"}"#, #""memo":"MARK""#),
    Place("meta", #"{"provider_merchant_name":"MARK"}"#, #""name":"MARK""#),
    Place("meta", #"{"counter_party_preferred_name":"MARK"}"#, #""name":"MARK""#),
    Place("meta", #"{"counter_party_iban":"GB00MONZ04000412345678"}"#, "12345678"),
    Place("meta", #"{"user_comments":"MARK"}"#, #""notes":"MARK""#),
    Place("meta", #"{"provider_merchant_name":"x","address":"MARK"}"#, #""address":"MARK""#),
    Place("meta", #"{"debtor_account_name":"MARK"}"#, "MARK"),
  ]

  @Test(arguments: trueLayer)
  func `a member of TrueLayer is kept`(place: Place) {
    let members = [
      ("transaction_id", #""a1""#), ("timestamp", #""2026-01-13T09:08:07Z""#), ("amount", "-1.5"),
      ("currency", #""GBP""#), ("transaction_category", #""PURCHASE""#),
    ]
    let json = FilledFieldTests.json(FilledFieldTests.record(members, place))
    #expect(json.contains(place.expected))
  }

  /// The members of GoCardless that are not kept: parties behind the parties, other forms of what is kept, and what
  /// banks other than this one send.
  static let passedOver: Set = [
    "checkId", "creditorId", "creditorAgent", "debtorAgent", "ultimateCreditor", "ultimateDebtor",
    "additionalInformationStructured", "additionalDataStructured",
    "remittanceInformationStructuredArray", "debtorName", "debtorAccount", "bookingDate",
  ]
}
