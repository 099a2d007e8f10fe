// What a reader of a journal adds up is what the summary says, by account, month and category, to the penny; what is
// asserted holds; a move is there once, with one id.

import Aggregate
import Bytes
import Foundation
import Model
import Normalize
import TestSupport
import Testing

@Suite struct `journal laws` {
  /// The journal of one sort that a run makes of a history, read back.
  private func journal(
    _ format: String, _ run: HistoryRun, _ options: [String] = []
  ) throws -> JournalReading {
    let input = Array(run.history.lines.map { $0 + "\n" }.joined().utf8)
    let bytes = HistoryRun.output(["export", "--format", format] + options + ["-"], input)
    return try JournalReading(bytes, isBeancount: format == "beancount")
  }

  private static let formats = ["beancount", "hledger"]

  @Test(arguments: formats)
  func `every transaction sums to zero, what is asserted holds, and every account is opened`(
    format: String
  ) throws {
    for run in HistoryRun.all {
      for options in [[], ["--date-basis", "settled"], ["--from", run.middle]] {
        let journal = try journal(format, run, options)
        for transaction in journal.transactions {
          #expect(
            transaction.postings.reduce(0) { $0 + $1.weight } == 0, "seed \(run.seed) \(options)")
        }
        for assertion in journal.assertions {
          #expect(journal.holds(assertion), "seed \(run.seed) \(options): \(assertion)")
        }
        let used = Set(journal.transactions.flatMap(\.postings).map(\.account))
        #expect(used == journal.opened, "seed \(run.seed) \(options)")
      }
    }
  }

  @Test(arguments: formats)
  func `accounts have what the generator booked, month by month`(format: String) throws {
    for run in HistoryRun.all {
      let journal = try journal(format, run)
      var expected: [String: Int64] = [:]
      for (title, facts) in run.history.entries() {
        for fact in facts {
          expected["\(fact.date.prefix(7)) \(title.prefix(3).lowercased())", default: 0] +=
            fact.amountMinor
        }
      }
      let own = journal.withoutOpenings.sums { account in
        guard account.hasPrefix("Assets:Monzo:") else { return nil }
        return String(account.dropFirst(13).prefix(3)).lowercased()
      }
      #expect(own == expected.filter { $0.value != 0 }, "seed \(run.seed)")
    }
  }

  @Test(arguments: formats)
  func `categories have what the summary says, month by month`(format: String) throws {
    for run in HistoryRun.all {
      let rows = Reading(HistoryRun.lines(run.enriched).map { String(decoding: $0, as: UTF8.self) })
        .rows
      var expected: [String: Int64] = [:]
      for month in Set(rows.map(\.date.month)) {
        let summary = Summary(rows.filter { $0.date.month == month })
        for (key, totals) in summary.cells where key.dimension == .category {
          let settled = totals.settled
          let net =
            settled.spending + settled.notSpending - settled.income - settled.givenBack
            - settled.notIncome
          expected["\(month) \(letters(key.value))", default: 0] += Int64(net)
        }
      }
      let sums = try journal(format, run).sums { account in
        guard account.hasPrefix("Expenses:") || account.hasPrefix("Income:") else { return nil }
        return letters(account.drop { $0 != ":" }.dropFirst())
      }
      #expect(sums == expected.filter { $0.value != 0 }, "seed \(run.seed)")
    }
  }

  @Test(arguments: formats)
  func `a journal that begins in mid-history holds in the end what the whole one holds`(
    format: String
  ) throws {
    for run in HistoryRun.all {
      let whole = try journal(format, run)
      let part = try journal(format, run, ["--from", run.middle])
      for account in whole.opened where account.hasPrefix("Assets:Monzo:") {
        #expect(
          part.held(account, before: "9999") == whole.held(account, before: "9999"),
          "seed \(run.seed): \(account)")
      }
    }
  }

  @Test func `both sides of a transfer have one id, once each, in rows and in journals`() throws {
    for run in HistoryRun.all {
      var sides: [String: [Int64]] = [:]
      for row in try HistoryRun.rows(run.enriched) {
        guard let id = row["transfer_id"] as? String, let amount = row["amount_minor"] as? Int64
        else { continue }
        sides[id, default: []].append(amount)
      }
      for (id, amounts) in sides {
        #expect(amounts.count == 2 && amounts.reduce(0, +) == 0, "seed \(run.seed): \(id)")
      }
      let beancount = try journal("beancount", run)
      for (id, transactions) in Dictionary(
        grouping: beancount.transactions.filter { !$0.links.isEmpty }, by: { $0.links[0] })
      {
        let postings = transactions.flatMap(\.postings)
        let own = postings.filter { $0.account.hasPrefix("Assets:Monzo:") }
        #expect(own.count == 2 && Set(own.map(\.account)).count == 2, "seed \(run.seed): \(id)")
        #expect(own.reduce(0) { $0 + $1.weight } == 0, "seed \(run.seed): \(id)")
      }
      let links = Set(beancount.transactions.flatMap(\.links))
      #expect(links.isSuperset(of: sides.keys), "seed \(run.seed)")
      let hledger = try journal("hledger", run)
      #expect(
        Set(hledger.transactions.compactMap { $0.facts["transfer"] }) == links, "seed \(run.seed)")
    }
  }

  @Test(arguments: formats)
  func `the order of the records and a second run change no byte`(format: String) {
    for run in HistoryRun.all {
      var random = SeededRandom(seed: run.seed)
      func export(_ lines: [String]) -> [UInt8] {
        HistoryRun.output(
          ["export", "--format", format, "-"], Array(lines.map { $0 + "\n" }.joined().utf8))
      }
      let bytes = export(run.history.lines)
      #expect(!bytes.isEmpty && bytes == export(run.history.lines), "seed \(run.seed)")
      #expect(bytes == export(run.history.lines.shuffled(using: &random)), "seed \(run.seed)")
      #expect(bytes == HistoryRun.output(["write", format], run.enriched), "seed \(run.seed)")
    }
  }

  /// The letters and digits of a name.
  private func letters(_ text: some StringProtocol) -> String {
    let letters = String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.filter { "a"..."z" ~= $0 || "0"..."9" ~= $0 }))
    return letters == "uncategorised" ? "" : letters
  }
}

extension HistoryRun {
  /// A day in the middle of the history.
  fileprivate var middle: String {
    let days = history.truths.map { RandomHistory.londonDate($0.created) }.sorted()
    return days.isEmpty ? "2020-01-01" : days[days.count / 2]
  }
}

extension JournalReading {
  /// The journal without its opening entries.
  fileprivate var withoutOpenings: JournalReading {
    var journal = self
    journal.transactions = transactions.filter { transaction in
      !transaction.postings.contains { $0.account.hasPrefix("Equity:") }
    }
    return journal
  }
}
