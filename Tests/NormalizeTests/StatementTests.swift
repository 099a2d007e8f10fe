// Statements: every column, every dialect's oddities, made-up ids, and what is wrong in broken ones.

import Model
import Normalize
import TestSupport
import Testing

@Suite struct StatementTests {
  private static let head =
    "Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,"
    + "Local currency,Notes and #tags,Address,Receipt,Description,Category split,Money Out,Money In"

  /// A record of today's statement with some cells replaced.
  private static func record(_ changes: [String: String] = [:]) -> String {
    var cells = [
      "Transaction ID": "tx_1", "Date": "02/06/2026", "Time": "08:30:12", "Type": "Card payment",
      "Name": "Deli", "Emoji": "🥪", "Category": "Eating out", "Amount": "-4.35",
      "Currency": "GBP", "Local amount": "-4.35", "Local currency": "GBP",
      "Notes and #tags": "", "Address": "4 Larch Street", "Receipt": "",
      "Description": "LARCH ST DELI", "Category split": "", "Money Out": "-4.35", "Money In": "",
    ]
    cells.merge(changes) { $1 }
    return head.split(separator: ",").map { cells[String($0)] ?? "" }.joined(separator: ",")
  }

  private func rows(_ records: String..., account: String? = nil) -> [Row] {
    let text = ([StatementTests.head] + records).joined(separator: "\n")
    return read(text, options: .init(file: "in", account: account)).rows
  }

  private func normalized(_ changes: [String: String] = [:]) -> Row? {
    rows(StatementTests.record(changes)).first
  }

  private func diagnostic(_ changes: [String: String]) -> String? {
    read("\(StatementTests.head)\n\(StatementTests.record(changes))").diagnostics.first
  }

  // MARK: Fields

  @Test func `a record gives the fields of a row`() throws {
    let row = try #require(
      normalized(["Notes and #tags": "\"lunch, \"\"big\"\"\"", "Receipt": "r.jpg"]))
    #expect(row[.id] == "tx_1")
    #expect(row.source == .statementCSV)
    #expect(row.status == .settled)
    #expect(row.kind == .cardPayment)
    #expect(row.created == Instant("2026-06-02T08:30:12Z"))
    #expect(row.settled == nil)
    #expect(row.postedDate == nil)
    #expect(row.amount == Money(-435, .gbp))
    #expect(row.localAmount == Money(-435, .gbp))
    #expect(row[.accountID] == nil)
    #expect(row[.payee] == "Deli")
    #expect(row[.category] == "eating_out")
    #expect(row[.notes] == "lunch, \"big\"")
    #expect(row[.memo] == "lunch, \"big\"")
    #expect(row[.description] == "LARCH ST DELI")
    #expect(row.merchant?.fields.name == "Deli")
    #expect(row.merchant?.fields.emoji == "🥪")
    #expect(row.merchant?.fields.address == "4 Larch Street")
    #expect(row[.metadata] == #"{"csv_type":"Card payment","csv_receipt":"r.jpg"}"#)
    for field: ProvenanceField in [.payee, .notes, .memo, .category, .merchant] {
      #expect(row[provenance: field] == .csv)
    }
  }

  @Test func `half past midnight in London is the day before in the file`() {
    let row = normalized(["Date": "30/06/2026", "Time": "23:30:00"])
    #expect(row?.created == Instant("2026-06-30T23:30:00Z"))
    #expect(row?.date.description == "2026-07-01")
  }

  @Test(arguments: [
    ("14/9/2023", "0:17:12", "2023-09-14T00:17:12Z"), ("04/09/2023", "", "2023-09-04T00:00:00Z"),
    ("2023-09-04", "7:05", "2023-09-04T07:05:00Z"),
    ("2023-09-04 02:02:01", "", "2023-09-04T02:02:01Z"),
    ("2023-09-04T02:02:01.5Z", "09:09:09", "2023-09-04T02:02:01Z"),
    ("2018-03-30 17:32:57 +0100", "", "2018-03-30T16:32:57Z"),
    ("29/02/2024", "23:59:60", "2024-02-29T23:59:59Z"),
  ])
  func `dates and times of spreadsheets are read`(date: String, time: String, expected: String) {
    #expect(normalized(["Date": date, "Time": time])?.created == Instant(expected))
  }

  @Test(arguments: [
    ("-4.35", "GBP", -435), ("-13.3", "GBP", -1330), ("-25", "GBP", -2500), ("+1", "GBP", 100),
    ("-1480.00", "JPY", -1480), ("1.234", "KWD", 1234), ("0.00", "GBP", 0), (" 2.50 ", "GBP", 250),
    ("-61000.00", "idr", -6_100_000),
  ])
  func `amounts are exact in the currency's own digits`(
    amount: String, currency: String, expected: Int64
  ) {
    #expect(normalized(["Amount": amount, "Currency": currency])?.amountMinor == expected)
  }

  @Test(arguments: [
    ("-45.20", "", -4520), ("45.20", "", -4520), ("", "45.20", 4520), ("0.00", "45.20", 4520),
    ("0.00", "", 0),
  ])
  func `without an amount, money out and money in are it`(
    out: String, into: String, expected: Int64
  ) {
    #expect(
      normalized(["Amount": "", "Money Out": out, "Money In": into])?.amountMinor == expected)
  }

  @Test(arguments: [
    ("Eating out", "eating_out"), ("Personal care", "personal_care"), ("GROCERIES", "groceries"),
    ("eating_out", "eating_out"), ("Trips & Fun", "Trips & Fun"),
    ("category_0000A", "category_0000A"),
  ])
  func `printed categories are the bank's words, others the user's names`(
    printed: String, expected: String
  ) {
    #expect(normalized(["Category": printed])?[.category] == expected)
  }

  @Test(arguments: [
    (["Type": "Card payment"], Kind.cardPayment), (["Amount": "4.35"], .refund),
    (["Amount": "0.00"], .cardCheck), (["Category": "Cash"], .cashWithdrawal),
    (["Type": "Faster payment"], .bankTransfer), (["Type": "Bank transfer"], .bankTransfer),
    (["Type": "Bacs (Direct Credit)", "Amount": "1"], .bacsCredit),
    (["Type": "Direct Debit"], .directDebit), (["Type": "Standing order"], .standingOrder),
    (["Type": "Monzo-to-Monzo"], .monzoToMonzo), (["Type": "Pot transfer"], .potTransfer),
    (["Type": "Flex"], .flex), (["Type": "Instalment loan"], .loan), (["Type": "Top-up"], .topUp),
    (["Type": "Rewards"], .reward), (["Type": "Account interest"], .interest),
    (["Type": "pot-savings", "Amount": "0.12"], .interest), (["Type": "overdraft"], .fee),
    (["Type": "ledger_adjustment"], .adjustment), (["Type": "chaps"], .bankTransfer),
    (["Type": "international-payments"], .bankTransfer),
    (["Type": "monzo_paid", "Amount": "5"], .reward), (["Type": "rbs_cheque"], .cheque),
    (["Type": "Teleport"], .other),
    (["Type": "", "Category": "Mondo", "Amount": "100"], .topUp), (["Type": ""], .cardPayment),
    (["Type": "", "Address": "", "Emoji": ""], .other),
    (["Type": "", "Category": "Cash", "Address": "", "Emoji": ""], .cashWithdrawal),
    (["Type": "", "Description": "pot_1", "Address": "", "Emoji": ""], .potTransfer),
  ])
  func `the type of a record decides its kind`(changes: [String: String], expected: Kind) {
    #expect(normalized(changes)?.kind == expected)
  }

  @Test func `a scheme that is printed is the row's scheme, a label is not`() {
    #expect(normalized(["Type": "overdraft"])?[.scheme] == "overdraft")
    #expect(normalized(["Type": "Card payment"])?[.scheme] == nil)
  }

  @Test func `only card rows have a merchant, others keep emoji and address aside`() {
    let row = normalized(["Type": "Pot transfer", "Name": "Holiday", "Description": "pot_1"])
    #expect(row?.merchant == nil)
    #expect(row?[.payee] == "Holiday")
    #expect(row?[.potID] == "pot_1")
    #expect(
      row?[.metadata]
        == #"{"csv_type":"Pot transfer","csv_emoji":"🥪","csv_address":"4 Larch Street"}"#)
  }

  @Test func `the memo of a transfer is its reference`() {
    let reference = normalized(["Type": "Faster payment", "Description": "RENT"])
    #expect(reference?[.memo] == "RENT")
    #expect(normalized(["Type": "Faster payment", "Description": "Deli"])?[.memo] == nil)
    #expect(normalized()?[.memo] == nil)
  }

  @Test func `white space is part of a text, and a text of nothing else is none`() {
    let row = normalized(["Name": " Deli ", "Notes and #tags": "two  ", "Category": " Pets "])
    #expect(row?[.payee] == " Deli ")
    #expect(row?[.notes] == "two  ")
    #expect(row?[.category] == " Pets ")
    #expect(row?.merchant?.fields.name == " Deli ")
    #expect(normalized(["Notes and #tags": "  "])?[.notes] == nil)
    #expect(normalized(["Category": " Eating out "])?[.category] == "eating_out")
  }

  @Test func `a split that nobody can read is kept`() {
    let row = normalized(["Category split": "groceries:2.00|gifts:2.35"])
    #expect(row?[.metadata]?.contains(#""csv_category_split":"groceries:2.00|gifts:2.35""#) == true)
    #expect(row?[.categorySplit] == nil)
  }

  @Test func `the account is the one that was given`() {
    let given = rows(StatementTests.record(), account: "acc_9")
    #expect(given.first?[.accountID] == "acc_9")
  }

  // MARK: Columns

  @Test func `columns are found by name in any order and any case`() {
    let text = """
      currency,AMOUNT, Date ,Bookkeeper,transaction id,Reviewed
      GBP,1.00,01/02/2026,x,tx_1,
      GBP,2.00,01/02/2026,,tx_2,y
      """
    let (outputs, normalizer) = read(Array(text.utf8))
    #expect(outputs.rows.map(\.amountMinor) == [100, 200])
    #expect(outputs.diagnostics == [])
    #expect(
      normalizer.unknown.sorted.map { "\($0.sort.name) \($0.name) \($0.count)" }
        == ["column Bookkeeper 1", "column Reviewed 1"])
  }

  @Test func `a statement without a currency is refused once`() {
    let outputs = read("Date,Amount\n01/02/2026,1.00\n01/02/2026,2.00\n")
    #expect(outputs.rows.isEmpty)
    #expect(
      outputs.diagnostics == [
        "in:1: a statement without a column 'Currency', expected one in its first line"
      ])
  }

  @Test func `empty records at the end, as spreadsheets leave them, are nothing`() {
    let outputs = read("Date,Amount,Currency\n01/02/2026,1.00,GBP\n,,\n,,,,\n\n")
    #expect(outputs.rows.count == 1)
    #expect(outputs.diagnostics == [])
  }

  // MARK: Identity

  @Test func `records without an id are named by their cells and their number`() throws {
    let record = StatementTests.record(["Transaction ID": ""])
    let other = StatementTests.record(["Transaction ID": "", "Amount": "-4.36"])
    let ids = rows(record, other, record).map { $0[.id] ?? "" }
    #expect(Set(ids).count == 3)
    #expect(ids.allSatisfy { $0.hasPrefix("row_") && $0.utf8.count == 36 })
    #expect(rows(record).first?[.id] == ids[0])
    #expect(Set(rows(other, record, record).map { $0[.id] ?? "" }) == Set(ids))
    // The recipe is frozen: these ids are in people's books.
    #expect(
      read("Date,Amount,Currency\n01/02/2026,1.00,GBP\n").rows.first?[.id]
        == "row_f8db54fe2a94407a824c3dbfcbf6f8f4")
  }

  @Test func `quotes around cells do not change what a record is named`() {
    let plain = read("Date,Amount,Currency\n01/02/2026,1.00,GBP").rows.first?[.id]
    let quoted = read("\"Date\",Amount,Currency\r\n\"01/02/2026\",\"1.00\",GBP\r\n").rows.first?[
      .id]
    #expect(plain == quoted)
  }

  @Test func `a line of a statement that is in JSON gives the same row`() throws {
    let record = #"{"header":["Date","Amount","Currency","Notes"],"#
    let json = read(record + #""cells":["01/02/2026","1.00","GBP","a \"b\", c"]}"#).rows
    let csv = read("Date,Amount,Currency,Notes\n01/02/2026,1.00,GBP,\"a \"\"b\"\", c\"").rows
    #expect(json == csv)
    #expect(json.count == 1)
  }

  // MARK: Errors

  @Test(arguments: [
    (
      ["Date": "31/04/2026"],
      "'Date' is not a date: '31/04/2026', expected DD/MM/YYYY or YYYY-MM-DD"
    ),
    (["Date": ""], "'Date' is missing, expected DD/MM/YYYY or YYYY-MM-DD"),
    (["Time": "25:00:00"], "'Time' is not a time of day: '25:00:00', expected HH:MM:SS"),
    (
      ["Amount": "\"1,23.56\""],
      "'Amount' is not a decimal number: '1,23.56', expected a decimal number, such as 12.34"
    ),
    (
      ["Amount": "-4.355"],
      "'Amount' is not an amount of whole minor units of GBP: '-4.355', "
        + "expected a decimal number, such as 12.34"
    ),
    (
      ["Amount": "99999999999999999999.00"],
      "'Amount' is not an amount within 64 bits: '99999999999999999999.00', "
        + "expected a decimal number, such as 12.34"
    ),
    (
      ["Amount": "", "Money Out": ""],
      "'Amount' is missing, expected a decimal number, such as 12.34"
    ),
    (
      ["Currency": ""],
      "'Currency' is missing, expected a currency code of three letters, such as GBP"
    ),
    (
      ["Currency": "£"],
      "'Currency' is not a currency: '£', expected a currency code of three letters, such as GBP"
    ),
    (
      ["Local amount": "x"],
      "'Local amount' is not a decimal number: 'x', expected a decimal number, such as 12.34"
    ),
    (["Emoji": "?,?"], "a record of 19 cells, expected 18 as in the first line"),
  ])
  func `a record that cannot be read is reported`(changes: [String: String], expected: String) {
    // A record with a cell too many cannot be trusted to have its id where it should be.
    let id = changes["Emoji"] == nil ? "tx_1: " : ""
    #expect(diagnostic(changes) == "in:2: \(id)\(expected)")
  }

  @Test func `a broken record costs itself`() {
    let good = StatementTests.record()
    let bad = StatementTests.record(["Amount": "x"])
    let text = [StatementTests.head, good, bad, "\"a\"b,c", good].joined(separator: "\n")
    let outputs = read(text)
    #expect(outputs.rows.count == 2)
    #expect(outputs.diagnostics.map { $0.prefix(6) } == ["in:3: ", "in:4: "])
    #expect(outputs.places.map(\.line) == [2, 5])
    #expect(outputs.diagnostics.last?.contains("not CSV: text after a closing quote") == true)
  }

  // MARK: Laws

  @Test(arguments: ["a-2018", "b-without-ids", "e-18-columns", "e-resaved-by-spreadsheet"])
  func `chunks change nothing`(name: String) throws {
    let bytes = try Checkout.bytes("samples/statements/\(name).csv")
    let whole = read(bytes).outputs
    for size in [1, 2, 3, 10, 97, 600] { #expect(read(bytes, chunk: size).outputs == whole) }
    for place in whole.places {
      let record = String(
        decoding: bytes[place.offset..<place.offset + place.length], as: UTF8.self)
      #expect(record.contains("GBP") && !record.contains("\n"))
      #expect(place.line == bytes[..<place.offset].count { $0 == 0x0A } + 1)
    }
  }
}
