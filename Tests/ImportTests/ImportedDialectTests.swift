// An archive gives back what was imported: the rows of a file of any dialect are the same from the file and from the
// archive, whatever only the file around a record said of it.

import Archive
import Bytes
import Disk
import Foundation
import Import
import Model
import TestSupport
import Testing

@testable import Pipeline

@Suite struct ImportedDialectTests {
  private static let samples = [
    "monzo/transactions.jsonl", "monzo-2016/transactions.json", "mondo-2015/transactions.json",
    "open-banking/transactions.json", "gocardless/transactions.json", "gocardless/days-only.json",
    "truelayer/transactions.json", "wrapped/by-account.json", "wrapped/event.json",
    "wrapped/account-with-transactions.json", "statements/a-2018.csv",
    "statements/b-without-ids.csv", "statements/e-18-columns.csv",
    "statements/g-semicolons-decimal-comma.csv", "statements/h-month-first.csv",
    "statements/i-numbers-quoted.csv", "statements/j-unicode-text.txt",
    "statements/k-windows-1252.csv", "statements/l-renamed-columns.csv", "statements/search.csv",
    "statements/search-iso.csv",
  ]

  /// What of a row must come back.
  private static func said(_ dataset: Dataset) throws -> [String] {
    var rows: [String] = []
    try dataset.visit { row, _ in
      rows.append(
        [
          row[.id], row[.accountID], "\(row.source.name)", "\(row.status.name)", "\(row.kind.name)",
          row.created.description, row.date.description, row.postedDate?.description,
          "\(row.amountMinor)", row.currency.code, row[.payee], row[.memo], row[.category],
          row.merchant?.fields.name, row[.counterpartyName], row[.metadata],
        ].map { $0 ?? "-" }.joined(separator: "|"))
    }
    return rows
  }

  private static func compare(_ path: String, account: String?) throws {
    let scratch = try Scratch()
    let settings = PipelineSettings(statementAccount: account)
    let observer = PipelineObserver()
    var importing = try ArchiveImport(
      SystemDisk("\(scratch.path)/archive"), settings, observer,
      now: Instant(seconds: 1_790_000_000))
    try importing.run([path], command: "test")
    let direct = try said(DatasetReader(settings).read(files: [path]))
    let archived = try said(DatasetReader().read(ArchiveReading("\(scratch.path)/archive")))
    #expect(archived == direct)
    #expect(!direct.isEmpty)
  }

  @Test(arguments: samples)
  func `a file and an archive of it give the same rows`(sample: String) throws {
    try ImportedDialectTests.compare(
      Checkout.url("samples/\(sample)").path(), account: "acc_0000AbCdEfGhIjKlMnOpQr")
  }

  @Test(arguments: [
    #"{"acc_9":{"transactions":{"booked":[①],"pending":[②]}}}"#,
    #"{"account_id":"acc_9","booked":[①]}"#, #"{"pending":[①,②]}"#,
    #"{"645a6e14":{"transactions":{"booked":[①],"pending":[②]}}}"#,
  ])
  func `what only the list around a record said is kept with it`(shape: String) throws {
    func record(_ id: String) -> String {
      """
      {"transactionId":"\(id)","bookingDate":"2026-06-13","creditorName":"Shop",\
      "transactionAmount":{"amount":"-7.94","currency":"GBP"}}
      """
    }
    let scratch = try Scratch()
    let path = "\(scratch.path)/dump.json"
    let text = shape.replacing("①", with: record("tx_0000B7HurV7P8vHuW53UND"))
      .replacing("②", with: record("tx_0000B7HurV7P8vHuW53UNE"))
    try Data(text.utf8).write(to: URL(filePath: path))
    try ImportedDialectTests.compare(path, account: nil)
  }
}
