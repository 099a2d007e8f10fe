// Workbooks: names of sheets, and cells of which a spreadsheet makes nothing else.

import Aggregate
import Bytes
import Model
import TestSupport
import Testing
import Write

@Suite struct `workbooks` {
  @Test func `names of sheets are valid and different`() {
    var names = SheetNames()
    let titles = [
      "Totals", "totals", "A/B:C*D?E[F]", "'quoted'", "", "History",
      String(repeating: "x", count: 40),
      String(repeating: "X", count: 40), String(repeating: "🏖", count: 20),
    ]
    let found = titles.map { names.name(of: $0) }
    #expect(
      found == [
        "Totals", "totals (2)", "A B C D E F", "quoted", "Account", "History (2)",
        String(repeating: "x", count: 31), String(repeating: "X", count: 27) + " (2)",
        String(repeating: "🏖", count: 15),
      ])
  }

  private func sheet(_ row: Row, _ fields: TargetField...) -> String {
    let workbook = WorkbookWriter(fields.map { TableForm.Column($0.rawValue, $0) })
    var writer = ByteWriter()
    var sheet = workbook.beginSheet(to: &writer)
    for (register, entries) in Household.registers([row]).prefix(1) {
      for entry in entries { _ = workbook.append(entry, of: register, to: &sheet, &writer) }
    }
    workbook.end(sheet, to: &writer)
    return writer.string
  }

  private func row(_ amount: Int64, _ payee: String = "Shop") -> Row {
    Household.row("tx_1", Household.current, amount) { $0[.payee] = payee }
  }

  @Test func `days and amounts are numbers, text is text`() {
    let xml = sheet(row(-1234, "=1+1"), .date, .amount, .payee)
    #expect(xml.contains(#"<c r="A2" s="2"><v>45474</v></c>"#))
    #expect(xml.contains(#"<c r="B2" s="5"><v>-12.34</v></c>"#))
    #expect(
      xml.contains(#"<c r="C2" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>"#))
    #expect(!xml.contains("<f>"))
  }

  @Test func `an amount that a spreadsheet would round is text`() {
    #expect(sheet(row(-999_999_999_999_999), .amount).contains("<v>-9999999999999.99</v>"))
    #expect(sheet(row(-1_000_000_000_000_000), .amount).contains(">-10000000000000.00</t>"))
  }

  @Test func `nothing in a text is markup or an escape`() {
    #expect(sheet(row(-1, "<a> & \"b\""), .payee).contains("&lt;a&gt; &amp; &quot;b&quot;"))
    #expect(sheet(row(-1, "_x0041_ _x_ _xZZZZ_"), .payee).contains("_x005F_x0041_ _x_ _xZZZZ_"))
  }

  @Test func `a text is no longer than a cell can be`() {
    let xml = sheet(row(-1, String(repeating: "é", count: 40_000)), .payee)
    #expect(xml.utf8.count { $0 == 0xC3 } <= 32_767)
  }
}
