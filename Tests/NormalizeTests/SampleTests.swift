// Every file of samples/ is read, and what comes of each is stated here: a file without a line fails.

import Foundation
import Model
import Normalize
import TestSupport
import Testing

@Suite struct SampleTests {
  /// What a sample gives.
  struct Yield: Sendable, CustomTestStringConvertible {
    let path: String
    var rows = 0
    var references = 0
    var diagnostics: [String] = []
    var source = Dialect.monzo
    var testDescription: String { path }
  }

  static let yields =
    [
      Yield(path: "mondo-2015/transactions.json", rows: 2, source: .mondo2015),
      Yield(path: "monzo-2016/accounts.json", references: 1),
      Yield(path: "monzo-2016/balance.json", references: 1),
      Yield(path: "monzo-2016/transaction.json", rows: 1),
      Yield(path: "monzo-2016/transactions.json", rows: 2),
      Yield(path: "monzo-2016/transaction-annotated.json", rows: 1),
      Yield(path: "monzo-2016/webhook-delivery.json", rows: 1),
      Yield(path: "monzo/transactions.jsonl", rows: 7),
      Yield(path: "monzo/accounts.json", references: 2),
      Yield(path: "monzo/pots.json", references: 2),
      Yield(path: "monzo/balance.json", references: 1),
      Yield(path: "open-banking/transactions.json", rows: 6, source: .openBanking),
      Yield(path: "open-banking/accounts.json", references: 1),
      Yield(path: "open-banking/balances.json", references: 1),
      Yield(path: "open-banking/pots.json", references: 1),
      Yield(path: "statements/a-2018.csv", rows: 4, source: .statementCSV),
      Yield(path: "gocardless/transactions.json", rows: 6, source: .openBanking),
      Yield(path: "gocardless/days-only.json", rows: 2, source: .openBanking),
      Yield(path: "truelayer/transactions.json", rows: 6, source: .openBanking),
      Yield(path: "wrapped/event.json", rows: 1),
      Yield(path: "wrapped/by-account.json", rows: 2),
      Yield(path: "wrapped/account-with-transactions.json", rows: 2, references: 2),
    ]
    + [
      "b-without-ids", "c-15-columns", "d-16-columns", "e-18-columns", "e-resaved-by-spreadsheet",
      "f-19-columns", "f-20-columns", "g-semicolons-decimal-comma", "h-month-first",
      "i-numbers-quoted", "l-renamed-columns",
    ].map { Yield(path: "statements/\($0).csv", rows: 6, source: .statementCSV) }
    + [
      Yield(
        path: "statements/j-unicode-text.txt",
        diagnostics: [" this looks like a text in UTF-16: save it as CSV in UTF-8"]),
      Yield(
        path: "statements/k-windows-1252.csv", rows: 5,
        diagnostics: ["3: not CSV: not valid UTF-8"], source: .statementCSV),
      Yield(path: "statements/m-pot.csv", rows: 2, source: .statementCSV),
    ]
    + ["search", "search-iso"].map {
      Yield(
        path: "statements/\($0).csv", rows: 4,
        diagnostics: [
          "6: feed_0000B7K3l1nRe4sVb8cXw1: declined, without an amount: no money moved, so it is no row"
        ], source: .statementCSV)
    }
    + [
      "monzo-2016/webhook-registered",
      "monzo-2016/webhooks", "monzo-2016/attachment", "monzo-2016/attachment-upload",
      "monzo-2016/feed-item",
    ].map {
      Yield(
        path: "\($0).json",
        diagnostics: ["1: neither a transaction nor an account, a pot or a balance"])
    }
    + ["mondo-2015", "monzo-2016"].flatMap { folder in
      ["token", "token-refreshed"].map {
        Yield(
          path: "\(folder)/\($0).json",
          diagnostics: [
            "1: this looks like a login token: 'monzo-export login --import FILE' takes it"
          ])
      } + [
        Yield(
          path: "\(folder)/whoami.json",
          diagnostics: ["1: this looks like an answer about a login: it holds no transactions"])
      ]
    }

  @Test(arguments: yields)
  func `a sample gives what it should`(yield: Yield) throws {
    let outputs = try SampleTests.read(yield.path)
    #expect(outputs.rows.count == yield.rows)
    #expect(outputs.rows.allSatisfy { $0.source == yield.source })
    #expect(outputs.references.count == yield.references)
    #expect(outputs.diagnostics == yield.diagnostics.map { "\(yield.path):\($0)" })
  }

  @Test func `every sample has a line here and in the list of samples`() throws {
    let walk = FileManager.default.enumerator(atPath: Checkout.url("samples").path())
    var paths: [String] = []
    while let path = walk?.nextObject() as? String { paths.append(path) }
    let listed = SampleTests.yields.map(\.path)
    let folders = [
      "gocardless/", "mondo-2015/", "monzo-2016/", "monzo/", "open-banking/", "statements/",
      "truelayer/", "wrapped/",
    ]
    let samples = paths.filter { path in folders.contains { path.hasPrefix($0) } }
    #expect(samples.sorted() == listed.sorted())
    let readme = String(decoding: try Checkout.bytes("samples/README.md"), as: UTF8.self)
    for path in listed {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      #expect(readme.contains(name), "\(path) is not in samples/README.md")
    }
  }

  static func read(_ path: String) throws -> [Output] {
    let options = Normalizer.Options(file: path, account: "acc_given")
    return NormalizeTests.read(try Checkout.bytes("samples/\(path)"), options: options).outputs
  }

  // MARK: What is in them

  @Test func `the list of 2015 has logos and tags`() throws {
    let row = try #require(try SampleTests.read("mondo-2015/transactions.json").rows.first)
    #expect(row.kind == .cardPayment)
    #expect(row.status == .settled)
    #expect(row.tags == ["transport"])
    #expect(row[provenance: .tags] == .bank)
    #expect(row.merchant?.fields.name == "Transport for London")
    #expect(row.merchant?.fields.logo?.hasSuffix("_400x400.png") == true)
    #expect(row[.accountID] == "acc_given")
    #expect(row[.notes] == nil)
  }

  @Test func `a transaction of 2016 has its merchant, notes and time of settling`() throws {
    let row = try #require(try SampleTests.read("monzo-2016/transaction.json").rows.first)
    #expect(row.kind == .cardPayment)
    #expect(row[.memo] == "Salmon sandwich 🍞")
    #expect(row.merchant?.fields.emoji == "🍞")
    #expect(row.merchant?.fields.longitude == "-0.08482400000002599")
    #expect(row.settled == Instant("2015-08-23T12:20:18Z"))
    #expect(row.postedDate?.description == "2015-08-23")
    let ids = try SampleTests.read("monzo-2016/transactions.json").rows.map(\.merchant?.fields.id)
    #expect(ids == ["merch_00008zIcpbAKe8shBxXUtl", "merch_00008z6uFVhVBcaZzSQwCX"])
  }

  @Test func `a webhook of 2016 is settled at no known time`() throws {
    let row = try #require(try SampleTests.read("monzo-2016/webhook-delivery.json").rows.first)
    #expect(row.status == .settled)
    #expect(row.settled == nil)
    #expect(row[.accountID] == "acc_00008gju41AHyfLUzBUk8A")
  }

  @Test func `Open Banking and the API say the same of one transaction`() throws {
    let bank = try SampleTests.read("monzo/transactions.jsonl").rows
    let open = try SampleTests.read("open-banking/transactions.json").rows
    var shared = 0
    for row in open {
      guard let twin = bank.first(where: { $0[.id] == row[.id] }) else { continue }
      shared += 1
      #expect(row[.accountID] == twin[.accountID])
      #expect(row.created == twin.created)
      #expect(row.amount == twin.amount)
      #expect(row.status == twin.status)
      #expect(row.kind == twin.kind)
      #expect(row.date == twin.date)
      #expect(row[.potID] == twin[.potID])
      #expect(row[.memo] == twin[.memo] || twin[.notes] != nil)
    }
    #expect(shared == 5)
  }

  @Test(arguments: ["gocardless/transactions.json"])
  func `an aggregator and the API say the same of one transaction`(path: String) throws {
    let bank = try SampleTests.read("monzo/transactions.jsonl").rows
    let rows = try SampleTests.read(path).rows
    var shared = 0
    for row in rows {
      guard let twin = bank.first(where: { $0[.id] == row[.id] }) else { continue }
      shared += 1
      #expect(row.amount == twin.amount)
      #expect(row.status == twin.status)
      #expect(row.kind == twin.kind)
      #expect(row.date == twin.date)
      #expect(row[.potID] == twin[.potID])
      #expect(row[.memo] == twin[.memo] || twin[.notes] != nil)
      #expect(row.localAmount == twin.localAmount || row.localAmount == nil)
    }
    #expect(shared == 5)
  }

  @Test(arguments: [
    "c-15-columns", "d-16-columns", "e-18-columns", "e-resaved-by-spreadsheet", "f-19-columns",
    "f-20-columns", "g-semicolons-decimal-comma", "h-month-first", "i-numbers-quoted",
    "l-renamed-columns",
  ])
  func `a statement and the API say the same of one transaction`(name: String) throws {
    let bank = try SampleTests.read("monzo/transactions.jsonl").rows
    let statement = try SampleTests.read("statements/\(name).csv").rows
    var shared = 0
    for row in statement {
      guard let twin = bank.first(where: { $0[.id] == row[.id] }) else { continue }
      shared += 1
      #expect(row.created == twin.created.wholeSecond)
      #expect(row.amount == twin.amount)
      #expect(row.localAmount == twin.localAmount)
      #expect(row.kind == twin.kind)
      #expect(row[.potID] == twin[.potID])
      #expect(row[.description] == twin[.description])
    }
    #expect(shared == 5)
  }
}
