// What must hold of an archive whenever it is looked at: after the power went, and in a copy that was made while it was
// written.

import Archive
import Disk
import Model
import TestSupport
import Testing

/// Nothing that was stored is lost, and what coverage claims is there.
func expectTrue(
  _ archive: ArchiveFolder<MemoryDisk>, _ stored: [(account: String, row: RawTransaction)],
  _ truth: [String: [RawTransaction]], _ place: String
) throws {
  var held: [String: Set<[UInt8]>] = [:]
  for file in try archive.partitions() {
    for row in try Partition(archive.read(file.path) ?? []).rows {
      held[file.owner, default: []].insert(row.body)
    }
  }
  for account in held.keys {
    for version in try archive.history(of: account) { held[account]?.insert(version.row.body) }
  }
  for (account, row) in stored where held[account]?.contains(row.body) != true {
    Issue.record("\(place): \(row.id) was stored and is lost")
  }
  for coverage in try archive.coverage() {
    for row in truth[coverage.accountID] ?? []
    where coverage.complete.contains(where: { $0.contains(row.created) }) {
      if held[coverage.accountID]?.contains(row.body) != true {
        Issue.record("\(place): \(row.id) is covered but not there")
      }
    }
  }
}

/// What a loss of power left is no damage.
func expectNoDamage(_ disk: MemoryDisk, _ place: String) throws {
  var archive = try ArchiveFolder(reading: disk)
  try archive.check()
  #expect(archive.damage == [], "\(place)")
}

/// A balance is on the disk only when the rows that make it do: alone it would show a gap.
func expectProofOnlyWithRows(
  _ archive: ArchiveFolder<MemoryDisk>, _ run: Run, _ place: String
) throws {
  let balances = try archive.read("balances/account_id=acc_1/part.jsonl") ?? []
  guard String(decoding: balances, as: UTF8.self).contains("\(run.time)") else { return }
  var held: Set<[UInt8]> = []
  for file in try archive.partitions() {
    held.formUnion(try Partition(archive.read(file.path) ?? []).rows.map(\.body))
  }
  for row in run.truth["acc_1"] ?? [] where !held.contains(row.body) {
    Issue.record("\(place): \(row.id) is not there, but the balance after it is")
  }
}
