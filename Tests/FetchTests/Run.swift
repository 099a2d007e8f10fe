// A driver in virtual time for the reducer and the bank in memory: requests take a while, stores too, and a test
// may meddle with answers, the token, the bank and the end of a run.

import Fetch
import Model
import MonzoAPI
import TestSupport
import Testing

/// A run and what came of it.
struct Run {
  /// What the network does to an answer.
  enum Fate: Sendable {
    case arrives
    case replaced(HTTPResponse)
    case lost(TransportFailure)
    /// The bank answers, then the answer comes a second time.
    case repeated
  }

  var bank: BankInMemory
  var start: FetchStart
  var now: Instant
  var latencyMilliseconds: Int64 = 300
  var random = SeededRandom(seed: 1)
  /// Decides the fate of an answer: request number, request, time.
  var fate: @Sendable (Int, HTTPRequest, Instant) -> Fate = { _, _, _ in .arrives }
  /// Changes the bank before it answers request number so and so.
  var beforeAnswer: (@Sendable (Int, HTTPRequest, inout BankInMemory) -> Void)?
  /// Answers the request for a new token.
  var refresh: @Sendable (Int) -> FetchEvent.Kind = { generation in
    .tokenRefreshed(TokenFacts(generation: generation + 1, expires: nil, isRefreshable: true))
  }
  /// Answers the question whether another run has kept a newer token.
  var reload: @Sendable (Int) -> FetchEvent.Kind = { _ in .tokenUnchanged }
  /// Interrupts the run after so many events.
  var interruptAfter: Int?
  /// Stops driving, as a crash would, after so many events.
  var crashAfter: Int?
  /// Checks that a hint survives being saved, at every step.
  var savesEveryStep = false

  // What came of it.
  var state = FetchState()
  var report: FetchReport?
  var sends: [HTTPRequest] = []
  var inFlight = 0
  var inFlightMax = 0
  var rows: [String: Set<String>] = [:]
  var complete: [String: [TimeWindow]] = [:]
  var gaps: [String: [CoverageGap]] = [:]
  var balances: [String: Instant] = [:]
  /// Rows without a readable id or time, as often as they were kept.
  var unreadable: [UnreadableRow] = []
  /// The login to which older history was refused, by account.
  var closedLogins: [String: Instant] = [:]
  var notes: [FetchNote] = []
  var progress: [FetchProgress] = []
  var refreshes = 0
  var reloads = 0
  /// When the last new token was asked for.
  var refreshed: Instant?
  var finishes = 0
  var events = 0
  /// The rows of each window since its first page, by account and beginning.
  var listed: [String: [Instant: Set<String>]] = [:]
  /// With how many requests a token ends.
  var tokenLife: Int?
  private var tokens = [0]
  private var tokenOf: [Int] = []
  /// The last hint at a moment when nothing waited to be kept.
  var saved: ResumeHint?

  private var queue: [(time: Int64, order: Int, kind: FetchEvent.Kind)] = []
  private var order = 0
  private var openStores: Set<StoreID> = []
  private var wake: Int64?

  init(
    _ bank: BankInMemory, at now: Instant, coverage: [AccountCoverage] = [],
    historyOpen: Bool = false
  ) {
    self.bank = bank
    self.now = now
    start = FetchStart(
      options: FetchOptions(), coverage: coverage,
      token: TokenFacts(generation: 1, expires: nil, isRefreshable: true),
      historyOpenUntil: historyOpen ? Instant(seconds: now.seconds + 300) : nil)
    if historyOpen { self.bank.historyOpenUntil = start.historyOpenUntil }
  }
}

extension Run {
  private var milliseconds: Int64 { now.seconds * 1000 + Int64(now.nanoseconds) / 1_000_000 }

  private mutating func enqueue(_ kind: FetchEvent.Kind, after delay: Int64) {
    order += 1
    queue.append((milliseconds + delay, order, kind))
  }

  /// Drives the run to its end.
  mutating func drive() throws {
    try take(.started(start))
    while report == nil {
      if let crashAfter, events >= crashAfter { return }
      if events == interruptAfter { try take(.interrupted) }
      guard report == nil else { return }
      if events > 200_000 { throw Endless() }
      let next = queue.indices.min {
        (queue[$0].time, queue[$0].order) < (queue[$1].time, queue[$1].order)
      }
      guard next != nil || wake != nil else { throw Stalled(state: state) }
      if let wake, next.map({ queue[$0].time > wake }) ?? true {
        self.wake = nil
        advance(to: wake)
        try take(.woke)
      } else if let next {
        let event = queue.remove(at: next)
        advance(to: event.time)
        try take(event.kind)
      }
    }
  }

  struct Endless: Error {}
  struct Stalled: Error { var state: FetchState }

  private mutating func advance(to time: Int64) {
    guard time > milliseconds else { return }
    now = Instant(seconds: time / 1000, nanoseconds: Int32(time % 1000) * 1_000_000)
  }

  private mutating func take(_ kind: FetchEvent.Kind) throws {
    events += 1
    var kind = kind
    switch kind {
    case .answered(let id, let response) where response.status == 0:
      inFlight -= 1
      kind = answer(id)
    case .stored(let id): openStores.remove(id)
    default: break
    }
    let result = step(
      state, FetchEvent(at: now, jitter: UInt32(truncatingIfNeeded: random.next()), kind))
    state = result.state
    if savesEveryStep {
      #expect(ResumeHint(json: state.resumeHint.json) == state.resumeHint)
    }
    for effect in result.effects { perform(effect) }
    if openStores.isEmpty { saved = state.resumeHint }
  }

  private mutating func answer(_ id: RequestID) -> FetchEvent.Kind {
    let request = sends[id - 1]
    beforeAnswer?(id, request, &bank)
    if let tokenLife, tokens[tokenOf[id - 1]] > tokenLife {
      return .answered(id, bank.error(401, "unauthorized.bad_access_token.expired"))
    }
    let response = bank.answer(request, at: now)
    switch fate(id, request, now) {
    case .arrives: return .answered(id, response)
    case .replaced(let other): return .answered(id, other)
    case .lost(let failure): return .failed(id, failure)
    case .repeated:
      enqueue(.answered(id, response), after: 40)
      enqueue(.failed(id, TransportFailure(reason: "late")), after: 900)
      return .answered(id, response)
    }
  }

  private mutating func perform(_ effect: FetchEffect) {
    #expect(report == nil, "an effect after the end")
    switch effect {
    case .send(let id, let request):
      sends.append(request)
      tokenOf.append(tokens.count - 1)
      tokens[tokens.count - 1] += 1
      #expect(id == sends.count)
      inFlight += 1
      inFlightMax = max(inFlightMax, inFlight)
      let spread = Int64(random.next() % 40)
      enqueue(.answered(id, HTTPResponse(status: 0)), after: latencyMilliseconds + spread)
    case .store(let id, let item):
      keep(item)
      openStores.insert(id)
      enqueue(.stored(id), after: Int64(random.next() % 20))
    case .wait(let until):
      wake = until.seconds * 1000 + (Int64(until.nanoseconds) + 999_999) / 1_000_000
    case .refreshToken(let generation):
      refreshes += 1
      refreshed = now
      tokens.append(0)
      enqueue(refresh(generation), after: 100)
    case .reloadToken(let generation):
      reloads += 1
      tokens.append(0)
      enqueue(reload(generation), after: 1)
    case .progress(let fact): progress.append(fact)
    case .note(let note): notes.append(note)
    case .finish(let report):
      #expect(openStores.isEmpty, "the end before everything is kept")
      finishes += 1
      self.report = report
    }
  }

  private mutating func keep(_ item: StoreItem) {
    switch item {
    case .accounts, .pots: break
    case .unreadable(_, _, let rows): unreadable += rows
    case .balance(let account, _, let time): balances[account] = time
    case .rows(let account, let window, let isFirstPage, let page):
      let ids = page.map(\.id)
      rows[account, default: []].formUnion(ids)
      if isFirstPage { listed[account, default: [:]][window.since] = [] }
      listed[account]?[window.since]?.formUnion(ids)
    case .complete(let key, let window):
      complete[key.accountID, default: []].append(window)
      cutGaps(key.accountID, window)
      expectWhole(key.accountID, window)
    case .gap(let key, let gap):
      cutGaps(key.accountID, gap.window)
      gaps[key.accountID, default: []].append(gap)
    case .historyClosed(let key, let login): closedLogins[key.accountID] = login
    }
  }

  /// Takes a window out of the gaps of an account, as the archive does.
  private mutating func cutGaps(_ account: String, _ window: TimeWindow) {
    let rest = (gaps[account] ?? []).flatMap { gap -> [CoverageGap] in
      let ends = [
        TimeWindow(since: gap.window.since, before: min(gap.window.before, window.since)),
        TimeWindow(since: max(gap.window.since, window.before), before: gap.window.before),
      ]
      return ends.filter { $0.since < $0.before }.map { CoverageGap($0, gap.reason) }
    }
    gaps[account] = rest.isEmpty ? nil : rest
  }

  /// Every row of a window that is complete was in one of its pages: the archive takes others for gone.
  private func expectWhole(_ account: String, _ window: TimeWindow) {
    guard let ids = listed[account]?[window.since] else {
      #expect(start.resume != nil, "a complete window that was not begun")
      return
    }
    for row in bank.rows[account] ?? [] where window.contains(row.created) {
      #expect(ids.contains(row.id), "\(row.id) of \(account) was in no page")
    }
  }

  /// The windows of an account that are complete, joined.
  func coverage(_ account: String) -> [TimeWindow] {
    var joined: [TimeWindow] = []
    for window in (complete[account] ?? []).sorted(by: { $0.since < $1.since }) {
      if let last = joined.last, last.before >= window.since {
        joined[joined.count - 1].before = max(last.before, window.before)
      } else {
        joined.append(window)
      }
    }
    return joined
  }

  /// All ids that the bank has of an account.
  func truth(_ account: String) -> Set<String> { Set((bank.rows[account] ?? []).map(\.id)) }

  /// The requests for rows.
  var pages: [HTTPRequest] { sends.filter { $0.target.hasPrefix("/transactions") } }
}

/// A moment by its text.
func at(_ text: String) -> Instant { Instant(text) ?? Instant(seconds: 0) }
