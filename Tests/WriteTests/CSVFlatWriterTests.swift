// The flat CSV: exact bytes of a small file, and what a reader gets back from any row.

import Bytes
import Model
import TestSupport
import Testing
import Write

struct `Flat CSV` {
  private func record(_ row: Row) -> [UInt8] {
    var writer = ByteWriter()
    var csv = CSVFlatWriter()
    csv.append(row, to: &writer)
    return writer.bytes
  }

  @Test func `a small row gives these bytes`() {
    var row = Row()
    row[.id] = "tx_1"
    row[.accountID] = "acc_1"
    row[.accountName] = "Current account"
    row[.accountSlug] = "current-account"
    row.kind = .cardPayment
    row.created = Instant(seconds: 1_719_790_200, nanoseconds: 859_000_000)
    row.date = TimeZoneRules.london.date(of: row.created)
    row.amount = Money(-535, .gbp)
    row.localAmount = Money(-1000, jpy)
    row.includeInSpending = true
    row[.payee] = "Café, \"Zoë\""
    row[.notes] = "=1+1"
    row.tags = ["one", "two"]
    row[.metadata] = #"{"mcc":"5812","accounting_code":"74,00"}"#
    var fields = Merchant.Fields()
    fields.name = "Zoë"
    fields.atm = false
    row.merchant = Merchant(fields)
    row.balanceMinor = 5
    #expect(
      String(decoding: record(row), as: UTF8.self)
        == "tx_1,acc_1,,monzo,card_payment,settled,2024-06-30T23:30:00.859Z,,,2024-07-01,,"
        + "-535,-5.35,GBP,-1000,-1000,JPY,true,\"Café, \"\"Zoë\"\"\",,,=1+1,one two,,,"
        + ",,Zoë,,,false,,,,,,,,,,,,,,,,,,,5,0.05,,,,\"74,00\",,,,,Current account,current-account,,\r\n"
    )
  }

  @Test func `the header names every column once`() {
    var writer = ByteWriter()
    CSVFlatWriter().appendHeader(to: &writer)
    #expect(readCSV(writer.bytes) == [CSVFlatWriter.columns])
    #expect(Set(CSVFlatWriter.columns).count == CSVFlatWriter.columns.count)
  }

  @Test func `any row comes back with its text, its amounts and its times`() throws {
    var random = SeededRandom(seed: 2)
    var writer = ByteWriter()
    var csv = CSVFlatWriter()
    let rows = (0..<1000).map { _ in random.row() }
    for row in rows { csv.append(row, to: &writer) }
    let records = readCSV(writer.bytes)
    #expect(records.count == rows.count)
    for (row, record) in zip(rows, records) {
      try #require(record.count == CSVFlatWriter.columns.count)
      func cell(_ name: String) -> String {
        record[CSVFlatWriter.columns.firstIndex(of: name) ?? 0]
      }
      #expect(cell("id") == row[.id])
      #expect(sameBytes(cell("payee"), row[.payee] ?? ""))
      #expect(sameBytes(cell("notes"), row[.notes] ?? ""))
      #expect(sameBytes(cell("memo"), row[.memo] ?? ""))
      #expect(sameBytes(cell("tags"), row.tags.joined(separator: " ")))
      #expect(sameBytes(cell("merchant_name"), row.merchant?.fields.name ?? ""))
      #expect(sameBytes(cell("counterparty_name"), row[.counterpartyName] ?? ""))
      #expect(cell("accounting_code") == (row[.metadata] == nil ? "" : "7400"))
      #expect(cell("receipt") == row[.receipt] ?? "")
      #expect(cell("amount_minor") == "\(row.amountMinor)")
      #expect(units(cell("amount"), row.currency.exponent) == row.amountMinor)
      #expect(cell("currency") == row.currency.code)
      if let local = row.localAmount {
        #expect(units(cell("local_amount"), local.currency.exponent) == local.minorUnits)
      }
      #expect(cell("balance_minor") == row.balanceMinor.map { "\($0)" } ?? "")
      #expect(Instant(cell("created")) == row.created)
      #expect(Instant(cell("updated")) == row.updated)
      #expect(Instant(cell("settled")) == row.settled)
      #expect(CivilDate(cell("date")) == row.date)
      #expect(CivilDate(cell("posted_date")) == row.postedDate)
    }
  }

  @Test func `cells are quoted by the one rule of the byte writer`() {
    for text in hostileTexts {
      var row = Row()
      row.date = CivilDate(days: 0)
      row[.id] = text
      var expected = ByteWriter()
      expected.appendCSVCell(text)
      expected.appendCSVComma()
      #expect(record(row).starts(with: expected.bytes))
    }
  }

  @Test func `an escaped accounting code and a key inside of a text are told apart`() {
    var row = Row()
    row.date = CivilDate(days: 0)
    row[.metadata] = #"{"note":"\"accounting_code\":\"9\"","accounting_code":"a\"\\b"}"#
    #expect(readCSV(record(row))[0].contains(#"a"\b"#))
  }
}
