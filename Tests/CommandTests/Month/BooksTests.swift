// Twelve months of a household whose rows settle late, change and vanish, exported one after another with a month that
// is skipped, one that is repeated and a filtered export between, and imported as accounting programs import: the books
// are the bank's in the end.

import Foundation
import TestSupport
import Testing

@testable import monzo_export

/// The books of an importer: what each account came to.
private struct ModelImporter {
  /// OFX: by the account's id and FITID; an id that is known is skipped.
  var known: [String: [String: Int64]] = [:]
  /// QIF: by the account's name; there are no ids, so whatever comes is added.
  var sums: [String: Int64] = [:]

  mutating func importOFX(_ files: [String: [UInt8]]) throws {
    for name in files.keys.sorted() where name.hasSuffix(".ofx") {
      let file = try #require(ReadOFX(String(decoding: files[name] ?? [], as: UTF8.self)))
      for statement in file.root.all("STMTRS") {
        let account = try #require(statement.all("ACCTID").first?.value)
        for entry in statement.all("STMTTRN") {
          let id = try #require(entry["FITID"])
          guard known[account]?[id] == nil else { continue }
          let amount: Int64 = try #require(entry["TRNAMT"].flatMap { units($0, 2) })
          known[account, default: [:]][id] = amount
        }
      }
    }
  }

  mutating func importQIF(_ files: [String: [UInt8]]) throws {
    for name in files.keys.sorted() where name.hasSuffix(".qif") {
      let file = try #require(ReadQIF(String(decoding: files[name] ?? [], as: UTF8.self)))
      for register in file.registers {
        for record in register.records {
          let amount = try #require(record.first { $0.code == "T" }.flatMap { units($0.value, 2) })
          sums[register.name ?? "", default: 0] += amount
        }
      }
    }
  }

  /// What the accounts of OFX came to, in order of size.
  var balances: [Int64] { known.values.map { $0.values.reduce(0, +) }.sorted() }
}

@Suite struct `the books in the end` {
  /// A household whose rows live: they come late, settle late and otherwise, change and vanish.
  private final class Household {
    let scratch: Scratch
    let archive: HouseholdArchive
    var random: SeededRandom
    private var all: [(entry: HouseholdArchive.Entry, month: Int)] = []

    init(seed: UInt64) throws {
      scratch = try Scratch()
      archive = HouseholdArchive(scratch)
      random = SeededRandom(seed: seed)
      for month in 1...12 {
        for number in 0..<5 {
          let day = 1 + Int.random(in: 0..<28, using: &random)
          let entry = HouseholdArchive.Entry(
            id: "tx_\(month)_\(number)", created: "2026-\(two(month))-\(two(day))T12:00:00Z",
            amount: number == 0 ? 90_000 : -Int.random(in: 1...9999, using: &random),
            pot: number == 1 ? "pot_1" : nil)
          all.append((entry, month))
        }
      }
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Writes the archive as it is when a month is over.
    func write(after month: Int) throws {
      archive.rows = [:]
      for (entry, own) in all where own <= month {
        var entry = entry
        let luck = abs(entry.amount) % 10
        let age = month - own
        switch luck {
        case 0 where age < 1: continue
        case 1, 2:
          entry.isPending = age < 1
          if age >= 1, luck == 2, entry.pot == nil { entry.amount -= 7 }
        case 3 where age >= 2: entry.amount -= 11
        case 4 where age >= 3 && entry.pot == nil: continue
        case 5 where age >= 1: entry.amount -= age >= 4 ? 5 : 3
        default: break
        }
        archive.rows[entry.id] = entry
      }
      archive.seen = month < 12 ? "2026-\(two(month + 1))-02T09:00:00Z" : "2027-01-02T09:00:00Z"
      try archive.write()
    }

    /// Runs a command into a folder and gives the files of the period that it says it wrote; none when it wrote none.
    func files(_ out: String, _ arguments: String...) throws -> [String: [UInt8]] {
      let run = try Run(
        arguments + ["--json", "--adjust", "--archive", archive.path, "--out", scratch(out)],
        environment: ["HOME": scratch("home")])
      // What vanished without a trace in the history of a test leaves the balances of then in doubt.
      guard run.status == 0 || run.status == 8 else { throw Failed(errors: run.errors) }
      if run.text.isEmpty { return [:] }
      let manifest =
        try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any] ?? [:]
      let period = try #require(manifest["period"] as? String)
      return try scratch.files(in: "\(out)/\(period)")
    }

    /// What the bank says in the end: the pot, then the account.
    var balances: [Int64] {
      let rows = archive.rows.values.filter { !$0.isPending }
      let pot = -rows.filter { $0.pot != nil }.reduce(0) { $0 + $1.amount }
      return [Int64(pot), Int64(rows.reduce(0) { $0 + $1.amount })].sorted()
    }
  }

  @Test(arguments: Seeds.few(1, of: 1..<4))
  func `OFX by FITID: the same as the bank's`(seed: UInt64) throws {
    let household = try Household(seed: seed)
    var books = ModelImporter()
    for month in 1...12 {
      try household.write(after: month)
      if month == 6 { continue }
      let name = "2026-\(month < 10 ? "0" : "")\(month)"
      try books.importOFX(household.files("out", "month", name, "--offline"))
      switch month {
      case 4: try books.importOFX(household.files("out", "month", "2026-02", "--offline"))
      case 8:
        try books.importOFX(
          household.files("out", "export", "--category", "eating_out", "--month", "2026-07"))
      case 9: try books.importOFX(household.files("out", "month", "2026-06", "--offline"))
      default: break
      }
    }
    // Once more, for what changed in the end; and everything twice adds nothing.
    for _ in 0..<2 {
      try books.importOFX(household.files("out", "month", "2026-12", "--offline"))
    }
    #expect(books.balances == household.balances)
    let again = books.known
    for month in 1...12 {
      try books.importOFX(
        household.scratch.files(in: "out/2026-\(month < 10 ? "0" : "")\(month)"))
    }
    #expect(books.known == again)
  }

  @Test(arguments: Seeds.few(1, of: 4..<6))
  func `all files of a folder into new books: the same as the bank's`(seed: UInt64) throws {
    let household = try Household(seed: seed)
    for month in 1...12 {
      try household.write(after: month)
      let name = "2026-\(month < 10 ? "0" : "")\(month)"
      _ = try household.files("out", "month", name, "--offline")
      if month == 7 { _ = try household.files("out", "month", "2026-03", "--offline") }
    }
    _ = try household.files("out", "month", "2026-05", "--offline")
    var books = ModelImporter()
    for month in 1...12 {
      try books.importOFX(
        household.scratch.files(in: "out/2026-\(month < 10 ? "0" : "")\(month)"))
    }
    #expect(books.balances == household.balances)
  }

  @Test(arguments: Seeds.few(1, of: 6..<8))
  func `QIF of what is only new, added up as it comes: the same as the bank's`(seed: UInt64) throws
  {
    let household = try Household(seed: seed)
    var books = ModelImporter()
    for month in 1...12 {
      try household.write(after: month)
      if month == 6 { continue }
      let name = "2026-\(month < 10 ? "0" : "")\(month)"
      for _ in 0..<(month == 3 ? 2 : 1) {
        try books.importQIF(
          household.files("qif", "export", "--only-new", "--format", "qif", "--month", name))
      }
      if month == 8 {
        try books.importQIF(
          household.files(
            "qif", "export", "--only-new", "--format", "qif", "--category", "savings"))
      }
    }
    try books.importQIF(household.files("qif", "export", "--only-new", "--format", "qif"))
    #expect(
      try household.files("qif", "export", "--only-new", "--format", "qif").isEmpty)
    #expect(books.sums.values.sorted() == household.balances)
  }
}
