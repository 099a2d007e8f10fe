// What an archive tells beside its rows: accounts, pots, balances, which windows are complete, and the names
// that accounts and pots were given once. It is little, and read whole for every output.

import Bytes
import Enrich
import Foundation
import Model

/// An archive that is read.
struct ArchiveReading {
  let files: ArchiveFiles
  /// What is told beside rows, with the latest time at which the bank was asked.
  private(set) var told = Knowledge.empty
  /// Which windows of time are complete, one entry an account.
  private(set) var coverage: [AccountCoverage] = []
  /// The slugs that accounts and pots keep, by id.
  private(set) var names: [String: String] = [:]

  /// Opens an archive for reading.
  ///
  /// - Throws: a refusal when there is none, or when something in it cannot be understood; `StorageError`.
  init(_ path: String) throws {
    files = ArchiveFiles(folder: path)
    guard files.exists else {
      throw Refusal(
        message:
          "no archive at \(path): fill one with 'login', 'fetch' or 'import FILE...', name another with "
          + "--archive, or name the files to read", status: .usage)
    }
    for part in files.references { try readSeen(part) }
    for part in files.balances { try readBalances(part) }
    for name in files.coverage { coverage.append(try decoded(name)) }
    for account in coverage {
      if let pot = account.potID { told.add(pot: pot, heldBy: account.accountID) }
    }
    if FileState(files.path("names.json")) != nil { names = try decoded("names.json") }
  }

  /// The files with rows, and with what is told beside them in the dialects of rows.
  var inputs: [ArchivePart] { files.references + files.transactions + files.imports }

  /// Accounts whose rows are complete from their opening to the last balance that was seen; an account that was
  /// just opened holds nought.
  var completeAccounts: Set<String> {
    Set(coverage.filter(isComplete).map(\.accountID))
  }

  private func isComplete(_ account: AccountCoverage) -> Bool {
    guard let opened = account.opened, let first = account.complete.first else { return false }
    let owner = account.potID ?? account.accountID
    let seen = told.references.balances.filter { $0.accountID == owner }.compactMap(\.seen).max()
    return first.since <= opened && seen.map { $0 < first.before } ?? true
  }

  // MARK: Files

  /// Takes note of when the bank was asked.
  private mutating func readSeen(_ part: ArchivePart) throws {
    let bytes = try File.reading(files.path(part.name)).readAll()
    var tape = JSONTape()
    guard (try? tape.parse(bytes)) != nil else { return }
    if let seen = SeenLine.time(tape, bytes) { told.see(seen) }
  }

  private mutating func readBalances(_ part: ArchivePart) throws {
    let bytes = try File.reading(files.path(part.name)).readAll()
    var tape = JSONTape()
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      defer { start = end + 1 }
      let line = Array(bytes[start..<end])
      guard (try? tape.parse(line)) != nil, let account = part.account,
        let fact = SeenLine.balance(of: account, tape, line)
      else { continue }
      told.learn(.balance(fact))
    }
  }

  private func decoded<Value: Decodable>(_ name: String) throws -> Value {
    let bytes = try File.reading(files.path(name)).readAll()
    do {
      return try JSONDecoder().decode(Value.self, from: Data(bytes))
    } catch {
      throw Refusal(
        message: "\(files.path(name)): not as this program writes it; restore it from a copy",
        status: .localStorage)
    }
  }
}

/// A line `{"seen":T,"body":…}`: an answer of the bank, and when it was given.
enum SeenLine {
  /// When the answer was given.
  static func time(_ tape: JSONTape, _ line: [UInt8]) -> Instant? {
    tape.member("seen", of: 0, in: line).flatMap { tape.string($0, in: line) }
      .flatMap { Instant($0) }
  }

  /// The balance that a line tells: an answer about the account, or the object of a pot.
  static func balance(of account: String, _ tape: JSONTape, _ line: [UInt8]) -> BalanceFact? {
    guard let body = tape.member("body", of: 0, in: line),
      let balance = tape.member("balance", of: body, in: line)
        .flatMap({ tape.integer($0, in: line) }),
      let currency = tape.member("currency", of: body, in: line)
        .flatMap({ tape.string($0, in: line) }).flatMap({ Currency($0) })
    else { return nil }
    let id = tape.member("id", of: body, in: line).flatMap { tape.string($0, in: line) }
    return BalanceFact(
      accountID: id ?? account, balanceMinor: balance, currency: currency,
      seen: time(tape, line))
  }
}
