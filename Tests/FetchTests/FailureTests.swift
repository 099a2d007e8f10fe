// What goes wrong on the way, and what a run makes of it.

import Fetch
import Model
import MonzoAPI
import Testing

@Suite struct FailureTests {
  let now = at("2026-06-15T12:00:00Z")

  func bank(_ rows: Int = 600, since: String = "2025-01-10T09:00:00Z") -> BankInMemory {
    var bank = BankInMemory()
    bank.accounts = [.init(id: "acc_1", created: at(since))]
    bank.fill("acc_1", rows, from: at(since), to: now)
    return bank
  }

  func refusal(_ status: Int, _ code: String, headers: [String: String] = [:]) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: headers, body: Array(#"{"code": "\#(code)", "message": "no"}"#.utf8))
  }

  // MARK: Tries

  @Test(arguments: [500, 503, 504]) func `a bank that fails now and then is asked again`(
    status: Int
  ) throws {
    var run = Run(bank(), at: now, historyOpen: true)
    let failing = refusal(status, "internal_service")
    run.fate = { id, _, _ in id % 3 == 0 ? .replaced(failing) : .arrives }
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
    #expect(run.coverage("acc_1").count == 1)
  }

  @Test func `a bank that always fails is asked six times, then the run ends`() throws {
    var run = Run(bank(), at: now)
    let failing = refusal(502, "")
    run.fate = { _, _, _ in .replaced(failing) }
    try run.drive()
    #expect(run.report?.outcome == .unreachable("the bank failed: 502"))
    #expect(run.sends.count == 6)
    #expect(run.now.seconds - now.seconds <= 33)
  }

  @Test func `a certificate that is wrong is not tried again`() throws {
    var run = Run(bank(), at: now)
    run.fate = { _, _, _ in .lost(TransportFailure(mayRetry: false, reason: "the certificate")) }
    try run.drive()
    #expect(run.report?.outcome == .blocked("the certificate"))
    #expect(run.sends.count == 1)
  }

  @Test func `an answer that is cut short is asked for again`() throws {
    var run = Run(bank(), at: now, historyOpen: true)
    let cut = HTTPResponse(status: 200, body: Array(#"{"transactions": [{"id": "tx_"#.utf8))
    run.fate = { id, _, _ in id % 4 == 1 ? .replaced(cut) : .arrives }
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
  }

  @Test func `a list without its key is an error, never an empty list`() throws {
    var run = Run(bank(), at: now)
    run.fate = { _, request, _ in
      request.target.hasPrefix("/transactions")
        ? .replaced(HTTPResponse(status: 200, body: Array(#"{"rows": []}"#.utf8))) : .arrives
    }
    try run.drive()
    guard case .misunderstood(let text) = run.report?.outcome else {
      Issue.record("ended with \(String(describing: run.report?.outcome))")
      return
    }
    #expect(text.contains("rows of acc_1") && text.contains("expected a list 'transactions'"))
    #expect(run.complete.isEmpty)
    #expect(run.report?.accounts.first?.gaps.last?.reason == .notReached)
  }

  @Test func `what other requests bring is kept before a failed run ends`() throws {
    var run = Run(bank(3_000), at: now, historyOpen: true)
    run.fate = { _, request, _ in
      request.target.contains("since=2025-01-10")
        ? .lost(TransportFailure(reason: "reset")) : .arrives
    }
    try run.drive()
    #expect(run.report?.outcome == .unreachable("reset"))
    #expect(run.rows["acc_1"]?.isEmpty == false)
    #expect(run.finishes == 1)
  }

  // MARK: Slowing down

  @Test func `the whole client is quiet for as long as the bank asks`() throws {
    var run = Run(bank(3_000, since: "2019-01-10T09:00:00Z"), at: now, historyOpen: true)
    let slow = refusal(429, "rate_limited", headers: ["retry-after": "20"])
    run.fate = { id, _, _ in id == 5 ? .replaced(slow) : .arrives }
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
    #expect(run.notes.contains(.slowed(seconds: 20, "the bank asks to slow down")))
    #expect(run.now.seconds - now.seconds >= 20)
  }

  @Test func `a bank that asks to wait for an hour is left alone`() throws {
    var run = Run(bank(), at: now)
    let slow = refusal(429, "rate_limited", headers: ["retry-after": "3600"])
    run.fate = { id, _, _ in id == 2 ? .replaced(slow) : .arrives }
    try run.drive()
    #expect(
      run.report?.outcome == .unreachable("the bank asks to wait until 2026-06-15T13:00:00Z"))
  }

  @Test(arguments: ["", "0"]) func `a bank that always asks to slow down is asked less and less`(
    wait: String
  ) throws {
    var run = Run(bank(), at: now)
    let slow = refusal(429, "rate_limited", headers: ["retry-after": wait])
    run.fate = { _, _, _ in .replaced(slow) }
    try run.drive()
    guard case .unreachable = run.report?.outcome else {
      Issue.record("ended with \(String(describing: run.report?.outcome))")
      return
    }
    #expect(run.sends.count < 40)
    #expect(run.now.seconds - now.seconds <= 900)
  }

  // MARK: The token

  @Test func `one refresh serves all requests in flight`() throws {
    var run = Run(bank(3_000, since: "2019-01-10T09:00:00Z"), at: now, historyOpen: true)
    let expired = refusal(401, "unauthorized.bad_access_token.expired")
    run.fate = { id, _, _ in (8...11).contains(id) ? .replaced(expired) : .arrives }
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.refreshes == 1)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
  }

  @Test func `a token that ends within a minute is refreshed once the bank has sent its time`()
    throws
  {
    var run = Run(bank(), at: now)
    run.start.token.expires = Instant(seconds: now.seconds + 59)
    try run.drive()
    #expect(run.refreshes == 1)
    #expect(run.refreshed ?? now > now)
    #expect(run.report?.outcome == .done)
  }

  @Test func `a bank that asks to wait is not asked for a new token either`() throws {
    var run = Run(bank(3_000, since: "2019-01-10T09:00:00Z"), at: now, historyOpen: true)
    let expired = refusal(401, "unauthorized.bad_access_token.expired")
    let slow = refusal(429, "rate_limited", headers: ["retry-after": "20"])
    run.fate = { id, _, _ in
      id == 8 ? .replaced(slow) : id == 11 ? .replaced(expired) : .arrives
    }
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.refreshes == 1)
    #expect((run.refreshed?.seconds ?? 0) - now.seconds >= 20)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
  }

  @Test(arguments: [("unauthorized.bad_access_token", 1), (".expired", 3)])
  func `new tokens that are all refused mean a new login`(code: String, tokens: Int) throws {
    var run = Run(bank(), at: now)
    let refused = refusal(401, code.hasPrefix(".") ? "unauthorized.bad_access_token\(code)" : code)
    run.fate = { _, _, _ in .replaced(refused) }
    try run.drive()
    #expect(run.refreshes == tokens)
    #expect(run.sends.count == tokens + 1)
    guard case .logInAgain(let error) = run.report?.outcome else {
      Issue.record("ended with \(String(describing: run.report?.outcome))")
      return
    }
    #expect(error == BankError(refused))
  }

  @Test func `a new token that runs out at once is renewed again`() throws {
    var run = Run(bank(), at: now)
    let expired = refusal(401, "unauthorized.bad_access_token.expired")
    run.fate = { id, _, _ in (2...3).contains(id) ? .replaced(expired) : .arrives }
    run.start.options.concurrency = 1
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.refreshes == 2)
  }

  @Test func `somebody who logged in elsewhere cannot be refreshed away`() throws {
    var run = Run(bank(), at: now)
    let evicted = refusal(401, "unauthorized.bad_access_token.evicted")
    run.fate = { id, _, _ in id == 3 ? .replaced(evicted) : .arrives }
    try run.drive()
    #expect(run.refreshes == 0)
    guard case .logInAgain(let error) = run.report?.outcome else {
      Issue.record("ended with \(String(describing: run.report?.outcome))")
      return
    }
    #expect(error?.isEvicted == true)
  }

  @Test(arguments: [".evicted", ".expired", ""], [true, false])
  func `a token that another run has replaced is taken from the store`(
    code: String, isRefreshable: Bool
  ) throws {
    // A token that can be renewed is looked for in the store when it is, under the lock of the keeper.
    if code != ".evicted", isRefreshable { return }
    var run = Run(bank(3_000, since: "2019-01-10T09:00:00Z"), at: now, historyOpen: true)
    let refused = refusal(401, "unauthorized.bad_access_token\(code)")
    run.start.token.isRefreshable = isRefreshable
    run.fate = { id, _, _ in (8...11).contains(id) ? .replaced(refused) : .arrives }
    run.reload = {
      .tokenRefreshed(TokenFacts(generation: $0 + 1, expires: nil, isRefreshable: true))
    }
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.reloads == 1 && run.refreshes == 0)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
  }

  @Test func `a token that nobody has replaced is looked for once`() throws {
    var run = Run(bank(), at: now)
    let evicted = refusal(401, "unauthorized.bad_access_token.evicted")
    run.fate = { id, _, _ in id >= 3 ? .replaced(evicted) : .arrives }
    try run.drive()
    #expect(run.reloads == 1 && run.refreshes == 0)
    #expect(run.report?.outcome == .logInAgain(BankError(evicted)))
  }

  @Test func `no new token ends the run with the reason`() throws {
    let expired = refusal(401, "unauthorized.bad_access_token.expired")
    let ends: [(FetchEvent.Kind, FetchOutcome)] = [
      (.tokenUnreachable, .unreachable("no new token: the bank was not reached")),
      (.tokenRefusedForGood, .logInAgain(BankError(expired))),
    ]
    for (event, outcome) in ends {
      var run = Run(bank(), at: now)
      run.refresh = { _ in event }
      run.fate = { id, _, _ in id == 3 ? .replaced(expired) : .arrives }
      try run.drive()
      #expect(run.report?.outcome == outcome)
    }
  }

  // MARK: Approval and history

  @Test func `a login waits for the approval, then the history is open for five minutes`() throws {
    var bank = bank()
    bank.approvedAt = at("2026-06-15T12:01:30Z")
    bank.historyOpenUntil = at("2026-06-15T12:06:30Z")
    var run = Run(bank, at: now)
    run.start.options.awaitsApproval = true
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
    let until = at("2026-06-15T12:10:00Z")
    #expect(run.progress.contains { $0.phase == .awaitingApproval(until: until) })
    let open = try #require(run.progress.last?.historyOpenUntil)
    #expect((390...395).contains(open.seconds - now.seconds))
  }

  @Test func `a login that nobody approves ends after ten minutes`() throws {
    var bank = bank()
    bank.approvedAt = .distantFuture
    var run = Run(bank, at: now)
    run.start.options.awaitsApproval = true
    try run.drive()
    #expect(run.report?.outcome == .approveInApp)
    #expect((600...601).contains(run.now.seconds - now.seconds))
    #expect(run.sends.count <= 301)
  }

  @Test func `without a login a missing approval ends the run at once`() throws {
    var bank = bank()
    bank.approvedAt = .distantFuture
    var run = Run(bank, at: now)
    try run.drive()
    #expect(run.report?.outcome == .approveInApp)
    #expect(run.sends.count == 1)
  }

  @Test func `what is missing when the history closes is a gap and the rest is complete`() throws {
    var run = Run(bank(20_000, since: "2016-01-10T09:00:00Z"), at: now, historyOpen: true)
    run.latencyMilliseconds = 12_000
    try run.drive()
    #expect(run.report?.outcome == .done)
    let complete = run.coverage("acc_1")
    let gaps = try #require(run.report?.accounts.first?.gaps)
    #expect(!gaps.isEmpty && gaps.allSatisfy { $0.reason == .verificationRequired })
    #expect(complete.last?.before ?? now >= now)
    for row in run.bank.rows["acc_1"] ?? []
    where complete.contains(where: { $0.contains(row.created) }) {
      #expect(run.rows["acc_1"]?.contains(row.id) == true)
    }
    // Gaps and complete windows together are the whole history.
    let all = (complete + gaps.map(\.window)).sorted { $0.since < $1.since }
    for (one, next) in zip(all, all.dropFirst()) { #expect(one.before == next.since) }
    #expect(all.first?.since == at("2016-01-10T08:59:59Z"))
  }

  @Test func `the old rows of a pot are refused even while the history is open`() throws {
    var bank = bank()
    bank.pots = [.init(id: "pot_1", owner: "acc_1", created: at("2025-02-01T00:00:00Z"))]
    bank.add("acc_1", at("2025-02-02T00:00:00Z"), pot: ("pot_1", "acc_hidden"))
    bank.fill("acc_hidden", 300, from: at("2025-02-02T00:00:00Z"), to: now)
    var run = Run(bank, at: now, historyOpen: true)
    try run.drive()
    #expect(run.report?.outcome == .done)
    let pot = try #require(run.report?.accounts.last)
    #expect(pot.potID == "pot_1")
    #expect(pot.gaps.map(\.reason) == [.refused])
    #expect(pot.gaps.first?.window.since == at("2025-01-31T23:59:59Z"))
    #expect(run.coverage("acc_hidden").first?.since == pot.gaps.first?.window.before)
    #expect(run.report?.accounts.first?.gaps == [])
  }

  // MARK: Refusals

  @Test func `an account that refuses its rows is passed over`() throws {
    var bank = bank()
    bank.accounts.append(
      .init(
        id: "acc_loan", type: "uk_monzo_flex_backing_loan", created: at("2026-01-01T00:00:00Z"),
        refusesRows: true, refusesBalance: true))
    var run = Run(bank, at: now, historyOpen: true)
    try run.drive()
    #expect(run.report?.outcome == .done)
    let loan = try #require(run.report?.accounts.last)
    #expect(loan.refusal?.needsApproval == true)
    #expect(loan.gaps.map(\.reason) == [.refused])
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
    #expect(run.balances.keys.sorted() == ["acc_1"])
  }

  @Test func `a range that the bank calls too large is halved`() throws {
    var bank = bank()
    bank.rangeMax = 40 * 86_400
    var run = Run(bank, at: now, historyOpen: true)
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
    bank.rangeMax = 10
    run = Run(bank, at: now, historyOpen: true)
    try run.drive()
    guard case .misunderstood = run.report?.outcome else {
      Issue.record("ended with \(String(describing: run.report?.outcome))")
      return
    }
    #expect(run.sends.count < 600)
  }

  @Test func `an access that has ended is no closed account`() throws {
    let known = AccountCoverage(
      accountID: "acc_1", opened: nil,
      complete: [TimeWindow(since: at("2025-01-10T08:59:59Z"), before: at("2026-06-14T12:00:00Z"))])
    for code in ["insufficient_permissions", "verification_required"] {
      var run = Run(bank(), at: now, coverage: [known])
      let refused = refusal(403, "forbidden.\(code)")
      run.fate = { _, request, _ in
        request.target.hasPrefix("/transactions") ? .replaced(refused) : .arrives
      }
      try run.drive()
      #expect(run.report?.outcome == .approveInApp)
      // With another account that goes on, it is about the one.
      var other = bank()
      other.accounts.append(.init(id: "acc_2", created: at("2025-01-10T09:00:00Z")))
      let second = AccountCoverage(accountID: "acc_2", opened: nil, complete: known.complete)
      run = Run(other, at: now, coverage: [known, second])
      run.fate = { _, request, _ in
        request.target.hasPrefix("/transactions?account_id=acc_1") ? .replaced(refused) : .arrives
      }
      try run.drive()
      #expect(run.report?.outcome == .done)
    }
  }

  // MARK: Strange lists

  @Test(arguments: [30, 50, 99])
  func `a bank that gives fewer rows than asked for gives all of them`(most: Int) throws {
    var bank = bank(2_000)
    bank.pageMax = most
    for number in 0..<80 { bank.add("acc_1", at("2026-06-10T05:05:05Z"), skew: Int64(number % 7)) }
    var run = Run(bank, at: now, historyOpen: true)
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
    #expect(run.coverage("acc_1").count == 1)
  }

  @Test func `a cursor that stands still is an error that says where`() throws {
    var run = Run(bank(2_000, since: "2026-04-10T09:00:00Z"), at: now)
    let first = bank(2_000, since: "2026-04-10T09:00:00Z").answer(
      HTTPRequest(
        .get,
        "/transactions?account_id=acc_1&limit=100&since=2026-04-10T09:00:00Z&before=2026-06-15T12:00:00Z"
      ), at: now)
    run.fate = { _, request, _ in
      request.target.hasPrefix("/transactions") ? .replaced(first) : .arrives
    }
    run.start.options.concurrency = 1
    try run.drive()
    guard case .misunderstood(let text) = run.report?.outcome else {
      Issue.record("ended with \(String(describing: run.report?.outcome))")
      return
    }
    #expect(text.contains("the cursor stands still") && text.contains("acc_1"))
    #expect(run.pages.count <= 4)
  }

  @Test func `rows that nobody asked for are an error`() throws {
    var run = Run(bank(), at: now)
    let other = HTTPResponse(
      status: 200,
      body: Array(#"{"transactions": [{"id": "tx_1", "created": "2019-01-01T00:00:00Z"}]}"#.utf8))
    run.fate = { _, request, _ in
      request.target.hasPrefix("/transactions") ? .replaced(other) : .arrives
    }
    try run.drive()
    guard case .misunderstood(let text) = run.report?.outcome else {
      Issue.record("ended with \(String(describing: run.report?.outcome))")
      return
    }
    #expect(text.contains("tx_1") && text.contains("outside"))
    #expect(run.rows.isEmpty)
  }

  @Test func `a row that cannot be read costs only itself`() throws {
    var run = Run(bank(), at: now, historyOpen: true)
    let bank = run.bank
    run.fate = { _, request, now in
      guard request.target.hasPrefix("/transactions") else { return .arrives }
      let text = String(decoding: bank.answer(request, at: now).body, as: UTF8.self)
      let bad = #"[{"id": "tx_bad", "created": "soon"}, {"created": "2026-06-01T00:00:00Z"}, "#
      return .replaced(
        HTTPResponse(
          status: 200,
          body: Array(text.replacing(#": [{"#, with: ": \(bad){", maxReplacements: 1).utf8)))
    }
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
    #expect(run.coverage("acc_1").count == 1)
    let unreadable = run.report?.accounts.first?.unreadable
    #expect(unreadable?.map(\.id) == ["tx_bad", nil])
    #expect(Set(run.unreadable) == Set(unreadable ?? []))
  }

  @Test func `hundreds of rows within one moment all come`() throws {
    var bank = bank(50)
    for number in 0..<450 {
      bank.add("acc_1", at("2026-05-05T05:05:05Z"), skew: Int64(number % 7))
    }
    bank.add("acc_1", at("2026-05-05T05:05:09Z"))
    var run = Run(bank, at: now, historyOpen: true)
    try run.drive()
    #expect(run.report?.outcome == .done)
    #expect(run.rows["acc_1"] == run.truth("acc_1"))
    #expect(run.report?.accounts.first?.rows == 501)
  }
}
