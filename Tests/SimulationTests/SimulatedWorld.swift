// The outside of a run, made from a seed: the demo bank behind a network that delays, reorders, repeats, cuts,
// drops and refuses, in a time of its own. One thread, no clock.

import Fetch
import Model
import MonzoAPI
import TestSupport

@testable import Connect
@testable import Sandbox

/// The bank, the network and the time of a simulation, across all of its runs.
final class SimulatedWorld: FetchWorld {
  /// Something that is on its way.
  private enum Parcel {
    case request(RequestID, HTTPRequest, authorization: String?, Weather.Fate)
    case answer(RequestID, HTTPResponse)
    case failure(RequestID, TransportFailure)
  }

  var bank: BankServer
  var weather = Weather.calm
  /// The time by the bank's clock, in milliseconds.
  var clock: Int64
  let diary: Diary
  let sent = SentRows()
  var rules = RequestRules()
  /// Is called when the process is to die.
  var onDeath: () -> Void = {}
  /// What happens to the process and the login, by the number of the event.
  var incidents: [Int: Incident] = [:]
  /// Faults that this run met.
  private(set) var faults = 0
  /// Incidents that this run met.
  private(set) var met: [Incident] = []
  /// Whether the machine slept in this run.
  private(set) var hasSlept = false
  /// Whether the process is dead: nothing reaches the bank any more.
  private(set) var isDead = false

  private var random: SeededRandom
  private var parcels: [(time: Int64, number: Int, parcel: Parcel)] = []
  private var inFlight: [RequestID] = []
  private var parcelNumber = 0
  private var events = 0
  /// How often each question was asked in vain.
  private var tries: [String: Int] = [:]

  /// Something that happens at some event of a run.
  enum Incident {
    case death, interrupt, eviction, consent
  }

  init(_ bank: BankServer, at clock: Int64, seed: UInt64, _ diary: Diary) {
    self.bank = bank
    self.clock = clock
    self.diary = diary
    random = SeededRandom(seed: seed)
  }

  // MARK: A run

  /// Forgets what was on its way to an earlier process.
  func beginRun(concurrency: Int) {
    parcels.removeAll()
    inFlight = []
    (events, faults) = (0, 0)
    isDead = false
    incidents = [:]
    met = []
    hasSlept = false
    tries = [:]
    rules.begin(concurrency: concurrency)
  }

  var now: Instant { Instant(milliseconds: clock) }

  func jitter() -> UInt32 { UInt32(truncatingIfNeeded: random.next()) }

  func send(_ id: RequestID, _ request: HTTPRequest, token: Secret?) {
    if let fault = rules.check(id, request, token: token, inFlight: inFlight, at: clock) {
      diary.violation(clock, "request \(id) \(request.target): \(fault)")
    }
    inFlight.append(id)
    guard !isDead else { return }
    let fate = weather.fate(&random)
    diary.note(clock, "→ \(id) \(request.method.rawValue) \(request.target) (\(fate))")
    if fate != .delivered { faults += 1 }
    countTries(id, request, fate)
    let way = Int64.random(in: weather.latency, using: &random) / 2
    switch fate {
    case .refused: fail(id, after: 5, "connection refused")
    case .lostThere: fail(id, after: 30_000, "timed out")
    case .tooMany where id >= 0: answer(id, tooMany(), after: way * 2)
    case .failing:
      let status = [500, 502, 503, 504][Int.random(in: 0..<4, using: &random)]
      answer(
        id, HTTPResponse(status: status, body: Array("<h1>\(status)</h1>".utf8)), after: way * 2)
    case .page:
      answer(id, HTTPResponse(status: 200, body: Array("<html>Sorry</html>".utf8)), after: way * 2)
    case .keyless:
      answer(id, HTTPResponse(status: 200, body: Array("{\"ok\":true}".utf8)), after: way * 2)
    default:
      let authorization = token.map { "Bearer \($0.reveal())" }
      post(.request(id, request, authorization: authorization, fate), after: way)
    }
  }

  /// Nothing is asked for more than six times when no answer comes.
  private func countTries(_ id: RequestID, _ request: HTTPRequest, _ fate: Weather.Fate) {
    guard id >= 0 else { return }
    let before = tries[request.target, default: 0]
    if before >= 6 {
      diary.violation(clock, "\(request.target) is asked for a seventh time in vain")
    }
    switch fate {
    case .delivered, .doubled, .repeated: tries[request.target] = nil
    case .tooMany: break
    default: tries[request.target] = before + 1
    }
  }

  func next(until deadline: Instant?) -> WorldEvent {
    events += 1
    // A run of a few hundred rows that does not end after so many events never does.
    if events > 20_000 {
      if events == 20_001 { diary.violation(clock, "the run does not end") }
      precondition(events < 40_000, "a dead run does not end:\n\(diary.violations)")
      die()
    }
    if let event = meetIncident() { return event }
    if isDead { return afterDeath(deadline) }
    sleepOrExpire()
    while true {
      let limit = deadline?.millisecondsRoundedUp ?? .max
      guard let first = parcels.indices.min(by: { precedes(parcels[$0], parcels[$1]) }),
        parcels[first].time <= max(limit, clock)
      else {
        guard deadline != nil else {
          diary.violation(clock, "the run waits for nothing")
          die()
          return .interrupted
        }
        clock = max(clock, limit)
        return .deadline
      }
      let (time, _, parcel) = parcels.remove(at: first)
      if case .request(let id, let request, let authorization, let fate) = parcel {
        ask(id, request, authorization, fate, at: time)
        continue
      }
      clock = max(clock, time)
      if let event = deliver(parcel) { return event }
    }
  }

  // MARK: The way there and back

  private func ask(
    _ id: RequestID, _ request: HTTPRequest, _ authorization: String?, _ fate: Weather.Fate,
    at time: Int64
  ) {
    let now = Instant(milliseconds: time)
    var response = bank.answer(request, authorization: authorization, at: now)
    if fate == .doubled { response = bank.answer(request, authorization: authorization, at: now) }
    if response.isSuccess, request.target.hasPrefix("/transactions") {
      response.body = RowLine.slim(response.body)
      sent.see(response.body)
    }
    let way = max(0, time - clock) + Int64.random(in: weather.latency, using: &random) / 2
    switch fate {
    case .lostBack: fail(id, after: max(way, 30_000), "timed out")
    case .cut: fail(id, after: way, "the connection was closed early")
    case .cutUnseen:
      let length = Int.random(in: 0..<max(1, response.body.count), using: &random)
      response.body = Array(response.body.prefix(length))
      // A token that has run out is not the question's failure, however much of the answer comes.
      if response.status == 401 { tries[request.target, default: 1] -= 1 }
      answer(id, response, after: way)
    case .repeated where id >= 0:
      answer(id, response, after: way)
      answer(id, response, after: way + Int64.random(in: 0...5_000, using: &random))
    default: answer(id, response, after: way)
    }
  }

  private func tooMany() -> HTTPResponse {
    var response = HTTPResponse(status: 429, body: Array("{\"code\":\"rate_limited\"}".utf8))
    switch Int.random(in: 0..<5, using: &random) {
    case 0, 1: response.headers["retry-after"] = "\(Int.random(in: 0...90, using: &random))"
    case 2 where Int.random(in: 0..<10, using: &random) == 0:
      response.headers["retry-after"] = "7200"
    default: break
    }
    return response
  }

  private func deliver(_ parcel: Parcel) -> WorldEvent? {
    switch parcel {
    case .answer(let id, let response):
      let isFirst = arrived(id)
      diary.note(clock, "← \(id) \(response)\(isFirst ? "" : " again")")
      // A second answer to one request says nothing new.
      if isFirst { rules.answered(response, at: clock) }
      return .answered(id, response)
    case .failure(let id, let failure):
      guard arrived(id) else { return nil }
      diary.note(clock, "← \(id) \(failure.reason)")
      return .failed(id, failure)
    case .request: return nil
    }
  }

  private func arrived(_ id: RequestID) -> Bool {
    guard let at = inFlight.firstIndex(of: id) else { return false }
    inFlight.remove(at: at)
    return true
  }

  private func answer(_ id: RequestID, _ response: HTTPResponse, after wait: Int64) {
    post(.answer(id, response), after: wait)
  }

  private func fail(_ id: RequestID, after wait: Int64, _ reason: String) {
    post(.failure(id, TransportFailure(reason: reason)), after: wait)
  }

  private func post(_ parcel: Parcel, after wait: Int64) {
    parcelNumber += 1
    parcels.append((clock + wait, parcelNumber, parcel))
  }

  private func precedes(
    _ one: (time: Int64, number: Int, parcel: Parcel),
    _ other: (time: Int64, number: Int, parcel: Parcel)
  ) -> Bool { (one.time, one.number) < (other.time, other.number) }

  // MARK: Chance

  private func meetIncident() -> WorldEvent? {
    guard let incident = incidents[events], !isDead else { return nil }
    diary.note(clock, "\(incident)")
    faults += 1
    met.append(incident)
    switch incident {
    case .death: die()
    case .interrupt: return .interrupted
    case .eviction: bank.logInElsewhere(bank.clients[0], at: bankTime)
    case .consent: bank.extendConsent(at: bankTime)
    }
    return nil
  }

  private func sleepOrExpire() {
    if Int.random(in: 0..<1000, using: &random) < weather.expiry {
      diary.note(clock, "the token expires")
      faults += 1
      bank.expireTokens(at: bankTime)
    }
    if Int.random(in: 0..<1000, using: &random) < weather.sleep {
      faults += 1
      clock += Int64.random(in: 60_000...20_000_000, using: &random)
      hasSlept = true
      diary.note(clock, "the machine has slept")
    }
  }

  /// The latest time that the bank has seen or will see next.
  private var bankTime: Instant { now }

  // MARK: Death

  /// Ends the process here: nothing that it does from now on has an effect.
  func die() {
    guard !isDead else { return }
    isDead = true
    parcels.removeAll()
    onDeath()
  }

  /// Lets a dead process come to its end.
  private func afterDeath(_ deadline: Instant?) -> WorldEvent {
    if let id = inFlight.popLast() {
      return .failed(id, TransportFailure(mayRetry: false, reason: "the process is dead"))
    }
    guard events.isMultiple(of: 2), let deadline else { return .interrupted }
    clock = max(clock, deadline.millisecondsRoundedUp)
    return .deadline
  }
}

/// Every version of every row that the bank put into an answer, by id.
final class SentRows {
  private var versions: [String: Set<RowLine>] = [:]

  /// Takes down the rows of a page.
  func see(_ page: [UInt8]) {
    for row in RowLine.all(in: page) { versions[row.id, default: []].insert(row) }
  }

  /// Whether the bank ever sent a version.
  func holds(_ row: RowLine) -> Bool { versions[row.id]?.contains(row) ?? false }
}
