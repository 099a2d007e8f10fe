// Transactions of the bank's own API: every field and every rule.

import Model
import Normalize
import Testing

@Suite struct MonzoTests {
  @Test func `a record gives the fields of a row`() throws {
    let row = try #require(
      normalized([
        "user_id": #""user_1""#, "notes": #""Salmon sandwich 🍞 #lunch""#,
        "local_amount": "-700", "local_currency": #""EUR""#, "include_in_spending": "true",
        "merchant": #"{"id":"merch_1","group_id":"grp_1","name":"Deli","category":"eating_out","#
          + #""online":false,"atm":false,"emoji":"🍞","logo":"https://example.com/l.png","#
          + #""address":{"address":"98 Road","city":"London","region":"Greater London","#
          + #""country":"GB","postcode":"N1 3JD","latitude":51.54151,"longitude":-0.084824e0}}"#,
        "metadata": #"{"mcc":"5812","mastercard_card_id":"mccard_1"}"#,
      ]))
    #expect(row[.id] == "tx_00009RcxlTyAFbTZEzc0Ef")
    #expect(row[.accountID] == "acc_1")
    #expect(row[.userID] == "user_1")
    #expect(row.source == .monzo)
    #expect(row.kind == .cardPayment)
    #expect(row.status == .settled)
    #expect("\(row.created)" == "2026-06-30T23:30:00.08Z")
    #expect(row.updated == Instant("2026-07-01T06:00:01Z"))
    #expect(row.settled == Instant("2026-07-01T06:00:00Z"))
    #expect(row.amount == Money(-510, .gbp))
    #expect(row.localAmount == Currency("EUR").map { Money(-700, $0) })
    #expect(row.includeInSpending == true)
    #expect(row[.payee] == nil)
    #expect(row[.memo] == "Salmon sandwich 🍞 #lunch")
    #expect(row[.description] == "DELI C LONDON GBR")
    #expect(row[.category] == "eating_out")
    #expect(row[.mcc] == "5812")
    #expect(row[.metadata] == #"{"mcc":"5812","mastercard_card_id":"mccard_1"}"#)
    #expect(row[.tags] == nil)
    #expect(row[.categorySplit] == nil)
    #expect(row.balanceMinor == nil)
    let merchant = try #require(row.merchant?.fields)
    #expect(merchant.city == "London")
    #expect(merchant.latitude == "51.54151")
    #expect(merchant.longitude == "-0.084824e0")
    #expect(merchant.atm == false)
    for field: ProvenanceField in [.notes, .memo, .category] {
      #expect(row[provenance: field] == .bank)
    }
  }

  @Test func `empty texts and empty objects are null`() throws {
    let row = try #require(normalized(["settled": #""""#, "scheme": #""bacs""#]))
    for field: RowText in [.userID, .notes, .memo, .metadata, .counterpartyName, .attachments] {
      #expect(row[field] == nil)
    }
    #expect(row.settled == nil)
    #expect(row.postedDate == nil)
    #expect(row[provenance: .notes] == nil)
  }

  // MARK: Days

  @Test func `half past midnight on the 1st of July is July's in London and June's in UTC`() throws
  {
    #expect(normalized()?.date.description == "2026-07-01")
    let inUTC = read(transaction(), options: .init(file: "in", zone: .utc)).rows.first
    #expect(inUTC?.date.description == "2026-06-30")
  }

  @Test func `the posted date is the day of settling`() {
    #expect(normalized()?.postedDate?.description == "2026-07-01")
    #expect(
      normalized(["settled": #""2026-07-31T23:00:00Z""#])?.postedDate?.description == "2026-08-01")
  }

  // MARK: Status

  @Test(
    arguments: [
      Example(["notes": "null"], Status.settled),
      Example(["decline_reason": #""INSUFFICIENT_FUNDS""#], .declined),
      Example(["decline_reason": #""""#], .settled),
      Example(["decline_reason": #""OTHER""#, "amount_is_pending": "true"], .declined),
      Example(["amount_is_pending": "true"], .pending),
      Example(["amount_is_pending": "false", "settled": #""""#], .settled),
      Example(["amount_is_pending": nil, "settled": #""""#], .pending),
      Example(["amount_is_pending": nil, "settled": "null"], .pending),
      Example(["amount_is_pending": nil, "settled": nil], .settled),
      Example(["amount_is_pending": nil, "settled": #""""#, "scheme": #""monzo_flex""#], .settled),
      Example(["amount_is_pending": nil, "settled": "true"], .settled),
      Example(["amount_is_pending": nil, "settled": "false"], .pending),
      Example(["amount_is_pending": nil, "settled": #""""#, "scheme": nil], .settled),
      Example(
        ["amount_is_pending": nil, "settled": #""""#, "scheme": nil, "merchant": #""merch_1""#],
        .pending
      ),
    ] as [Example<Status>])
  func `declined before pending before settled`(
    example: Example<Status>
  ) {
    #expect(normalized(example.changes)?.status == example.expected)
  }

  // MARK: Merchant and counterparty

  @Test func `a merchant is null, an id, or an object`() {
    #expect(normalized()?.merchant == nil)
    #expect(normalized(["merchant": #""""#])?.merchant == nil)
    #expect(normalized(["merchant": #""merch_1""#])?.merchant?.fields.id == "merch_1")
    #expect(normalized(["merchant": #"{"id":"merch_1"}"#])?.merchant?.fields.id == "merch_1")
  }

  @Test func `the same merchant again is the same object`() {
    let line = transaction(["merchant": #"{"id":"merch_1","name":"Deli"}"#])
    let other = transaction(["merchant": #"{"id":"merch_1","name":"Dell"}"#])
    let merchants = read([line, other, line].joined(separator: "\n")).rows.map(\.merchant)
    #expect(merchants[0] === merchants[2])
    #expect(merchants[0] !== merchants[1])
    #expect(merchants[1]?.fields.name == "Dell")
  }

  @Test func `a merchant that is not read again is the same in every way`() throws {
    let shop =
      #"{"id":"merch_00009TAe6wtwZzjTjB0PzI","name":"Fernhill Deli","atm":true,"address":{"city":"London"}}"#
    let line = transaction(["merchant": shop, "counterparty": #"{"name":"Ann"}"#])
    let spaced = transaction(["merchant": shop.replacing(",", with: ",\n")])
    let outputs = read([line, line, spaced, spaced, "{}", line].joined(separator: "\n"))
    #expect(outputs.rows.count == 5)
    for row in outputs.rows {
      #expect(row.merchant == outputs.rows[0].merchant)
      #expect(row.kind == .cashWithdrawal)
    }
    #expect(outputs.rows[0].merchant === outputs.rows[4].merchant)
    #expect(outputs.rows[4] == outputs.rows[0])
    // Lines inside of merchants are counted, whether the merchant is read or known.
    #expect(outputs.places.map(\.line) == [1, 2, 3, 7, 12])
    #expect(outputs.diagnostics.first?.hasPrefix("in:11:") == true)
  }

  @Test func `the other side of a transfer keeps its name, else the name it prefers`() throws {
    let row1 = try #require(
      normalized([
        "counterparty": #"{"preferred_name":"Tan","name":"Tansy","sort_code":"040004","#
          + #""account_number":"12345678","user_id":"anonuser_1","account_id":"acc_2","#
          + #""beneficiary_account_type":"Personal"}"#
      ]))
    #expect(row1[.counterpartyName] == "Tansy")
    #expect(row1[.counterpartySortCode] == "040004")
    #expect(row1[.counterpartyAccountNumber] == "12345678")
    #expect(row1[.counterpartyUserID] == "anonuser_1")
    #expect(row1[.counterpartyAccountID] == "acc_2")
    let row2 = normalized(["counterparty": #"{"name":"","preferred_name":"Tan"}"#])
    #expect(row2?[.counterpartyName] == "Tan")
  }

  // MARK: Memo

  @Test(
    arguments: [
      Example(["notes": #""mine""#, "metadata": #"{"notes":"theirs"}"#], "mine"),
      Example(["metadata": #"{"notes":"RENT JUNE"}"#], "RENT JUNE"),
      Example(["scheme": #""payport_faster_payments""#, "description": #""RENT""#], "RENT"),
      Example(["scheme": #""bacs""#, "amount": "1", "description": #""WAGES""#], "WAGES"),
      Example(["scheme": #""bacs""#, "amount": "-1", "description": #""GAS CO""#], nil),
      Example(
        [
          "scheme": #""payport_faster_payments""#, "description": #""Ann""#,
          "counterparty": #"{"name":"Ann"}"#,
        ], nil
      ),
      Example([:], nil),
    ] as [Example<String?>])
  func `the memo is the notes, else the payment reference`(
    example: Example<String?>
  ) {
    #expect(normalized(example.changes)?[.memo] == example.expected)
    #expect(
      normalized(example.changes)?[provenance: .memo] == (example.expected == nil ? nil : .bank))
  }

  // MARK: Categories

  @Test func `several categories are a split in the order of their names`() {
    let split = normalized([
      "categories": #"{"groceries":-310,"bills":-150,"category_0000A":-50}"#,
      "category": #""groceries""#,
    ])
    #expect(split?[.category] == "groceries")
    #expect(
      split?.categoryParts == [
        CategoryPart("bills", -150), CategoryPart("category_0000A", -50),
        CategoryPart("groceries", -310),
      ])
    #expect(normalized(["categories": #"{"groceries":-510}"#])?[.categorySplit] == nil)
    #expect(normalized(["categories": #"{"a":1,"a":2}"#])?[.categorySplit] == nil)
  }

  // MARK: Metadata and attachments

  @Test(arguments: [
    (#"{ "a" : "1" , "b":"2"}"#, #"{"a":"1","b":"2"}"#),
    (#"{"a":"1","b":"2","a":"3"}"#, #"{"a":"3","b":"2"}"#),
    (
      #"{"a":true,"b":12,"c":null,"d":{"x": [1]}}"#,
      #"{"a":"true","b":"12","c":"null","d":"{\"x\":[1]}"}"#
    ),
    (#"{"a":"x\/y\u00e9\u2028","\u0062":"é"}"#, #"{"a":"x/yé\u2028","b":"é"}"#),
    (#"{"":""}"#, #"{"":""}"#), (#"{"":"a","":"b"}"#, #"{"":"b"}"#),
    ("{\"a\":\"\u{7F} \u{2029}—\"}", "{\"a\":\"\\u007f \\u2029—\"}"),
  ])
  func `metadata is an object of texts, each name once`(source: String, expected: String) {
    #expect(normalized(["metadata": source])?[.metadata] == expected)
  }

  @Test func `metadata of many names keeps the last of each`() {
    let names = (0..<50).map { "\"k\($0)\":\"\($0)\"" } + ["\"k7\":\"last\""]
    let metadata = normalized(["metadata": "{\(names.joined(separator: ","))}"])?[.metadata]
    #expect(metadata?.contains(#""k6":"6","k7":"last","k8":"8""#) == true)
    #expect(metadata?.hasSuffix(#""k49":"49"}"#) == true)
  }

  @Test func `attachments keep id, type and address`() {
    let list =
      #"[{"created":"x","file_url":"https://e.com/a","id":"attach_1","type":"image/png"}, {}]"#
    #expect(
      normalized(["attachments": list])?[.attachments]
        == #"[{"id":"attach_1","file_type":"image/png","file_url":"https://e.com/a"},"#
        + #"{"id":null,"file_type":null,"file_url":null}]"#)
    #expect(normalized(["attachments": "[]"])?[.attachments] == nil)
    #expect(normalized(["attachments": "null"])?[.attachments] == nil)
  }

  // MARK: The account that was given

  @Test func `a record without an account has the one that was given`() {
    let options = Normalizer.Options(file: "in", account: "acc_9")
    let rows = read(
      transaction(["account_id": nil]) + "\n" + transaction(), options: options
    ).rows
    #expect(rows.map { $0[.accountID] } == ["acc_9", "acc_1"])
  }

  // MARK: Unknown names

  @Test func `unknown names stop nothing and are counted`() {
    let line = transaction([
      "sparkle": "[1]", "scheme": #""teleport""#, "category": #""pets""#, "notes": "5",
      "user_id": "{}", "Notes": #""capital""#,
    ])
    let (outputs, normalizer) = read(Array("\(line)\n\(line)\n\(transaction())".utf8))
    #expect(outputs.rows.count == 3)
    #expect(outputs.rows[0].kind == .other)
    #expect(outputs.rows[0][.scheme] == "teleport")
    #expect(
      normalizer.unknown.sorted.map { "\($0.sort.name) \($0.name) \($0.count)" } == [
        "field Notes 2", "field sparkle 2", "field of unexpected type notes 2",
        "field of unexpected type user_id 2", "scheme teleport 2", "category pets 2",
      ])
  }

  @Test func `a category of the user's own is not unknown`() {
    let (outputs, normalizer) = read(
      Array(transaction(["category": #""category_0000AeR8A0F6XTLXKTDADB""#]).utf8))
    #expect(outputs.rows.count == 1)
    #expect(normalizer.unknown.isEmpty)
  }
}
