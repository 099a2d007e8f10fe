// The proofs of an archive whose rows are the bank's: whatever happened while it was made, there is no gap. And with
// one row less the books are proved no longer, where nothing was pending that could have been it.

import Aggregate
import Archive
import Disk
import Enrich
import Model
import Normalize
import Pipeline
import TestSupport

@testable import Sandbox

extension ArchiveAuditor {
  /// Checks the proofs of accounts and pots whose rows are the bank's.
  func checkProofs(_ moment: Moment) {
    do {
      let rows = try moment.archive(created)
      let right = moment.truth.filter { account in
        account.isReadable && (rows[account.id] ?? [:]) == account.rows
      }
      let areOwnRight = moment.truth.allSatisfy { account in
        account.potID != nil || !account.isReadable || right.contains { $0.id == account.id }
      }
      let knowledge = try knowledge(moment.disk)
      let balances = try balances(knowledge, knowledge.movements, moment.disk)
      for account in right where account.potID == nil || areOwnRight {
        let proof = balances.proof(of: account.potID ?? account.id)
        if case .gap = proof { throw BrokenLaw("\(account.id), whose rows are right: \(proof)") }
        guard account.potID == nil, proof == .proved else { continue }
        try checkLoss(of: account.id, knowledge, moment.disk)
      }
    } catch {
      diary.violation(moment.clock, "in the proofs: \(error)")
    }
  }

  /// Books that were proved are not when a settled row is lost that lies between balances at which nothing was open.
  private func checkLoss(of account: String, _ knowledge: Knowledge, _ disk: MemoryDisk) throws {
    let movements = knowledge.movements
    let hash = StableHash.of(account)
    let sure = knowledge.references.balances.filter { $0.accountID == account }
      .compactMap(\.seen).filter { seen in !movements.contains { $0.isOpen(at: seen) } }
    guard let first = sure.min(), let last = sure.max(),
      let index = movements.lastIndex(where: { row in
        row.account == hash && row.daysToSettle == 0 && row.kind != .potTransfer
          && first < row.created && row.created <= last
          && !knowledge.past.versions.contains { $0.movement.key == row.key }
          && !knowledge.past.arrivals.contains { $0.key == row.key }
      })
    else { return }
    var fewer = movements
    let lost = fewer.remove(at: index)
    if try balances(knowledge, fewer, disk).proof(of: account) == .proved {
      throw BrokenLaw("\(account) is proved without \(lost)")
    }
  }

  private func balances(
    _ knowledge: Knowledge, _ movements: [Movement], _ disk: MemoryDisk
  ) throws -> Balances {
    let archive = try ArchiveFolder(reading: disk)
    let completeness = RowCompleteness(try archive.coverage(), knowledge.references)
    let links = Links(
      linking: knowledge, asOf: CivilDate(days: 20_700), movements: movements)
    return Balances(
      knowledge, links: links, openedAtZero: completeness.openedAtZero,
      completeSince: completeness.since, in: .london, movements: movements)
  }

  /// What the pipeline learns from an archive.
  private func knowledge(_ disk: MemoryDisk) throws -> Knowledge {
    var knowledge = Knowledge.empty
    for (path, bytes) in disk.contents.sorted(by: { $0.key < $1.key }) {
      let folders = path.split(separator: "/").map(String.init)
      if folders[0] == "history", folders.count == 3 {
        knowledge.past.merge(PastReader(account: nil, .london).read(bytes).past)
      }
      guard ["transactions", "accounts", "balances"].contains(folders[0]) else { continue }
      let account = folders.last == "pots.json" ? folders[1] : nil
      var normalizer = Normalizer(.init(file: path, zone: .london, account: account))
      var rest = bytes.indices
      while let outcome = normalizer.next(in: bytes, &rest, isLast: true) {
        switch outcome {
        case .row: knowledge.learn(normalizer.row)
        case .reference(let reference): knowledge.learn(reference)
        case .diagnostic(let diagnostic): throw BrokenLaw("\(path): \(diagnostic)")
        }
      }
    }
    let archive = try ArchiveFolder(reading: disk)
    for coverage in try archive.coverage() {
      if let pot = coverage.potID { knowledge.add(pot: pot, heldBy: coverage.accountID) }
    }
    knowledge.past.merge(
      RowPast(try archive.fetchLog(), try archive.coverage()))
    knowledge.sortMovements()
    knowledge.past.compact(beside: knowledge.movements)
    return knowledge
  }
}
