// A made-up history laid out as an archive, by hand: reading is held against files that other code wrote.

import Bytes
import Foundation
import Model
import TestSupport

/// An archive of a history in a folder of its own, gone when nobody needs it.
final class HistoryArchive {
  let path: String
  /// The files with records, in no order that matters.
  private(set) var files: [String] = []

  /// Lays out the best version of each record, with what the history holds of accounts, pots and balances.
  init(_ history: RandomHistory) throws {
    path = ScratchPlace.path + "/laws-archive-\(UUID())"
    try write("monzo-export archive 1\n", "FORMAT")
    var parts: [String: [RawTransaction]] = [:]
    for record in HistoryArchive.best(history.records) {
      let month = "\(record.created)".prefix(7)
      let account = HistoryArchive.text("account_id", record.body)
      parts["transactions/account_id=\(account)/month=\(month)/part.jsonl", default: []]
        .append(record)
    }
    for (part, records) in parts {
      let lines = records.sorted(by: RawTransaction.precedes).map {
        String(decoding: $0.body, as: UTF8.self) + "\n"
      }
      try add(lines.joined(), part)
    }
    try addReferences(history)
  }

  /// Lets what the program wrote into it be as if it came from an earlier version, which kept no digests.
  func forgetDigests() throws {
    try write("monzo-export archive 1\n", "FORMAT")
    try FileManager.default.removeItem(atPath: "\(path)/digests.jsonl")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private func addReferences(_ history: RandomHistory) throws {
    let seen = history.quoted(RandomHistory.end)
    for (account, type, number) in [
      (RandomHistory.current, "uk_retail", "11223344"),
      (RandomHistory.joint, "uk_retail_joint", "55667788"),
    ] {
      try add(
        """
        {"seen":\(seen),"body":{"id":"\(account)","type":"\(type)","currency":"GBP","closed":false,\
        "account_number":"\(number)","sort_code":"040004"}}

        """, "accounts/\(account)/account.json")
      let balances = [
        (history.openings[account] ?? 0, RandomHistory.start),
        (history.closing(account), RandomHistory.end),
      ].map { balance, time in
        """
        {"account_id":"\(account)","seen":\(history.quoted(time)),\
        "body":{"balance":\(balance),"currency":"GBP"}}

        """
      }
      try add(balances.joined(), "balances/account_id=\(account)/part.jsonl")
    }
    let pots = history.references.first { $0.hasPrefix("{\"pots\"") } ?? ""
    try add(
      "{\"seen\":\(seen),\"body\":\(pots.dropFirst(#"{"pots":"#.count).dropLast())}\n",
      "accounts/\(RandomHistory.current)/pots.json")
  }

  /// The files of the cache, by name.
  func cache() throws -> [String] {
    let walk = FileManager.default.enumerator(atPath: "\(path)/cache")
    var names: [String] = []
    while let name = walk?.nextObject() as? String {
      if name.hasSuffix(".knowledge") { names.append("\(path)/cache/\(name)") }
    }
    return names.sorted()
  }

  private func add(_ text: String, _ name: String) throws {
    try write(text, name)
    files.append("\(path)/\(name)")
  }

  private func write(_ text: String, _ name: String) throws {
    let url = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  // MARK: Records

  /// The best version of each record.
  static func best(_ lines: [String]) -> [RawTransaction] {
    var best: [String: RawTransaction] = [:]
    for line in lines {
      let bytes = Array(line.utf8)
      var tape = JSONTape()
      guard (try? tape.parse(bytes)) != nil, let record = RawTransaction(0, on: tape, in: bytes)
      else { continue }
      if let known = best[record.id], !RawTransaction.isWorse(known, than: record) { continue }
      best[record.id] = record
    }
    return best.values.sorted(by: RawTransaction.precedes)
  }

  private static func text(_ name: StaticString, _ body: [UInt8]) -> String {
    var tape = JSONTape()
    guard (try? tape.parse(body)) != nil else { return "" }
    return tape.member(name, of: 0, in: body).flatMap { tape.string($0, in: body) } ?? ""
  }
}
