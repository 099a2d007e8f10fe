// Where the system's threads put what they hear of requests, and the one loop of the program takes it.

internal import Fetch
internal import Foundation
internal import MonzoAPI
internal import Synchronization

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// Requests in flight, and answers that nobody has taken yet.
final class Mailbox: Sendable {
  private struct Flight {
    let id: RequestID
    let task: URLSessionTask
    let deadline: ContinuousClock.Instant
    var body: [UInt8] = []
  }

  private struct State {
    /// By the system's number of the task.
    var flights: [Int: Flight] = [:]
    var arrivals: [Arrival] = []
    var isWoken = false
  }

  private let state = Mutex(State())
  /// Counts what has been put down; one who waits looks again after each.
  private let signal = DispatchSemaphore(value: 0)
  private let host: String
  private let limits: HTTPCarrier.Limits

  init(host: String, limits: HTTPCarrier.Limits) {
    self.host = host
    self.limits = limits
  }

  var inFlightCount: Int { state.withLock { $0.flights.count + $0.arrivals.count } }

  /// Notes a request before it is sent.
  func expect(_ id: RequestID, _ task: URLSessionTask) {
    let deadline = ContinuousClock.now + limits.whole
    state.withLock {
      $0.flights[task.taskIdentifier] = Flight(id: id, task: task, deadline: deadline)
    }
  }

  /// Puts a failure down for a request that is not sent at all.
  func fail(_ id: RequestID, _ failure: TransportFailure) {
    state.withLock { $0.arrivals.append(Arrival(id: id, result: .failure(failure))) }
    signal.signal()
  }

  /// Takes a piece of a body.
  func receive(_ data: Data, of task: URLSessionTask) {
    let isTooLarge = state.withLock { state in
      state.flights[task.taskIdentifier]?.body.append(contentsOf: data)
      guard let flight = state.flights[task.taskIdentifier] else { return false }
      return flight.body.count > limits.bodyMax
    }
    guard isTooLarge else { return }
    finish(
      task,
      .failure(
        TransportFailure(
          mayRetry: false,
          reason:
            "\(host): an answer of more than \(limits.bodyMax >> 20) MiB, which no answer of a "
            + "bank is; nothing of it is kept")))
    task.cancel()
  }

  /// Takes the end of a request; whether it is an answer is up to the task.
  func complete(_ task: URLSessionTask, _ error: (any Error)?) {
    if let error {
      finish(task, .failure(TransportFailure(error, host: host)))
    } else if let response = task.response as? HTTPURLResponse {
      let headers = Self.headers(of: response)
      finish(task, .success(HTTPResponse(status: response.statusCode, headers: headers)))
    } else {
      finish(task, .failure(TransportFailure(reason: "\(host): an answer that is no HTTP")))
    }
  }

  /// Puts down what came of a request; the first word counts.
  private func finish(_ task: URLSessionTask, _ result: Result<HTTPResponse, TransportFailure>) {
    let isNews = state.withLock { state in
      guard let flight = state.flights.removeValue(forKey: task.taskIdentifier) else {
        return false
      }
      let arrival = Arrival(
        id: flight.id,
        result: result.map { response in
          var response = response
          response.body = flight.body
          return response
        })
      state.arrivals.append(arrival)
      return true
    }
    if isNews { signal.signal() }
  }

  func next(until deadline: ContinuousClock.Instant?) -> Arrival? {
    while true {
      let now = ContinuousClock.now
      expire(now)
      let (arrival, isOver, earliest) = state.withLock { state in
        let arrival = state.arrivals.isEmpty ? nil : state.arrivals.removeFirst()
        let isOver = arrival == nil && (state.isWoken || deadline.map { $0 <= now } ?? false)
        if isOver { state.isWoken = false }
        return (arrival, isOver, state.flights.values.map(\.deadline).min())
      }
      if arrival != nil || isOver { return arrival }
      if let first = [deadline, earliest].compactMap({ $0 }).min() {
        // A day at most: the time to wait is counted in nanoseconds.
        let (seconds, attoseconds) = min(first - now, .seconds(86_400)).components
        let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000) + 1
        _ = signal.wait(timeout: .now() + .nanoseconds(max(1, nanoseconds)))
      } else {
        signal.wait()
      }
    }
  }

  func wake() {
    state.withLock { $0.isWoken = true }
    signal.signal()
  }

  func cancelAll() {
    let tasks = state.withLock { state in
      let tasks = state.flights.values.map(\.task)
      state.flights = [:]
      state.arrivals = []
      return tasks
    }
    for task in tasks { task.cancel() }
  }

  /// Ends requests that have taken too long as a whole, which the system does not watch everywhere.
  private func expire(_ now: ContinuousClock.Instant) {
    let overdue = state.withLock { state in
      state.flights.values.filter { $0.deadline <= now }.sorted { $0.id < $1.id }.map(\.task)
    }
    for task in overdue {
      let seconds = limits.whole.components.seconds
      finish(
        task,
        .failure(TransportFailure(reason: "\(host): no whole answer within \(seconds) seconds")))
      task.cancel()
    }
  }

  private static func headers(of response: HTTPURLResponse) -> [String: String] {
    let fields = response.allHeaderFields.map { name, value in
      (name: "\(name)".lowercased(), value: "\(value)")
    }
    return Dictionary(fields.sorted { $0 < $1 }) { "\($0), \($1)" }
  }
}
