// What an archive has claimed so far, and the laws that hold after every run, however it ended: nothing in it
// that the bank did not send, nothing twice, nothing claimed that is not there.

import Archive
import Disk
import Fetch
import Model
import TestSupport

@testable import Sandbox

/// Holds an archive against the bank.
final class ArchiveAuditor {
  /// A window that coverage claims.
  struct Claim {
    let window: TimeWindow
    /// Rows that the bank had by then must be there.
    let readSince: Int64
  }

  let diary: Diary
  /// Whether something happened to the archive's files, so that rows of it may be lost.
  var isDamaged = false
  /// What happens to rows.
  private(set) var facts: [String: RowFacts] = [:]
  /// Banks of earlier times, oldest first: what they do later is the same as what the bank did.
  private var banks: [(clock: Int64, bank: BankServer)] = []
  private(set) var claims: [String: [Claim]] = [:]
  private(set) var runStart: Int64 = 0
  /// What the run called complete, by account.
  private(set) var completed: [String: [TimeWindow]] = [:]
  var readSince: Int64 = 0
  /// What coverage claimed when the run began, by account.
  private(set) var claimedBefore: [String: [TimeWindow]] = [:]
  private var knownBalances: Set<String> = []
  /// The rows that were archived when it was looked at last.
  private var archived: [String: [String: RowLine]] = [:]
  private var createdTimes: [String: Int64] = [:]

  init(_ diary: Diary) { self.diary = diary }

  /// Takes down what is to happen to rows.
  func learn(_ more: [String: RowFacts]) {
    for (id, new) in more {
      guard var known = facts[id] else {
        facts[id] = new
        continue
      }
      known.changes += new.changes
      known.vanished = [known.vanished, new.vanished].compactMap(\.self).min()
      facts[id] = known
    }
  }

  /// Takes down that a run begins, and whether it goes on where another was cut off.
  func begin(_ moment: Moment, isResumed: Bool) {
    runStart = moment.clock
    completed = [:]
    claimedBefore = claims.mapValues { $0.map(\.window) }
    if !isResumed { readSince = moment.clock }
    banks.append((moment.clock, moment.bank))
  }

  /// Takes down that the run calls a window complete.
  func noteComplete(_ account: String, _ window: TimeWindow) {
    completed[account, default: []].append(window)
  }

  /// Turns to another archive, which claims what it claimed when it was looked at last.
  func turn(to other: inout [String: [Claim]]) { swap(&claims, &other) }

  /// When a payment was made.
  func created(_ row: RowLine) -> Int64 {
    if let time = createdTimes[row.id] { return time }
    let time = row.created
    createdTimes[row.id] = time
    return time
  }

  // MARK: After every run

  /// Checks what holds at any time.
  func check(_ moment: Moment) {
    if isDamaged { return checkDamaged(moment) }
    do {
      let rows = try moment.archive(created)
      for (account, rows) in rows {
        for row in rows.values where !moment.sent.holds(row) {
          throw BrokenLaw("\(row.id) of \(account) is archived, but was never sent like this")
        }
      }
      guard moment.disk.contents["FORMAT"] != nil else {
        if !rows.isEmpty { throw BrokenLaw("rows without FORMAT") }
        return
      }
      var archive = try ArchiveFolder(reading: moment.disk)
      try archive.check()
      for damage in archive.damage {
        throw BrokenLaw("\(damage.path) is called damaged, and is as it was written")
      }
      try checkHistory(archive, rows, moment)
      try checkClaims(archive, rows, moment)
      try checkBalances(archive)
    } catch {
      diary.violation(moment.clock, "\(error)")
    }
  }

  /// Checks what holds when files were damaged: what coverage claims is there.
  private func checkDamaged(_ moment: Moment) {
    do {
      var archive = try ArchiveFolder(reading: moment.disk)
      try archive.check()
      let coverage = try archive.coverage()
      for (account, known) in claims {
        let complete = coverage.first { $0.accountID == account }?.complete ?? []
        claims[account] = known.flatMap { claim in
          let lost = claim.window.without(complete)
          return claim.window.without(lost).map { Claim(window: $0, readSince: claim.readSince) }
        }
      }
      try checkClaims(archive, moment.rowsAsTheyAre(), moment)
    } catch {
      diary.violation(moment.clock, "with damage: \(error)")
    }
  }

  /// The history holds what was superseded, each version once; nothing that was archived is forgotten.
  private func checkHistory(
    _ archive: ArchiveFolder<MemoryDisk>, _ rows: [String: [String: RowLine]], _ moment: Moment
  ) throws {
    var past: [String: Set<RowLine>] = [:]
    for name in try archive.list("history") where name.hasPrefix("account_id=") {
      let account = String(name.dropFirst("account_id=".count))
      for version in try archive.history(of: account) {
        let row = RowLine(version.row.body)
        if !moment.sent.holds(row) { throw BrokenLaw("history of \(row.id) that was never sent") }
        if !past[account, default: []].insert(row).inserted {
          throw BrokenLaw("\(row.id) is in history twice")
        }
      }
    }
    for (account, known) in archived {
      for row in known.values
      where rows[account]?[row.id] != row && past[account]?.contains(row) != true {
        throw BrokenLaw("a version of \(row.id) that was archived is forgotten")
      }
    }
    archived = rows
  }

  /// What coverage claims is there.
  private func checkClaims(
    _ archive: ArchiveFolder<MemoryDisk>, _ rows: [String: [String: RowLine]], _ moment: Moment
  ) throws {
    let truth = moment.truth
    for coverage in try archive.coverage() {
      let id = coverage.accountID
      guard let account = truth.first(where: { $0.id == id }) else {
        throw BrokenLaw("coverage of \(id), which the bank does not know")
      }
      note(coverage)
      for row in account.rows.values where rows[id]?[row.id] == nil {
        let time = created(row)
        let appeared = facts[row.id]?.appeared ?? .min
        for claim in claims[id] ?? []
        where claim.window.holds(time) && appeared <= claim.readSince {
          throw BrokenLaw(
            "\(row.id) of \(Instant(milliseconds: time)) of \(id) is not archived, though "
              + "\(claim.window.since) to \(claim.window.before) is complete")
        }
      }
    }
  }

  /// Takes down what a coverage claims beyond what it claimed before.
  private func note(_ coverage: AccountCoverage) {
    let known = claims[coverage.accountID, default: []]
    for window in coverage.complete {
      for part in window.without(known.map(\.window)) {
        // The newest window is read after its end; older ones perhaps by an earlier run that was cut off.
        let end = part.before.milliseconds
        claims[coverage.accountID, default: []].append(
          Claim(window: part, readSince: end + 1000 > runStart ? end : max(end, readSince)))
      }
    }
  }

  /// A balance that is kept is what the bank held at its time.
  private func checkBalances(_ archive: ArchiveFolder<MemoryDisk>) throws {
    for name in try archive.list("balances") {
      guard let bytes = try archive.read("balances/\(name)/part.jsonl") else { continue }
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      where knownBalances.insert(String(line)).inserted {
        let fact = RowLine(Array(line.utf8))
        let id = fact.text(after: "\"account_id\":\"")
        guard let time = Instant(fact.text(after: "\"seen\":\"")) else {
          throw BrokenLaw("a balance without a time: \(line)")
        }
        guard let held = balance(of: id, at: time) else { throw BrokenLaw("a balance of \(id)") }
        if !line.contains("\"balance\":\(held),"), !wasHeld(line, id, before: time) {
          throw BrokenLaw("the bank held \(held) at \(time), archived is \(line)")
        }
      }
    }
  }

  /// Whether a balance is one that the bank held while the answer was on its way: a payment may have come and
  /// gone since, which nobody can know who sees the same balance before and after.
  private func wasHeld(_ line: Substring, _ id: String, before time: Instant) -> Bool {
    (1...280).contains { quarter in
      let earlier = Instant(milliseconds: time.milliseconds - Int64(quarter) * 250)
      return balance(of: id, at: earlier).map { line.contains("\"balance\":\($0),") } ?? false
    }
  }

  /// What the bank held.
  private func balance(of id: String, at time: Instant) -> Int64? {
    guard var (_, bank) = banks.last(where: { $0.clock <= time.milliseconds }) ?? banks.first
    else { return nil }
    bank.advance(to: time)
    let identities = bank.books.bank.drafts.identities
    let register = DemoAccount.allCases.first {
      identities.account($0).text == id || identities.pots[$0.rawValue]?.text == id
    }
    return register.map { bank.books.bank.balance($0) }
  }
}

extension TimeWindow {
  /// Whether a moment in milliseconds lies in the window.
  func holds(_ time: Int64) -> Bool { since.milliseconds <= time && time < before.milliseconds }

  func overlaps(_ other: TimeWindow) -> Bool { since < other.before && other.since < before }

  /// What of the window lies outside of others.
  func without(_ others: [TimeWindow]) -> [TimeWindow] {
    var rest = [self]
    for other in others {
      rest = rest.flatMap { piece -> [TimeWindow] in
        guard piece.overlaps(other) else { return [piece] }
        var left: [TimeWindow] = []
        if piece.since < other.since {
          left.append(TimeWindow(since: piece.since, before: other.since))
        }
        if other.before < piece.before {
          left.append(TimeWindow(since: other.before, before: piece.before))
        }
        return left
      }
    }
    return rest
  }
}
