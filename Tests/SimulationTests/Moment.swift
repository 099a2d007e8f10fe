// The bank and the disk at one moment, as the laws look at them.

import Archive
import Bytes
import Disk
import Model
import TestSupport

@testable import Sandbox

/// What the bank knows and what the archive holds at one moment.
final class Moment {
  let clock: Int64
  let bank: BankServer
  let disk: MemoryDisk
  /// Every version of a row that the bank ever sent.
  let sent: SentRows

  /// The accounts that the simulation is about; all when empty.
  let wanted: [String]

  init(_ world: SimulatedWorld, _ disk: MemoryDisk, wanted: [String]) {
    self.wanted = wanted
    clock = world.clock
    bank = world.bank
    self.disk = disk
    sent = world.sent
  }

  /// What the bank knows of the accounts and their pots, rows by id.
  private(set) lazy var truth = accounts()
  private var rows: [String: [String: RowLine]]?

  private func accounts() -> [BankAccount] {
    var later = bank
    later.advance(to: Instant(milliseconds: clock))
    let identities = later.books.bank.drafts.identities
    var accounts = DemoAccount.allCases.filter { register in
      wanted.isEmpty || wanted.contains(identities.account(register).text)
        || PotPlan.of(register).map { wanted.contains(identities.account($0.parent).text) } ?? false
    }.map { register in
      BankAccount(
        id: identities.account(register).text, potID: identities.pots[register.rawValue]?.text,
        isReadable: true, opened: identities.opened(register), rows: later.slimRows(register))
    }
    for refusing in later.refusingAccounts where wanted.isEmpty {
      accounts.append(
        BankAccount(
          id: refusing.id, potID: nil, isReadable: refusing.type == .loan,
          opened: refusing.created, rows: [:]))
    }
    return accounts
  }

  /// The archive, rows by account and id, whatever the form of its files.
  func rowsAsTheyAre() -> [String: [String: RowLine]] {
    var accounts: [String: [String: RowLine]] = [:]
    for (path, bytes) in disk.contents where path.hasPrefix("transactions/") {
      let account = String(path.split(separator: "/")[1].dropFirst("account_id=".count))
      for row in RowLine.all(in: bytes) { accounts[account, default: [:]][row.id] = row }
    }
    return accounts
  }

  /// The archive, rows by account and id.
  ///
  /// - Throws: what is wrong with the form of its files.
  func archive(_ created: (RowLine) -> Int64) throws -> [String: [String: RowLine]] {
    if let rows { return rows }
    var accounts: [String: [String: RowLine]] = [:]
    for (path, bytes) in disk.contents.sorted(by: { $0.key < $1.key }) {
      let parts = path.split(separator: "/")
      guard parts.count == 4, parts[0] == "transactions", parts[3] == "part.jsonl" else { continue }
      let account = String(parts[1].dropFirst("account_id=".count))
      let month = parts[2].dropFirst("month=".count)
      if bytes.last != 0x0A || bytes.withUnsafeBytes({ $0.contains(0) }) {
        throw BrokenLaw("\(path): not whole lines")
      }
      var last: (Int64, String) = (.min, "")
      for row in RowLine.all(in: bytes) {
        let place = (created(row), row.id)
        if last >= place { throw BrokenLaw("\(path): \(row.id) is out of order") }
        last = place
        if !row.text(after: "\"created\":\"").hasPrefix(month) {
          throw BrokenLaw("\(path): \(row.id) is of another month")
        }
        if row.text(after: "\"account_id\":\"") != account {
          throw BrokenLaw("\(path): \(row.id) is of another account")
        }
        if accounts[account, default: [:]].updateValue(row, forKey: row.id) != nil {
          throw BrokenLaw("\(path): \(row.id) is in two months")
        }
      }
    }
    rows = accounts
    return accounts
  }
}

extension BankServer {
  /// All rows of an account as they are, by id.
  fileprivate func slimRows(_ register: DemoAccount) -> [String: RowLine] {
    var rows: [String: RowLine] = [:]
    for row in books.rows(register, BankState.Range()) {
      var writer = RecordWriter()
      writer.append(row, expandingMerchant: true)
      let line = RowLine(writer.json.bytes).slim
      rows[line.id] = line
    }
    return rows
  }
}

/// An account as the bank knows it.
struct BankAccount {
  let id: String
  let potID: String?
  let isReadable: Bool
  let opened: Int64?
  let rows: [String: RowLine]
}

/// A law that does not hold.
struct BrokenLaw: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
