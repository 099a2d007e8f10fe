// Which rows are of one payment although they share no id, and which supersedes which.

import Bytes
import Model
import TestSupport
import Testing

@testable import Pipeline

@Suite struct RowTwinsTests {
  /// A row of a source at a time, with what a test changes.
  private static func row(
    _ id: String, _ source: Dialect, at time: String, _ amount: Int64 = -280, name: String = "Deli",
    _ change: (inout Row) -> Void = { _ in }
  ) -> Row {
    var row = Row()
    row[.id] = id
    row.source = source
    row.created = Instant(time) ?? Instant(seconds: 0)
    row.date = TimeZoneRules.london.date(of: row.created)
    row.amount = Money(amount, .gbp)
    row[.counterpartyName] = name.isEmpty ? nil : name
    change(&row)
    return row
  }

  /// The ids of rows that are superseded, by the id of the row that supersedes them.
  private func pairs(_ rows: [Row]) -> [String: [String]] {
    let sorted = rows.sorted { $0.created < $1.created }
    let found = RowTwins.pairs(
      sorted.enumerated().map { index, row in
        RowTwins.Candidate(
          likeness: RowLikeness(row),
          entry: OrderEntry(RowKey(row[.id] ?? ""), row.created, offset: index, length: 1))
      })
    return Dictionary(
      uniqueKeysWithValues: found.map { key, value in
        (sorted[key][.id] ?? "", value.compactMap { sorted[$0][.id] }.sorted())
      })
  }

  private static let bank = row("tx_1", .monzo, at: "2026-06-17T08:07:13.25Z")

  @Test(arguments: [
    row("feed_1", .statementCSV, at: "2026-06-17T08:07:00Z"),
    row("feed_1", .statementCSV, at: "2026-06-17T07:07:00Z"),
    row("row_1", .statementCSV, at: "2026-06-17T08:07:13Z"),
    row("row_1", .statementCSV, at: "2026-06-17T00:00:00Z"),
    row("ab12", .openBanking, at: "2026-06-17T08:07:13.25Z", name: "DELI"),
    row("ab12", .openBanking, at: "2026-06-17T00:00:00Z"),
  ])
  func `a row of the same time, as far as it says it, amount and name is superseded`(row: Row) {
    #expect(pairs([RowTwinsTests.bank, row]) == ["tx_1": [row[.id] ?? ""]])
  }

  @Test(arguments: [
    row("feed_1", .statementCSV, at: "2026-06-17T08:08:00Z"),
    row("feed_1", .statementCSV, at: "2026-06-17T08:07:00Z", -281),
    row("feed_1", .statementCSV, at: "2026-06-17T08:07:00Z", name: "Grocer"),
    row("row_1", .statementCSV, at: "2026-06-17T08:07:14Z"),
    row("row_1", .statementCSV, at: "2026-06-18T00:00:00Z"),
    row("row_1", .statementCSV, at: "2026-06-17T00:00:00Z", name: ""),
    row("ab12", .openBanking, at: "2026-06-17T08:07:13Z") { $0.currency = Currency("EUR") ?? .gbp },
    row("ab12", .openBanking, at: "2026-06-17T08:07:13Z") { $0.status = .declined },
    row("tx_2", .openBanking, at: "2026-06-17T08:07:13.25Z"),
  ])
  func `another time, amount or name, or an id of the bank's own, is another payment`(row: Row) {
    #expect(pairs([RowTwinsTests.bank, row]) == [:])
  }

  @Test func `rows of two known accounts are two payments`() {
    let one = RowTwinsTests.row("tx_1", .monzo, at: "2026-06-17T08:07:13Z") {
      $0[.accountID] = "acc_1"
    }
    let other = RowTwinsTests.row("row_1", .statementCSV, at: "2026-06-17T08:07:13Z") {
      $0[.accountID] = "acc_2"
    }
    #expect(pairs([one, other]) == [:])
  }

  @Test func `two coffees of one day are paired in order where there are as many on either side`() {
    let one = RowTwinsTests.bank
    let two = RowTwinsTests.row("tx_2", .monzo, at: "2026-06-17T08:41:00Z")
    let day = "2026-06-17T00:00:00Z"
    let dumped = [
      RowTwinsTests.row("a", .openBanking, at: day), RowTwinsTests.row("b", .openBanking, at: day),
    ]
    #expect(pairs([one, two] + dumped) == ["tx_1": ["a"], "tx_2": ["b"]])
    #expect(pairs([one, two, dumped[0]]) == [:])
    #expect(pairs([one] + dumped) == [:])
  }

  @Test func `a pair that is certain makes another one so`() {
    let one = RowTwinsTests.bank
    let two = RowTwinsTests.row("tx_2", .monzo, at: "2026-06-17T08:07:40Z")
    let exact = RowTwinsTests.row("a", .openBanking, at: "2026-06-17T08:07:40Z")
    let day = RowTwinsTests.row("b", .openBanking, at: "2026-06-17T00:00:00Z")
    #expect(pairs([one, two, exact, day]) == ["tx_1": ["b"], "tx_2": ["a"]])
  }

  @Test func `each source is paired on its own, and without the bank the better source stays`() {
    let search = RowTwinsTests.row("feed_1", .statementCSV, at: "2026-06-17T08:07:00Z")
    let dump = RowTwinsTests.row("ab12", .openBanking, at: "2026-06-17T08:07:13.25Z")
    #expect(pairs([RowTwinsTests.bank, search, dump]) == ["tx_1": ["ab12", "feed_1"]])
    #expect(pairs([search, dump]) == ["ab12": ["feed_1"]])
  }

  @Test func `a shop known by its id only, or by a descriptor, is known by the time`() {
    let bare = RowTwinsTests.row("tx_1", .monzo, at: "2026-06-17T08:07:13Z", name: "") {
      var fields = Merchant.Fields()
      fields.id = "merch_1"
      $0.merchant = Merchant(fields)
      $0[.description] = "XYZ LONDON"
    }
    let search = RowTwinsTests.row("feed_1", .statementCSV, at: "2026-06-17T08:07:00Z")
    #expect(pairs([bare, search]) == ["tx_1": ["feed_1"]])
    let day = RowTwinsTests.row("row_1", .statementCSV, at: "2026-06-17T00:00:00Z")
    #expect(pairs([bare, day]) == [:])
    let described = RowTwinsTests.row("tx_1", .monzo, at: "2026-06-17T08:07:13Z", name: "") {
      $0[.description] = "FERNHILL DELI   LONDON   GBR"
    }
    let named = RowTwinsTests.row(
      "row_1", .statementCSV, at: "2026-06-17T00:00:00Z", name: "Fernhill Deli")
    #expect(pairs([described, named]) == ["tx_1": ["row_1"]])
  }
}
