// Laws of fetching over random histories, random faults and random ends.

import Fetch
import Model
import MonzoAPI
import TestSupport
import Testing

@Suite struct FetchLaws {
  static let seeds: [UInt64] = Array(1...40)
  static let now = at("2026-06-15T12:00:00Z")

  /// A random bank: one to three accounts of random age, bursts, dormant years, pots, loose order.
  static func bank(_ random: inout SeededRandom) -> BankInMemory {
    var bank = BankInMemory()
    bank.sinceIsExclusive = Bool.random(using: &random)
    bank.listsByTime = Bool.random(using: &random)
    for number in 0..<Int.random(in: 1...3, using: &random) {
      let id = "acc_\(number)"
      let age = Int64.random(in: 1...(8 * 365), using: &random) * 86_400
      let opened = Instant(seconds: now.seconds - age, nanoseconds: 500_000_000)
      bank.accounts.append(.init(id: id, created: opened))
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let start = Int64.random(in: 0..<age, using: &random)
        // Where the list is ordered by time, no cursor can tell apart hundreds of rows within seconds.
        let span =
          Bool.random(using: &random)
          ? (bank.listsByTime ? 900 : 3) : Int64.random(in: 1...(age - start), using: &random)
        for _ in 0..<Int.random(in: 0...160, using: &random) {
          let time = opened.seconds + 1 + start + Int64.random(in: 0..<span, using: &random)
          let created = Instant(
            seconds: min(time, now.seconds - 1),
            nanoseconds: Int32.random(in: 0..<1000, using: &random) * 1_000_000)
          bank.add(id, created, skew: Int64.random(in: 0...1800, using: &random))
        }
      }
      guard Bool.random(using: &random) else { continue }
      let pot = "pot_\(number)"
      let made = Instant(seconds: max(opened.seconds + 1, now.seconds - 80 * 86_400))
      bank.pots.append(.init(id: pot, owner: id, created: made))
      bank.add(id, Instant(seconds: made.seconds + 60), pot: (pot, "acc_hidden_\(number)"))
      bank.fill(
        "acc_hidden_\(number)", Int.random(in: 0...250, using: &random),
        from: Instant(seconds: made.seconds + 60), to: now)
    }
    return bank
  }

  /// Random faults of every kind that a run must get over.
  static func faults(_ seed: UInt64, one in: Int)
    -> @Sendable (Int, HTTPRequest, Instant) -> Run.Fate
  {
    { id, _, _ in
      var random = SeededRandom(seed: seed &* 1_000_003 &+ UInt64(id))
      guard Int.random(in: 0..<`in`, using: &random) == 0 else { return .arrives }
      func refusal(_ status: Int, _ code: String, _ headers: [String: String] = [:]) -> Run.Fate {
        .replaced(
          HTTPResponse(
            status: status, headers: headers, body: Array(#"{"code": "\#(code)"}"#.utf8)))
      }
      switch Int.random(in: 0..<7, using: &random) {
      case 0: return refusal(500, "internal_service")
      case 1: return refusal(429, "rate_limited", ["retry-after": "3"])
      case 2: return refusal(429, "rate_limited")
      case 3: return .lost(TransportFailure(reason: "reset"))
      case 4: return .replaced(HTTPResponse(status: 200, body: Array("{\"transactions\": [{".utf8)))
      case 5: return .replaced(HTTPResponse(status: 200, body: Array("{}".utf8)))
      default: return .repeated
      }
    }
  }

  func isTrue(_ run: Run, sourceLocation: SourceLocation = #_sourceLocation) {
    for account in run.bank.rows.keys {
      let listed = run.rows[account] ?? []
      for row in run.bank.rows[account] ?? []
      where run.coverage(account).contains(where: { $0.contains(row.created) }) {
        #expect(listed.contains(row.id), "\(account) \(row.id)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test(arguments: seeds) func `whatever goes wrong, the same rows and windows come`(seed: UInt64)
    throws
  {
    var random = SeededRandom(seed: seed)
    let bank = Self.bank(&random)
    var quiet = Run(bank, at: Self.now, historyOpen: true)
    quiet.start.options.concurrency = Int.random(in: 1...5, using: &random)
    try quiet.drive()
    #expect(quiet.report?.outcome == .done)
    var rough = Run(bank, at: Self.now, historyOpen: true)
    rough.start.options.concurrency = Int.random(in: 1...5, using: &random)
    rough.fate = Self.faults(seed, one: 5)
    rough.tokenLife = Int.random(in: 12...60, using: &random)
    rough.random = SeededRandom(seed: seed)
    rough.bank.historyOpenUntil = at("2027-01-01T00:00:00Z")
    rough.start.historyOpenUntil = at("2027-01-01T00:00:00Z")
    rough.savesEveryStep = seed % 8 == 0
    try rough.drive()
    #expect(rough.report?.outcome == .done)
    for account in Set(bank.rows.keys).union(bank.accounts.map(\.id)) {
      #expect(quiet.rows[account, default: []] == quiet.truth(account))
      #expect(rough.rows[account, default: []] == rough.truth(account))
      #expect(quiet.coverage(account).map(\.since) == rough.coverage(account).map(\.since))
      #expect(quiet.coverage(account).count <= 1)
    }
    for run in [quiet, rough] {
      #expect(run.inFlightMax <= run.start.options.concurrency)
      #expect(run.finishes == 1)
      isTrue(run)
      let rows = run.report?.accounts.reduce(0) { $0 + $1.rows }
      #expect(rows == bank.rows.values.reduce(0) { $0 + $1.count })
      for page in run.pages { Self.expectBothEnds(page) }
    }
  }

  static func expectBothEnds(_ page: HTTPRequest) {
    let query = FormFields(parsing: String(page.target.drop { $0 != "?" }.dropFirst()))
    guard let before = query["before"].flatMap({ Instant($0) }), let since = query["since"] else {
      Issue.record("an end is missing: \(page)")
      return
    }
    if let since = Instant(since) {
      #expect(since < before && before.seconds - since.seconds <= 8760 * 3600)
    } else {
      #expect(since.hasPrefix("tx_"))
    }
  }

  @Test(arguments: seeds) func `a run that is cut off anywhere can be gone on from`(seed: UInt64)
    throws
  {
    var random = SeededRandom(seed: seed)
    let bank = Self.bank(&random)
    var cut = Run(bank, at: Self.now, historyOpen: true)
    cut.bank.historyOpenUntil = at("2027-01-01T00:00:00Z")
    cut.start.historyOpenUntil = at("2027-01-01T00:00:00Z")
    let end = Int.random(in: 1...150, using: &random)
    if Bool.random(using: &random) { cut.crashAfter = end } else { cut.interruptAfter = end }
    try cut.drive()
    isTrue(cut)
    let outcome = cut.report?.outcome
    #expect(outcome == nil || outcome == .interrupted || outcome == .done)

    let coverage = cut.complete.keys.sorted().map { account in
      AccountCoverage(
        accountID: account,
        potID: account.hasPrefix("acc_hidden") ? "pot_\(account.last ?? "0")" : nil,
        complete: cut.coverage(account))
    }
    var rest = Run(bank, at: cut.now, coverage: coverage, historyOpen: true)
    rest.bank.historyOpenUntil = at("2027-01-01T00:00:00Z")
    rest.start.historyOpenUntil = at("2027-01-01T00:00:00Z")
    rest.start.resume = cut.saved.flatMap { ResumeHint(json: $0.json) }
    rest.rows = cut.rows
    rest.complete = cut.complete
    try rest.drive()
    #expect(rest.report?.outcome == .done)
    for account in bank.accounts.map(\.id) + bank.rows.keys {
      #expect(rest.rows[account, default: []] == rest.truth(account))
      #expect(rest.coverage(account).count == 1)
    }
  }

  @Test(arguments: seeds) func `events without sense send a bounded number of requests`(
    seed: UInt64
  ) {
    var random = SeededRandom(seed: seed)
    var state = FetchState()
    var time = Self.now.seconds
    var (sends, finishes, events) = (0, 0, 0)
    let bodies = [
      #"{"accounts": [{"id": "a", "type": "t", "created": "2020-01-01T00:00:00Z"}]}"#,
      #"{"pots": [{"id": "pot_1", "balance": 1}]}"#, #"{"balance": 1, "currency": "GBP"}"#,
      #"{"balance": 2, "currency": "GBP"}"#, #"{"transactions": []}"#, "{}", "",
      #"{"transactions": [{"id": "tx_1", "created": "2026-06-14T00:00:00Z"}]}"#,
    ]
    let codes = [
      "", "unauthorized.bad_access_token.expired", "forbidden.verification_required",
      "forbidden.insufficient_permissions", "bad_request.invalid_time_range", "rate_limited",
    ]
    var start = FetchStart(
      options: FetchOptions(), coverage: [],
      token: TokenFacts(generation: 1, expires: nil, isRefreshable: true),
      historyOpenUntil: Bool.random(using: &random) ? at("2027-01-01T00:00:00Z") : nil)
    start.options.awaitsApproval = Bool.random(using: &random)
    start.options.concurrency = Int.random(in: 0...6, using: &random)
    while events < 4_000, finishes == 0 {
      events += 1
      time += Int64.random(in: 0...20, using: &random)
      let id = Int.random(in: 0...(sends + 2), using: &random)
      let recent = max(1, sends - Int.random(in: 0...3, using: &random))
      let target = Bool.random(using: &random) ? id : recent
      let kind: FetchEvent.Kind =
        switch Int.random(in: 0..<12, using: &random) {
        case 0: .started(start)
        case 1: .woke
        case 2: .tokenRefreshed(TokenFacts(generation: events, expires: nil, isRefreshable: true))
        case 3: .stored(id)
        case 4: .failed(target, TransportFailure(reason: "x"))
        case 5:
          .answered(
            target,
            HTTPResponse(
              status: [400, 401, 403, 404, 429, 500, 302].randomElement(using: &random) ?? 400,
              body: Array(#"{"code": "\#(codes.randomElement(using: &random) ?? "")"}"#.utf8)))
        default:
          .answered(
            target,
            HTTPResponse(
              status: 200, body: Array((bodies.randomElement(using: &random) ?? "").utf8)))
        }
      let (before, sent) = (state, sends)
      let result = step(state, FetchEvent(at: Instant(seconds: time), jitter: 7, kind))
      state = result.state
      for effect in result.effects {
        switch effect {
        case .send: sends += 1
        case .store(let id, _):
          state = step(state, FetchEvent(at: Instant(seconds: time), .stored(id))).state
        case .finish: finishes += 1
        default: break
        }
      }
      if finishes > 0 {
        let after = step(state, FetchEvent(at: Instant(seconds: time), .interrupted))
        #expect(after.effects.isEmpty && after.state == state)
      }
      // An event that brings nothing twice brings nothing the second time.
      if case .answered(let id, let response) = kind, id <= sent, state != before {
        let again = step(state, FetchEvent(at: Instant(seconds: time), .answered(id, response)))
        #expect(again.state == state && again.effects.isEmpty)
      }
    }
    #expect(sends <= 1_000)
  }
}
