// Scripts: what happens, and what exactly is to be done then.

import Bytes
import Fetch
import Model
import MonzoAPI
import Testing

@Suite struct ScriptTests {
  let now = at("2026-06-15T12:00:00Z")

  /// A run that gets one event after the other.
  struct Script {
    var state = FetchState()
    var now: Instant

    mutating func send(_ kind: FetchEvent.Kind, after seconds: Int64 = 0) -> [FetchEffect] {
      now = Instant(seconds: now.seconds + seconds)
      let result = step(state, FetchEvent(at: now, kind))
      state = result.state
      return result.effects.filter { if case .progress = $0 { false } else { true } }
    }

    mutating func answer(_ id: RequestID, _ body: String, status: Int = 200) -> [FetchEffect] {
      send(.answered(id, HTTPResponse(status: status, body: Array(body.utf8))))
    }
  }

  func start(_ change: (inout FetchStart) -> Void = { _ in }) -> FetchEvent.Kind {
    var start = FetchStart(
      options: FetchOptions(), coverage: [],
      token: TokenFacts(generation: 1, expires: nil, isRefreshable: true))
    change(&start)
    return .started(start)
  }

  func rows(_ since: ListTransactions.Since, before: String) -> HTTPRequest {
    ListTransactions(accountID: "acc_1", since: since, before: at(before)).request
  }

  @Test func `a young account: lists, balance, one page, balance, end`() {
    var script = Script(now: now)
    let account = #"{"id":"acc_1","type":"uk_retail","created":"2026-06-01T08:00:00.25Z"}"#
    let balance = #"{"balance":500,"currency":"GBP"}"#
    let row = #"{"id":"tx_1","created":"2026-06-02T00:00:00Z"}"#
    let window = TimeWindow(since: at("2026-06-01T07:59:59Z"), before: now)
    let key = AccountCoverage.Key(accountID: "acc_1", opened: window.since)

    #expect(script.send(start()) == [.send(1, ListAccounts().request)])
    #expect(
      script.answer(1, #"{ "accounts": [ \#(account) ] }"#) == [
        .store(1, .accounts([RawObject(id: "acc_1", body: Array(account.utf8))])),
        .send(2, ListPots(accountID: "acc_1").request),
      ])
    #expect(script.send(.stored(1)) == [])
    #expect(
      script.answer(2, #"{"pots":[]}"#) == [
        .store(2, .pots(accountID: "acc_1", [])),
        .store(3, .gap(key, CoverageGap(window, .notReached))),
        .send(3, ReadBalance(accountID: "acc_1").request),
      ])
    #expect(script.send(.stored(2)) == [])
    #expect(
      script.answer(3, balance) == [
        .send(4, rows(.time(at("2026-06-01T07:59:58Z")), before: "2026-06-15T12:01:00Z"))
      ])
    let kept = RawTransaction(
      id: "tx_1", created: at("2026-06-02T00:00:00Z"), body: Array(row.utf8))
    #expect(
      script.answer(4, #"{"transactions":[\#(row)]}"#) == [
        .store(4, .rows(accountID: "acc_1", window, isFirstPage: true, [kept])),
        .store(5, .complete(key, window)),
        .send(5, ReadBalance(accountID: "acc_1").request),
      ])
    #expect(
      script.answer(5, balance) == [
        .store(
          6,
          .balance(accountID: "acc_1", RawObject(id: "acc_1", body: Array(balance.utf8)), at: now))
      ])
    for store in [3, 4, 6] { #expect(script.send(.stored(store)) == []) }
    var report = FetchReport(.done)
    var record = AccountFetch(accountID: "acc_1", type: "uk_retail")
    (record.windows, record.rows, record.pages) = ([window], 1, 1)
    report.accounts = [record]
    #expect(script.send(.stored(5)) == [.finish(report)])
    #expect(script.send(.interrupted) == [])
  }

  @Test func `events that fit nothing are passed over`() {
    var script = Script(now: now)
    #expect(script.send(.woke) == [])
    #expect(script.answer(1, "{}") == [])
    #expect(script.send(.interrupted) == [])
    _ = script.send(start())
    #expect(script.send(start()) == [])
    #expect(script.answer(7, #"{"accounts":[]}"#) == [])
    #expect(script.send(.stored(9)) == [])
    #expect(script.send(.tokenRefusedForGood) == [])
    #expect(
      script.send(.tokenRefreshed(TokenFacts(generation: 9, expires: nil, isRefreshable: true)))
        == [])
  }

  @Test func `no accounts are no error`() {
    var script = Script(now: now)
    _ = script.send(start())
    _ = script.answer(1, #"{"accounts":[]}"#)
    #expect(script.send(.stored(1)) == [.finish(FetchReport(.done))])
  }

  @Test func `a plan asks for accounts and pots, keeps nothing, and reports the windows`() throws {
    var script = Script(now: now)
    _ = script.send(
      start {
        $0.options.isDryRun = true
        $0.historyOpenUntil = at("2026-06-15T12:05:00Z")
      })
    #expect(
      script.answer(1, #"{"accounts":[{"id":"acc_1","created":"2024-06-01T08:00:00Z"}]}"#)
        == [.send(2, ListPots(accountID: "acc_1").request)])
    let effects = script.answer(2, #"{"pots":[]}"#)
    guard case .finish(let report) = effects.first, effects.count == 1 else {
      Issue.record("ended with \(effects)")
      return
    }
    let windows = try #require(report.accounts.first?.windows)
    #expect(windows.count == 3)
    #expect(windows.first?.since == at("2024-06-01T07:59:59Z"))
    #expect(windows.last == TimeWindow(since: at("2026-03-19T12:00:00Z"), before: now))
    for (one, next) in zip(windows, windows.dropFirst()) { #expect(one.before == next.since) }
  }

  @Test func `an interrupted run keeps what is in flight and ends`() {
    var script = Script(now: now)
    _ = script.send(start())
    #expect(script.send(.interrupted) == [])
    #expect(
      script.answer(1, #"{"accounts":[]}"#) == [.store(1, .accounts([]))])
    #expect(script.send(.stored(1)) == [.finish(FetchReport(.interrupted))])
  }

  @Test func `a failed request waits, and the wait is asked for once`() {
    var script = Script(now: now)
    _ = script.send(start())
    let failed = FetchEvent.Kind.failed(1, TransportFailure(reason: "reset"))
    let time = Instant(seconds: now.seconds, nanoseconds: 500_000_000)
    #expect(script.send(failed) == [.note(.slowed(seconds: 1, "reset")), .wait(until: time)])
    #expect(script.send(failed) == [])
    #expect(script.send(.woke) == [.wait(until: time)])
    #expect(script.send(.woke, after: 1) == [.send(2, ListAccounts().request)])
  }

  @Test func `401 asks for one new token and sends again with it`() {
    var script = Script(now: now)
    _ = script.send(start())
    let expired = #"{"code":"unauthorized.bad_access_token.expired"}"#
    #expect(script.answer(1, expired, status: 401) == [.refreshToken(generation: 1)])
    let facts = TokenFacts(generation: 2, expires: nil, isRefreshable: true)
    #expect(script.send(.tokenRefreshed(facts)) == [.send(2, ListAccounts().request)])
  }
}
