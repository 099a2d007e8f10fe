// JSON Lines: the exact bytes of a small row, and what Foundation's reader gets back from any row.

import Bytes
import Foundation
import Model
import TestSupport
import Testing
import Write

struct `JSON Lines` {
  private func line(_ row: Row) -> String {
    var writer = ByteWriter()
    JSONLinesWriter().append(row, to: &writer)
    return writer.string
  }

  @Test func `an empty row has every key and nulls`() {
    var row = Row()
    row.date = CivilDate(days: 0)
    #expect(
      line(row) == """
        {"id":null,"account_id":null,"account_name":null,"account_slug":null,"user_id":null,\
        "source":"monzo","kind":"other",\
        "status":"settled","created":"1970-01-01T00:00:00Z","updated":null,"settled":null,\
        "date":"1970-01-01","posted_date":null,"amount_minor":0,"currency":null,\
        "local_amount_minor":null,"local_currency":null,"include_in_spending":null,"payee":null,\
        "memo":null,"description":null,"notes":null,"tags":null,"category":null,\
        "category_split":null,"merchant":null,"counterparty":null,"pot_id":null,"pot_name":null,"pot_slug":null,\
        "transfer_id":null,"refund_of":null,"recurring_id":null,"balance_minor":null,\
        "scheme":null,"mcc":null,"decline_reason":null,"attachments":null,"receipt":null,\
        "fees":null,"metadata":null,"provenance":null}

        """)
  }

  @Test func `nested values are written in their canonical form`() {
    var row = Row()
    row.created = Instant(seconds: 1_440_245_218, nanoseconds: 80_000_000)
    row.date = TimeZoneRules.london.date(of: row.created)
    row.localAmount = Money(-2400, jpy)
    row.tags = ["a b", "\"q\""]
    row[.counterpartyName] = "Ann\nLee"
    row[.metadata] = "{\"k\":\"v\"}"
    row[provenance: .category] = .rule(3)
    row[provenance: .payee] = .merchant
    let text = line(row)
    #expect(text.contains(#""created":"2015-08-22T12:06:58.08Z""#))
    #expect(text.contains(#""date":"2015-08-22","posted_date":null"#))
    #expect(text.contains(#""local_amount_minor":-2400,"local_currency":"JPY""#))
    #expect(text.contains(#""tags":["a b","\"q\""]"#))
    #expect(
      text.contains(
        #""counterparty":{"name":"Ann\nLee","sort_code":null,"account_number":null,"#
          + #""user_id":null,"account_id":null}"#))
    #expect(text.contains(#""metadata":{"k":"v"},"provenance":{"payee":"merchant","#))
    #expect(text.hasSuffix("\"category\":\"rule:3\"}}\n"))
  }

  @Test func `any row is one line, and another reader gets its fields back`() throws {
    var random = SeededRandom(seed: 1)
    for _ in 0..<1000 {
      let row = random.row()
      let text = line(row)
      #expect(text.utf8.filter { $0 == 0x0A }.count == 1)
      #expect(!text.unicodeScalars.contains("\u{2028}"))
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
      let fields = try #require(object as? [String: Any])
      #expect(fields.count == 42)
      #expect(fields["id"] as? String == row[.id])
      #expect((fields["amount_minor"] as? NSNumber)?.int64Value == row.amountMinor)
      #expect((fields["balance_minor"] as? NSNumber)?.int64Value == row.balanceMinor)
      #expect(sameBytes(fields["notes"] as? String, unmarked(row[.notes])))
      #expect(sameBytes(fields["payee"] as? String, unmarked(row[.payee])))
      #expect((fields["created"] as? String).flatMap { Instant($0) } == row.created)
      #expect((fields["settled"] as? String).flatMap { Instant($0) } == row.settled)
      #expect((fields["date"] as? String).flatMap { CivilDate($0) } == row.date)
      #expect(fields["tags"] as? [String] ?? [] == row.tags.compactMap(unmarked))
      let merchant = fields["merchant"] as? [String: Any]
      #expect(sameBytes(merchant?["name"] as? String, unmarked(row.merchant?.fields.name)))
    }
  }
}

/// The text without a leading byte order mark, which Foundation's reader removes.
private func unmarked(_ text: String?) -> String? {
  text.map { $0.unicodeScalars.first == "\u{FEFF}" ? String($0.unicodeScalars.dropFirst()) : $0 }
}

/// Whether two texts are the same bytes; `==` would take composed and decomposed letters for equal.
func sameBytes(_ left: String?, _ right: String?) -> Bool {
  left.map { Array($0.utf8) } == right.map { Array($0.utf8) }
}
