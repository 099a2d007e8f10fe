// What spreadsheets make of a statement: separators, numbers and dates of other countries, told apart over the whole
// file, and refused with the name of an option where the file does not say.

import Bytes
import Model
import Normalize
import Statements
import TestSupport
import Testing

@Suite struct StatementFormTests {
  private static let head = "Transaction ID,Date,Time,Name,Amount,Currency"

  /// A statement of records with a date, and what of it each other cell is.
  private func statement(
    _ dates: [String], time: String = "09:00:00", amount: String = "-4.50"
  ) -> String {
    ([StatementFormTests.head]
      + dates.enumerated().map { "tx_\($0),\"\($1)\",\"\(time)\",Shop,\"\(amount)\",GBP" })
      .joined(separator: "\n")
  }

  private func days(_ dates: String..., order: DateOrder? = nil) -> [String] {
    var options = Normalizer.Options(file: "in", zone: .utc)
    options.dates = order
    return read(statement(dates), options: options).rows.map(\.date.description)
  }

  // MARK: Dates

  @Test(arguments: [
    (["13/06/2026", "01/02/2026"], ["2026-06-13", "2026-02-01"]),
    (["01/02/2026", "6/13/2026"], ["2026-01-02", "2026-06-13"]),
    (["1/2/2026", "13/6/2026"], ["2026-02-01", "2026-06-13"]),
    (["01/02/2026", "02/03/2026"], ["2026-02-01", "2026-03-02"]),
    (["5/5/2026", "3/3/26"], ["2026-05-05", "2026-03-03"]),
    (["1.2.2026"], ["2026-02-01"]), (["13-06-26", "1-2-26"], ["2026-06-13", "2026-02-01"]),
    (["2026-02-01", "2026/2/3"], ["2026-02-01", "2026-02-03"]),
    (
      ["1 Feb 2026", "01-Mar-26", "Apr 5, 2026", "6 September 2026"],
      ["2026-02-01", "2026-03-01", "2026-04-05", "2026-09-06"]
    ),
    (["46054", "46055.375"], ["2026-02-01", "2026-02-02"]),
    (["01/02/2026 00:00:00"], ["2026-02-01"]), (["2026-02-01T00:00"], ["2026-02-01"]),
  ])
  func `the order of day and month is that of the whole file`(dates: [String], days: [String]) {
    let outputs = read(statement(dates), options: .init(file: "in", zone: .utc))
    #expect(outputs.rows.map(\.date.description) == days)
    #expect(outputs.diagnostics == [])
  }

  @Test func `an order that the file does not say is asked for, and nothing is read`() {
    let outputs = read(statement(["1/2/2026", "3/4/2026"]))
    #expect(outputs.rows.isEmpty)
    #expect(
      outputs.diagnostics == [
        "in:2: '1/2/2026' can be a day before a month or a month before a day, and no other date of the "
          + "file says which: name the order with --dates day-first or --dates month-first"
      ])
    #expect(days("1/2/2026", "3/4/2026", order: .dayFirst) == ["2026-02-01", "2026-04-03"])
    #expect(days("1/2/2026", "3/4/2026", order: .monthFirst) == ["2026-01-02", "2026-03-04"])
  }

  @Test func `a clock of twelve hours is not the bank's, so its dates are not either`() {
    let outputs = read(statement(["01/02/2026"], time: "9:00:00 AM"))
    #expect(outputs.rows.isEmpty)
    #expect(outputs.diagnostics.first?.contains("--dates") == true)
  }

  @Test func `an id of the bank says the day on which it was made`() {
    // Made on 2 June 2026.
    let text = "\(StatementFormTests.head)\ntx_0000B6uuaCd4T7kHt2wQ7o,6/2/2026,08:30,Shop,-1,GBP"
    #expect(read(text).rows.map(\.date.description) == ["2026-06-02"])
  }

  @Test func `a date against the order of nearly all others is an error of its record`() {
    let dates = (13...24).map { "\($0)/06/2026" } + ["06/14/2026", "07/06/2026"]
    let outputs = read(statement(dates))
    #expect(outputs.rows.count == 13)
    #expect(
      outputs.diagnostics == [
        "in:14: tx_12: 'Date' is not a date: '06/14/2026', expected DD/MM/YYYY or YYYY-MM-DD"
      ])
  }

  @Test(arguments: [["13/06/2026", "06/14/2026"], ["06/14/2026", "01/02/2026", "13/06/2026"]])
  func `a file of dates in both orders is refused`(dates: [String]) {
    let outputs = read(statement(dates))
    #expect(outputs.rows.isEmpty)
    #expect(outputs.diagnostics.count == 1)
    #expect(
      outputs.diagnostics.first?.hasSuffix(
        "'13/06/2026' has the day first and '06/14/2026' the month: name the order with --dates day-first "
          + "or --dates month-first") == true)
    #expect(days("13/06/2026", "06/14/2026", order: .dayFirst) == ["2026-06-13"])
  }

  @Test(arguments: [
    ("9:00:00 AM", 32_400), ("12:30 am", 1800), ("12:30:00 PM", 45_000), ("0.375", 32_400),
    ("0,5", 43_200), ("30/12/1899 09:00:00", 32_400), ("1899-12-30T09:00:00", 32_400),
    ("09:00:00,5", 32_400),
  ])
  func `times of day as spreadsheets write them`(time: String, seconds: Int64) {
    let rows = read(statement(["13/01/2026"], time: time), options: .init(file: "in", zone: .utc))
      .rows
    #expect(rows.map { $0.created.seconds % 86_400 } == [seconds])
  }

  // MARK: Amounts

  @Test(arguments: [
    ("-1,234.56", -123_456), ("-1.234,56", -123_456), ("1234,5", 123_450), ("1 234,56", 123_456),
    ("1\u{A0}234,56", 123_456), ("1\u{202F}234.56", 123_456), ("1'234.56", 123_456),
    ("£4.50", 450), ("-£4.50", -450), ("£-4.50", -450), ("\u{2212}4.50", -450), ("(4.50)", -450),
    ("(£1,234.56)", -123_456), ("4.50-", -450), ("4.50 DR", -450), ("4.50 CR", 450),
    ("GBP 4.50", 450), ("4.50 GBP", 450), ("+4.50", 450), ("-", 0), ("£ - ", 0), ("1,234", 123_400),
    ("1,234,567", 123_456_700), ("1.234.567,8", 123_456_780), ("-5", -500),
  ])
  func `amounts as people print them are exact`(amount: String, units: Int64) {
    let outputs = read(statement(["13/01/2026"], amount: amount))
    #expect(outputs.rows.map(\.amountMinor) == [units])
    #expect(outputs.diagnostics == [])
  }

  @Test(arguments: [
    "1,23,4", "--1", "1-2", "(-1)", "(1", "1)", "1.2.3,4,5", "£", "one", "1e3", "0x10", "∞", ".5.",
    "1 2,5", "12,34.5", "1.5 XYZ", "NaN", "4.505", "1.234",
  ])
  func `what is no amount is named, not guessed`(amount: String) {
    let outputs = read(statement(["13/01/2026"], amount: amount))
    #expect(outputs.rows.isEmpty)
    #expect(outputs.diagnostics.count == 1)
  }

  @Test func `the decimal mark is that of the whole file`() {
    let text = """
      \(StatementFormTests.head)
      tx_0,13/01/2026,09:00,Shop,"1.234",GBP
      tx_1,13/01/2026,09:00,Shop,"-4,50",GBP
      tx_2,13/01/2026,09:00,Shop,"-4.50",GBP
      tx_3,13/01/2026,09:00,Shop,"-0,5",GBP
      """
    let outputs = read(text)
    #expect(outputs.rows.map(\.amountMinor) == [123_400, -450, -50])
    #expect(
      outputs.diagnostics == [
        "in:4: tx_2: 'Amount' is not a decimal number: '-4.50', expected a decimal number, such as 12.34"
      ])
  }

  @Test func `a sign of another currency than the column's is an error`() {
    let outputs = read(statement(["13/01/2026"], amount: "€4.50"))
    #expect(
      outputs.diagnostics == [
        "in:2: tx_0: 'Amount' is not an amount in GBP: '€4.50', expected the currency of the column 'Currency'"
      ])
  }

  // MARK: Separators and first lines

  @Test(arguments: [";", "\t", "|"])
  func `other separators, each with what the others separate in its cells`(separator: String) {
    let text =
      ["Date", "Name", "Amount", "Currency"].joined(separator: separator) + "\r\n"
      + ["13/01/2026", "\"a,b;c\td|e\"", "\"-1,50\"", "GBP"].joined(separator: separator)
    let rows = read(text).rows
    #expect(rows.map { $0[.payee] } == ["a,b;c\td|e"])
    #expect(rows.map(\.amountMinor) == [-150])
  }

  @Test(arguments: [
    "sep=,\r\n", "\"sep=,\"\r\n", "Table 1\n", "\n\n\n", "My statement,,,,,\n,,,,,\n",
    "\u{FEFF}sep=,\n",
  ])
  func `lines before the names of the columns are passed over`(lines: String) {
    let bytes = Array((lines + statement(["13/01/2026"])).utf8)
    let outputs = read(bytes).outputs
    #expect(outputs.rows.count == 1)
    #expect(outputs.diagnostics == [])
    for size in [1, 3, 50] { #expect(read(bytes, chunk: size).outputs == outputs) }
    let place = outputs.places[0]
    #expect(place.line == bytes[..<place.offset].count { $0 == 0x0A } + 1)
    #expect(bytes[place.offset..<place.offset + 4].elementsEqual("tx_0".utf8))
  }

  @Test func `empty cells at the end may be left out, but not by a cut file`() {
    let head = "Date,Amount,Currency,Name,Notes"
    let outputs = read(
      "\(head)\n13/01/2026,-1,GBP,Shop,\n13/01/2026,-2,GBP\n13/01/2026,-3,GBP,Sh")
    #expect(outputs.rows.map(\.amountMinor) == [-100, -200])
    #expect(
      outputs.diagnostics == ["in:4: a record of 4 cells, expected 5 as in the first line"])
  }

  @Test(arguments: [
    ("TransactionID,Transaction date,Payee,Amount (GBP)", "tx_1,13/01/2026,Shop,-1.50"),
    ("transaction_id;date;payee;amount;currency", "tx_1;13/01/2026;Shop;-1,50;gbp"),
    ("Amount £,Name,Date (UTC),Id", "-1.50,Shop,13/01/2026,tx_1"),
    ("Paid out,Paid in,Date,Merchant,Currency code,ID", "1.50,,13/01/2026,Shop,GBP,tx_1"),
  ])
  func `columns that were moved and renamed are found`(head: String, record: String) {
    let (outputs, normalizer) = read(Array("\(head)\n\(record)\n".utf8))
    #expect(outputs.rows.map(\.amountMinor) == [-150])
    #expect(outputs.rows.map { $0[.payee] } == ["Shop"])
    #expect(outputs.rows.map { $0[.id] } == ["tx_1"])
    #expect(outputs.rows.map(\.currency) == [.gbp])
    #expect(normalizer.unknown.isEmpty)
  }

  @Test func `of two columns for one thing the bank's own name counts, and the other is reported`()
  {
    let (outputs, normalizer) = read(
      Array("Payee,Name,Date,Amount,Currency\nx,Shop,13/01/2026,-1,GBP\n".utf8))
    #expect(outputs.rows.map { $0[.payee] } == ["Shop"])
    #expect(normalizer.unknown.sorted.map(\.name) == ["Payee"])
  }

  // MARK: The archive's lines

  @Test(arguments: [
    ("\"month-first decimal-comma\"", "2026-01-02", -150), ("null", "2026-02-01", nil),
  ])
  func `a line of an archive says how it is to be read`(form: String, day: String, units: Int64?) {
    let line = """
      {"header":["Date","Amount","Currency"],"cells":["01/02/2026","-1,50","GBP"],"form":\(form)}
      """
    let outputs = read(line)
    #expect(outputs.rows.map(\.amountMinor) == (units.map { [$0] } ?? []))
    if units != nil { #expect(outputs.rows.map(\.date.description) == [day]) }
  }

  @Test func `the line of a record says what an archive needs to read it alone`() throws {
    let text = "Date;Amount;Currency\n1/13/2026;-1,50;GBP\n"
    var normalizer = Normalizer(.init(file: "in"))
    let bytes = Array(text.utf8)
    var rest = bytes.indices
    #expect(normalizer.next(in: bytes, &rest, isLast: true) == .row)
    let line = try #require(normalizer.statementLine)
    #expect(line.header == ["Date", "Amount", "Currency"])
    #expect(line.cells == ["1/13/2026", "-1,50", "GBP"])
    #expect(line.form == "month-first decimal-comma")
  }
}
