// What users read of a run of fetching: a line that moves while it goes on, notes, and the end with what to do. The
// words are here, the facts come from the reducer.

internal import Archive
package import Connect
internal import Fetch
package import Model
internal import MonzoAPI
internal import Pipeline

/// The words of one run of fetching; it keeps what it needs for the end.
package final class FetchReporter {
  private let show: (Message) -> Void
  private let progressWidth: () -> Int
  private let zone: TimeZoneRules
  /// Whether the user has just logged in.
  private let isLogin: Bool
  private var names = AccountNames(fixed: [:], coverage: [])
  private var speed = FetchSpeed()
  /// What the bank refused of single accounts and pots so far, for the end.
  private var refusals: [FetchNote] = []
  /// What the archive had when the run began.
  private var known: [String: AccountCoverage] = [:]

  /// Begins.
  ///
  /// - Parameters:
  ///   - zone: the zone of dates.
  ///   - isLogin: whether the user has just logged in.
  ///   - progressWidth: how many characters of progress there is room for.
  ///   - show: takes what users read.
  package init(
    _ zone: TimeZoneRules, isLogin: Bool = false, progressWidth: @escaping () -> Int,
    show: @escaping (Message) -> Void
  ) {
    self.show = show
    self.progressWidth = progressWidth
    self.zone = zone
    self.isLogin = isLogin
  }

  private func note(_ text: String) { show(.note(text)) }
  private func fail(_ text: String, _ status: ExitStatus) { show(.error(text, status)) }
  private func show(progress text: String?) { show(.progress(text)) }
  private func show(_ finding: PipelineFinding) { finding.messages.forEach(show) }

  // MARK: While it goes on

  /// What a run calls while it goes on.
  package func watch(_ beginning: FetchBeginning) -> FetchWatch {
    names = AccountNames(fixed: beginning.names, coverage: beginning.coverage)
    if beginning.hasNewDigests { show(.madeDigests) }
    if !beginning.damage.isEmpty { show(.damaged(beginning.damage)) }
    known = Dictionary(
      beginning.coverage.map { ($0.accountID, $0) }, uniquingKeysWith: { one, _ in one })
    return { self.follow($0, at: $1) }
  }

  private func follow(_ effect: FetchEffect, at now: Instant) {
    switch effect {
    case .progress(let progress): show(progress: line(progress, at: now))
    case .note(.slowed(let seconds, let reason)):
      note("note: \(reason); trying again in \(words(seconds: Int64(seconds)))")
    case .note(let note) where isNews(note): refusals.append(note)
    case .store(_, let item): names.learn(item)
    default: break
    }
  }

  /// Whether the user has not read it when the account was first fetched.
  private func isNews(_ note: FetchNote) -> Bool {
    switch note {
    case .refused(let account, _): known[account].map { !$0.isRefused } ?? true
    case .balanceRefused(let account, _), .potsRefused(let account, _): known[account] == nil
    case .slowed, .balanceMoved: true
    }
  }

  private func line(_ progress: FetchProgress, at now: Instant) -> String {
    speed.measure(progress, at: now)
    var line = ProgressLine()
    switch progress.phase {
    case .awaitingApproval(let until):
      return
        "open the Monzo app and approve the access (waiting, \(span(from: now, to: until)) left)"
    case .listing: return "listing accounts and pots"
    case .waiting(let until): line.add("Monzo asks to wait \(span(from: now, to: until))", .wait)
    case .rows(let account, let window):
      line.add(names[account], .account)
      line.add("\(zone.date(of: window.since)) to \(zone.date(of: window.before))", .window)
    }
    let bar =
      String(repeating: "#", count: speed.tenthsDone)
      + String(repeating: ".", count: 10 - speed.tenthsDone)
    line.add("[\(bar)] \(progress.windowsDone)/\(progress.windowsTotal)", .bar)
    line.add("\(progress.rows) rows", .rows)
    if let rate = speed.rowsPerSecond { line.add("\(rate)/s", .rate) }
    if let left = speed.secondsLeft { line.add("\(words(seconds: left)) left", .timeLeft) }
    if let end = progress.historyOpenUntil, end > now {
      line.add("all history open \(span(from: now, to: end))", .countdown)
    }
    return line.text(within: progressWidth())
  }

  /// What a note says of the account that it names.
  private func parts(_ note: FetchNote) -> (account: String, sentence: String)? {
    switch note {
    case .refused(let account, let error):
      (account, "Monzo does not list the transactions (\(error)); everything else goes on")
    case .balanceRefused(let account, let error):
      (account, "Monzo gave no balance (\(error)); everything else goes on")
    case .potsRefused(let account, let error):
      (account, "Monzo does not list the pots (\(error)); everything else goes on")
    case .balanceMoved(let account):
      (account, "the balance changed while rows were read; the next fetch will prove it")
    case .slowed: nil
    }
  }

  /// Reports what the bank refused of accounts and pots: where many have one reason, in one line that counts them.
  private func reportRefusals() {
    let parts = refusals.compactMap(parts)
    var reported: Set<String> = []
    for (_, sentence) in parts where reported.insert(sentence).inserted {
      let named = parts.filter { $0.sentence == sentence }.map { names[$0.account] }
      let shown = named.prefix(FetchReporter.accountsShownMax).joined(separator: ", ")
      let more = named.count - FetchReporter.accountsShownMax
      note("note: \(shown)\(more > 0 ? " and \(more) more" : ""): \(sentence)")
    }
    refusals = []
  }

  private static let accountsShownMax = 3

  private func span(from now: Instant, to end: Instant) -> String {
    words(seconds: max(0, end.seconds - now.seconds))
  }

  private func words(seconds: Int64) -> String {
    seconds < 100 ? "\(seconds) s" : "\(seconds / 60) min"
  }

  // MARK: The end

  /// Reports how a run ended.
  package func report(_ end: FetchEnd, isDryRun: Bool) {
    report(end.report, isDryRun ? nil : end.changes, isReasonKnown: end.hasReportedToken)
    report(unknown: end.unknownAccounts)
    if !end.damage.isEmpty { show(.damaged(end.damage)) }
  }

  private func report(_ report: FetchReport, _ changes: ArchiveChanges?, isReasonKnown: Bool) {
    show(progress: nil)
    reportRefusals()
    let accounts = report.accounts.filter { $0.potID == nil }
    let isLogin = isLogin
    let lacksHistory = reportGaps(accounts, [.verificationRequired]) { last, names in
      isLogin
        ? """
        Monzo keeps history before \(last) closed after this login; it is missing for \(names): run \
        'monzo-export login' and approve it in the Monzo app, which opens all history for five minutes
        """
        : "Monzo opens history before \(last) only after a login; it is missing for \(names): run 'monzo-export login'"
    }
    if lacksHistory, changes != nil { show(.status(.logInAgain)) }
    reportGaps(accounts.filter(isRefusedNow), [.refused]) { last, names in
      """
      Monzo refused history before \(last) of \(names) although all history was open: later runs do not count it \
      as missing, and the next login asks again
      """
    }
    reportGaps(report.accounts.filter { $0.potID != nil }, [.verificationRequired, .refused]) {
      _, names in
      "Monzo only provides the last 90 days for pots; older history is missing for \(names)"
    }
    if let changes {
      note(words(changes))
      reportMissing(changes.missing)
      for account in report.accounts where !account.unreadable.isEmpty { reportUnreadable(account) }
    }
    if isReasonKnown, report.outcome.isOfToken { return }
    self.report(report.outcome)
  }

  private func report(unknown: [String]) {
    for name in unknown {
      if let account = names.listed.first(where: { $0.name == name }) {
        fail(
          "\(name) is \(account.id), which Monzo listed only now: use this id", .failed)
      } else {
        let listed = names.listed.map(\.name).joined(separator: ", ")
        fail(
          "Monzo lists no account '\(names[name])'"
            + (listed.isEmpty ? "" : "; it lists \(listed)"), .failed)
      }
    }
  }

  /// Reports in one line what the bank does not open now of some accounts.
  ///
  /// - Returns: whether there is any such.
  @discardableResult
  private func reportGaps(
    _ accounts: [AccountFetch], _ reasons: [GapReason],
    _ sentence: (_ last: CivilDate, _ names: String) -> String
  ) -> Bool {
    let closed = accounts.compactMap { account -> (name: String, last: CivilDate)? in
      guard account.refusal == nil,
        let gap = account.gaps.last(where: { reasons.contains($0.reason) })
      else { return nil }
      return (names[account.accountID], zone.date(of: gap.window.before))
    }
    guard let last = closed.map(\.last).max() else { return false }
    let listed = closed.map(\.name).sorted().joined(separator: ", ")
    note("note: \(sentence(last, listed))")
    return true
  }

  /// Whether the bank has refused something of an account in this run that it had not refused before.
  private func isRefusedNow(_ account: AccountFetch) -> Bool {
    let before = known[account.accountID]?.gaps.filter { $0.reason == .refused } ?? []
    return account.gaps.contains { gap in
      gap.reason == .refused
        && !before.contains {
          $0.window.since <= gap.window.since && gap.window.before <= $0.window.before
        }
    }
  }

  /// Reports final rows that Monzo no longer lists: nothing is wrong here, but nothing else reports it.
  private func reportMissing(_ rows: [MissingRow]) {
    guard !rows.isEmpty else { return }
    let shown = rows.prefix(FetchReporter.missingShownMax).map(\.id).joined(separator: ", ")
    note(
      "note: Monzo no longer lists \(counted(rows.count, "final transaction")) that the archive "
        + "has (\(shown)\(rows.count > FetchReporter.missingShownMax ? ", ..." : "")); "
        + (rows.count == 1 ? "it stays" : "they stay") + " there")
  }

  /// Reports rows that came without what keeping them among the others needs.
  private func reportUnreadable(_ account: AccountFetch) {
    let rows = account.unreadable
    let shown = rows.prefix(FetchReporter.missingShownMax).map { $0.id ?? "without an id" }
      .joined(separator: ", ")
    fail(
      "\(names[account.accountID]): Monzo sent \(counted(rows.count, "transaction")) without a readable id or "
        + "'created' (\(shown)\(rows.count > FetchReporter.missingShownMax ? ", ..." : "")): kept in "
        + "\(Layout.unreadable(of: account.accountID)) of the archive and left out of everything else",
      .badInput)
  }

  private static let missingShownMax = 3

  private func words(_ changes: ArchiveChanges) -> String {
    "\(changes.total.added) new, \(changes.total.changed) changed, \(changes.total.settled) settled, "
      + "\(changes.total.vanished) vanished"
  }

  private func report(_ outcome: FetchOutcome) {
    switch outcome {
    case .done: break
    case .logInAgain(let error):
      let reason = error.map { " (\($0))" } ?? ""
      fail(
        "Monzo no longer accepts this login\(reason); run 'monzo-export login'", .logInAgain)
    case .approveInApp:
      fail(
        "this login is not approved: approve it in the Monzo app and run this again; an earlier approval "
          + "can be extended there under Settings > Privacy & security > Manage apps",
        .approveInApp)
    case .unreachable(let reason):
      fail("\(reason); downloaded data is saved; try again later", .unreachable)
    case .blocked(let reason): fail("\(reason); downloaded data is saved", .unreachable)
    case .misunderstood(let reason): fail(reason, .failed)
    case .interrupted:
      fail("stopped; downloaded data is saved and the next fetch resumes", .interrupted)
    }
  }
}

extension FetchOutcome {
  /// Whether a run can end like this because there was no new token.
  fileprivate var isOfToken: Bool {
    switch self {
    case .logInAgain, .unreachable, .blocked: true
    case .done, .approveInApp, .misunderstood, .interrupted: false
    }
  }
}
