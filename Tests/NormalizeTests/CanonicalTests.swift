// Canonical rows read back.

import Model
import Normalize
import Testing

@Suite struct CanonicalTests {
  /// A canonical row with every field.
  static let full = """
    {"id":"tx_1","account_id":"acc_1","account_name":"Current account",\
    "account_slug":"current-account","user_id":"user_1","source":"open_banking","kind":"refund",\
    "status":"pending","created":"2026-06-30T23:30:00.5Z","updated":"2026-07-01T00:00:00Z",\
    "settled":"2026-07-02T23:30:00Z","date":"2026-06-30","posted_date":"2026-07-02",\
    "amount_minor":510,"currency":"GBP","local_amount_minor":90000,"local_currency":"JPY",\
    "include_in_spending":false,"payee":"Deli","memo":"m","description":"DELI","notes":"n",\
    "tags":["a","b é"],"category":"groceries",\
    "category_split":[{"category":"a","amount_minor":10},{"category":"b","amount_minor":500}],\
    "merchant":{"id":"merch_1","group_id":"grp_1","name":"Deli","category":"groceries",\
    "online":false,"atm":null,"emoji":"🍞","logo":null,"address":"98 Road","city":"London",\
    "region":null,"country":"GB","postcode":"N1","latitude":51.5,"longitude":-0.084},\
    "counterparty":{"name":"Ann","sort_code":"040004","account_number":"12345678",\
    "user_id":"user_2","account_id":"acc_2"},"pot_id":"pot_1","pot_name":"Trip",\
    "pot_slug":"pot-trip","transfer_id":"tx_0",\
    "refund_of":"tx_9","recurring_id":"tx_8","balance_minor":-5,"scheme":"mastercard","mcc":"5812",\
    "decline_reason":"OTHER","attachments":[{"id":"a","file_type":"t","file_url":"u"}],\
    "receipt":{"id":"r","items":[]},\
    "fees":[{"type":"f","amount_minor":5,"currency":"GBP"}],"metadata":{"a":"1","b":"\\u2028"},\
    "provenance":{"payee":"rule:3","memo":"bank","category":"csv"}}
    """

  @Test func `every field is read as it was written`() throws {
    let row = try #require(read(CanonicalTests.full).rows.first)
    #expect(row[.id] == "tx_1")
    #expect(row.source == .openBanking)
    #expect(row.kind == .refund)
    #expect(row.status == .pending)
    // The days stay as they were written, whatever the zone is now.
    #expect(row.date.description == "2026-06-30")
    #expect(row.postedDate?.description == "2026-07-02")
    #expect(row.localAmount == Currency("JPY").map { Money(90000, $0) })
    #expect(row.includeInSpending == false)
    #expect(row[.payee] == "Deli")
    #expect(row.tags == ["a", "b é"])
    #expect(row.categoryParts.map(\.amountMinor) == [10, 500])
    #expect(row.merchant?.fields.latitude == "51.5")
    #expect(row.merchant?.fields.address == "98 Road")
    #expect(row[.counterpartyAccountID] == "acc_2")
    #expect(row[.potID] == "pot_1")
    #expect(row[.transferID] == "tx_0")
    #expect(row[.refundOf] == "tx_9")
    #expect(row[.recurringID] == "tx_8")
    #expect(row.balanceMinor == -5)
    #expect(row[.mcc] == "5812")
    #expect(row[.declineReason] == "OTHER")
    #expect(row[.receipt] == #"{"id":"r","items":[]}"#)
    #expect(row[.metadata] == #"{"a":"1","b":"\u2028"}"#)
    #expect(row[provenance: .payee] == .rule(3))
    #expect(row[provenance: .memo] == .bank)
    #expect(row[provenance: .category] == .csv)
    #expect(row[provenance: .notes] == nil)
  }

  @Test func `what is null stays null, and the zone dates only what has no date`() throws {
    let text = #"{"id":"tx_1","created":"2026-06-30T23:30:00Z","settled":"2026-06-30T23:30:00Z","#
    let bare = read(text + #""amount_minor":1,"currency":"GBP"}"#).rows.first
    #expect(bare?.date.description == "2026-07-01")
    #expect(bare?.postedDate?.description == "2026-07-01")
    let dated = read(text + #""amount_minor":1,"currency":"GBP","posted_date":null,"tags":null}"#)
    #expect(dated.rows.first?.postedDate == nil)
    #expect(dated.rows.first?[.tags] == nil)
  }

  @Test(arguments: [
    (#""kind":"teleport""#, nil),
    (
      #""status":"gone""#,
      "'status' is not a status: 'gone', expected one of settled, pending, declined"
    ),
    (
      #""source":"abacus""#,
      "'source' is not a dialect: 'abacus', expected one of monzo, open_banking, "
        + "mondo2015, statement_csv"
    ),
    (#""date":"2026-02-30""#, "'date' is not a date: '2026-02-30', expected YYYY-MM-DD"),
  ])
  func `words that decide about money must be known`(member: String, expected: String?) {
    let text = #"{"id":"tx_1","created":"2026-06-30T23:30:00Z","amount_minor":1,"currency":"GBP","#
    let outputs = read(text + member + "}")
    #expect(outputs.rows.count == (expected == nil ? 1 : 0))
    #expect(outputs.diagnostics.first == expected.map { "in:1: tx_1: \($0)" })
  }
}
