// The bank's own CSV: exact bytes, and what a reader gets back from any row.

import Bytes
import Model
import TestSupport
import Testing
import Write

struct `The bank's CSV` {
  private func file(_ rows: [Row], _ csv: CSVMonzoWriter = CSVMonzoWriter()) -> [UInt8] {
    var writer = ByteWriter()
    for row in rows { csv.append(row, to: &writer) }
    return writer.bytes
  }

  private func text(_ row: Row, _ csv: CSVMonzoWriter = CSVMonzoWriter()) -> String {
    String(decoding: file([row], csv), as: UTF8.self)
  }

  @Test func `the header is the bank's`() {
    var writer = ByteWriter()
    CSVMonzoWriter().appendHeader(to: &writer)
    #expect(
      writer.string
        == "Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,"
        + "Local currency,Notes and #tags,Address,Receipt,Description,Category split,"
        + "Money Out,Money In\r\n")
  }

  @Test func `a purchase on a summer night is on its day in UTC`() {
    let row = Household.row("tx_1", Household.current, -4520) {
      $0.created = Instant(seconds: 1_719_790_200, nanoseconds: 859_000_000)
      $0[.scheme] = "mastercard"
      $0[.payee] = "Café, Zoë"
      $0[.category] = "eating_out"
      $0.localAmount = Money(-2400, jpy)
      $0[.notes] = "two\nlines #tag"
      $0[.description] = "CAFE ZOE"
      $0[.attachments] = #"[{"id":"a","file_type":"image/png","file_url":"https://a/b"}]"#
      var fields = Merchant.Fields()
      fields.emoji = "☕"
      fields.address = "1 High Street"
      $0.merchant = Merchant(fields)
    }
    #expect(
      text(row) == "tx_1,30/06/2024,23:30:00,Card payment,\"Café, Zoë\",☕,Eating out,-45.20,GBP,"
        + "-2400.00,JPY,\"two\nlines #tag\",1 High Street,https://a/b,CAFE ZOE,,-45.20,\r\n")
  }

  @Test func `money in, and a card check of zero`() {
    let salary = Household.row("tx_1", Household.current, 210_000, .bacsCredit) {
      $0[.scheme] = "bacs"
    }
    #expect(text(salary).hasSuffix(",2100.00,GBP,2100.00,GBP,,,,,,,2100.00\r\n"))
    let check = Household.row("tx_2", Household.current, 0, .cardCheck)
    #expect(text(check).hasSuffix(",0.00,GBP,0.00,GBP,,,,,,0.00,\r\n"))
  }

  @Test func `declined rows are not in it, pending ones when asked for`() {
    let declined = Household.row("tx_1", Household.current, -1) { $0.status = .declined }
    let pending = Household.row("tx_2", Household.current, -1) { $0.status = .pending }
    var writer = ByteWriter()
    #expect(CSVMonzoWriter().append(declined, to: &writer) == .declined)
    #expect(CSVMonzoWriter().append(pending, to: &writer) == .pending)
    #expect(writer.count == 0)
    #expect(CSVMonzoWriter(includesPending: true).append(pending, to: &writer) == nil)
    #expect(writer.count > 0)
  }

  private static let types: [(String?, Kind, String)] = [
    ("mastercard", .cashWithdrawal, "Card payment"),
    ("payport_faster_payments", .bankTransfer, "Faster payment"),
    ("payport_faster_payments", .standingOrder, "Standing order"),
    ("bacs", .directDebit, "Direct Debit"), ("bacs", .bacsCredit, "Bacs (Direct Credit)"),
    ("p2p_payment", .monzoToMonzo, "Monzo-to-Monzo"),
    ("uk_retail_pot", .potTransfer, "Pot transfer"),
    ("monzo_flex", .flex, "Flex"), ("instalment_loan", .loan, "Instalment loan"),
    ("chaps", .bankTransfer, "chaps"), ("a,new", .other, "\"a,new\""),
    (nil, .bankTransfer, "Bank transfer"), (nil, .interest, "Account interest"),
  ]

  @Test(arguments: types)
  func `the word of the type`(_ scheme: String?, _ kind: Kind, _ word: String) {
    let row = Household.row("tx_1", Household.current, 1, kind) { $0[.scheme] = scheme }
    #expect(text(row).hasPrefix("tx_1,01/07/2024,12:00:00,\(word),"))
  }

  @Test func `categories have the names that the app shows`() {
    func category(_ id: String) -> String {
      let row = Household.row("tx_1", Household.current, 1) { $0[.category] = id }
      let csv = CSVMonzoWriter(categoryNames: ["category_1": "Kids, pets"])
      return readCSV(file([row], csv))[0][6]
    }
    #expect(category("eating_out") == "Eating out")
    #expect(category("personal_care") == "Personal care")
    #expect(category("category_1") == "Kids, pets")
    #expect(category("category_2") == "category_2")
    #expect(category("Kids & Co") == "Kids & Co")
  }

  @Test func `any row comes back with its id, second, amounts, currencies, name and notes`() throws
  {
    var random = SeededRandom(seed: 3)
    let rows = (0..<1000).map { _ in random.row() }.filter { $0.status != .declined }
    let records = readCSV(file(rows, CSVMonzoWriter(includesPending: true)))
    #expect(records.count == rows.count)
    for (row, cells) in zip(rows, records) {
      try #require(cells.count == 18)
      #expect(cells[0] == row[.id])
      let day = cells[1].split(separator: "/").reversed().joined(separator: "-")
      #expect(Instant("\(day)T\(cells[2])Z") == row.created.wholeSecond)
      let places = max(2, row.currency.exponent)
      let scale: Int64 = row.currency.exponent == 0 ? 100 : 1
      // 64 bits do not hold the greatest amounts in hundredths.
      if row.amountMinor.magnitude < 1 << 50 {
        #expect(units(cells[7], places) == row.amountMinor * scale)
        #expect(cells[row.amountMinor > 0 ? 17 : 16] == cells[7])
        #expect(cells[row.amountMinor > 0 ? 16 : 17] == "")
      }
      #expect(cells[8] == row.currency.code)
      #expect(cells[10] == (row.localAmount?.currency ?? row.currency).code)
      #expect(sameBytes(cells[11], row[.notes] ?? ""))
      let name = row[.payee] ?? row.merchant?.fields.name ?? row[.counterpartyName]
      #expect(sameBytes(cells[4], name ?? row[.description] ?? ""))
    }
  }
}
