// The laws of a run that ended well: all that the bank gives is there as the bank has it now, and in the end,
// after a login in calm weather, that is everything.

import Archive
import Disk
import Fetch
import Model
import TestSupport

@testable import Sandbox

extension ArchiveAuditor {
  /// The trailing window that every run reads, in milliseconds.
  private static let trailing: Int64 = 88 * 86_400_000
  /// The bank's filter may be less exact than its times: nothing is said of rows this close to an end.
  private static let margin: Int64 = 3_000

  /// Checks a run that says that it is done.
  func checkDone(_ report: FetchReport, _ moment: Moment) {
    // Months that only a login brings again are as the damage left them.
    if isDamaged { return }
    do {
      let rows = try moment.archive(created)
      let archive = try ArchiveFolder(reading: moment.disk)
      let truth = moment.truth
      for account in truth where account.isReadable {
        guard let record = report.accounts.first(where: { $0.accountID == account.id }) else {
          try checkUnknown(account, rows)
          continue
        }
        // Older time that is asked for reaches into time that is complete, and may be refused.
        let completed = self.completed[account.id] ?? []
        let read = record.windows.flatMap { asked in asked.without(asked.without(completed)) }
        let own = rows[account.id] ?? [:]
        for window in read { try compare(account, own, in: window, moment) }
        try checkTrailing(account, archive, moment)
      }
      let history = try archive.list("history").filter { $0.hasPrefix("account_id=") }.map {
        String($0.dropFirst("account_id=".count))
      }
      for account in history {
        for version in try archive.history(of: account) {
          let row = RowLine(version.row.body)
          if rows[account]?[row.id] == row {
            throw BrokenLaw("\(row.id) is in history as it is now")
          }
        }
      }
    } catch {
      diary.violation(moment.clock, "after a run that is done: \(error)")
    }
  }

  /// Whether a row lies in a window that coverage claims.
  private func isClaimed(_ row: RowLine, of account: String) -> Bool {
    claims[account]?.contains { $0.window.holds(created(row)) } ?? false
  }

  /// An account of which a run says nothing may only be that of a pot that no row names, in what is complete.
  private func checkUnknown(_ account: BankAccount, _ rows: [String: [String: RowLine]]) throws {
    guard account.potID != nil else { throw BrokenLaw("nothing is reported of \(account.id)") }
    let mark = "\"pot_account_id\":\"\(account.id)\""
    for (owner, rows) in rows where owner != account.id {
      for row in rows.values where isClaimed(row, of: owner) && row.bytes.holds(mark) {
        throw BrokenLaw("\(row.id) tells of \(account.id), which was not fetched")
      }
    }
  }

  /// What was read in a run is as the bank has it.
  private func compare(
    _ account: BankAccount, _ rows: [String: RowLine], in window: TimeWindow, _ moment: Moment
  ) throws {
    // A run that began earlier than now saw what had happened by then.
    let since = window.since.milliseconds + ArchiveAuditor.margin
    let before = min(window.before.milliseconds, runStart) - ArchiveAuditor.margin
    func isInside(_ row: RowLine) -> Bool { (since..<max(since, before)).contains(created(row)) }
    for row in account.rows.values where rows[row.id] != row && isInside(row) {
      let facts = facts[row.id] ?? RowFacts()
      if facts.appeared ?? .min > runStart { continue }
      guard let archived = rows[row.id] else { throw BrokenLaw("\(row.id) is not archived") }
      if !facts.changes.contains(where: { $0 > runStart }) {
        throw BrokenLaw(
          "\(row.id) is not archived as the bank has it: \(archived.differs(from: row))")
      }
    }
    for row in rows.values where account.rows[row.id] == nil && isInside(row) {
      guard let vanished = facts[row.id]?.vanished else {
        throw BrokenLaw("\(row.id) is archived and not the bank's")
      }
      if row.isPending, vanished <= runStart {
        throw BrokenLaw("\(row.id) went at \(Instant(milliseconds: vanished)) and is still there")
      }
    }
  }

  /// Coverage says that the trailing window is complete.
  private func checkTrailing(
    _ account: BankAccount, _ archive: ArchiveFolder<MemoryDisk>, _ moment: Moment
  ) throws {
    let since = max(account.opened ?? .min, moment.clock - ArchiveAuditor.trailing)
    try checkCovered(account, archive, from: since, to: runStart / 1000 * 1000)
  }

  private func checkCovered(
    _ account: BankAccount, _ archive: ArchiveFolder<MemoryDisk>, from: Int64, to: Int64
  ) throws {
    guard from < to else { return }
    let window = TimeWindow(
      since: Instant(milliseconds: from), before: Instant(milliseconds: to))
    let complete = try archive.coverage(of: account.id)?.complete ?? []
    if let left = window.without(complete).first {
      throw BrokenLaw(
        "\(account.id)\(account.potID == nil ? "" : " of a pot") is not complete from "
          + "\(left.since) to \(left.before)")
    }
  }

  /// Checks what must be there after a login in calm weather: everything that the bank gives.
  func checkEverythingCovered(_ moment: Moment) {
    do {
      let rows = try moment.archive(created)
      let archive = try ArchiveFolder(reading: moment.disk)
      for account in moment.truth where account.isReadable {
        if account.potID == nil {
          try checkCovered(
            account, archive, from: account.opened ?? .min, to: runStart / 1000 * 1000)
          try compareAll(account, rows[account.id] ?? [:])
          for gap in filledGaps(account) {
            let unsettled = TimeWindow(
              since: gap.since.adding(seconds: -ArchiveAuditor.trailing / 1000), before: gap.since)
            try compare(account, rows[account.id] ?? [:], in: unsettled, moment)
          }
        }
      }
    } catch {
      diary.violation(moment.clock, "in the end: \(error)")
    }
  }

  /// The gaps that coverage had when the run began, but for those at the very beginning.
  ///
  /// What lies before such a gap was read for the last time when it was young, and may have changed since.
  private func filledGaps(_ account: BankAccount) -> [TimeWindow] {
    guard let known = claimedBefore[account.id], !known.isEmpty,
      let first = known.map(\.since).min()
    else { return [] }
    let end = Instant(milliseconds: runStart - ArchiveAuditor.trailing)
    return TimeWindow(since: first, before: max(first, end)).without(known)
  }

  /// Nothing is lost.
  private func compareAll(_ account: BankAccount, _ rows: [String: RowLine]) throws {
    for row in account.rows.values where rows[row.id] == nil {
      guard facts[row.id]?.appeared ?? .min <= runStart else { continue }
      throw BrokenLaw("\(row.id) of \(Instant(milliseconds: created(row))) is lost")
    }
  }
}

extension RowLine {
  /// Where two versions part, for people.
  func differs(from other: RowLine) -> String {
    let at = zip(bytes, other.bytes).enumerated().first { $1.0 != $1.1 }?.offset ?? 0
    func part(_ row: RowLine) -> String {
      String(decoding: row.bytes[max(0, at - 30)..<min(row.bytes.count, at + 40)], as: UTF8.self)
    }
    return "…\(part(self))… instead of …\(part(other))…"
  }
}
