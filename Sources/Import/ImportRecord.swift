// One record of a file, as the archive keeps it: the bank's own bytes where they are JSON, a line of a statement
// as its first line and its cells, and what was around a record where it does not say by itself what it is.

import Bytes
import Model
import Normalize
import Pipeline

/// A record on its way into the archive.
enum ImportRecord {
  /// A transaction of the bank's API of today, and its account.
  case transaction(RawTransaction, account: String)
  /// A row of another dialect, or of no known account: one line of JSON.
  case line([UInt8], dialect: String, created: Instant)
  /// An account, a pot, a balance or the name of a category: one line of JSON that says which.
  case reference([UInt8])

  /// The dialect of rows that this program wrote itself.
  static let canonical = "canonical"
  /// What is reported beside rows.
  static let references = ImportedDialect.references

  /// What the archive calls the dialect of a record.
  ///
  /// - Parameters:
  ///   - row: what was made of the record.
  ///   - text: the record as its file has it.
  ///   - tape: takes the record where it may be in JSON; used again for the next one.
  /// - Returns: its name.
  static func dialect(of row: Row, _ text: [UInt8], on tape: inout JSONTape) -> String {
    guard row.source != .statementCSV || text.first == 0x7B else { return "\(row.source.name)" }
    return name(of: row, on: (try? tape.parse(text)) != nil ? tape : nil, text)
  }

  private static func name(of row: Row, on tape: JSONTape?, _ text: [UInt8]) -> String {
    tape?.member("amount_minor", of: 0, in: text) != nil ? canonical : "\(row.source.name)"
  }

  /// A record in JSON, as its file has it: parsed once, and white space taken out of it once.
  init(_ row: Row, _ text: [UInt8], on tape: inout JSONTape) {
    guard (try? tape.parse(text)) != nil else {
      self = .line(text, dialect: "\(row.source.name)", created: row.created)
      return
    }
    let dialect = ImportRecord.name(of: row, on: tape, text)
    if dialect == "\(Dialect.monzo.name)", let account = row[.accountID],
      let record = RawTransaction(0, on: tape, in: text)
    {
      self = .transaction(record, account: account)
      return
    }
    var json = ByteWriter(reservingCapacity: text.count)
    tape.appendMinified(0, in: text, to: &json)
    let line = ImportRecord.withSurroundings(json.bytes, row)
    self = .line(line, dialect: dialect, created: row.created)
  }

  /// A record of an aggregator with what only the list around it said: that it is pending, and its account.
  private static func withSurroundings(_ json: [UInt8], _ row: Row) -> [UInt8] {
    var tape = JSONTape()
    guard row.source == .openBanking, (try? tape.parse(json)) != nil else { return json }
    func has(_ name: StaticString) -> Bool { tape.member(name, of: 0, in: json) != nil }
    if has("amount_minor") || has("TransactionId") { return json }
    let isPending = row.status == .pending
    let namesAccount = has("account_id") || has("accountId")
    let account = namesAccount || !row.namesAccountOfBank ? nil : row[.accountID]
    guard isPending || account != nil else { return json }
    var writer = ByteWriter(reservingCapacity: json.count + 96)
    writer.appendJSON(leavesOutAbsent: true) { answer in
      answer.member("account_id", account)
      answer.member(isPending ? "pending" : "booked", json: ImportRecord.list(json))
    }
    return writer.bytes
  }

  /// A record of a statement.
  init(_ row: Row, statement line: StatementLine) {
    var writer = ByteWriter(reservingCapacity: 512)
    writer.appendJSON(leavesOutAbsent: true) { json in
      json.member("header", texts: line.header)
      json.member("cells", texts: line.cells)
      json.member("form", line.form)
    }
    self = .line(
      writer.bytes, dialect: "\(Dialect.statementCSV.name)", created: row.created)
  }

  /// What was reported beside rows.
  init(_ reference: Reference, json: [UInt8]) {
    var tape = JSONTape()
    let isBare =
      (try? tape.parse(json)) != nil
      && ["reference", "AccountId", "PotId"].contains { name in
        tape.children(of: 0).contains { tape.string($0 - 1, in: json) == name }
      }
    var writer = ByteWriter(reservingCapacity: json.count + 128)
    switch reference {
    case .account where !isBare:
      let account = ImportRecord.withoutBelongings(json)
      writer.appendJSON { $0.member("accounts", json: ImportRecord.list(account)) }
    case .pot(let pot) where !isBare:
      writer.appendJSON(leavesOutAbsent: true) { answer in
        answer.member("account_id", pot.accountID)
        answer.member("pots", json: ImportRecord.list(json))
      }
    case .balance(let fact) where !isBare:
      writer.appendJSON(leavesOutAbsent: true) { line in
        line.member("account_id", fact.accountID)
        line.member("seen", fact.seen?.description)
        line.member("body", json: json)
      }
    default: writer.append(bytes: json)
    }
    self = .reference(writer.bytes)
  }

  /// An object as the only one of a list in an answer.
  private static func list(_ object: [UInt8]) -> [UInt8] { [0x5B] + object + [0x5D] }

  /// An account without the transactions, pots and balance that a dump put into it, which are records of their own.
  private static func withoutBelongings(_ json: [UInt8]) -> [UInt8] {
    var tape = JSONTape()
    guard (try? tape.parse(json)) != nil else { return json }
    let kept = tape.children(of: 0).filter { token in
      !["transactions", "pots", "balance"].contains(tape.string(token - 1, in: json) ?? "")
    }
    var writer = ByteWriter(reservingCapacity: json.count)
    for (index, token) in kept.enumerated() {
      writer.append(index == 0 ? "{" : ",")
      writer.append(bytes: json, tape.sourceRange(token - 1))
      writer.append(":")
      writer.append(bytes: json, tape.sourceRange(token))
    }
    writer.append(kept.isEmpty ? "{}" : "}")
    return writer.bytes
  }
}
