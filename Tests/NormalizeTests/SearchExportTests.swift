// The app's search export: seven columns, feed ids, two forms of time, and payments that were declined.

import Model
import Normalize
import TestSupport
import Testing

@Suite struct SearchExportTests {
  private func search(_ records: String...) -> [Output] {
    read(
      (["id,created,title,subtitle,amount,currency,categories"] + records).joined(separator: "\n"))
  }

  @Test func `the short form is by the clock of the app, in minutes`() throws {
    let row = try #require(
      search(#"feed_1,"02/07/26, 00:30",Larch Coffee,,-5,GBP,Eating out"#).rows.first)
    #expect(row.created == Instant("2026-07-01T23:30:00Z"))
    #expect(row.date.description == "2026-07-02")
    #expect(row.amountMinor == -500)
    #expect(row[.payee] == "Larch Coffee")
    #expect(row[provenance: .payee] == .csv)
    #expect(row[.category] == "eating_out")
    #expect(row[.memo] == nil)
    #expect(row[.id] == "feed_1")
    #expect(row.source == .statementCSV)
    #expect(row.status == .settled)
  }

  @Test func `the ISO form gives the same row`() throws {
    let short = try #require(
      search(#"feed_1,"03/08/26, 01:47",Sam Friend,Dinner,20.5,GBP,Transfers"#).rows.first)
    let iso = try #require(
      search("feed_1,2026-08-03T00:47:00.000Z,Sam Friend,Dinner,20.5,GBP,Transfers").rows.first)
    #expect(short == iso)
    #expect(iso[.memo] == "Dinner")
    #expect(iso.amountMinor == 2050)
  }

  @Test(arguments: ["Declined", "declined", "Declined, insufficient funds"])
  func `a declined payment without an amount is named, and nothing is wrong`(subtitle: String)
    throws
  {
    let outputs = search(#"feed_3,"04/08/26, 01:47",Larch Bar,"\#(subtitle)",,,General"#)
    #expect(outputs.rows.isEmpty)
    guard case .diagnostic(let diagnostic) = try #require(outputs.first) else {
      Issue.record("not named")
      return
    }
    #expect(diagnostic.isNote)
    #expect(
      "\(diagnostic)"
        == "in:2: feed_3: declined, without an amount: no money moved, so it is no row")
  }

  @Test func `a declined payment with an amount is a declined row`() {
    let rows = search(#"feed_3,"04/08/26, 01:47",Larch Bar,Declined,-3,GBP,General"#).rows
    #expect(rows.map(\.status) == [.declined])
    #expect(rows.map { $0[.declineReason] } == ["Declined"])
  }

  @Test func `an amount that is missing for no reason is an error`() {
    #expect(
      search(#"feed_3,"04/08/26, 01:47",Larch Bar,,,GBP,General"#).diagnostics == [
        "in:2: feed_3: 'Amount' is missing, expected a decimal number, such as 12.34"
      ])
  }

  @Test func `of several categories the first is the row's, and all are kept`() {
    let row = search(#"f,"04/08/26, 01:47",Shop,,-3,GBP,"Groceries, Gifts""#).rows.first
    #expect(row?[.category] == "groceries")
    #expect(row?[.metadata] == #"{"csv_categories":"Groceries, Gifts"}"#)
    let own = search(#"f,"04/08/26, 01:47",Shop,,-3,GBP,"Trips, abroad""#).rows.first
    #expect(own?[.category] == "Trips, abroad")
  }

  @Test(arguments: [
    ("Larch Energy,Direct Debit,-5,GBP,Bills", Kind.directDebit),
    ("Willow Lettings,Standing order,-5,GBP,Bills", .standingOrder),
    ("Sam Friend,Monzo-to-Monzo,-5,GBP,General", .monzoToMonzo),
    ("ATM,,-5,GBP,Cash", .cashWithdrawal),
    ("Bank of Larch,Cash withdrawal,-5,GBP,Cash", .cashWithdrawal),
    ("Top up,,5,GBP,", .topUp), ("Interest,,0.5,GBP,Income", .interest),
    ("Interest for March,,0.5,GBP,Savings", .interest),
    ("Holiday Pot,,-5,GBP,Transfers", .potTransfer),
    ("Holiday Pot,Withdrawn,5,GBP,", .potTransfer),
    ("The Honey Pot,,-5,GBP,Eating out", .other),
    ("Sam Friend,Loan,-5,GBP,General", .other), ("Sam Friend,top up,5,GBP,General", .other),
    ("Sam Friend,ATM,-5,GBP,General", .other), ("Larch Coffee,,-5,GBP,Eating out", .other),
  ])
  func `the kind is what title and subtitle make certain`(cells: String, kind: Kind) {
    #expect(search(#"feed_1,"25/01/26, 12:03",\#(cells)"#).rows.map(\.kind) == [kind])
  }
}
