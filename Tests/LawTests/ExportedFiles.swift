// The files of one export, read by the small readers of the tests.

import Foundation
import TestSupport

/// A row as any reader sees it: what every format must give back.
struct Fact: Hashable, Comparable {
  var id: String
  var date: String
  var amountMinor: Int64

  static func < (left: Fact, right: Fact) -> Bool {
    (left.id, left.date, left.amountMinor) < (right.id, right.date, right.amountMinor)
  }

  /// The same for a format that has no ids.
  var withoutID: Fact { Fact(id: "", date: date, amountMinor: amountMinor) }
}

/// What could not be read back.
struct Unreadable: Error {
  let what: String
}

/// A folder that `export` made.
struct ExportedFiles {
  private let folder: URL

  init(_ folder: URL) { self.folder = folder }

  /// The bytes of a file.
  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  func jsonLines() throws -> [Fact] {
    try ExportedFiles.facts(ofStream: bytes("transactions.jsonl"))
  }

  /// The rows of a stream of JSON Lines.
  static func facts(ofStream stream: [UInt8]) throws -> [Fact] {
    try HistoryRun.rows(stream).map { row in
      guard let id = row["id"] as? String, let date = row["date"] as? String,
        let amount = row["amount_minor"] as? Int64
      else { throw Unreadable(what: "\(row)") }
      return Fact(id: id, date: date, amountMinor: amount)
    }
  }

  func csv() throws -> [Fact] {
    let records = readCSV(try bytes("transactions.csv"))
    let header = records.first ?? []
    func cell(_ name: String, _ record: [String]) throws -> String {
      guard let column = header.firstIndex(of: name), record.count == header.count else {
        throw Unreadable(what: "\(record)")
      }
      return record[column]
    }
    return try records.dropFirst().map { record in
      guard let amount = units(try cell("amount", record), 2),
        "\(amount)" == (try cell("amount_minor", record))
      else { throw Unreadable(what: "\(record)") }
      return Fact(
        id: try cell("id", record), date: try cell("date", record), amountMinor: amount)
    }
  }

  /// What an OFX file holds: entries in order, and the balance after them.
  struct Statement: Equatable {
    var entries: [Fact]
    var ledgerMinor: Int64?
  }

  /// The statement of each register that has entries, by the register's name in `RandomHistory`.
  func ofx() throws -> [String: Statement] {
    var registers: [String: Statement] = [:]
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    for name in names.sorted() where name.hasSuffix(".ofx") {
      guard let root = ReadOFX(String(decoding: try bytes(name), as: UTF8.self))?.root,
        let account = root.all("ACCTID").first?.value
      else { throw Unreadable(what: name) }
      let facts = try root.all("STMTTRN").map { entry in
        guard let id = entry["FITID"], let day = entry["DTPOSTED"], day.utf8.count == 8,
          let amount = entry["TRNAMT"].flatMap({ units($0, 2) })
        else { throw Unreadable(what: "\(name): \(entry)") }
        let date = "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))"
        return Fact(id: id, date: date, amountMinor: amount)
      }
      let register = ["11223344": "Current account", "55667788": "Joint account"][account] ?? "pot"
      let ledger = root.all("BALAMT").first.flatMap { units($0.value, 2) }
      if !facts.isEmpty { registers[register] = Statement(entries: facts, ledgerMinor: ledger) }
    }
    return registers
  }

  /// The entries of all tables of a target with ISO days and one column of amounts, which have no ids.
  func table(of target: String) throws -> [Fact] {
    let place = folder.appending(path: "for-\(target)").path()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return try names.flatMap { name in
      let records = readCSV(try bytes("for-\(target)/\(name)"))
      guard let header = records.first, let day = header.firstIndex(of: "Date"),
        let amount = header.firstIndex(of: "Amount")
      else { throw Unreadable(what: name) }
      return try records.dropFirst().map { record in
        guard record.count == header.count, let minor = units(record[amount], 2) else {
          throw Unreadable(what: "\(record)")
        }
        return Fact(id: "", date: record[day], amountMinor: minor)
      }
    }.sorted()
  }

  /// The entries of QIF, which has no ids; a file of a single register does not name it.
  func qif(single: String?) throws -> [String: [Fact]] {
    guard let file = ReadQIF(String(decoding: try bytes("all-all.qif"), as: UTF8.self)) else {
      throw Unreadable(what: "all-all.qif")
    }
    var registers: [String: [Fact]] = [:]
    for register in file.registers {
      let facts = try register.records.map { record in
        guard let day = record.first(where: { $0.code == "D" })?.value,
          let amount = record.first(where: { $0.code == "T" }).flatMap({ units($0.value, 2) })
        else { throw Unreadable(what: "\(record)") }
        let parts = day.split(separator: "/")
        return Fact(id: "", date: parts.reversed().joined(separator: "-"), amountMinor: amount)
      }
      let isAccount = register.name == "Current account" || register.name == "Joint account"
      let name = register.name.map { isAccount ? $0 : "pot" } ?? single ?? ""
      if !facts.isEmpty { registers[name] = facts.sorted() }
    }
    return registers
  }
}

extension RandomHistory {
  /// What OFX must hold: of accounts the opening and all that is booked; a pot, whose opening is
  /// not known, begins at zero.
  func statements() -> [String: ExportedFiles.Statement] {
    let openings = [
      "Current account": openings[RandomHistory.current] ?? 0,
      "Joint account": openings[RandomHistory.joint] ?? 0,
    ]
    var statements: [String: ExportedFiles.Statement] = [:]
    for (register, entries) in entries() {
      let ledger = entries.reduce(openings[register] ?? 0) { $0 + $1.amountMinor }
      statements[register] = ExportedFiles.Statement(entries: entries, ledgerMinor: ledger)
    }
    return statements
  }

  /// What accounting files must hold: the booked entries of each register that has any, in order.
  func entries() -> [String: [Fact]] {
    var entries: [String: [Fact]] = [:]
    for truth in truths.sorted(by: { ($0.created, $0.id) < ($1.created, $1.id) })
    where !truth.isDeclined && !truth.isPending && truth.amount != 0 {
      let fact = Fact(
        id: truth.id, date: RandomHistory.londonDate(truth.created), amountMinor: truth.amount)
      let isJoint = truth.account == RandomHistory.joint
      entries[isJoint ? "Joint account" : "Current account", default: []].append(fact)
      if truth.isPotMove {
        let mirror = Fact(id: fact.id, date: fact.date, amountMinor: -fact.amountMinor)
        entries["pot", default: []].append(mirror)
      }
    }
    return entries
  }
}
