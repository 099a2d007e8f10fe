// Records in wrappers of any name: event logs, dumps keyed by account, accounts that carry their transactions. And
// that what is no wrapper is read as before.

import Bytes
import Model
import Normalize
import TestSupport
import Testing

@Suite struct WrapperTests {
  private let one = transaction(["id": #""tx_1""#])
  private let two = transaction(["id": #""tx_2""#])
  /// A record that does not say its account.
  private let bare = transaction(["id": #""tx_3""#, "account_id": nil])

  private func text(_ shape: String) -> String {
    shape.replacing("①", with: one).replacing("②", with: two).replacing("③", with: bare)
  }

  @Test(arguments: [
    #"{"source":"hook","transaction":①}"# + "\n" + #"{"source":"hook","transaction":②}"#,
    #"{"id":"evt_1","detail":{"type":"transaction.created","data":①}}{"id":"evt_2","detail":{"data":②}}"#,
    #"{"payload":{"items":[①,②]},"count":2}"#,
    #"{"transactions":{"tx_1":①,"tx_2":②}}"#,
    #"{"acc_1":[①],"acc_2":[],"acc_3":{"transactions":[②]}}"#,
    #"{"response":{"status":200,"headers":{},"body":{"transactions":[①,②]}}}"#,
    #"[{"fetched":"now","result":①},{"fetched":"now","result":②}]"#,
    #"{"accounts":[{"id":"acc_1","type":"uk_retail","transactions":[①,②]}]}"#,
    #"{"meta":{"count":2,"pages":[1,2]},"rows":[①,②],"errors":[]}"#,
    #"{"transactions":{"booked":[①],"pending":[②]}}"#,
  ])
  func `a wrapper of any name gives the rows in it`(shape: String) {
    let bytes = Array(text(shape).utf8)
    let outputs = read(bytes).outputs
    #expect(outputs.rows.compactMap { $0[.id] } == ["tx_1", "tx_2"])
    #expect(outputs.diagnostics == [])
    for size in [1, 7, 97] { #expect(read(bytes, chunk: size).outputs == outputs) }
    for place in outputs.places {
      let record = Array(bytes[place.offset..<place.offset + place.length])
      #expect(read(String(decoding: record, as: UTF8.self)).rows.count == 1)
    }
  }

  @Test(arguments: [
    #"{"acc_9":[③]}"#, #"{"acc_8":[],"acc_9":{"day":{"transactions":[③]}}}"#,
    #"{"account_id":"acc_9","transactions":[③]}"#,
    #"[{"account_id":"acc_8","transactions":[]},{"account_id":"acc_9","transactions":[③]}]"#,
    #"{"accounts":[{"id":"acc_9","type":"uk_retail","transactions":[③]}]}"#,
    #"{"accounts":{"acc_9":{"transactions":[③]}}}"#,
  ])
  func `a record that says no account is of the one around it`(shape: String) {
    let outputs = read(text(shape))
    #expect(outputs.rows.map { $0[.accountID] } == ["acc_9"])
    #expect(outputs.diagnostics == [])
  }

  @Test(arguments: [
    #"[{"account_id":"acc_8","transactions":[①]},{"transactions":[③]}]"#,
    #"{"acc_8":[①],"others":[③]}"#,
    #"{"accounts":[{"id":"acc_8","type":"uk_retail","transactions":[①]}],"more":[③]}"#,
  ])
  func `the account of one wrapper is not that of the next`(shape: String) {
    let rows = read(text(shape)).rows
    #expect(rows.map { $0[.id] } == ["tx_1", "tx_3"])
    #expect(rows.last?[.accountID] == nil)
  }

  @Test func `an account that carries its transactions, pots and balance gives them all`() {
    let outputs = read(
      text(
        """
        {"accounts":[{"id":"acc_9","type":"uk_retail","closed":false,
        "balance":{"balance":5,"currency":"GBP"},"pots":[{"id":"pot_1","name":"Rain"}],
        "transactions":[③],"sort_code":"000000"}]}
        """))
    #expect(outputs.rows.map { $0[.accountID] } == ["acc_9"])
    #expect(outputs.references.count == 3)
    guard case .account(let account) = outputs.references.first else {
      Issue.record("no account")
      return
    }
    #expect(account.sortCode == "000000")
    #expect(outputs.diagnostics == [])
  }

  @Test(arguments: [
    #"{"webhook":{"id":"webhook_1","account_id":"acc_1","url":"x"}}"#,
    #"{"attachment":{"id":"attach_1","external_id":"tx_1","file_url":"x"}}"#, "{}",
    #"{"amounts":[{"amount":1},{"created":"x"}]}"#,
  ])
  func `an object without records in it is named`(json: String) {
    #expect(
      read(json).diagnostics == ["in:1: neither a transaction nor an account, a pot or a balance"])
  }

  @Test func `what is pending by its list is pending in either dialect`() {
    let json = """
      {"booked":[],"pending":[{"transactionId":"tx_1","valueDate":"2026-03-31",
      "transactionAmount":{"amount":"-3.20","currency":"GBP"}}]}
      """
    #expect(read(json).rows.map(\.status) == [.pending])
  }

  @Test func `a body that is kept as a text is read, at the place of what it is in`() {
    let body = #"{"type":"transaction.created","data":"# + one + "}"
    let text = body.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let json = "[{\"id\":\"msg_1\",\"body\":\"\(text)\"},\n\(two)]"
    let bytes = Array(json.utf8)
    let outputs = read(bytes).outputs
    #expect(outputs.rows.compactMap { $0[.id] } == ["tx_1", "tx_2"])
    #expect(outputs.diagnostics == [])
    #expect(outputs.places.map(\.line) == [1, 2])
    for size in [1, 7, 97] { #expect(read(bytes, chunk: size).outputs == outputs) }
    let place = outputs.places[0]
    let record = String(decoding: bytes[place.offset..<place.offset + place.length], as: UTF8.self)
    #expect(read(record).rows.first?[.id] == "tx_1")
  }

  @Test func `deep nesting costs no more than a sentence`() {
    let deep = String(repeating: #"{"a":"#, count: 200) + one + String(repeating: "}", count: 200)
    #expect(read(deep).count == 1)
    let lists = String(repeating: "[", count: 255) + one + String(repeating: "]", count: 255)
    #expect(read(lists).rows.count == 1)
  }
}
