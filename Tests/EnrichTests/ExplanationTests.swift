// What `explain` prints, line for line.

import Enrich
import Model
import TestSupport
import Testing

struct ExplanationTests {
  private func explain(
    _ record: String, _ row: Row, rules: String = "{}", unknown: [String] = []
  ) throws -> Explanation {
    var knowledge = Knowledge.empty
    knowledge.learn(row)
    knowledge.learn(.category(id: "category_0000A", name: "Bikes"))
    var enricher = Enricher(knowledge, rules: try Rules(parsing: Array(rules.utf8)))
    return Explanation(
      record: Array(record.utf8), normalized: row, enriched: enricher.enriched(row),
      unknownFields: unknown)
  }

  @Test func `each field with what it was before and who decided it`() throws {
    let row = Row.make("tx_1") {
      $0[.description] = "SPOKE & CHAIN          BATH          GBR"
      $0[.category] = "category_0000A"
      $0[.notes] = "new tyres #bike"
      $0.share(.memo, with: .notes)
      $0[.scheme] = "mastercard"
    }
    let record =
      #"{"id":"tx_1","amount":-250,"currency":"GBP","category":"category_0000A","merchant":null,"fancy":1}"#
    let rules =
      "{ rules: [ { match: { merchant: 'spoke & chain' }, set: { accounting_code: '7400' } } ] }"
    let text = try explain(record, row, rules: rules, unknown: ["fancy"]).text
    #expect(
      text == """
        transaction tx_1

        id                     tx_1
        account_id             acc_1
        source                 monzo
        kind                   card_payment
        status                 settled
        created                2026-05-28T20:26:40Z
        date                   2026-05-28
        amount_minor           -250
        currency               GBP
        payee                  Spoke & Chain  (descriptor)
          normalized           null
        memo                   new tyres #bike
        description            SPOKE & CHAIN          BATH          GBR
        notes                  new tyres #bike
        tags                   ["bike"]  (bank)
          normalized           null
        category               Bikes  (bank)
          normalized           category_0000A
        merchant               {"id":null,"group_id":null,"name":"Spoke & Chain","category":null,\
        "online":null,"atm":null,"emoji":null,"logo":null,"address":null,"city":"Bath","region":null,\
        "country":"GBR","postcode":null,"latitude":null,"longitude":null}  (descriptor)
          normalized           null
        place                  Bath, GBR  (descriptor)
          normalized           null
        scheme                 mastercard
        metadata               {"accounting_code":"7400"}  (rule:1)
          normalized           null

        null: account_name account_slug user_id updated settled posted_date local_amount_minor local_currency include_in_spending \
        category_split counterparty pot_id pot_name pot_slug transfer_id refund_of recurring_id balance_minor mcc \
        decline_reason attachments receipt fees
        unknown fields of the record: fancy

        record:
        \(record)

        """)
  }

  @Test func `a statement's cells are under the names of the row's fields`() throws {
    let row = Row.make("tx_1") {
      $0.source = .statementCSV
      $0[.payee] = "Fernhill Deli"
      $0[provenance: .payee] = .csv
      $0[.category] = "eating_out"
    }
    let record =
      #"{"header":["Transaction ID","Name","Category","Amount"],"cells":["tx_1","Fernhill Deli","Eating out","-2.50"]}"#
    let lines = try explain(record, row).lines
    func line(_ field: String) -> Explanation.Line? { lines.first { $0.field == field } }
    #expect(line("payee")?.raw == "Fernhill Deli")
    #expect(line("payee")?.who == .csv)
    #expect(line("category")?.raw == "Eating out")
    #expect(line("category")?.enriched == "eating_out")
    #expect(line("amount_minor")?.raw == "-2.50")
  }

  @Test func `no text of a stranger reaches the terminal as a command`() throws {
    let row = Row.make("tx_1") { $0[.notes] = "a\u{1B}[2Jb\nc\u{202E}d" }
    let text = try explain("not json \u{7}", row).text
    #expect(text.contains("notes                  a\\u{1B}[2Jb\\u{A}c\\u{202E}d\n"))
    #expect(text.contains("not json \\u{7}\n"))
    #expect(!text.unicodeScalars.contains("\u{1B}"))
  }
}
