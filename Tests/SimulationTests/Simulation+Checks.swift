// How a run ended, held against what happened to it; and that no secret left the token store.

import Archive
import Disk
import Fetch
import Model
import MonzoAPI
import TestSupport

@testable import Connect
@testable import Sandbox

extension Simulation {
  /// Checks how a run ended that was not cut off.
  func check(_ report: FetchReport, _ chapter: Chapter) {
    guard !world.isDead, !disk.hasCrashed else {
      return diary.violation(world.clock, "a run that was cut off tells that it ended")
    }
    let hadFaults = world.faults > 0 || world.bank.rules.requestsPerMinute != nil
    var isRight: Bool
    switch report.outcome {
    case .done:
      isRight = true
      let moment = moment
      auditor.checkDone(report, moment)
      end = moment
    case .interrupted: isRight = world.met.contains(.interrupt)
    case .unreachable, .blocked: isRight = hadFaults || store.hasFailed
    case .misunderstood: isRight = hadFaults
    case .logInAgain: isRight = isLoginDead
    // An answer that a sleeping machine kept may be older than the approval.
    case .approveInApp: isRight = !isApproved || world.hasSlept
    }
    if !isRight {
      diary.violation(world.clock, "nothing explains that a run ended \(report.outcome)")
    }
    checkRequests(report)
  }

  /// Whether the bank no longer takes the token that is in the store.
  private var isLoginDead: Bool {
    guard let token = store.login?.token else { return true }
    let pair = try? world.bank.logins.pair(token.access.reveal(), at: world.now)
    return pair == nil
  }

  /// Whether the user approved the access, and it has not ended.
  private var isApproved: Bool {
    guard let token = store.login?.token,
      let pair = try? world.bank.logins.pair(token.access.reveal(), at: world.now)
    else { return false }
    return pair.login.isApproved(at: world.now)
  }

  /// Checks what a run that was cut off by an error says.
  func check(_ error: any Error, _ chapter: Chapter) {
    diary.note(world.clock, "ended: \(error)")
    if world.isDead || disk.hasCrashed { return }
    switch (error, chapter.misfortune) {
    case (ArchiveError.disk(let error), .fullDisk) where error.code == 28: break
    case (is ConnectError, .brokenStore): break
    default: diary.violation(world.clock, "nothing explains that a run failed: \(error)")
    }
  }

  /// Checks that the bank was not asked much more than it had to be.
  private func checkRequests(_ report: FetchReport) {
    let accounts = report.accounts.count
    let rows = report.accounts.reduce(0) { $0 + $1.rows }
    let windows = report.accounts.reduce(0) { $0 + $1.windows.count }
    let seconds = Int(world.clock - auditor.runStart) / 1000
    // Lists and balances before and after with two repeats, a page a window and one for every 40 rows, thrice
    // where balances move, a question every two seconds while the approval is awaited, and all faults.
    let polls = min(300, seconds / 2) + 1
    let most = 1 + polls + 8 * accounts + 3 * (windows + rows / 40) + 6 * world.faults
    if world.rules.requests > most {
      diary.violation(
        world.clock,
        "\(world.rules.requests) requests for \(rows) rows in \(windows) windows of "
          + "\(accounts) accounts and \(world.faults) faults")
    }
  }

  /// Checks that no token, code or client secret is anywhere but in the token store.
  func checkSecrets() {
    // Every secret of the demo bank begins like this.
    let mark = "sandbox."
    for (path, bytes) in disk.contents where bytes.holds(mark) {
      diary.violation(world.clock, "a secret in \(path)")
    }
    for text in said where text.contains(mark) {
      diary.violation(world.clock, "a secret in '\(text)'")
    }
  }
}
