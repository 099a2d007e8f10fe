// The files of a journal: one, or one for each month that the first includes.

import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct JournalFileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: [("beancount", "beancount"), ("hledger", "journal")])
  func `a journal is one file, or a file for each month that the first includes`(
    format: String, suffix: String
  ) throws {
    let line = ["export", "--format", format, Fixture.history, "--out"]
    #expect(try Run(line + [scratch("one")]).status == 0)
    let one = scratch.text("one/all/all-all.\(suffix)")
    #expect(try Run(line + [scratch("many"), "--journal-per", "month"]).status == 0)
    let main = scratch.text("many/all/all-all.\(suffix)")
    let included = main.split(separator: "\n").filter { $0.hasPrefix("include ") }.map {
      String($0.dropFirst(8).filter { $0 != "\"" })
    }
    #expect(included.count > 2 && included == included.sorted())
    let head = main.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("include ") }.joined(separator: "\n")
    let parts = included.map { scratch.text("many/all/\($0)") }
    #expect(one == head + parts.joined())
    for (name, part) in zip(included, parts) {
      let booked = part.split(separator: "\n").filter {
        $0.hasPrefix("20") && ($0.contains(" * ") || $0.contains(" ! "))
      }
      #expect(booked.allSatisfy { $0.hasPrefix(name.prefix(7)) }, "\(name)")
    }
    let files = try scratch.files().keys.filter { $0.hasPrefix("many/all/") }
    #expect(files.count == included.count + 4)
  }

  @Test func `a file for each month needs a folder`() throws {
    let run = try Run("export", "--format", "beancount", "--journal-per", "month", Fixture.history)
    #expect(run.status == 2 && run.errors.contains("--out"))
  }

  @Test func `what a journal leaves out is counted once`() throws {
    let run = try Run("export", "--format", "beancount", Fixture.history)
    #expect(run.errors == "note: 1 pending, 1 declined left out\n")
  }
}
