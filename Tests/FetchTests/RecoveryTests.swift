// What a later run can rely on: what was young when it was read is read again, a pot that was seen once is
// known for good, and no proxy's page speaks for the bank.

import Fetch
import Model
import MonzoAPI
import Testing

@Suite struct RecoveryTests {
  let now = at("2026-06-15T12:00:00Z")

  func bank() -> BankInMemory {
    var bank = BankInMemory()
    bank.accounts = [.init(id: "acc_1", created: at("2024-01-10T09:00:00Z"))]
    bank.fill("acc_1", 300, from: at("2024-01-10T09:00:00Z"), to: now)
    return bank
  }

  @Test func `a login reads again what was young before a gap`() throws {
    // The last run was in October; what it read of the months before may have changed since.
    let known = AccountCoverage(
      accountID: "acc_1",
      complete: [TimeWindow(since: at("2024-01-10T08:59:59Z"), before: at("2025-10-01T00:00:00Z"))])
    var run = Run(bank(), at: now, coverage: [known], historyOpen: true)
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.coverage("acc_1").first?.since == at("2025-06-28T00:00:00Z"))
    #expect(run.coverage("acc_1").count == 1)
  }

  @Test func `what was read before stays out of gaps but for its last week`() throws {
    let known = AccountCoverage(
      accountID: "acc_1",
      complete: [TimeWindow(since: at("2024-01-10T08:59:59Z"), before: at("2025-10-01T00:00:00Z"))])
    var run = Run(bank(), at: now, coverage: [known], historyOpen: true)
    // The bank gives nothing of the history though it is open.
    run.bank.historyOpenUntil = nil
    try run.drive()
    #expect(run.report?.outcome == .done)
    let gaps = try #require(run.report?.accounts.first?.gaps)
    #expect(gaps.map(\.window.since) == [at("2025-09-24T00:00:00Z"), at("2025-10-01T00:00:00Z")])
    #expect(gaps.map(\.reason) == [.verificationRequired, .refused])
  }

  @Test func `a pot that a row names is handed over before the row`() throws {
    var bank = bank()
    let time = at("2026-06-01T10:00:00Z")
    bank.pots = [.init(id: "pot_1", owner: "acc_1", created: at("2025-01-01T10:00:00Z"))]
    bank.add("acc_1", time, pot: ("pot_1", "acc_pot"))
    var run = Run(bank, at: now, historyOpen: true)
    // A run that is cut off when it has seen the row has reported the pot.
    while run.report == nil, run.rows["acc_1"]?.isSuperset(of: run.truth("acc_1")) != true {
      run = Run(bank, at: now, historyOpen: true, events: run.events + 1)
      try run.drive()
    }
    #expect(run.gaps["acc_pot"]?.first?.reason == .notReached)
    #expect(run.gaps["acc_pot"]?.first?.window.since == at("2025-01-01T09:59:59Z"))
  }

  @Test func `a run that is cut off leaves a gap wherever it was not`() throws {
    let opened = at("2024-01-10T08:59:59Z")
    for events in 1...60 {
      var run = Run(bank(), at: now, historyOpen: true, events: events)
      try run.drive()
      guard run.rows["acc_1"] != nil, run.report == nil else { continue }
      let known = (run.coverage("acc_1") + (run.gaps["acc_1"] ?? []).map(\.window))
        .sorted { $0.since < $1.since }
      #expect(known.first?.since == opened)
      for (one, next) in zip(known, known.dropFirst()) { #expect(one.before == next.since) }
      #expect(known.last.map { $0.before >= now } ?? false)
    }
  }

  @Test func `a run that is stopped leaves what the next one goes on from`() throws {
    var bank = bank()
    bank.fill("acc_1", 900, from: at("2024-02-10T09:00:00Z"), to: at("2024-12-10T09:00:00Z"))
    var run = Run(bank, at: now, historyOpen: true)
    for events in 5...60 where run.state.resumeHint.parts.isEmpty {
      run = Run(bank, at: now, historyOpen: true)
      run.start.options.concurrency = 1
      run.interruptAfter = events
      try run.drive()
    }
    #expect(run.report?.outcome == .interrupted)
    #expect(!run.state.resumeHint.parts.isEmpty)
    var next = Run(bank, at: now, coverage: [])
    next.start.resume = run.state.resumeHint
    try next.drive()
    #expect(next.report?.outcome == .done)
    #expect(next.state.resumeHint.parts.isEmpty)
    #expect(next.coverage("acc_1").first?.since == at("2024-01-10T08:59:59Z"))
  }

  @Test func `a refusal that has no code is asked again`() throws {
    var run = Run(bank(), at: now)
    run.fate = { id, request, _ in
      id % 3 == 0 && request.target.hasPrefix("/transactions")
        ? .replaced(HTTPResponse(status: 403, body: Array("<html>Sorry</html>".utf8))) : .arrives
    }
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.report?.accounts.first?.refusal == nil)
    #expect(run.coverage("acc_1").count == 1)
  }
}

extension Run {
  /// A run that is cut off after so many events.
  fileprivate init(_ bank: BankInMemory, at now: Instant, historyOpen: Bool, events: Int) {
    self.init(bank, at: now, historyOpen: historyOpen)
    crashAfter = events
  }
}
